"""Values that were read: their type, their range, and what they bring along."""

from __future__ import annotations

from typing import Any

from ..vocabulary import Field
from .reading import RangeProblem


def complete(profile: dict[str, Any], training: dict[str, Any]) -> None:
    """Add what surely follows within one message."""
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


def range_problem(field: Field, value: Any) -> RangeProblem | None:
    """A friendly hint when a number cannot be right."""
    if not field.is_number or isinstance(value, (bool, str)):
        return None
    low, high = field.minimum, field.maximum
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
