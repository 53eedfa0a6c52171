"""Dates as people write them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from knowledge.formatting import MONTHS

_SHORT = {name[:3]: number for number, name in enumerate(MONTHS, 1)} | {"mrt": 3, "sept": 9}
_NUMBER = {name: number for number, name in enumerate(MONTHS, 1)} | _SHORT
_NAMES = "|".join(sorted(_NUMBER, key=len, reverse=True))
_DIGITS = re.compile(r"(?<!\S)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?!\S)")
_SHORT_DATE = re.compile(r"(?<!\S)(\d{1,2})/(\d{1,2})(?!\S)")
_DAY_MONTH = re.compile(rf"(?<!\S)(\d{{1,2}})(?: e| de| ste| euro)? ({_NAMES})(?: (\d{{4}}))?(?!\S)")
_MONTH = re.compile(rf"(?<!\S)(?:begin |eind |half |midden |vanaf |in )*({_NAMES})(?: (\d{{4}}))?(?!\S)")
_NEXT_MONTH = "volgende maand"
_RELATIVE = {"volgende week": 7, "morgen": 1, "overmorgen": 2, "vandaag": 0}


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None


def _coming(month: int, day: int, today: dt.date) -> dt.date | None:
    this_year = _date(today.year, month, day)
    return this_year if this_year is None or this_year >= today else _date(today.year + 1, month, day)


def find_dates(
    text: str, today: dt.date, months_too: bool = False, short: bool = False
) -> Iterator[tuple[dt.date, int, int]]:
    """Dates in plain text with their place.

    `months_too`: a bare month means its first day; `short`: `15/9` is a date.
    """
    taken: list[tuple[int, int]] = []
    for match in _DIGITS.finditer(text):
        found = _date(int(match[3]), int(match[2]), int(match[1]))
        if found:
            taken.append(match.span())
            yield found, *match.span()
    for match in _DAY_MONTH.finditer(text):
        month, day = _NUMBER[match[2]], int(match[1])
        found = _date(int(match[3]), month, day) if match[3] else _coming(month, day, today)
        if found:
            taken.append(match.span())
            yield found, *match.span()
    for match in _SHORT_DATE.finditer(text) if short else ():
        found = _coming(int(match[2]), int(match[1]), today)
        if found:
            yield found, *match.span()
    if months_too:
        yield from _months(text, today, taken)


def _months(text: str, today: dt.date, taken: list[tuple[int, int]]) -> Iterator[tuple[dt.date, int, int]]:
    for match in _MONTH.finditer(text):
        if any(a < match.end() and match.start() < b for a, b in taken):
            continue
        month = _NUMBER[match[1]]
        found = _date(int(match[2]), month, 1) if match[2] else _coming(month, 1, today)
        if found:
            yield found, *match.span()
    place = text.find(_NEXT_MONTH)
    if place >= 0:
        yield (today.replace(day=1) + dt.timedelta(days=32)).replace(day=1), place, place + len(_NEXT_MONTH)
    for words, days in _RELATIVE.items():
        place = text.find(words)
        if place >= 0:
            yield today + dt.timedelta(days=days), place, place + len(words)
