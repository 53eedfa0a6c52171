"""The personal development plan (POP): goal, steps, courses, rights, days, and who does what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..answers.benefits import benefit_phrases
from ..assessment import MeasureResult
from ..catalogue.cost import moments_of
from ..catalogue.search import Catalogue
from ..deadlines import Moments, deadlines, last_day, months_from
from ..facts import Facts
from ..formatting import dutch_date
from ..knowledge import Knowledge
from .check import Picture, picture
from .model import Occupation
from .search import Occupations
from .steps import ON_THE_JOB, Way, recognition_fits, recognition_known, way_to

YOU, EMPLOYER, COUNSELLOR = "jij", "werkgever", "begeleider"
USABLE = ("recht", "mogelijk")
LOOK_AGAIN = 3
"""Months after which a plan is worth looking at again; our own advice."""
MOST_LEARNED = 4
HUMAN = "Bespreek dit plan met een loopbaanbegeleider of met VDAB. Kiezen doe je niet alleen."


@dataclass(frozen=True)
class Step:
    """One thing to do."""

    what: str
    who: str
    day: date | None = None
    """By when, or on which day; None: no day is known."""
    note: str = ""
    """What the day rests on or depends on."""
    certain: bool = True
    first: bool = False
    """Whether it must be done before the training begins, so before one enrols."""


@dataclass(frozen=True)
class Right:
    """A measure that can help, and what it gives."""

    name: str
    perhaps: bool
    gives: tuple[str, ...]
    where: str


@dataclass(frozen=True)
class Plan:
    """The whole plan, made on one day from what somebody told."""

    made: date
    goal: str
    why: str
    picture: Picture
    steps: tuple[Step, ...]
    rights: tuple[Right, ...]
    training: Mapping[str, Any]

    @property
    def dated(self) -> tuple[Step, ...]:
        """The steps with a day that is still to come, the first day first."""
        found = [step for step in self.steps if step.day is not None and step.day >= self.made]
        return tuple(sorted(found, key=lambda step: (step.day or self.made, step.what)))


def make_plan(
    knowledge: Knowledge,
    known: Occupations,
    facts: Facts,
    career: Mapping[str, Any],
    on: date,
    entrance: str = "burger",
    catalogue: Catalogue | None = None,
    chosen: str = "",
) -> Plan:
    """The plan that follows from what somebody told.

    Args:
        knowledge: the rules.
        known: the occupations.
        facts: what was told about the person and the training.
        career: occupations and ratings, as the talk keeps them (`Progress.loopbaan`).
        on: the day on which everything is judged.
        entrance: the door through which the person came in.
        catalogue: where a course for what is missing may be found.
        chosen: the course that was chosen, as it is remembered; its days count as in its cost.
    """
    present, wished = (_find(known, career.get(name)) for name in ("huidig", "gewenst"))
    found = picture(present, wished, career.get("antwoorden") or {})
    shown = knowledge.shown_for(facts, entrance)
    results = [r for r in knowledge.assess(facts, on, shown).results if r.status in USABLE]
    results = [r for r in results if r.status == "recht" or r.measure.id in knowledge.core]
    goal = wished or present
    recognised = list({one.id: one for one in (present, wished) if one is not None}.values())
    moments = moments_of(facts, catalogue, chosen)
    asked = tuple(_for_measures(knowledge, facts, results, moments))
    before = _in_order(step for step in asked if step.first)
    courses = tuple(_courses(goal, facts, moments, known.own.ways.note))
    gaps = tuple(_gaps(found, facts, on, catalogue))
    later = (
        *_recognition(known, recognised, found),
        *(step for step in asked if not step.first),
        Step(HUMAN, YOU),
        Step("Bekijk je plan opnieuw en pas het aan.", YOU, months_from(on, LOOK_AGAIN)),
    )
    return Plan(
        on,
        _goal(wished, facts),
        _why(present, wished),
        found,
        tuple(dict.fromkeys(_arranged(facts, before, courses, gaps, later))),
        tuple(_right(result) for result in results),
        dict(facts.opleiding),
    )


def _find(known: Occupations, identifier: Any) -> Occupation | None:
    return known.find(str(identifier)) if identifier else None


def _goal(wished: Occupation | None, facts: Facts) -> str:
    if wished is not None:
        return f"Werken als {wished.name.lower()}"
    title = facts.get("titel")
    return f"De opleiding '{title}' volgen" if title else "Ontdekken welk werk of welke opleiding past"


def _why(present: Occupation | None, wished: Occupation | None) -> str:
    if present is None:
        return ""
    if wished is None or wished.id == present.id:
        return f"Je werk nu: {present.name.lower()}."
    return f"Je werk nu: {present.name.lower()}. Je wil naar: {wished.name.lower()}."


def _in_order(steps: Iterable[Step]) -> tuple[Step, ...]:
    """The days in order; what has no day keeps its place."""
    told = list(dict.fromkeys(steps))
    dated = iter(sorted((step for step in told if step.day), key=lambda step: step.day or date.max))
    return tuple(next(dated) if step.day else step for step in told)


def _arranged(
    facts: Facts,
    before: tuple[Step, ...],
    courses: tuple[Step, ...],
    gaps: tuple[Step, ...],
    later: tuple[Step, ...],
) -> Iterator[Step]:
    """What the rules want before the start, then enrolling; who has no course first finds one to learn."""
    if facts.get("titel"):
        yield from (*before, *courses, *_in_order((*gaps, *later)))
    else:
        yield from (*courses, *gaps, *before, *_in_order(later))


def _courses(goal: Occupation | None, facts: Facts, moments: Moments, unsure: str) -> Iterator[Step]:
    """The training that was chosen, or the ways to the goal."""
    title = facts.get("titel")
    if title:
        note = (
            "Uiterlijk de dag van de start." if moments.enrolment is None else "Zo lang kan je inschrijven."
        )
        day = moments.enrolment or moments.start
        yield Step(f"Schrijf je in voor de opleiding '{title}'.", YOU, day, note)
    elif goal is not None:
        yield Step(f"Kies een opleiding voor {goal.name.lower()}.", YOU)
        yield from (Step(path, YOU, note=unsure, certain=False) for path in goal.paths)
    else:
        yield Step("Doe de competentiecheck of praat met een begeleider over wat bij je past.", YOU)


def _gaps(found: Picture, facts: Facts, on: date, catalogue: Catalogue | None) -> Iterator[Step]:
    """What is to be learned, with a course for it where there is one, or else on the job."""
    postcode = facts.get("postcode")
    for competence in found.to_learn[:MOST_LEARNED]:
        way = way_to(competence, catalogue, on, str(postcode) if postcode else None)
        yield Step(f"Leer dit: {competence.text} {_way(way)}", YOU)


def _way(way: Way) -> str:
    if way.kind == ON_THE_JOB:
        return "Leer het op het werk, van een collega."
    if not way.courses:
        return "Zoek er een opleiding voor."
    hit = way.courses[0]
    start = f", start {dutch_date(hit.edition.start)}" if hit.edition and hit.edition.start else ""
    made_up = ", een voorbeeld dat niet echt bestaat" if hit.course.example else ""
    return f"Dat kan met de opleiding {hit.course.title} ({hit.course.provider.name}{start}{made_up})."


def _recognition(known: Occupations, occupations: Sequence[Occupation], found: Picture) -> Iterator[Step]:
    if recognition_fits(found) or any(one.recognition for one in occupations):
        told = recognition_known(known, occupations)
        yield Step(f"Kijk of je kan laten erkennen wat je al kan. {told}", YOU)


def _for_measures(
    knowledge: Knowledge, facts: Facts, results: list[MeasureResult], moments: Moments
) -> Iterator[Step]:
    """What must be asked for each measure, with its last day where it is known."""
    for result in results:
        found = deadlines(knowledge, result, facts, moments)
        for item in found:
            note = " ".join(text for text in (f"{item.rule}.", item.note) if text.strip("."))
            what = f"{result.measure.naam}: {item.what}"
            yield Step(what, item.who, item.day, note, item.certain, item.before)
        if not found and result.application is not None:
            last = last_day(result)
            yield Step(
                f"{result.measure.naam}: vraag het aan.", YOU, last, note=result.application.tegen or ""
            )


def _right(result: MeasureResult) -> Right:
    return Right(
        result.measure.naam,
        result.status == "mogelijk",
        tuple(benefit_phrases(result, brief=True)),
        result.application.waar if result.application else "",
    )


def spoken_day(step: Step) -> str:
    """By when, in words; empty when no day is known."""
    if step.day is None:
        return ""
    return dutch_date(step.day) if step.certain else f"{dutch_date(step.day)} (kijk na)"
