"""Legal values by date."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from .expressions import Value
from .reading import Reader, listed, optional
from .sources import WEAK, Source, cited, read_certainty
from .units import Unit, parse_unit

T = TypeVar("T")
FOREVER = date.max


@dataclass(frozen=True)
class Span:
    """From day to day, both included; `until` None is open-ended."""

    since: date
    until: date | None

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.since <= day <= (self.until or FOREVER)

    def covers(self, other: Span) -> bool:
        """Whether all days of the other are days of this one."""
        return self.since <= other.since and (other.until or FOREVER) <= (self.until or FOREVER)

    def overlap(self, other: Span) -> Span:
        """The days of both; it ends before it begins when there are none."""
        until = min(self.until or FOREVER, other.until or FOREVER)
        return Span(max(self.since, other.since), None if until == FOREVER else until)


ALWAYS = Span(date.min, None)


@dataclass(frozen=True)
class Row:
    """A value in one period. `value` None: not found, so unknown."""

    span: Span
    value: Value | None
    sources: tuple[str, ...]
    certainty: str
    disputed: bool
    note: str

    @property
    def uncertain(self) -> bool:
        """Whether an answer that uses it must say that it is uncertain."""
        return self.value is None or self.disputed or self.certainty == WEAK


@dataclass(frozen=True)
class Parameter:
    """A legal number or text, by date."""

    name: str
    description: str
    unit_name: str
    unit: Unit | None
    rows: tuple[Row, ...]

    def on(self, day: date) -> Row | None:
        """The row that holds on this day."""
        return next((row for row in self.rows if day in row.span), None)

    def last_seen(self, day: date) -> Row | None:
        """The newest row up to this day with a value, to name as "last seen"; never to be used as current."""
        known = [row for row in self.rows if row.value is not None and row.span.since <= day]
        return known[-1] if known else None

    def known_during(self, span: Span) -> bool:
        """Whether every row of these days has a value."""
        here = [row for row in self.rows if span.since <= (row.span.until or FOREVER)]
        return all(row.value is not None for row in here if row.span.since <= (span.until or FOREVER))


def read_span(entry: Mapping[str, Reader]) -> Span:
    """`van` and `tot`; without `van` from the beginning of time."""
    entries = dict(entry)
    span = Span(optional(entries, "van", Reader.day) or date.min, optional(entries, "tot", Reader.day))
    if span.until is not None and span.until < span.since:
        entries["tot"].fail(
            f"the period ends ({span.until}) before it begins ({span.since}).", "Swap or mend the dates."
        )
    return span


def read_parameters(
    reader: Reader | None, sources: Mapping[str, Source], whole: Span
) -> dict[str, Parameter]:
    """The parameters of a file; their rows must cover the period `whole` without gap or overlap."""
    found = {}
    for name, entry in (reader.mapping() if reader else {}).items():
        found[name] = _parameter(name, entry, sources, whole)
    return found


def _parameter(name: str, reader: Reader, sources: Mapping[str, Source], whole: Span) -> Parameter:
    entry = reader.mapping(("omschrijving", "eenheid", "waarden"), ())
    unit_name = entry["eenheid"].text() if "eenheid" in entry else "aantal"
    unit = parse_unit(unit_name)
    if unit is None:
        entry["eenheid"].fail(
            f"'{unit_name}' is not a unit.", "Use words of knowledge/units.py, like uur_per_week."
        )
    readers = list(listed(entry, "waarden"))
    rows = [_row(item, sources) for item in readers]
    check_cover(
        reader, f"the parameter '{name}'", list(zip(readers, rows, strict=True)), lambda row: row.span, whole
    )
    return Parameter(
        name, entry["omschrijving"].text() if "omschrijving" in entry else "", unit_name, unit, tuple(rows)
    )


def _row(reader: Reader, sources: Mapping[str, Source]) -> Row:
    entry = reader.mapping(("van", "waarde", "bronnen"), ("tot", "zekerheid", "toelichting", "betwist"))
    value = optional(entry, "waarde", Reader.number)
    note = optional(entry, "toelichting", Reader.text) or ""
    disputed = bool(optional(entry, "betwist", Reader.boolean))
    if (value is None or disputed) and not note:
        reader.fail(
            "an unknown or disputed value needs a 'toelichting'.",
            "Say in Dutch what was not found or who disagrees.",
        )
    if "zekerheid" not in entry:
        reader.fail("'zekerheid' is missing.", "Add A, B, C or D.")
    return Row(
        read_span(entry), value, cited(reader, entry, sources), read_certainty(entry) or WEAK, disputed, note
    )


def check_apart(rows: Sequence[tuple[Reader, Span]], what: str) -> None:
    """File a problem where a period begins before an earlier one has ended."""
    ordered = sorted(rows, key=lambda row: row[1].since)
    for (_, before), (reader, span) in zip(ordered, ordered[1:], strict=False):
        if span.since in before:
            when = "from the beginning" if span.since == date.min else f"on {span.since}"
            reader.fail(f"{what} holds twice {when}.", "Let one period end before the other begins.")


def check_cover(
    reader: Reader, what: str, rows: Sequence[tuple[Reader, T]], span_of: Callable[[T], Span], whole: Span
) -> None:
    """File a problem for every overlap, gap, or day of `whole` that no row covers."""
    if not rows:
        reader.fail(
            f"{what} has no rows.", "Add at least one, with 'waarde: null' when the value is not known."
        )
        return
    expected: date | None = whole.since
    for item, row in rows:
        span = span_of(row)
        if expected is None:
            item.fail(f"{what} has a row after an open end.", "Give the row before it a 'tot'.")
        elif span.since < expected and span is not span_of(rows[0][1]):
            item.fail(f"{what} has two values on {span.since}.", f"Let this row begin on {expected}.")
        elif span.since > expected:
            item.fail(
                f"{what} has no value from {expected} to {span.since - timedelta(days=1)}.",
                "Add a row, with null if unknown.",
            )
        expected = None if span.until is None else span.until + timedelta(days=1)
    if expected is not None and expected <= (whole.until or FOREVER):
        rows[-1][0].fail(
            f"{what} has no value from {expected} on.", "Add a row, with 'waarde: null' if it is not known."
        )
