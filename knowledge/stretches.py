"""Between two dates on which something of it changes, a measure is the same on every day."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from .dated import DatedMeasure
from .expressions import Expression
from .measures import Measure
from .parameters import Span

TODAY = "peildatum"


def first_days(measure: Measure, others: Mapping[str, Measure]) -> tuple[date, ...]:
    """The first day of each stretch, from the beginning of time."""
    owners = [measure, *(others[name] for name in measure.inherits if name in others)]
    spans = [span for owner in owners for span in _spans(owner)]
    starts = {span.since for span in spans}
    starts |= {span.until + timedelta(days=1) for span in spans if span.until and span.until < date.max}
    return tuple(sorted({date.min} | starts))


def _spans(owner: Measure) -> Iterator[Span]:
    yield owner.period.span
    for parameter in owner.parameters.values():
        yield from (row.span for row in parameter.rows)
    for part in (
        *(owner.conditions, owner.attention, owner.open_points, owner.instructions),
        *(owner.amounts, owner.for_employers, owner.provisos),
    ):
        yield from (item.span for item in part)
    yield from (answer.said.span for answer in owner.answers)


def start_of(days: tuple[date, ...], day: date) -> date:
    """The first day of the stretch in which this day lies."""
    return days[bisect_right(days, day) - 1]


def moved(subject: DatedMeasure, day: date) -> DatedMeasure:
    """The same on another day of its stretch: only what looks at the date itself sees the difference."""
    groups = tuple(replace(group, values={**group.values, TODAY: day}) for group in subject.groups)
    return replace(subject, on=day, groups=groups)


def looks_at_the_date(expressions: Iterable[Expression | None]) -> bool:
    """Whether one of these looks at the reference date itself."""
    return any(
        part is not None and (part.form == "date" or looks_at_the_date(part.parts)) for part in expressions
    )
