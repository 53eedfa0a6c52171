"""The legal holidays of Belgium, of any year: a day on which the hours of an ordinary week say nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

from dateutil.easter import easter

from ..lists import DATA, read_list

FEAST_DAYS = DATA / "diensten" / "feestdagen.yml"


def feast_day(day: date) -> str | None:
    """The Dutch name of the holiday on this day; None on any other day."""
    return _of_year(day.year).get(day)


@lru_cache(maxsize=16)
def _of_year(year: int) -> Mapping[date, str]:
    listed, fixed = read_list(FEAST_DAYS), {}
    for written, name in listed["vast"].items():
        day, month = (int(part) for part in str(written).split("-"))
        fixed[date(year, month, day)] = str(name)
    moving = {easter(year) + timedelta(days=days): str(name) for days, name in listed["na_pasen"].items()}
    return {**fixed, **moving}
