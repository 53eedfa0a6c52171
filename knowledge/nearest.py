"""The nearest change: the fewest things somebody can do, or wait for, to get what is refused now.

Every set of steps must mend each condition that fails, so only steps that touch one are tried; sets of one
first, then of two and three. Numbers go exactly to a limit of the rules. What is promised was judged: the
facts and the date of the outcome stand beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from .breakpoints import FINEST, breakpoints
from .changeable import Change, Growing
from .dated import WARNING
from .expressions import Env, Expression, Value
from .facts import Facts
from .formatting import dutch_date, dutch_number
from .knowledge import Knowledge
from .measures import Measure
from .stretches import first_days

MAX_STEPS = 3
MAX_TRIED = 300
"""Sets of steps that are tried at most; far more than real measures need."""
WAITING = "wachten"
HALF_YEAR = 182
PATIENCE = 2
"""The effort of waiting, beside one for every half year."""


@dataclass(frozen=True)
class Step:
    """One thing to do: which fields change, from what to what."""

    id: str
    """The id in veranderbaar.yml, or `wachten`."""
    changed: Mapping[str, tuple[Value | None, Value]]
    phrases: tuple[str, ...]
    """What follows "als je"."""


@dataclass(frozen=True, eq=False)
class NearestChange:
    """The shortest way found."""

    measure: Measure
    status: str
    """What it leads to: `recht`, or `mogelijk` when no way surely gives it."""
    steps: tuple[Step, ...]
    facts: Facts
    """The facts after all steps."""
    on: date
    """The day on which it holds."""
    months: int
    """How long to wait, in whole months."""
    waits: bool
    missing: tuple[str, ...]
    """What must still be known, with `mogelijk`."""
    certain: bool
    text: str
    """The same in Dutch."""


@dataclass(frozen=True, eq=False)
class _Way:
    """Some steps, taken."""

    facts: Facts
    on: date
    steps: tuple[Step, ...] = ()
    effort: Decimal = Decimal(0)
    touched: frozenset[str] = frozenset()
    months: int = 0

    @property
    def waited(self) -> bool:
        return any(step.id == WAITING for step in self.steps)


@dataclass(frozen=True, eq=False)
class _Place:
    """Where a way leads to: the conditions with the facts and values of then."""

    way: _Way
    conditions: tuple[tuple[Expression, Env, bool | None], ...]

    @property
    def failing(self) -> list[Expression]:
        return [requirement for requirement, _, outcome in self.conditions if outcome is False]

    @property
    def undecided(self) -> bool:
        return any(outcome is None for _, _, outcome in self.conditions)

    def left_open(self, start: _Place) -> int:
        """How many conditions that failed at the start are not surely met here: a limit for another kind of
        training only takes away that the condition fails."""
        unsure = [requirement for requirement, _, outcome in self.conditions if outcome is None]
        return sum(requirement in unsure for requirement in start.failing)

    def limits(self, field: str) -> list[Decimal]:
        """The values of a field at which some condition turns, in order."""
        looked = [item for item in self.conditions if field in item[0].fields]
        return sorted(set().union(*(breakpoints(requirement, env, field) for requirement, env, _ in looked)))


def nearest_change(knowledge: Knowledge, facts: Facts, on: date, measure_id: str) -> NearestChange | None:
    """The nearest change for a measure that is refused; None when there is none, or nothing is refused."""
    search = _Search(knowledge, knowledge.measures[measure_id], on)
    start = search.place(_Way(facts, on))
    if start is None or not start.failing or search.measure.comparison:
        return None
    frontier: list[_Place] = [start]
    possible: _Way | None = None
    for number in range(1, MAX_STEPS + 1):
        last = number == MAX_STEPS
        reached = [place for before in frontier for place in search.onward(before, last=last)]
        granted = [place.way for place in reached if not place.failing and not place.undecided]
        if granted:
            return search.told(min(granted, key=lambda way: way.effort))
        perhaps = [place for place in reached if not place.failing]
        if possible is None and perhaps:
            possible = min(perhaps, key=lambda place: (place.left_open(start), place.way.effort)).way
        frontier = sorted((place for place in reached if place.failing), key=lambda place: place.way.effort)
    return search.told(possible) if possible is not None else None


class _Search:
    """The steps that can be taken for a measure."""

    def __init__(self, knowledge: Knowledge, measure: Measure, on: date) -> None:
        self.knowledge, self.measure, self.start = knowledge, measure, on
        self.changeable = knowledge.changeable
        latest = later(on, self.changeable.longest_wait)
        self.days = [day for day in first_days(measure, knowledge.measures) if on < day <= latest]
        self.seen: set[tuple[Facts, date]] = set()

    def place(self, way: _Way) -> _Place | None:
        """How the conditions are at the end of a way; None when the measure does not exist then."""
        subject = self.knowledge.on(self.measure.id, way.on)
        if not subject.exists:
            return None
        conditions = []
        for group in subject.groups:
            env = {**way.facts.known, **group.values}
            for due in group.conditions:
                requirement = due.condition.requirement
                conditions.append((requirement, env, requirement.evaluate(env)))
        return _Place(way, tuple(conditions))  # type: ignore[arg-type]

    def onward(self, place: _Place, *, last: bool) -> Iterator[_Place]:
        """One step more, that helps to mend the condition with the fewest ways out; the last mends all."""
        choices = [list(self._mending(place, requirement)) for requirement in place.failing]
        days = () if place.way.waited else self.days
        waits = [self._waited(place.way, day, months_between(self.start, day)) for day in days]
        mending = min(choices, key=len, default=[])
        if last:
            failing = [requirement.fields for requirement in place.failing]
            mending = [
                way for way in mending if all(fields & way.steps[-1].changed.keys() for fields in failing)
            ]
        for way in [*mending, *waits]:
            key = (way.facts, way.on)
            if key not in self.seen and len(self.seen) < MAX_TRIED:
                self.seen.add(key)
                after = self.place(way)
                if after is not None:
                    yield after

    def _mending(self, place: _Place, requirement: Expression) -> Iterator[_Way]:
        """Every step that touches a condition."""
        way, known = place.way, place.way.facts.known
        for change in self.changeable.changes:
            if change.fields & requirement.fields and not change.fields & way.touched and change.fits(known):
                yield from self._changed(place, change)
        if not way.waited:
            for item in self.changeable.growing:
                if item.field in requirement.fields and item.grows(known):
                    yield from self._grown(place, item)

    # ------------------------------------------------------------ changes
    def _changed(self, place: _Place, change: Change) -> Iterator[_Way]:
        known = place.way.facts.known
        if change.number is None:
            if any(known[name] != value for name, value in change.sets.items()):
                yield self._taken(place.way, change, change.sets, change.phrase, Decimal(0))
            return
        was = known[change.number]
        if not isinstance(was, Decimal):
            return
        for values in self._targets(place, change, was):
            value = values[change.number]
            places = {"was": was, "waarde": value, "verschil": abs(value - was)}
            if change.along is not None:
                places["evenredig"] = values[change.along]
            phrase = change.phrase.format(**{name: dutch_number(place) for name, place in places.items()})
            yield self._taken(place.way, change, values, phrase, abs(value - was) / max(was, Decimal(1)))

    def _targets(self, place: _Place, change: Change, was: Decimal) -> Iterator[dict[str, Decimal]]:
        """Each limit in the right direction, and a step beyond it, with the number that moves along."""
        assert change.number is not None
        if change.along is None:
            for limit in self._limits(place, change, change.number, was):
                yield from self._allowed({change.number: limit})
            return
        beside = place.way.facts.known[change.along]
        if not isinstance(beside, Decimal) or not beside or not was:
            return
        for limit in self._limits(place, change, change.number, was):
            along = (beside * limit / was).quantize(FINEST, rounding=ROUND_HALF_UP)
            yield from self._allowed({change.number: limit, change.along: along})
        for limit in self._limits(place, change, change.along, beside):
            own = (was * limit / beside).quantize(FINEST, rounding=ROUND_HALF_UP)
            yield from self._allowed({change.number: own, change.along: limit})

    def _limits(self, place: _Place, change: Change, name: str, start: Decimal) -> list[Decimal]:
        limits = place.limits(name)
        beyond = [limit + change.step * change.direction for limit in limits]
        return [limit for limit in sorted({*limits, *beyond}) if (limit - start) * change.direction > 0]

    def _allowed(self, values: dict[str, Decimal]) -> Iterator[dict[str, Decimal]]:
        """The values, when the vocabulary allows them."""
        for name, value in values.items():
            field = self.knowledge.vocabulary.fields[name]
            too_low = field.minimum is not None and value < field.minimum
            too_high = field.maximum is not None and value > field.maximum
            if too_low or too_high or (field.type == "int" and value != value.to_integral_value()):
                return
        yield values

    def _taken(
        self, way: _Way, change: Change, values: Mapping[str, Value], phrase: str, size: Decimal
    ) -> _Way:
        known = way.facts.known
        changed = {name: (known[name], value) for name, value in values.items() if known[name] != value}
        return replace(
            way,
            facts=Facts(way.facts.vocabulary, {**way.facts.stated, **values}),
            steps=(*way.steps, Step(change.id, changed, (phrase,))),
            effort=way.effort + change.effort + size,
            touched=way.touched | change.fields,
        )

    # ------------------------------------------------------------ waiting
    def _grown(self, place: _Place, item: Growing) -> Iterator[_Way]:
        """Until a fact that grows has reached or passed a limit."""
        start = place.way.facts.known[item.field]
        assert isinstance(start, Decimal)
        needed = {
            int(((limit - start) * item.months).to_integral_value(rounding=ROUND_CEILING))
            for limit in place.limits(item.field)
        }
        for months in sorted(needed | {number + 1 for number in needed}):
            if 0 < months <= self.changeable.longest_wait:
                yield self._waited(place.way, later(self.start, months), months)

    def _waited(self, way: _Way, day: date, months: int) -> _Way:
        """The same on a later day; what grows has grown, by whole months."""
        known = way.facts.known
        growing = [item for item in self.changeable.growing if item.grows(known) and months]
        grown = {item.field: known[item.field] + months / item.months for item in growing}  # type: ignore[operator]
        phrases = tuple(item.phrase for item in growing if item.phrase and self._matters(item, day))
        step = Step(WAITING, {name: (known[name], value) for name, value in grown.items()}, phrases)
        return replace(
            way,
            facts=Facts(way.facts.vocabulary, {**way.facts.stated, **grown}),
            on=day,
            steps=(*way.steps, step),
            effort=way.effort + PATIENCE + Decimal((day - self.start).days) / HALF_YEAR,
            months=months,
        )

    def _matters(self, item: Growing, day: date) -> bool:
        """Whether some condition of that day looks at it."""
        subject = self.knowledge.on(self.measure.id, day)
        return any(item.field in due.fields for group in subject.groups for due in group.conditions)

    # ------------------------------------------------------------ words
    def told(self, way: _Way) -> NearestChange:
        """The outcome, judged in full, and said."""
        result = self.knowledge.assess(way.facts, way.on, [self.measure.id]).results[0]
        found = NearestChange(
            measure=self.measure,
            status=result.status,
            steps=way.steps,
            facts=way.facts,
            on=way.on,
            months=way.months,
            waits=way.waited,
            missing=result.missing,
            certain=result.certainty == "bevestigd",
            text="",
        )
        return replace(found, text=_said(found, way.on in self.days, self.knowledge))


def _said(found: NearestChange, new_rules: bool, knowledge: Knowledge) -> str:
    """One to three short sentences."""
    phrases = dict.fromkeys(phrase for step in found.steps for phrase in step.phrases)
    conditions = _listed([f"als je {phrase}" for phrase in phrases])
    gain = f"{'' if found.status == 'recht' else 'misschien '}wel recht op {found.measure.naam}"
    when = dutch_date(found.on)
    if not found.waits:
        sentences = [f"Je hebt {gain} {conditions}."]
    elif new_rules:
        sentences = [
            f"Op {when} veranderen de regels.",
            f"Vanaf dan heb je {gain}{_after_comma(conditions)}.",
        ]
    else:
        sentences = [f"Over {_months(found.months)}, op {when}, heb je {gain}{_after_comma(conditions)}."]
    if found.missing:
        labels = [knowledge.vocabulary.fields[key].label for key in found.missing[:3]]
        sentences.append(f"Dat hangt dan nog af van: {', '.join(labels)}.")
    return " ".join(sentences if found.certain else [*sentences, WARNING])


def _after_comma(text: str) -> str:
    return f", {text}" if text else ""


def _months(months: int) -> str:
    years, rest = divmod(months, 12)
    if years and not rest:
        return f"{years} jaar"
    return f"{months} maand" if months == 1 else f"{months} maanden"


def _listed(phrases: Sequence[str]) -> str:
    *first, last = phrases or ("",)
    return f"{', '.join(first)} en {last}" if first else last


def months_between(start: date, day: date) -> int:
    """How many whole months lie between two days."""
    return (day.year - start.year) * 12 + day.month - start.month - (day.day < start.day)


def later(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for number in range(day.day, day.day - 4, -1):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    raise ValueError(f"no day {months} months after {day}")
