"""`toon`: a measure as it is on one day."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from datetime import date

from ..dated import DatedMeasure
from ..errors import UnknownMeasure
from ..formatting import dutch_date
from ..knowledge import Knowledge
from . import words
from .console import FOUND, GOOD, CommandError, say

WIDTH = 100


def show(knowledge: Knowledge, measure_id: str, on: date) -> int:
    """Say what holds on the day."""
    try:
        subject = knowledge.on(measure_id, on)
    except UnknownMeasure as error:
        raise CommandError(f"{error} Er zijn: {', '.join(knowledge.measures)}.") from error
    measure = subject.measure
    say(f"{measure.naam} op {dutch_date(on)}")
    say(_wrapped(measure.wat, ""))
    say(_wrapped(f"Bestaat {words.period(measure.period.span)}. {measure.period.toelichting}", ""))
    if not subject.exists:
        say("\nOp deze dag bestaat de maatregel niet.")
        return FOUND
    for part in (_parameters, _conditions, _benefits, _application, _open_points, _changes, _sources):
        lines = list(part(knowledge, subject))
        if lines:
            say("\n" + "\n".join(lines))
    return GOOD


def _wrapped(text: str, indent: str) -> str:
    return textwrap.fill(text, WIDTH, initial_indent=indent, subsequent_indent=indent)


def _parameters(knowledge: Knowledge, subject: DatedMeasure) -> Iterator[str]:
    measure, rows = subject.measure, subject.own.rows
    if rows:
        yield "Waarden"
    for name, row in rows.items():
        parameter = measure.parameters[name]
        doubt = f"  ({', '.join(words.doubts(row))})" if words.doubts(row) else ""
        yield f"  ${name} = {words.value_of(parameter, row)}{doubt}: {parameter.description}"
        sources = words.cited(row.sources, measure.sources)
        yield f"      {words.period(row.span)}; zekerheid {row.certainty}; {sources}"
        if row.note:
            yield _wrapped(row.note, "      ")


def _conditions(knowledge: Knowledge, subject: DatedMeasure) -> Iterator[str]:
    yield "Voorwaarden"
    for group in subject.groups:
        for due in group.conditions:
            condition = due.condition
            yield f"  {condition.id} ({words.period(condition.span)}; zekerheid {condition.certainty})"
            outcomes = (
                ("voldaan", condition.met),
                ("niet voldaan", condition.failed),
                ("onbekend", condition.unknown),
            )
            for outcome, wording in outcomes:
                for text in words.open_wording(wording, group.values, knowledge):
                    yield _wrapped(f"{outcome}: {text}", "      ")
            yield f"      bronnen: {words.cited(condition.sources, subject.measure.sources)}"


def _benefits(knowledge: Knowledge, subject: DatedMeasure) -> Iterator[str]:
    if subject.measure.benefits:
        yield "Wat het oplevert"
    for benefit in subject.measure.benefits:
        rows = {
            name: subject.own.rows[name]
            for name in sorted(benefit.formula.parameters & subject.own.rows.keys())
        }
        used = ", ".join(
            f"{name} = {words.value_of(subject.measure.parameters[name], row)}" for name, row in rows.items()
        )
        yield f"  {benefit.key}" + (f": {benefit.description}" if benefit.description else "")
        if used:
            yield _wrapped(f"rekent met {used}", "      ")
    for text in subject.amounts:
        yield _wrapped(text, "  - ")


def _application(knowledge: Knowledge, subject: DatedMeasure) -> Iterator[str]:
    found = subject.application
    if found is None:
        return
    yield "Aanvragen"
    yield _wrapped(f"waar: {found.waar}", "  ")
    if found.tegen:
        yield _wrapped(f"tegen: {found.tegen}", "  ")
    for number, step in enumerate(found.stappen, 1):
        yield _wrapped(f"{number}. {step}", "  ")
    if found.link:
        yield f"  {found.link}"


def _open_points(knowledge: Knowledge, subject: DatedMeasure) -> Iterator[str]:
    points = [(group, point) for group in subject.groups for point in group.open_points]
    if points:
        yield "Niet zeker"
    for group, point in points:
        yield _wrapped(f"{point.veld}: {words.open_text(point.template, group.values, knowledge)}", "  ")


def _changes(knowledge: Knowledge, subject: DatedMeasure) -> Iterator[str]:
    changes = sorted(subject.measure.changes, key=lambda change: change.datum)
    if changes:
        yield "Wijzigingen"
    for change in changes:
        yield _wrapped(f"{dutch_date(change.datum)}: {change.tekst}", "  ")


def _sources(knowledge: Knowledge, subject: DatedMeasure) -> Iterator[str]:
    sources = subject.measure.sources
    names = dict.fromkeys(
        [*subject.sources, *(name for row in subject.own.rows.values() for name in row.sources)]
    )
    yield "Bronnen"
    for source in sorted(
        (sources[name] for name in names if name in sources), key=lambda item: item.certainty
    ):
        dated = f", {source.dated}" if source.dated else ""
        yield f"  [{source.certainty}] {source.title}{dated} (gezien op {source.seen.isoformat()})"
        if source.url:
            yield f"      {source.url}"
