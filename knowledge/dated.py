"""A measure on one date: the conditions, values and texts that hold on that day, looked up once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from .expressions import Env, Value
from .measures import REFUSING, Application, Attention, Condition, Measure, OpenPoint
from .parameters import Row
from .sources import WEAK, Source
from .wording import LAST_SEEN, Wording


@dataclass(frozen=True, eq=False)
class ParameterUse:
    """A legal value that a condition looks at."""

    name: str
    description: str
    unit: str
    row: Row


@dataclass(frozen=True, eq=False)
class DatedCondition:
    """A condition on the day, with the values of the day in its texts."""

    condition: Condition
    fields: tuple[str, ...]
    """The facts that it looks at."""
    thresholds: tuple[ParameterUse, ...]
    """The legal values that it looks at."""
    uncertain: bool
    """Whether it rests on a weak source alone, or on a value that is unknown, disputed or weak."""
    texts: Mapping[bool | None, Wording]
    """By outcome; None is unknown."""


NOT_OFFICIAL = ("C", "D")
"""Certainties of news, of providers and of weak sources: a sentence that has no better one warns."""
WARNING = "Dit is niet zeker: kijk het na."


@dataclass(frozen=True, eq=False)
class Group:
    """The conditions that one file brings, with the values that its `$names` have on the day."""

    conditions: tuple[DatedCondition, ...]
    open_points: tuple[OpenPoint, ...]
    rows: Mapping[str, Row]
    """Parameter name -> the row that holds."""
    values: Mapping[str, Value | None]
    """What `$name` and `peildatum` mean in this file's expressions."""
    uncertain: frozenset[str]
    """The `$names` whose value is unknown, disputed or weak."""


@dataclass(frozen=True, eq=False)
class DatedMeasure:
    """A measure as it is on a day."""

    measure: Measure
    on: date
    exists: bool
    groups: tuple[Group, ...]
    attention: tuple[Attention, ...]
    provisos: tuple[Attention, ...]
    application: Application | None
    amounts: tuple[str, ...]
    """What it gives in general on this day, in sentences."""
    for_employers: tuple[str, ...]
    """What it means for an employer on this day, in sentences."""
    refusing: tuple[str, ...]
    """Those of `for_employers` that tell whether the employer may say no."""
    sources: tuple[str, ...]
    """Ids of the sources of the conditions and their thresholds."""
    benefit_sources: Mapping[str, tuple[str, ...]]
    """Ids of the sources of the values in each benefit."""
    cited: dict[tuple[str, ...], tuple[Source, ...]] = field(default_factory=dict, repr=False)
    """What `sources_with` has found, by the benefits that are told."""

    def sources_with(self, benefits: tuple[str, ...]) -> tuple[Source, ...]:
        """The sources of the conditions, of the values in these benefits, and of how to apply."""
        found = self.cited.get(benefits)
        if found is None:
            ids = dict.fromkeys(self.sources)
            for key in benefits:
                ids.update(dict.fromkeys(self.benefit_sources[key]))
            ids.update(dict.fromkeys(self.application.sources if self.application else ()))
            found = self.cited[benefits] = tuple(self.measure.sources[name] for name in ids)
        return found

    @property
    def own(self) -> Group:
        """The measure's own group."""
        return self.groups[-1]


def dated(measure: Measure, on: date, others: Mapping[str, Measure]) -> DatedMeasure:
    """What holds on this day, inherited conditions first."""
    owners = [others[name] for name in measure.inherits if name in others]
    groups = tuple(_group(owner, on) for owner in (*owners, measure))
    of_refusing = (item for item in measure.for_employers if item.about == REFUSING)
    instruction = next((item for item in measure.instructions if on in item.span), None)
    return DatedMeasure(
        measure=measure,
        on=on,
        exists=on in measure.period.span,
        groups=groups,
        attention=_of_day(measure.attention, on, groups[-1]),
        provisos=_of_day(measure.provisos, on, groups[-1]),
        application=instruction.fill(groups[-1].values) if instruction else None,
        amounts=tuple(_sentences(measure.amounts, measure, on, groups[-1], official=True)),
        for_employers=tuple(_sentences(measure.for_employers, measure, on, groups[-1])),
        refusing=tuple(_sentences(of_refusing, measure, on, groups[-1])),
        sources=tuple(dict.fromkeys(name for group in groups for name in _cited(group))),
        benefit_sources={
            benefit.key: tuple(
                source
                for name in sorted(benefit.formula.parameters & groups[-1].rows.keys())
                for source in groups[-1].rows[name].sources
            )
            for benefit in measure.benefits
        },
    )


