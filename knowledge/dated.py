"""A measure on one date: the conditions, values and texts that hold on that day, looked up once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from .expressions import Value
from .measures import Application, Attention, Condition, Measure, OpenPoint
from .parameters import Row
from .wording import LAST_SEEN


@dataclass(frozen=True, eq=False)
class Group:
    """The conditions that one file brings, with the values that its `$names` have on the day."""

    owner: Measure
    conditions: tuple[Condition, ...]
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
    open_points: tuple[OpenPoint, ...]
    application: Application | None
    amounts: tuple[str, ...]
    """What it gives in general on this day, in sentences."""

    @property
    def own(self) -> Group:
        """The measure's own group."""
        return self.groups[-1]


def dated(measure: Measure, on: date, others: Mapping[str, Measure]) -> DatedMeasure:
    """What holds on this day, inherited conditions first."""
    owners = [others[name] for name in measure.inherits if name in others]
    groups = tuple(_group(owner, on) for owner in (*owners, measure))
    instruction = next((item for item in measure.instructions if on in item.span), None)
    return DatedMeasure(
        measure=measure,
        on=on,
        exists=on in measure.period.span,
        groups=groups,
        attention=tuple(item for item in measure.attention if on in item.span),
        open_points=tuple(
            item for owner in (*owners, measure) for item in owner.open_points if on in item.span
        ),
        application=instruction.fill(groups[-1].values) if instruction else None,
        amounts=tuple(_amounts(measure, on, groups[-1].values)),
    )


def _amounts(measure: Measure, on: date, values: Mapping[str, Value | None]) -> Iterator[str]:
    for item in measure.amounts:
        if on in item.span and (item.condition is None or item.condition.evaluate(values) is True):
            yield item.template.fill(values)


def _group(owner: Measure, on: date) -> Group:
    rows = {
        name: row for name, parameter in owner.parameters.items() if (row := parameter.on(on)) is not None
    }
    values: dict[str, Value | None] = {f"${name}": None for name in owner.parameters}
    values.update({f"${name}": row.value for name, row in rows.items()})
    last_seen = {name: parameter.last_seen(on) for name, parameter in owner.parameters.items()}
    values.update({f"${name}{LAST_SEEN}": row.value if row else None for name, row in last_seen.items()})
    values["peildatum"] = on
    return Group(
        owner=owner,
        conditions=tuple(condition for condition in owner.conditions if on in condition.span),
        rows=rows,
        values=values,
        uncertain=frozenset(name for name, row in rows.items() if row.uncertain),
    )
