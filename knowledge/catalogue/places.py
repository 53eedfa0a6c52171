"""About how far two postcodes lie from each other: one point for each area, so never exact."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from ..lists import read_list
from .words import DATA, fold

EARTH_KM = 6371


@dataclass(frozen=True)
class Area:
    """The postcodes that begin with the same two digits."""

    name: str
    province: str
    latitude: float
    longitude: float


@dataclass(frozen=True)
class Places:
    """The areas, and the main postcode of towns by folded name."""

    areas: Mapping[str, Area]
    towns: Mapping[str, tuple[str, str]]
    ordinary: frozenset[str]
    """Folded names that are also everyday words: only a town behind "in", "te", "bij" ..."""
    inside: int

    def postcode_of(self, text: str) -> str | None:
        """The postcode that a town or a postcode stands for; None when it is not known."""
        written = text.strip()
        if re.fullmatch(r"[1-9]\d{3}", written):
            return written if written[:2] in self.areas else None
        found = self.towns.get(re.sub(r"[\s-]+", " ", fold(written)))
        return None if found is None else found[1]

    def town_of(self, postcode: str) -> str | None:
        """The town that this is the main postcode of."""
        return next((name for name, main in self.towns.values() if main == postcode), None)

    def distance(self, one: str, other: str) -> int | None:
        """About how many kilometres lie between two postcodes; None when an area is not known."""
        if one == other:
            return 0
        first, second = self.areas.get(one[:2]), self.areas.get(other[:2])
        if first is None or second is None:
            return None
        return max(self.inside, round(_kilometres(first, second)))

    def near(self, postcode: str, radius: int | None) -> dict[str, int]:
        """For each area within the radius the distance from this postcode, by its two digits."""
        away = {area: self.distance(postcode, area + "..") for area in self.areas}
        return {area: km for area, km in away.items() if km is not None and (radius is None or km <= radius)}


def _kilometres(one: Area, other: Area) -> float:
    """Along the earth's surface."""
    north = math.radians((one.latitude + other.latitude) / 2)
    width = math.radians(other.longitude - one.longitude) * math.cos(north)
    return EARTH_KM * math.hypot(width, math.radians(other.latitude - one.latitude))


@lru_cache(maxsize=1)
def places() -> Places:
    """The places of plaatsen.yml."""
    content = read_list(DATA / "plaatsen.yml")
    areas = {
        key: Area(row["naam"], row["provincie"], row["breedte"], row["lengte"])
        for key, row in content["streken"].items()
    }
    towns = {}
    for entry in content["gemeenten"].split(","):
        name, postcode = entry.strip().rsplit(" ", 1)
        towns[re.sub(r"[\s-]+", " ", fold(name))] = (name, postcode)
    ordinary = frozenset(name.strip() for name in content["ook_een_gewoon_woord"].split(","))
    return Places(areas, towns, ordinary, content["binnen_streek_km"])
