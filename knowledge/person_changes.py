"""What differs for one person, or for stored situations, when the rules differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .assessment import MeasureResult, Reason, Watched
from .changes import Side, ValueChange, announced, differing, measure_ids
from .dated import DatedMeasure
from .errors import FieldError, InvalidFacts
from .expressions import Env, Expression, Value
from .measures import Benefit, Change, Measure


@dataclass(frozen=True, eq=False)
class BenefitChange:
    """A benefit of one person that differs; None is not known."""

    key: str
    benefit: Benefit
    before: Value | None
    after: Value | None
    had: bool
    has: bool
    values: tuple[ValueChange, ...]
    """The legal values that differ and were looked at to work it out."""


@dataclass(frozen=True, eq=False)
class ReasonChange:
    """A condition that comes out otherwise for one person, is new for them, or no longer counts."""

    id: str
    before: Reason | None
    after: Reason | None
    values: tuple[ValueChange, ...]
    """The legal values that differ and were looked at to decide it."""


@dataclass(frozen=True, eq=False)
class ResultChange:
    """What differs for one person in one measure."""

    id: str
    before: MeasureResult | None
    """None: these rules do not have the measure."""
    after: MeasureResult | None
    benefits: tuple[BenefitChange, ...]
    reasons: tuple[ReasonChange, ...]
    announced: tuple[Change, ...]

    @property
    def measure(self) -> Measure:
        """The measure, as it is after, or was before."""
        found = self.after or self.before
        assert found is not None
        return found.measure

    @property
    def statuses(self) -> tuple[str, str]:
        """The status before and after."""
        before, after = (side.status if side else "buiten_periode" for side in (self.before, self.after))
        return before, after

    @property
    def differs(self) -> bool:
        """Whether the answer is another one: status, certainty or benefits."""
        certainties = {side.certainty for side in (self.before, self.after) if side}
        return self.statuses[0] != self.statuses[1] or len(certainties) > 1 or bool(self.benefits)


@dataclass(frozen=True)
class Situation:
    """A stored situation: facts as a client of the contract sends them."""

    id: str
    profiel: Mapping[str, Any]
    opleiding: Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class SituationChange:
    """A situation that gets another answer, or that one of the two sides refuses."""

    situation: Situation
    results: tuple[ResultChange, ...] = ()
    refused: tuple[FieldError, ...] = ()


def person_changes(
    before: Side,
    after: Side,
    profiel: Mapping[str, Any],
    opleiding: Mapping[str, Any],
    measures: Sequence[str] | None = None,
) -> tuple[ResultChange, ...]:
    """What differs for one person, by measure (default: all); raises InvalidFacts.

    Measures for which the answer stays the same, and of which nothing is announced, are left out.
    """
    people = [side.knowledge.facts(profiel, opleiding) for side in (before, after)]
    judged = zip((before, after), people, strict=True)
    results = [side.knowledge.assess(facts, side.on).by_id for side, facts in judged]
    found = []
    for name in measures or measure_ids(before, after):
        old, new = (side.get(name) for side in results)
        if old is None and new is None:
            continue
        values = _Values(before.measure(name), after.measure(name), people[0].known, people[1].known)
        change = ResultChange(
            name,
            old,
            new,
            tuple(_benefit_changes(old, new, values)),
            tuple(_reason_changes(old, new, values)),
            tuple(announced(before, after, name)),
        )
        if change.differs or change.announced:
            found.append(change)
    return tuple(found)


class _Values:
    """The legal values that differ in a measure, and which of them a person's outcome really rests on."""

    def __init__(self, old: DatedMeasure | None, new: DatedMeasure | None, before: Env, after: Env) -> None:
        self.differing: dict[str, ValueChange] = {}
        self.sides = [(old.own.values, before), (new.own.values, after)] if old and new else []
        if old is not None and new is not None:
            for first, second in zip(old.groups, new.groups, strict=False):
                self.differing.update(differing(first, second, old.measure, new.measure))

    def of(self, *expressions: Expression | None) -> tuple[ValueChange, ...]:
        """Those that were looked up on either side; `expressions` are the rule before and after."""
        used: set[str] = set()
        for expression, (values, known) in zip(expressions, self.sides, strict=False):
            if expression is not None and expression.parameters & self.differing.keys():
                watched = Watched({**known, **values})
                expression.evaluate(watched)
                used |= watched.used
        return tuple(change for name, change in self.differing.items() if f"${name}" in used)


def _benefit_changes(
    old: MeasureResult | None, new: MeasureResult | None, values: _Values
) -> Iterator[BenefitChange]:
    before, after = (
        {benefit.key: benefit for benefit in side.measure.benefits} if side else {} for side in (old, new)
    )
    told = [side.benefit if side else {} for side in (old, new)]
    for key, benefit in {**before, **after}.items():
        had, has = (key in side for side in told)
        first, second = (side.get(key) for side in told)
        if had != has or first != second:
            formulas = (side[key].formula if key in side else None for side in (before, after))
            yield BenefitChange(key, benefit, first, second, had, has, values.of(*formulas))


def _reason_changes(
    old: MeasureResult | None, new: MeasureResult | None, values: _Values
) -> Iterator[ReasonChange]:
    """Conditions with another outcome; those that come or go only when they are not simply met."""
    before, after = (
        {reason.condition.id: reason for reason in (side.reasons if side else ())} for side in (old, new)
    )
    for name in dict.fromkeys([*after, *before]):
        first, second = before.get(name), after.get(name)
        if (first.value if first else True) is not (second.value if second else True):
            rules = (side.condition.requirement if side else None for side in (first, second))
            yield ReasonChange(name, first, second, values.of(*rules))


def situation_changes(
    before: Side, after: Side, situations: Iterable[Situation]
) -> Iterator[SituationChange]:
    """The situations that get another answer after a change; what one side refuses is told too."""
    for situation in situations:
        try:
            results = person_changes(before, after, situation.profiel, situation.opleiding)
        except InvalidFacts as error:
            yield SituationChange(situation, refused=error.errors)
            continue
        other = tuple(result for result in results if result.differs)
        if other:
            yield SituationChange(situation, other)
