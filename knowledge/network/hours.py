"""Opening hours in one line: `ma-vr 9.00-12.30 13.00-16.30; za 9.00-12.00; zo gesloten`.

What differs stands in the same line: `feestdag gesloten`, and days of their own, `24/12/2026 9.00-12.00` or
`28/12/2026-31/12/2026 gesloten`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from .feast_days import feast_day

DAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
CLOSED = "gesloten"
_FEAST = re.compile(r"feestdag(?:en)?\b")
_DATES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?:\s*-\s*(\d{1,2})/(\d{1,2})/(\d{4}))?")
LONGEST_CLOSURE = 366
_DAYS = re.compile(r"(ma|di|wo|do|vr|za|zo)(?:\s*-\s*(ma|di|wo|do|vr|za|zo))?")
_STRETCH = re.compile(r"(\d{1,2})[.:u](\d{2})\s*-\s*(\d{1,2})[.:u](\d{2})")
Stretch = tuple[time, time]


class HoursError(ValueError):
    """Hours that cannot be read; the message says what is wrong, in Dutch."""


@dataclass(frozen=True)
class Hours:
    """When a service is open; a day that is not named is not known."""

    text: str
    days: Mapping[int, tuple[Stretch, ...]]
    """Of an ordinary week: weekday (0 is Monday) -> its stretches, in order; empty when closed."""
    feast_days: tuple[Stretch, ...] | None = None
    """Of a legal holiday; None when that is not known."""
    dates: Mapping[date, tuple[Stretch, ...]] = field(default_factory=dict)
    """Of days that differ."""

    def open_at(self, moment: datetime) -> bool | None:
        """Whether it is open at a Belgian clock time; None when the day is not known.

        A holiday of which nothing is told is not known, unless it falls on a day that is closed anyway.
        """
        stretches = self._of(moment.date())
        if stretches is None:
            return None
        return any(start <= moment.time() < end for start, end in stretches)

    def _of(self, day: date) -> tuple[Stretch, ...] | None:
        if day in self.dates:
            return self.dates[day]
        usual = self.days.get(day.weekday())
        return self.feast_days if feast_day(day) and usual != () else usual


def read_hours(text: str) -> Hours:
    """Read a line of hours; raises HoursError."""
    days: dict[int, tuple[Stretch, ...]] = {}
    dates: dict[date, tuple[Stretch, ...]] = {}
    feast_days: tuple[Stretch, ...] | None = None
    for part in filter(None, (piece.strip() for piece in text.lower().split(";"))):
        feast, dated = _FEAST.match(part), _DATES.match(part)
        if feast:
            if feast_days is not None:
                raise HoursError("feestdag staat er twee keer")
            feast_days = _stretches(part[feast.end() :].strip(), part)
            continue
        if dated:
            stretches = _stretches(part[dated.end() :].strip(), part)
            dates.update(dict.fromkeys(_days_of(dated, part), stretches))
            continue
        found = _DAYS.match(part)
        if found is None:
            raise HoursError(f"'{part}' begint niet met een dag, zoals ma of ma-vr")
        stretches = _stretches(part[found.end() :].strip(), part)
        first, last = DAYS.index(found[1]), DAYS.index(found[2] or found[1])
        if last < first:
            raise HoursError(f"in '{part}' staan de dagen niet in de volgorde van de week")
        for day in range(first, last + 1):
            if day in days:
                raise HoursError(f"{DAYS[day]} staat er twee keer")
            days[day] = stretches
    if not days:
        raise HoursError("er staan geen uren")
    return Hours(text.strip(), days, feast_days, dates)


def _days_of(found: re.Match[str], part: str) -> list[date]:
    """The day, or all days from the first to the last."""
    try:
        first = date(int(found[3]), int(found[2]), int(found[1]))
        last = date(int(found[6]), int(found[5]), int(found[4])) if found[4] else first
    except ValueError:
        raise HoursError(f"in '{part}' staat een dag die niet bestaat") from None
    length = (last - first).days + 1
    if not 0 < length <= LONGEST_CLOSURE:
        raise HoursError(f"in '{part}' moet de laatste dag na de eerste komen, hoogstens een jaar later")
    return [first + timedelta(days=number) for number in range(length)]


def _stretches(text: str, part: str) -> tuple[Stretch, ...]:
    if text == CLOSED:
        return ()
    found: list[Stretch] = []
    rest = _STRETCH.sub("", text)
    if rest.strip(" ,en") or not text:
        raise HoursError(f"'{part}' heeft geen uren zoals 9.00-12.30")
    for one in _STRETCH.finditer(text):
        try:
            start, end = time(int(one[1]), int(one[2])), time(int(one[3]), int(one[4]))
        except ValueError:
            raise HoursError(f"in '{part}' staat een uur dat niet bestaat") from None
        if end <= start or (found and start < found[-1][1]):
            raise HoursError(f"in '{part}' staan de uren niet in volgorde")
        found.append((start, end))
    return tuple(found)
