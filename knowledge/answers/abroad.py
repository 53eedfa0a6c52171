"""What somebody would get in another country: a comparison, never a right here."""

from __future__ import annotations

from datetime import date

from ..facts import Facts
from ..knowledge import Knowledge
from .measure import how_much

GROUP = "vergelijking_buitenland"
MOST = 2


def measures_of(knowledge: Knowledge, said: str) -> list[str]:
    """The measures of the countries that a plain text names."""
    padded = f" {said.lower()} "
    return [
        name
        for name in knowledge.vocabulary.measures.get(GROUP, ())
        if name in knowledge.measures
        and any(f" {word} " in padded for word in knowledge.measures[name].landwoorden)
    ]


def abroad(knowledge: Knowledge, chosen: list[str], facts: Facts, on: date) -> list[str]:
    """A text for each of these measures: what it is, and what it would give this person."""
    results = knowledge.assess(facts, on, chosen[:MOST]).results
    return [f"{result.measure.wat}\n{how_much(knowledge, result)}" for result in results]


def abroad_in_short(knowledge: Knowledge) -> str:
    """A line for each country: how they do it there."""
    measures = (knowledge.measures.get(name) for name in knowledge.vocabulary.measures.get(GROUP, ()))
    return "\n".join(f"- {measure.wat}" for measure in measures if measure is not None)
