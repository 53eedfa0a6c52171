"""`verouderd`: the values to look at again: unknown, disputed, weak, or from an old source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ..formatting import dutch_date
from ..knowledge import Knowledge
from ..measures import Measure
from ..parameters import Parameter, Row
from . import words
from .console import FOUND, GOOD, count, say, table

SHORTEST_MONTH = 28
ORDER = (words.NOT_FOUND, "betwist", "zwakke bron", "oude bron")
"""The worst first."""


@dataclass(frozen=True)
class Worry:
    """A value that needs attention, and why."""

    measure: str
    parameter: str
    value: str
    reasons: tuple[str, ...]
    seen: date
    """When the newest of its sources was last seen."""

    @property
    def rank(self) -> tuple[int, date, str, str]:
        """For sorting: the worst first, then the oldest."""
        return (min(ORDER.index(reason) for reason in self.reasons), self.seen, self.measure, self.parameter)


def worries(knowledge: Knowledge, months: int, on: date) -> list[Worry]:
    """The values that hold on the day and need attention, the worst first."""
    found = (
        worry
        for measure in knowledge.measures.values()
        if on in measure.period.span
        for worry in _of_measure(knowledge, measure, _months_before(on, months), on)
    )
    return sorted(found, key=lambda worry: worry.rank)


def _of_measure(knowledge: Knowledge, measure: Measure, limit: date, on: date) -> Iterator[Worry]:
    lent = {name for base in measure.inherits for name in knowledge.measures[base].parameters}
    for name, parameter in measure.parameters.items():
        row = parameter.on(on)
        if row is None or name in lent:  # a lent value is told once, with its own measure
            continue
        seen = max((measure.sources[source].seen for source in row.sources), default=date.min)
        reasons = [*words.doubts(row), *(["oude bron"] if seen < limit else [])]
        if reasons:
            yield Worry(measure.id, name, _shown(parameter, row), tuple(reasons), seen)


def _shown(parameter: Parameter, row: Row) -> str:
    return "" if row.value is None else words.value_of(parameter, row)


def _months_before(day: date, months: int) -> date:
    whole = day.year * 12 + day.month - 1 - months
    return date(whole // 12, whole % 12 + 1, min(day.day, SHORTEST_MONTH))


def report(knowledge: Knowledge, months: int, on: date) -> int:
    """Say which values need attention."""
    found = worries(knowledge, months, on)
    if not found:
        say(f"Op {dutch_date(on)} is elke waarde bekend, onbetwist en jonger dan {months} maanden.")
        return GOOD
    rows = [
        (worry.measure, worry.parameter, worry.value or "-", ", ".join(worry.reasons), worry.seen.isoformat())
        for worry in found
    ]
    say(table(("maatregel", "parameter", "waarde", "waarom", "bron gezien op"), rows))
    say(f"\n{count(len(found), 'waarde vraagt', 'waarden vragen')} aandacht op {dutch_date(on)}.")
    return FOUND
