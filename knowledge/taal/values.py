"""Values that were read: their type, their range, and what they bring along."""

from __future__ import annotations

import re
from typing import Any

from ..vocabulary import Field
from .numbers import trimmed
from .reading import RangeProblem

LIKELY: dict[str, tuple[float, float]] = {"brutomaandloon": (100, 50_000), "kinderen_ten_laste": (0, 25)}
"""Field -> what it can be, where the vocabulary sets no end to what somebody may type."""


def complete(profile: dict[str, Any], training: dict[str, Any], full_time_hours: float | None = None) -> None:
    """Add what surely follows within one message.

    Args:
        profile: facts about the person, added to.
        training: facts about the training, added to.
        full_time_hours: how many hours a week a full-time job has there, when that was told.
    """
    hours = profile.get("uren_per_week")
    if full_time_hours and hours is not None and 0 < hours <= full_time_hours:
        profile.setdefault("tewerkstellingspercentage", trimmed(round(100 * hours / full_time_hours, 2)))
    if profile.get("tijdelijk_werkloos") and profile.get("statuut") in (None, "werkzoekende"):
        profile["statuut"] = "werknemer"
    if profile.get("loopbaanbegeleiding_jaren_geleden") is not None:
        profile.setdefault("loopbaanbegeleiding_gevolgd", True)
    if training.get("vks_niveau") is not None:
        training["vks_niveau"] = int(training["vks_niveau"])


def typed(field: Field, value: Any) -> Any:
    """The value in the type of its field."""
    if field.type == "str":
        return str(value)
    if field.type == "int" and not isinstance(value, bool):
        return int(value)
    return value


_SPREAD = re.compile(
    r"(?<!\S)(\d+) studiepunt(?: ,)? ?(?:gespreid |verspreid |verdeeld )?(?:over|op|in) (\d+\.\d+) jaar(?!\S)"
)


def spread_points(text: str) -> tuple[str, str] | None:
    """The points and the years of `90 studiepunten over 1,5 jaar`: how many a year is not told."""
    found = _SPREAD.search(text)
    return (found[1], found[2]) if found else None


def unclear_points(field: Field, points: str, years: str) -> RangeProblem:
    """A friendly hint when points are told for more than a year, and not for a whole number of years."""
    spread = years.replace(".", ",")
    return RangeProblem(
        field.name, None, f"{points} studiepunten over {spread} jaar: hoeveel daarvan volg je dit jaar?"
    )


def unclear_number(field: Field, low: str, high: str) -> RangeProblem:
    """A friendly hint when two numbers were given for one."""
    ends = f"{low.replace('.', ',')} en {high.replace('.', ',')}"
    return RangeProblem(
        field.name,
        None,
        f"Ik lees twee getallen voor {field.label}: {ends}. Geef één getal, een schatting mag.",
    )


def unclear_share(field: Field) -> RangeProblem:
    """A friendly hint when somebody works nearly so much: a limit of the rules may lie between."""
    return RangeProblem(
        field.name,
        None,
        "'Bijna' is niet juist genoeg om te rekenen. Hoeveel procent van voltijds is het? Een schatting mag.",
    )


def unclear_payer(field: Field) -> RangeProblem:
    """A friendly hint when the cost is shared: the rules ask who pays the school."""
    return RangeProblem(
        field.name,
        None,
        "De kost wordt gedeeld. Wie betaalt de rekening van de school: de werkgever of de werknemer?",
    )


def range_problem(field: Field, value: Any) -> RangeProblem | None:
    """A friendly hint when a number cannot be right."""
    if not field.is_number or isinstance(value, (bool, str)):
        return None
    low, high = LIKELY.get(field.name, (field.minimum, field.maximum))
    if field.type == "int" and float(value) != int(value):
        return RangeProblem(field.name, value, f"Voor {field.label} heb ik een geheel getal nodig.")
    if (low is None or value >= low) and (high is None or value <= high):
        return None
    limits = f"tussen {low} en {high}" if high is not None else f"van minstens {low}"
    return RangeProblem(
        field.name,
        value,
        f"Ik lees {str(value).replace('.', ',')} voor {field.label}. Dat kan niet kloppen. "
        f"Geef een getal {limits}.",
    )
