"""By when what must be asked: the terms of a measure as days, once the start of the training is known."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from .assessment import MeasureResult
from .facts import Facts
from .formatting import dutch_date, dutch_number
from .knowledge import Knowledge
from .measures import DAY, ENROLMENT, START, WEEK, YEAR, Term
from .sources import Source
from .units import show_unit

MONTHS_A_YEAR, DAYS_A_WEEK = 12, 7
WHOLE = {START: "de start", ENROLMENT: "je inschrijving"}
LENGTHS = {"dag": "dagen", "week": "weken", "maand": "maanden", "jaar": "jaar"}
LAST_CHANCE = "Schrijf je je pas in op {inschrijving}? Dan is dat {dag}."


@dataclass(frozen=True, eq=False)
class Deadline:
    """One thing to do in time."""

    result: MeasureResult
    who: str
    """`jij` or `werkgever`."""
    what: str
    """What to do, in Dutch."""
    rule: str
    """The term in words, such as "hoogstens 15 dagen na je inschrijving"."""
    day: date | None
    """The last day; None as long as the start is not known."""
    certain: bool
    """Whether the term rests on a source that is strong enough."""
    note: str
    """What the day depends on; empty when it is certain whatever happens."""
    sources: tuple[Source, ...]
    before: bool = False
    """Whether it must be done before the training begins."""


@dataclass(frozen=True)
class Moments:
    """The days that terms are counted from. None is not known."""

    start: date | None = None
    enrolment: date | None = None
    """The last day on which one can still enrol."""

    @property
    def known(self) -> Mapping[str, date | None]:
        """By the name that the data use; who enrols, does so at the start at the latest."""
        return {START: self.start, ENROLMENT: self.enrolment or self.start}


def deadlines(
    knowledge: Knowledge, result: MeasureResult, facts: Facts, moments: Moments
) -> tuple[Deadline, ...]:
    """What must be done by when to get this measure; the first day first, what has no day yet last."""
    found = _due(knowledge, result, facts, moments)
    return tuple(sorted(found, key=lambda item: (item.day is None, item.day or date.max)))


def last_day(result: MeasureResult) -> date | None:
    """The day on which a measure ends by itself, when that is within a year; None: it goes on."""
    ends = result.measure.period.span.until
    return ends if ends is not None and result.on <= ends <= months_from(result.on, MONTHS_A_YEAR) else None


def _due(knowledge: Knowledge, result: MeasureResult, facts: Facts, moments: Moments) -> Iterator[Deadline]:
    subject = knowledge.on(result.measure.id, result.on)
    own = subject.own
    env = {**facts.known, **own.values}
    instruction = next((item for item in result.measure.instructions if result.on in item.span), None)
    for term in instruction.terms if instruction else ():
        if term.condition is not None and term.condition.evaluate(env) is False:
            continue
        length = own.values[f"${term.length}"] if term.length else None
        if term.length and not isinstance(length, Decimal):
            continue
        row = own.rows[term.length] if term.length else None
        ids = dict.fromkeys((*(row.sources if row else ()), *(instruction.sources if instruction else ())))
        unit = show_unit(result.measure.parameters[term.length].unit) if term.length else DAY
        counted = Decimal(1) if not isinstance(length, Decimal) else length
        day = _day(moments.known[term.anchor], term, counted, unit)
        yield Deadline(
            result,
            term.who,
            term.what.fill(env),
            _rule(term, length if isinstance(length, Decimal) else None, unit),
            day,
            term.certain and not (row is not None and row.uncertain),
            _note(term, day, moments),
            tuple(result.measure.sources[name] for name in ids),
            not term.after,
        )


def _day(anchor: date | None, term: Term, length: Decimal, unit: str) -> date | None:
    """The last day of the term. A term without a length ends on the day before its anchor."""
    if anchor is None:
        return None
    count = int(length) * (1 if term.after else -1)
    if unit in (DAY, WEEK):
        return anchor + timedelta(days=count * (DAYS_A_WEEK if unit == WEEK else 1))
    return months_from(anchor, count * (MONTHS_A_YEAR if unit == YEAR else 1))


def months_from(day: date, count: int) -> date:
    """The same day of another month, or the last one that it has."""
    whole = day.year * MONTHS_A_YEAR + day.month - 1 + count
    year, month = divmod(whole, MONTHS_A_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _rule(term: Term, length: Decimal | None, unit: str) -> str:
    if length is None:
        return f"voor {WHOLE[term.anchor]}"
    counted = f"{dutch_number(length)} {unit if length == 1 else LENGTHS[unit]}"
    if term.after:
        return f"hoogstens {counted} na {WHOLE[term.anchor]}"
    return f"minstens {counted} voor {WHOLE[term.anchor]}"


def _note(term: Term, day: date | None, moments: Moments) -> str:
    """A term that runs from the enrolment is told for who enrols as late as possible."""
    last = moments.known[ENROLMENT]
    if term.anchor != ENROLMENT or day is None or last is None:
        return ""
    return LAST_CHANCE.format(inschrijving=dutch_date(last), dag=dutch_date(day))
