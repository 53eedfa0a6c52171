"""When a course may start: the periods that people name, as two days."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from ..formatting import MONTHS

Span = tuple[date, date]
SEASONS = {"lente": 3, "voorjaar": 1, "zomer": 6, "herfst": 9, "najaar": 9, "winter": 12}
LENGTHS = {"voorjaar": 6, "najaar": 4}
SCHOOL_YEAR = 9
WEEK, SOON, YEAR = 7, 60, 12


def period_of(text: str, today: date) -> Span | None:
    """The days of a period such as `2026-09`, `2026-09-01/2026-12-31`, "volgende maand" or "najaar"."""
    written = text.strip().lower()
    return _in_numbers(written) or _in_words(written, today)


def _in_numbers(text: str) -> Span | None:
    try:
        if re.fullmatch(r"20\d\d", text):
            return date(int(text), 1, 1), date(int(text), YEAR, 31)
        if re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", text):
            return _months(int(text[:4]), int(text[5:]), 1)
        if re.fullmatch(r"20\d\d-\d\d-\d\d(/20\d\d-\d\d-\d\d)?", text):
            first = date.fromisoformat(text[:10])
            last = date.fromisoformat(text[11:]) if "/" in text else date(first.year + 1, first.month, 1)
            return (first, last) if first <= last else None
    except ValueError:
        pass
    return None


def _in_words(text: str, today: date) -> Span | None:
    if "volgende maand" in text:
        return _months(today.year, today.month + 1, 1)
    if "deze maand" in text:
        return today, _months(today.year, today.month, 1)[1]
    if "week" in text:
        return today, today + timedelta(days=2 * WEEK if "volgende" in text else WEEK)
    if "snel" in text or "binnenkort" in text:
        return today, today + timedelta(days=SOON)
    if "schooljaar" in text:
        begun = today.year if today.month >= SCHOOL_YEAR else today.year - 1
        return _months(begun + (1 if "volgend" in text else 0), SCHOOL_YEAR, YEAR)
    if "jaar" in text and not any(name in text for name in SEASONS):
        return _months(today.year + (1 if "volgend" in text else 0), 1, YEAR)
    return _named(text, today)


def _named(text: str, today: date) -> Span | None:
    """A month or a season: the first that is not over."""
    for name, first in [*SEASONS.items(), *((name, place) for place, name in enumerate(MONTHS, 1))]:
        if re.search(rf"\b{name}\b", text):
            length = LENGTHS.get(name, 3 if name in SEASONS else 1)
            span = _months(today.year, first, length)
            if text.startswith("vanaf"):
                span = span[0], span[0] + timedelta(days=365)
            return span if span[1] >= today else _months(today.year + 1, first, length)
    return None


def _months(year: int, month: int, count: int) -> Span:
    """The days of some months; a month above 12 is in a later year."""
    last = month + count - 1
    first_year, last_year = year + (month - 1) // YEAR, year + (last - 1) // YEAR
    month, last = (month - 1) % YEAR + 1, (last - 1) % YEAR + 1
    return date(first_year, month, 1), date(last_year, last, monthrange(last_year, last)[1])
