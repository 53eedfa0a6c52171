"""What a measure gives, in words."""

from __future__ import annotations

from decimal import Decimal

from ..assessment import MeasureResult
from ..expressions import Value
from ..formatting import dutch_number
from .files import read_data

UNITS = {
    "uur": ("uur", "uur"),
    "maand": ("maand", "maanden"),
    "dag": ("dag", "dagen"),
    "cheque": ("cheque", "cheques"),
    "procent": ("%", "%"),
    "EUR": ("euro", "euro"),
}


def benefit_phrases(result: MeasureResult, *, brief: bool = False) -> list[str]:
    """A phrase for each benefit; `brief`: only those for an overview, or one that says what is unknown."""
    specs = read_data("teksten/voordelen")
    chosen = [(specs[key], value) for key, value in result.benefit.items() if not brief or _brief(specs[key])]
    if not brief:
        return [_phrase(spec, value) for spec, value in chosen]
    known = [_phrase(spec, value) for spec, value in chosen if value is not None]
    return known or [_phrase(spec, value) for spec, value in chosen[:1]]


def amount(value: Decimal, unit: str) -> str:
    """A number with its unit: `100 uur`, `1 cheque`, `1.250 euro`."""
    one, many = UNITS[unit]
    return f"{dutch_number(value, money=unit == 'EUR')} {one if value == 1 else many}"


def _brief(spec: dict[str, object]) -> bool:
    return bool(spec.get("overzicht")) or "zin" not in spec


def _phrase(spec: dict[str, str], value: Value | None) -> str:
    if isinstance(value, Decimal):
        return spec["zin"].format(waarde=amount(value, spec["eenheid"]))
    return spec[value] if isinstance(value, str) else spec.get("onbekend", "")
