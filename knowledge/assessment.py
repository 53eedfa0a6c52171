"""Judging one person on one date: status, reasons, benefit, missing facts, and what is uncertain about it.

The status is three-valued: one failed condition makes `geen_recht` whatever is unknown; without a failure one
unknown makes `mogelijk`; outside its period a measure is `buiten_periode` before anything else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

from .dated import DatedCondition, DatedMeasure, Group, ParameterUse
from .expressions import Env, Expression, Value
from .facts import Facts
from .measures import REFUSING, Application, Attention, Benefit, Condition, Measure
from .parameters import Row
from .relations import Combination
from .sources import WEAK, Source
from .vocabulary import Field

OUTCOMES: Mapping[bool | None, str] = {True: "voldaan", False: "niet_voldaan", None: "onbekend"}
CENT = Decimal("0.01")
JUDGED = {True: "recht", False: "geen_recht", None: "mogelijk"}


@dataclass(eq=False, slots=True)  # not frozen, which would more than double the time of making one
class Reason:
    """One condition for this person: its outcome, why, with the person's values and the thresholds."""

    due: DatedCondition
    value: bool | None
    env: Env
    missing: tuple[str, ...]

    @property
    def condition(self) -> Condition:
        """The condition as its file says it."""
        return self.due.condition

    @property
    def outcome(self) -> str:
        """`voldaan`, `niet_voldaan` or `onbekend`."""
        return OUTCOMES[self.value]

    @property
    def text(self) -> str:
        """The explanation of this outcome in Dutch."""
        return self.due.texts[self.value].fill(self.env)

    @property
    def facts(self) -> dict[str, Value | None]:
        """The facts that the condition looks at."""
        return {key: self.env[key] for key in self.due.fields}

    @property
    def thresholds(self) -> tuple[ParameterUse, ...]:
        """The legal values that the condition looks at."""
        return self.due.thresholds

    @property
    def uncertain(self) -> bool:
        """Whether it rests on a weak source alone, or on a value that is unknown, disputed or weak."""
        return self.due.uncertain


@dataclass(frozen=True)
class Uncertainty:
    """Something that is not certain: which value or fact, and why."""

    veld: str
    uitleg: str


@dataclass(eq=False, slots=True)
class MeasureResult:
    """One measure for one person on one date."""

    measure: Measure
    on: date
    status: str
    certainty: str
    reasons: tuple[Reason, ...]
    benefit: Mapping[str, Value | None]
    missing: tuple[str, ...]
    """Keys of the fields that can still change the status, most decisive first."""
    uncertainties: tuple[Uncertainty, ...]
    attention: tuple[str, ...]
    combinations: Mapping[str, Combination]
    application: Application | None
    sources: tuple[Source, ...]
    """Every source that this result rests on."""
    given: tuple[str, ...] = ()
    """What the person gets that is no number: the part of `attention` that says so."""
    only_if: str = ""
    """With a right: what must be so besides, that no fact can tell; reads on after "alleen als"."""
    refusing: tuple[str, ...] = ()
    """The part of `attention` that tells whether the employer may say no."""


@dataclass(frozen=True, eq=False)
class Assessment:
    """Several measures for one person on one date."""

    on: date
    results: tuple[MeasureResult, ...]

    @cached_property
    def by_id(self) -> Mapping[str, MeasureResult]:
        """The results by measure id."""
        return {result.measure.id: result for result in self.results}


