"""Opening hours in one line: `ma-vr 9.00-12.30 13.00-16.30; za 9.00-12.00; zo gesloten`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time

DAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
CLOSED = "gesloten"
_DAYS = re.compile(r"(ma|di|wo|do|vr|za|zo)(?:\s*-\s*(ma|di|wo|do|vr|za|zo))?")
_STRETCH = re.compile(r"(\d{1,2})[.:u](\d{2})\s*-\s*(\d{1,2})[.:u](\d{2})")
Stretch = tuple[time, time]


class HoursError(ValueError):
    """Hours that cannot be read; the message says what is wrong, in Dutch."""


@dataclass(frozen=True)
class Hours:
    """When a service is open in an ordinary week; a day that is not named is not known."""

    text: str
    days: Mapping[int, tuple[Stretch, ...]]
    """Weekday (0 is Monday) -> its stretches, in order; empty when closed."""

    def open_at(self, moment: datetime) -> bool | None:
        """Whether it is open at a Belgian clock time; None when the day is not known."""
        stretches = self.days.get(moment.weekday())
        if stretches is None:
            return None
        return any(start <= moment.time() < end for start, end in stretches)


def read_hours(text: str) -> Hours:
    """Read a line of hours; raises HoursError."""
    days: dict[int, tuple[Stretch, ...]] = {}
    for part in filter(None, (piece.strip() for piece in text.lower().split(";"))):
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
    return Hours(text.strip(), days)


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