def _of_day(items: Iterable[Attention], on: date, own: Group) -> tuple[Attention, ...]:
    """Those that hold on the day, with its values in their texts."""
    return tuple(replace(item, template=item.template.on(own.values)) for item in items if on in item.span)


def _cited(group: Group) -> Iterator[str]:
    for due in group.conditions:
        yield from due.condition.sources
        for use in due.thresholds:
            yield from use.row.sources


def _sentences(
    items: Iterable[Attention], measure: Measure, on: date, own: Group, *, official: bool = False
) -> Iterator[str]:
    """The sentences that hold; one with an unknown value says nothing, one with a weak value warns,
    unless it tells the doubt itself.

    Args:
        items: the sentences of the file.
        measure: the measure of the file.
        on: the day.
        own: the values of that day.
        official: whether a sentence that rests on news or a provider warns too.
    """
    values = own.values
    if on not in measure.period.span:
        return
    for item in items:
        holds = item.condition is None or item.condition.evaluate(values) is True
        if on in item.span and holds and all(values[name] is not None for name in item.template.names):
            text = item.template.fill(values)
            warns = not item.doubts and _rests_on(NOT_OFFICIAL if official else (), item, measure, own)
            yield f"{text} {WARNING}" if warns else text


def _rests_on(certainties: tuple[str, ...], item: Attention, measure: Measure, own: Group) -> bool:
    """Whether a sentence rests on a value that is not certain, or only on sources of these certainties."""
    names = [name.removeprefix("$") for name in item.template.names]
    rows = [own.rows[name] for name in names if name in own.rows]
    if any(row.uncertain or row.certainty in certainties for row in rows):
        return True
    found = [measure.sources[name].certainty for name in item.sources if name in measure.sources]
    return not rows and bool(found) and all(certainty in certainties for certainty in found)


def _group(owner: Measure, on: date) -> Group:
    rows = {
        name: row for name, parameter in owner.parameters.items() if (row := parameter.on(on)) is not None
    }
    values: dict[str, Value | None] = {f"${name}": None for name in owner.parameters}
    values.update({f"${name}": row.value for name, row in rows.items()})
    last_seen = {name: parameter.last_seen(on) for name, parameter in owner.parameters.items()}
    values.update({f"${name}{LAST_SEEN}": row.value if row else None for name, row in last_seen.items()})
    values["peildatum"] = on
    uncertain = frozenset(name for name, row in rows.items() if row.uncertain)
    uses = {
        name: ParameterUse(name, owner.parameters[name].description, owner.parameters[name].unit_name, row)
        for name, row in rows.items()
    }
    return Group(
        conditions=tuple(
            _condition(condition, values, uses, uncertain)
            for condition in owner.conditions
            if on in condition.span
        ),
        open_points=tuple(
            replace(item, template=item.template.on(values)) for item in owner.open_points if on in item.span
        ),
        rows=rows,
        values=values,
        uncertain=uncertain,
    )


def _condition(
    condition: Condition, values: Env, uses: Mapping[str, ParameterUse], uncertain: frozenset[str]
) -> DatedCondition:
    parameters = condition.requirement.parameters
    return DatedCondition(
        condition=condition,
        fields=tuple(sorted(condition.requirement.fields)),
        thresholds=tuple(uses[name] for name in sorted(parameters & uses.keys())),
        uncertain=condition.certainty == WEAK or bool(parameters & uncertain),
        texts={
            True: condition.met.on(values),
            False: condition.failed.on(values),
            None: condition.unknown.on(values),
        },
    )
