"""What changes: the announced changes by date, and from when on it is different for this person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from ..assessment import Assessment
from ..facts import Facts
from ..formatting import dutch_date
from ..knowledge import Knowledge
from ..measures import Change, Measure
from ..stretches import first_days
from .differences import differences

AHEAD, BEHIND = timedelta(days=730), timedelta(days=540)
"""How far ahead changes are told, and how old one may be to be news, when no year is named."""
_YEAR = re.compile(r"\b20\d\d\b")


def upcoming(measures: Iterable[Measure], on: date, most: int, said: str = "") -> list[str]:
    """The changes of these measures: those of the year that is named, else the coming and the recent ones."""
    years = {int(year) for year in _YEAR.findall(said)}
    found = [(change, measure) for measure in measures for change in measure.changes]
    named = [item for item in found if item[0].datum.year in years]
    near = named or [item for item in found if on - BEHIND <= item[0].datum <= on + AHEAD]
    near.sort(key=lambda item: (item[0].datum <= on, abs(item[0].datum - on)))
    return [_line(change, measure, on) for change, measure in near[:most]]


def _line(change: Change, measure: Measure, on: date) -> str:
    when = "vanaf" if change.datum > on else "sinds"
    return f"**{measure.naam}**, {when} {dutch_date(change.datum)}: {change.tekst}"


def for_this_person(knowledge: Knowledge, facts: Facts, on: date, measures: Sequence[str]) -> list[str]:
    """From which day on these measures come out otherwise for the same facts, and how; each once."""
    before = knowledge.assess(facts, on, measures)
    told: set[str] = set()
    lines = []
    for day in _days(knowledge, on, measures):
        after = knowledge.assess(facts, day, measures)
        for name, line in _differing(before, after):
            if name not in told:
                told.add(name)
                lines.append(f"Vanaf {dutch_date(day)}. {line}")
    return lines


def _days(knowledge: Knowledge, on: date, measures: Sequence[str]) -> list[date]:
    known = (first_days(knowledge.measures[name], knowledge.measures) for name in measures)
    return sorted({day for days in known for day in days if on < day <= on + AHEAD})


def _differing(before: Assessment, after: Assessment) -> Iterator[tuple[str, str]]:
    for old in before.results:
        pair = (Assessment(before.on, (old,)), Assessment(after.on, (after.by_id[old.measure.id],)))
        for line in differences(*pair, all_statuses=True):
            yield old.measure.id, line
