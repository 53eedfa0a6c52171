"""A service with people, and which are near."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ..catalogue.places import places
from .hours import Hours

KINDS: Mapping[str, str] = {
    "loopbaancentrum": "loopbaancentrum",
    "leerwinkel": "leerwinkel",
    "vdab": "VDAB",
    "werkwinkel": "werkwinkel",
    "vakbond": "vakbond",
    "andere": "andere dienst",
}
"""Kinds of service, and their word."""
CHANNELS = ("telefoon", "mail", "chat", "video", "ter_plaatse")
CERTAINTIES = ("A", "B", "C", "D")


class ServiceError(ValueError):
    """A service that cannot be taken in; the message says where and what, in Dutch."""


@dataclass(frozen=True)
class Service:
    """A place where people help. What is not known is None or empty, and said to be so."""

    id: str
    kind: str
    name: str
    postcode: str
    town: str
    source: str
    seen: date
    """When somebody last looked at the source."""
    certainty: str
    address: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    hours: Hours | None = None
    channels: tuple[str, ...] = ()
    for_whom: str = ""
    how: str = ""
    """How to get there: with an appointment, walk in ..."""
    free: bool | None = None
    example: bool = False
    """Made up, to try things out with."""


@dataclass(frozen=True)
class Found:
    """A service with about how far it is, in kilometres."""

    service: Service
    distance: int


def nearest(
    services: Iterable[Service], postcode: str, radius: int, limit: int, kinds: Iterable[str] = KINDS
) -> list[Found]:
    """The nearest services of these kinds; real ones before made-up ones, then by distance and name."""
    wanted = frozenset(kinds)
    away = [
        Found(service, distance)
        for service in services
        if service.kind in wanted
        and (distance := places().distance(postcode, service.postcode)) is not None
        and distance <= radius
    ]
    away.sort(key=lambda found: (found.service.example, found.distance, found.service.name))
    return away[:limit]
