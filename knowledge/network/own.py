"""The project's own list of services: `data/diensten/diensten.yml`."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from ..lists import DATA, read_list
from .model import Service
from .reading import service_of

FILE = DATA / "diensten" / "diensten.yml"


@lru_cache(maxsize=1)
def own_services() -> tuple[Service, ...]:
    """Every service of the list; raises ServiceError when the file is wrong."""
    content = read_list(FILE)
    shared = content["voor_alle"]
    rows = [{**shared, **row} for row in content["diensten"]]
    return tuple(service_of(row, date.today(), f"dienst {row['id']}") for row in rows)