def judge(subject: DatedMeasure, facts: Facts) -> MeasureResult:
    """Judge one measure."""
    if not subject.exists:
        return _outside(subject)
    environments = [{**facts.known, **group.values} for group in subject.groups]
    env = environments[-1]
    reasons = _reasons(subject, environments)
    status = status_of(reasons)
    uncertainties = [*_open_points(subject, status, reasons, environments)]
    certain = _certain(status, reasons, uncertainties)
    benefit: dict[str, Value | None] = {}
    told: list[tuple[str, Attention]] = []
    if status != "geen_recht":
        benefit, gaps = _benefit(subject, env, facts)
        certain = certain and not any(gap.by_law for gap in gaps)
        explained = {point.veld for point in uncertainties}
        uncertainties += [gap.uncertainty for gap in gaps if gap.uncertainty.veld not in explained]
        told += _attention(subject, env)
    return MeasureResult(
        measure=subject.measure,
        on=subject.on,
        status=status,
        certainty="bevestigd" if certain else "onzeker",
        reasons=reasons,
        benefit=benefit,
        missing=_missing(reasons) if status == "mogelijk" else (),
        uncertainties=tuple(dict.fromkeys(uncertainties)),
        attention=tuple([text for text, _ in told]),
        only_if=_proviso(subject, env) if status == "recht" else "",
        given=tuple([text for text, item in told if item.gives]),
        refusing=tuple([text for text, item in told if item.about == REFUSING]),
        combinations=subject.measure.combinations,
        application=subject.application,
        sources=subject.sources_with(tuple(benefit)),
    )


def _reasons(subject: DatedMeasure, environments: Sequence[Env]) -> tuple[Reason, ...]:
    """Every condition with its outcome; each group has its own legal values."""
    found = []
    for group, env in zip(subject.groups, environments, strict=True):
        for due in group.conditions:
            requirement = due.condition.requirement
            value: bool | None = requirement.evaluate(env)  # type: ignore[assignment]
            found.append(Reason(due, value, env, requirement.missing(env) if value is None else ()))
    return tuple(found)


def status_of(reasons: Iterable[Reason]) -> str:
    """The status from the outcomes."""
    outcomes = {reason.value for reason in reasons}
    if False in outcomes:
        return "geen_recht"
    return "mogelijk" if None in outcomes else "recht"


def _outside(subject: DatedMeasure) -> MeasureResult:
    return MeasureResult(
        subject.measure,
        subject.on,
        "buiten_periode",
        "bevestigd",
        (),
        {},
        (),
        (),
        (),
        subject.measure.combinations,
        None,
        tuple(subject.measure.sources[name] for name in subject.measure.period.sources),
    )


def _missing(reasons: Sequence[Reason]) -> tuple[str, ...]:
    """The fields that wait, those that decide a condition on their own first."""
    weight: Counter[str] = Counter()
    for reason in reasons:
        for veld in reason.missing:
            weight[veld] += 60 // len(reason.missing)
    return tuple(sorted(weight, key=lambda veld: -weight[veld]))


# ---------------------------------------------------------------- certainty
def _certain(status: str, reasons: Sequence[Reason], open_points: Sequence[Uncertainty]) -> bool:
    """For a refusal one certain failure is enough; otherwise every condition must be certain."""
    if status == "geen_recht":
        return not open_points and any(r.value is False and not r.uncertain for r in reasons)
    return not open_points and not any(reason.uncertain for reason in reasons)


def _open_points(
    subject: DatedMeasure, status: str, reasons: Sequence[Reason], environments: Sequence[Env]
) -> Iterator[Uncertainty]:
    """What the law leaves open, where it matters for this outcome."""
    failed = {r.due.condition.id: r.due.uncertain for r in reasons if r.value is False}
    told = set()
    pairs = zip(subject.groups, environments, strict=True)
    for env, point in ((env, item) for group, env in pairs for item in group.open_points):
        if point.condition is not None and point.condition.evaluate(env) is not True:
            continue
        if status == "geen_recht" and not (point.beside in failed and _only_doubtful(failed, point.beside)):
            continue
        told.add(point.beside)
        yield Uncertainty(point.veld, point.template.fill(env))
    for reason in reasons:
        if not reason.due.uncertain or reason.condition.id in told:
            continue
        if status != "geen_recht" or (reason.value is False and all(failed.values())):
            yield from _weak_points(reason)


