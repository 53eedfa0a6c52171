"""Random people, for the tests of properties."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from knowledge import Facts, Field

from .support import real_knowledge

DATES = tuple(date(year, month, 15) for year in range(2012, 2029, 2) for month in (1, 10)) + (
    date(2025, 10, 1),
    date(2026, 3, 15),
)
NUMBERS = (0, 1, 3, 9, 12, 24, 28, 32, 36, 40, 50, 80, 100, 120, 125, 250, 3000)


def values(field: Field) -> st.SearchStrategy[Any]:
    """Values that a field can have, the interesting ones of a number."""
    if field.values:
        return st.sampled_from(list(field.values))
    if field.type == "bool":
        return st.booleans()
    if field.is_number:
        low, high = field.minimum or 0, field.maximum or 10**6
        return st.sampled_from([number for number in NUMBERS if low <= number <= high] or [int(Decimal(low))])
    if field.type == "date":
        return st.sampled_from(["2024-09-01", "2025-09-15"])
    return st.sampled_from(["1000", "3500"])


@st.composite
def people(draw: st.DrawFn) -> Facts:
    """A person and a training of which some facts are known."""
    knowledge = real_knowledge()
    fields = list(knowledge.vocabulary.fields.values())
    chosen = draw(st.lists(st.sampled_from(fields), unique_by=lambda field: field.key, max_size=30))
    told: dict[str, dict[str, Any]] = {"profiel": {}, "opleiding": {}}
    for field in chosen:
        told[field.section][field.name] = draw(values(field))
    if draw(st.booleans()):
        told["profiel"]["statuut"] = "werknemer"
    return knowledge.facts(told["profiel"], told["opleiding"])
