"""Values in Dutch: decimal commas, thousands with a dot, months by name, choices by their label."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from .expressions import Value

MONTHS = tuple(
    "januari februari maart april mei juni juli augustus september oktober november december".split()  # noqa: SIM905
)
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
UNKNOWN = "onbekend"


def dutch_number(number: Decimal, *, money: bool = False) -> str:
    """1234.5 -> '1.234,5'; an amount of money shows no or two decimals: '1.234,50'."""
    if money and number != number.to_integral_value():
        number = number.quantize(Decimal("0.01"))
    text = f"{number.normalize():f}" if not money else f"{number:f}"
    whole, _, decimals = text.partition(".")
    decimals = decimals if decimals.strip("0") else ""
    grouped = f"{int(whole):,}".replace(",", ".")
    sign = "-" if whole.startswith("-0") else ""
    return f"{sign}{grouped},{decimals}" if decimals else grouped


def dutch_date(day: date) -> str:
    """2025-09-01 -> '1 september 2025'."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def dutch_moment(at: datetime) -> str:
    """A clock time on a day -> 'dinsdag 1 december 2026 om 14.00 uur'."""
    return f"{WEEKDAYS[at.weekday()]} {dutch_date(at.date())} om {at:%H.%M} uur"


def dutch_value(value: Value | None, labels: Mapping[str, str], *, money: bool = False) -> str:
    """Any value as it stands in a sentence."""
    if value is None:
        return UNKNOWN
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, Decimal):
        return dutch_number(value, money=money)
    if isinstance(value, date):
        return dutch_date(value)
    return labels.get(value, value)
