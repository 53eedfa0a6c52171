"""Judging many situations. What a measure does not look at makes no difference, so equals are judged once."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from datetime import date
from typing import Any

from ..expressions import Expression
from ..facts import Facts
from ..knowledge import Knowledge
from ..measures import Measure
from ..stretches import first_days, looks_at_the_date, start_of
from .situations import outcome_of


class ManyJudge:
    """Outcomes of one version of the knowledge, remembered by what they depend on."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self._measures = {
            name: _Dependence(knowledge, measure) for name, measure in knowledge.measures.items()
        }
        self._known: dict[Hashable, dict[str, Any]] = {}

    def outcome(self, facts: Facts, on: date, measures: Sequence[str] | None) -> dict[str, dict[str, Any]]:
        """Status, certainty and benefits of these measures (default: all)."""
        return {
            name: self._one(name, facts, on) for name in (self._measures if measures is None else measures)
        }

    def _one(self, name: str, facts: Facts, on: date) -> dict[str, Any]:
        key = (
            name,
            self._measures[name].day(on),
            *(facts.known[field] for field in self._measures[name].fields),
        )
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = outcome_of(self.knowledge.assess(facts, on, [name]).results)[name]
        return found


class _Dependence:
    """What the outcome of a measure depends on: some facts, and the stretch of days (or the day itself)."""

    def __init__(self, knowledge: Knowledge, measure: Measure) -> None:
        expressions = list(_deciding(knowledge, measure))
        self.fields = tuple(sorted(set().union(*(expression.fields for expression in expressions))))
        self._days = () if looks_at_the_date(expressions) else first_days(measure, knowledge.measures)

    def day(self, on: date) -> date:
        """The same for all days that are alike."""
        return start_of(self._days, on) if self._days else on


def _deciding(knowledge: Knowledge, measure: Measure) -> Iterator[Expression]:
    """Every expression that status, certainty or benefits rest on."""
    for owner in (measure, *(knowledge.measures[base] for base in measure.inherits)):
        yield from (condition.requirement for condition in owner.conditions)
        yield from (point.condition for point in owner.open_points if point.condition is not None)
    for benefit in measure.benefits:
        yield benefit.formula
        if benefit.condition is not None:
            yield benefit.condition