def _weak_points(reason: Reason) -> Iterator[Uncertainty]:
    """Which values, or which rule, make this outcome uncertain."""
    for use in reason.thresholds:
        if use.row.uncertain:
            yield Uncertainty(use.name, use.row.note or "Deze waarde komt uit een zwakke bron.")
    if reason.condition.certainty == WEAK:
        yield Uncertainty(reason.condition.id, "Deze voorwaarde heb ik alleen in een zwakke bron gevonden.")


def _only_doubtful(failed: Mapping[str, bool], beside: str | None) -> bool:
    """Whether no other, certain failure decides already."""
    return all(doubtful or condition_id == beside for condition_id, doubtful in failed.items())


# ---------------------------------------------------------------- benefit
@dataclass(frozen=True)
class _Gap:
    """A benefit without a certain value."""

    uncertainty: Uncertainty
    by_law: bool


def _benefit(
    subject: DatedMeasure, env: Mapping[str, Value | None], facts: Facts
) -> tuple[dict[str, Value | None], list[_Gap]]:
    values: dict[str, Value | None] = {}
    gaps: list[_Gap] = []
    for benefit in subject.measure.benefits:
        if benefit.condition is not None and benefit.condition.evaluate(env) is not True:
            continue
        value = benefit.formula.evaluate(env)
        if benefit.judged:
            values[benefit.key] = JUDGED[value]  # type: ignore[index]
            continue
        doubtful = _doubtful(subject.own, benefit.formula, env)
        if any(row.disputed for row in doubtful.values()):
            value = None
        values[benefit.key] = _to_the_cent(value)
        if value is None or doubtful:
            gaps.append(_gap(benefit, doubtful, env, facts.vocabulary.fields))
    return values, gaps


def _to_the_cent(value: Value | None) -> Value | None:
    """Amounts and hours are told with two decimals at most."""
    return value.quantize(CENT, rounding=ROUND_HALF_UP) if isinstance(value, Decimal) else value


class Watched(dict[str, "Value | None"]):
    """An environment that remembers which names were looked up."""

    def __init__(self, values: Mapping[str, Value | None]) -> None:
        super().__init__(values)
        self.used: set[str] = set()

    def __getitem__(self, name: str) -> Value | None:
        self.used.add(name)
        return super().__getitem__(name)


def _doubtful(group: Group, formula: Expression, env: Mapping[str, Value | None]) -> dict[str, Row]:
    """The uncertain legal values that this formula really used."""
    suspects = formula.parameters & group.uncertain
    if not suspects:
        return {}
    watched = Watched(env)
    formula.evaluate(watched)
    return {name: group.rows[name] for name in sorted(suspects) if f"${name}" in watched.used}


def _gap(
    benefit: Benefit,
    doubtful: Mapping[str, Row],
    env: Mapping[str, Value | None],
    fields: Mapping[str, Field],
) -> _Gap:
    if doubtful:
        notes = " ".join(dict.fromkeys(row.note for row in doubtful.values() if row.note))
        return _Gap(Uncertainty(benefit.key, notes or "Deze waarde komt uit een zwakke bron."), True)
    waiting = benefit.formula.missing(env)
    if not waiting:
        return _Gap(Uncertainty(benefit.key, "Voor jouw situatie heb ik deze waarde niet gevonden."), True)
    labels = ", ".join(fields[key].label for key in waiting)
    return _Gap(Uncertainty(benefit.key, f"Dat hangt af van: {labels}."), False)


# ---------------------------------------------------------------- the rest
def _proviso(subject: DatedMeasure, env: Mapping[str, Value | None]) -> str:
    """The first proviso that concerns this person."""
    return next(
        (
            item.template.fill(env)
            for item in subject.provisos
            if item.condition is None or item.condition.evaluate(env) is True
        ),
        "",
    )


def _attention(subject: DatedMeasure, env: Mapping[str, Value | None]) -> Iterator[tuple[str, Attention]]:
    """What to mind, and what that sentence is about."""
    for item in subject.attention:
        if item.condition is None or item.condition.evaluate(env) is True:
            yield item.template.fill(env), item
