"""The supplied lists of services in the database. Each function is one step of a transaction."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, func, insert, select
from sqlalchemy.engine import Connection

from bot.storage import tables as t
from knowledge.catalogue.places import places
from knowledge.network import Found, Service, ServiceError, nearest, own_services, service_of

logger = logging.getLogger(__name__)
RADIUS = 50
"""Kilometres within which a service counts as near."""

_D = t.diensten.c


def replace_list(connection: Connection, name: str, services: Iterable[Service], now: datetime) -> int:
    """Put a list in the place of the one with the same name; how many services it has."""
    connection.execute(delete(t.diensten).where(_D.lijst == name))
    rows = [
        {
            "lijst": name,
            "id": one.id,
            "streek": one.postcode[:2],
            "voorbeeld": one.example,
            "inhoud": _row(one),
            "gelezen": now,
        }
        for one in services
    ]
    connection.execute(insert(t.diensten), rows)
    return len(rows)


def remove_list(connection: Connection, name: str) -> int:
    """Take a list away; how many services went."""
    return int(connection.execute(delete(t.diensten).where(_D.lijst == name)).rowcount)


def lists(connection: Connection) -> list[Mapping[str, Any]]:
    """Every list with its size, whether it is made up, and when it was read."""
    query = select(
        _D.lijst, func.count().label("aantal"), func.max(_D.gelezen).label("gelezen"), _D.voorbeeld
    ).group_by(_D.lijst, _D.voorbeeld)
    return [dict(row._mapping) for row in connection.execute(query.order_by(_D.lijst))]


def near(
    connection: Connection, postcode: str, limit: int, today: date, kinds: Iterable[str] | None = None
) -> list[Found]:
    """The nearest services, of the project's own list and of the supplied ones."""
    areas = list(places().near(postcode, RADIUS))
    query = select(_D.inhoud, _D.voorbeeld, _D.id).where(_D.streek.in_(areas))
    supplied = [_service(row[0], row[1], row[2], today) for row in connection.execute(query)]
    known = [one for one in (*own_services(), *supplied) if one is not None]
    return nearest(known, postcode, RADIUS, limit, *([kinds] if kinds is not None else []))


def _service(row: dict[str, Any], example: bool, identifier: str, today: date) -> Service | None:
    """A stored service; one that a newer version of the checks refuses is left out, and that is logged."""
    try:
        return service_of(row, today, identifier, example=example)
    except ServiceError as error:
        logger.warning("a stored service is left out: %s", error)
        return None


def _row(one: Service) -> dict[str, str]:
    free = {True: "ja", False: "nee", None: ""}[one.free]
    return {
        "id": one.id,
        "soort": one.kind,
        "naam": one.name,
        "postcode": one.postcode,
        "gemeente": one.town,
        "bron": one.source,
        "gezien_op": one.seen.isoformat(),
        "zekerheid": one.certainty,
        "adres": one.address,
        "telefoon": one.phone,
        "email": one.email,
        "website": one.website,
        "uren": one.hours.text if one.hours else "",
        "kanalen": ",".join(one.channels),
        "voor_wie": one.for_whom,
        "hoe": one.how,
        "gratis": free,
    }
