"""What differs in the rules between two days, two versions of the data, or the law and a proposal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from .dated import DatedCondition, DatedMeasure, Group
from .expressions import Expression
from .formatting import dutch_date
from .knowledge import Knowledge
from .measures import Application, Benefit, Change, Measure
from .parameters import Parameter, Row


@dataclass(frozen=True, eq=False)
class Side:
    """One of the two that are compared: these rules on this day."""

    knowledge: Knowledge
    on: date
    label: str = "de regels zoals ze zijn"

    @property
    def name(self) -> str:
        """How a report calls it."""
        reform = self.knowledge.reform
        return f"{reform.mark if reform else self.label}, op {dutch_date(self.on)}"

    def measure(self, measure_id: str) -> DatedMeasure | None:
        """A measure that exists here on this day."""
        if measure_id not in self.knowledge.measures:
            return None
        found = self.knowledge.on(measure_id, self.on)
        return found if found.exists else None


@dataclass(frozen=True, eq=False)
class ValueChange:
    """A legal value that differs; None where there is none."""

    parameter: Parameter
    before: Row | None
    after: Row | None


@dataclass(frozen=True, eq=False)
class ConditionChange:
    """A condition that is new, ends, or asks something else."""

    id: str
    before: DatedCondition | None
    after: DatedCondition | None
    values: tuple[ValueChange, ...]
    """The legal values in it that differ."""

    @property
    def asks_other(self) -> bool:
        """Whether the rule itself differs, not only a value in it."""
        return _shape(self.before) != _shape(self.after)


@dataclass(frozen=True, eq=False)
class BenefitRuleChange:
    """A benefit that is new, ends, or is worked out otherwise."""

    key: str
    before: Benefit | None
    after: Benefit | None


@dataclass(frozen=True, eq=False)
class RuleChange:
    """Everything that differs in one measure. Of a measure that builds on others only what is its own."""

    id: str
    before: Measure | None
    """None: it does not exist on that side."""
    after: Measure | None
    values: tuple[ValueChange, ...] = ()
    conditions: tuple[ConditionChange, ...] = ()
    benefits: tuple[BenefitRuleChange, ...] = ()
    application: tuple[Application | None, Application | None] | None = None
    """How to apply, before and after, when that differs."""
    announced: tuple[Change, ...] = ()
    """What its file says happened between the two days."""

    @property
    def measure(self) -> Measure:
        """The measure, as it is after, or was before."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def differs(self) -> bool:
        """Whether anything in the rules differs; an announcement alone does not count."""
        kept = self.before is not None and self.after is not None
        return not kept or bool(self.values or self.conditions or self.benefits or self.application)


def rule_changes(before: Side, after: Side, measures: Sequence[str] | None = None) -> tuple[RuleChange, ...]:
    """What differs in the rules, by measure (default: all); where nothing happens is left out."""
    found = (_rule_change(before, after, name) for name in measures or measure_ids(before, after))
    return tuple(change for change in found if change is not None and (change.differs or change.announced))


def measure_ids(before: Side, after: Side) -> list[str]:
    """Every measure of either side, those of `after` first."""
    return list(dict.fromkeys([*after.knowledge.measures, *before.knowledge.measures]))


def _rule_change(before: Side, after: Side, measure_id: str) -> RuleChange | None:
    old, new = before.measure(measure_id), after.measure(measure_id)
    told = tuple(announced(before, after, measure_id))
    if old is None or new is None:
        if old is new:  # outside its period on both sides: only an announcement can be new
            measure = after.knowledge.measures.get(measure_id)
            return RuleChange(measure_id, measure, measure, announced=told) if measure and told else None
        first, second = (side.measure if side else None for side in (old, new))
        return RuleChange(measure_id, first, second, announced=told)
    applications = old.application, new.application
    return RuleChange(
        measure_id,
        old.measure,
        new.measure,
        tuple(_own_values(before, after, old, new)),
        tuple(_condition_changes(old.own, new.own, differing(old.own, new.own, old.measure, new.measure))),
        tuple(_benefit_rules(old.measure, new.measure)),
        None if _same_application(*applications) else applications,
        told,
    )


def announced(before: Side, after: Side, measure_id: str) -> Iterator[Change]:
    """The changes that the newest file tells between the two days."""
    measure = after.knowledge.measures.get(measure_id)
    first, last = sorted((before.on, after.on))
    yield from (change for change in (measure.changes if measure else ()) if first < change.datum <= last)


def _own_values(before: Side, after: Side, old: DatedMeasure, new: DatedMeasure) -> Iterator[ValueChange]:
    lent = {
        name
        for side, subject in ((before, old), (after, new))
        for base in subject.measure.inherits
        for name in side.knowledge.measures[base].parameters
    }
    changes = differing(old.own, new.own, old.measure, new.measure)
    yield from (change for name, change in changes.items() if name not in lent)


def differing(old: Group, new: Group, before: Measure, after: Measure) -> dict[str, ValueChange]:
    """The legal values that differ, by name."""
    parameters = {**before.parameters, **after.parameters}
    return {
        name: ValueChange(parameter, old.rows.get(name), new.rows.get(name))
        for name, parameter in parameters.items()
        if _said(old.rows.get(name)) != _said(new.rows.get(name))
    }


def _said(row: Row | None) -> tuple[Any, ...] | None:
    return None if row is None else (row.value, row.disputed, row.certainty)


def _condition_changes(
    old: Group, new: Group, values: Mapping[str, ValueChange]
) -> Iterator[ConditionChange]:
    """By id; one that only got another id is the same condition."""
    before = {due.condition.id: due for due in old.conditions}
    after = {due.condition.id: due for due in new.conditions}
    gone = {_shape(due) for name, due in before.items() if name not in after}
    come = {_shape(due) for name, due in after.items() if name not in before}
    for name in dict.fromkeys([*before, *after]):
        first, second = before.get(name), after.get(name)
        changed = tuple(_used(second or first, values))
        renamed = (first is None and _shape(second) in gone) or (second is None and _shape(first) in come)
        if changed or (_shape(first) != _shape(second) and not renamed):
            yield ConditionChange(name, first, second, changed)


def _shape(due: DatedCondition | None) -> object:
    return None if due is None else due.condition.requirement.shape


def _used(due: DatedCondition | None, values: Mapping[str, ValueChange]) -> Iterator[ValueChange]:
    if due is not None:
        yield from _within(due.condition.requirement, values)


def _within(expression: Expression, values: Mapping[str, ValueChange]) -> list[ValueChange]:
    return [values[name] for name in sorted(expression.parameters & values.keys())]


def _benefit_rules(old: Measure, new: Measure) -> Iterator[BenefitRuleChange]:
    before, after = ({benefit.key: benefit for benefit in side.benefits} for side in (old, new))
    for key in dict.fromkeys([*before, *after]):
        first, second = before.get(key), after.get(key)
        if _formula(first) != _formula(second):
            yield BenefitRuleChange(key, first, second)


def _formula(benefit: Benefit | None) -> object:
    if benefit is None:
        return None
    return benefit.formula.shape, benefit.condition and benefit.condition.shape


def _same_application(old: Application | None, new: Application | None) -> bool:
    if old is None or new is None:
        return old is new
    return (old.waar, old.tegen, old.link, old.stappen) == (new.waar, new.tegen, new.link, new.stappen)
