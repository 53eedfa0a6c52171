"""What a measure gives, in words."""

from __future__ import annotations

from decimal import Decimal

from ..assessment import MeasureResult
from ..expressions import Value
from ..formatting import dutch_number
from ..texts import UNITS, BenefitWords
from ..units import CURRENCIES


def benefit_phrases(result: MeasureResult, *, brief: bool = False, known_only: bool = False) -> list[str]:
    """A phrase for each benefit.

    Args:
        result: the judged measure.
        brief: only the known ones that belong in an overview, or one that says what is unknown.
        known_only: leave out what has no value.
    """
    specs = {benefit.key: benefit.words for benefit in result.measure.benefits}
    chosen = [
        (specs[key], value) for key, value in result.benefit.items() if not brief or specs[key].overview
    ]
    known = [phrase(words, value) for words, value in chosen if value is not None]
    if known_only:
        return known
    if brief:
        return known or [phrase(words, value) for words, value in chosen[:1]]
    return [phrase(words, value) for words, value in chosen]


def amount(value: Decimal, unit: str) -> str:
    """A number with its unit: `100 uur`, `1 cheque`, `1.250 euro`."""
    one, many = UNITS[unit]
    return f"{dutch_number(value, money=unit in CURRENCIES)} {one if value == 1 else many}"


def phrase(words: BenefitWords, value: Value | None) -> str:
    """One benefit with its value, or without one."""
    if words.judged is not None:
        return words.judged[str(value)]
    if not isinstance(value, Decimal):
        return words.unknown
    if not value and words.nothing:
        return words.nothing
    return words.sentence.format(waarde=amount(value, words.unit))
