"""Judging many people at once: the status and the benefits of each measure, as assessment.py gives them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..dated import DatedMeasure
from ..expressions import BOOL, NUMBER
from ..expressions import evaluation as e
from ..measures import Benefit
from . import arrays as a
from .people import People
from .plan import Known, Node, Plan, Run
from .usage import uses

STATUSES = ("recht", "mogelijk", "geen_recht", "buiten_periode")
ENTITLED, POSSIBLE, REFUSED, OUTSIDE = (np.uint8(code) for code in range(len(STATUSES)))
ALWAYS = e.constant(BOOL, True)


@dataclass(frozen=True, eq=False)
class Given:
    """One benefit: who has it, and its value in hundredths; of a judged one the status."""

    present: a.Array
    values: a.Array
    known: a.Array
    judged: bool = False
    counts: a.Array = a.EVERYBODY
    """For whom it is worth something (`telt_mee_als`)."""


@dataclass(frozen=True, eq=False)
class Outcome:
    """One measure for many people. What is the same for everybody has no dimensions."""

    status: a.Array
    """Index into STATUSES."""
    benefits: Mapping[str, Given]


@dataclass(frozen=True)
class BenefitPlan:
    """Where a benefit comes from."""

    key: str
    judged: bool
    condition: Node
    formula: Node
    counts: Node
    disputed: Node
    """True where the formula really used a value on which the sources disagree."""


@dataclass(frozen=True)
class MeasurePlan:
    """Where the outcome of a measure on a day comes from. Equal plans give equal outcomes."""

    exists: bool
    conditions: Node
    benefits: tuple[BenefitPlan, ...]

    @property
    def nodes(self) -> Iterator[Node]:
        """What must be worked out."""
        yield self.conditions
        for benefit in self.benefits:
            yield from (benefit.condition, benefit.formula, benefit.counts, benefit.disputed)


OUTSIDE_PERIOD = MeasurePlan(False, Known(False), ())


def plan_measure(plan: Plan, subject: DatedMeasure) -> MeasurePlan:
    """Plan a measure as it is on a day."""
    if not subject.exists:
        return OUTSIDE_PERIOD
    conditions = [
        plan.node(due.condition.requirement, group.values)
        for group in subject.groups
        for due in group.conditions
    ]
    return MeasurePlan(
        True,
        plan.every(conditions),
        tuple(_plan_benefit(plan, subject, benefit) for benefit in subject.measure.benefits),
    )


def _plan_benefit(plan: Plan, subject: DatedMeasure, benefit: Benefit) -> BenefitPlan:
    values = subject.own.values
    disputed = frozenset(name for name, row in subject.own.rows.items() if row.disputed)
    return BenefitPlan(
        benefit.key,
        benefit.judged,
        plan.node(benefit.condition or ALWAYS, values),
        plan.node(benefit.formula, values),
        plan.node(benefit.counts_if or ALWAYS, values),
        Known(False) if benefit.judged else plan.node(uses(benefit.formula, disputed), values),
    )


def outcome(run: Run, planned: MeasurePlan) -> Outcome:
    """The status and the benefits of these people."""
    if not planned.exists:
        return Outcome(OUTSIDE, {})
    conditions: a.Truth = run.value(planned.conditions, BOOL)
    refused = conditions.refused
    benefits: dict[str, Given] = {}
    for benefit in planned.benefits:
        given = _given(run, benefit, ~refused)
        benefits[benefit.key] = _over(benefits.get(benefit.key), given)
    return Outcome(_status(conditions), benefits)


def _status(judged: a.Truth) -> a.Array:
    """ENTITLED 0, POSSIBLE 1, REFUSED 2: who is not certainly entitled, and of those who is refused."""
    return np.add(~judged.yes, judged.refused, dtype=np.uint8)


def _given(run: Run, planned: BenefitPlan, open_to: a.Array) -> Given:
    present = open_to & run.value(planned.condition, BOOL).yes
    counts = run.value(planned.counts, BOOL).yes
    if planned.judged:
        judged: a.Truth = run.value(planned.formula, BOOL)
        return Given(present, _status(judged), a.EVERYBODY, judged=True, counts=counts)
    amount: a.Amount = run.value(planned.formula, NUMBER)
    known = amount.known & ~run.value(planned.disputed, BOOL).yes
    return Given(present, a.to_decimals(amount, a.CENTS), known, counts=counts)


def _over(before: Given | None, given: Given) -> Given:
    """Of two benefits with one key the later one counts where it applies."""
    if before is None:
        return given
    return Given(
        before.present | given.present,
        np.where(given.present, given.values, before.values),
        np.where(given.present, given.known, before.known),
        given.judged,
        np.where(given.present, given.counts, before.counts),
    )


class Judge:
    """Judges block after block; keeps a value only until the last measure that looks at it."""

    def __init__(self, plan: Plan, measures: Sequence[MeasurePlan]) -> None:
        self.plan, self.measures = plan, measures
        last: dict[int, int] = {}
        for at, measure in enumerate(measures):
            last.update(dict.fromkeys(plan.reach(measure.nodes), at))
        self._free: list[list[int]] = [[] for _ in measures]
        for step, at in last.items():
            self._free[at].append(step)

    def outcomes(self, people: People) -> Iterator[Outcome]:
        """The outcome of each measure for these people, in order."""
        run = Run(self.plan, people)
        for planned, free in zip(self.measures, self._free, strict=True):
            yield outcome(run, planned)
            run.forget(free)
