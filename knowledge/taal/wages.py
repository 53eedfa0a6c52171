"""A wage that is told by the hour, or without its kind: the dialogue asks what it still needs to know."""

from __future__ import annotations

import re

LOWEST, HIGHEST = 8, 99
"""What is under or over this by the hour is something else: a price, or a wage by the month."""
LEAST, MOST = 400, 20_000
"""A gross wage by the month, in EUR, that is believed; what is under or over it is asked again."""
WEEKS_A_YEAR, MONTHS_A_YEAR = 52, 12
_AMOUNT = r"(\d{1,2}(?:\.\d+)?)"
_HOURLY = re.compile(
    rf"(?<!\S){_AMOUNT} (?:euro )?(?:bruto |netto )?(?:per|/|het|op een|in het) uur(?! (?:les|cursus))(?!\S)"
    rf"|(?<!\S)(?:bruto|netto)?uurloon(?: (?:is|van|:|bedraagt|nu|ongeveer|eigenlijk))* {_AMOUNT}(?!\S)"
)
_OF_LESSONS = re.compile(
    r"(?<!\S)(?:kost|kosten|les|lessen|cursus|opleiding|prijs|coach|begeleiding|betaal)(?!\S)"
)
_STATED = re.compile(
    r"(?<!\S)(?:loon|brutoloon|maandloon|wedde|salaris)(?: \S+){0,4}? (\d{3,5})(?:\.0+)?(?!\S)"
    r"(?!.*(?<!\S)(?:netto|bruto|jaar|uur|nettoloon)(?!\S))"
)


def hourly_wage(plain: str) -> float | None:
    """The wage by the hour, in EUR, that these plain words tell; None when they tell none."""
    found = _HOURLY.search(plain)
    if found is None or _OF_LESSONS.search(plain):
        return None
    amount = float(found[1] or found[2])
    return amount if LOWEST <= amount <= HIGHEST else None


def stated_wage(plain: str) -> float | None:
    """The amount, in EUR, of "mijn loon is 2500", where neither gross nor net is said."""
    found = _STATED.search(plain)
    return float(found[1]) if found else None


def is_monthly(amount: float) -> bool:
    """Whether an amount, in EUR, can be a wage by the month."""
    return LEAST <= amount <= MOST


def monthly(hourly: float, hours_a_week: float) -> int:
    """About what a wage by the hour comes to in a month, in whole EUR."""
    return round(hourly * hours_a_week * WEEKS_A_YEAR / MONTHS_A_YEAR)
