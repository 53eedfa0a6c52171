"""What one course really costs one person: what each measure brings, and what must be asked by when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..assessment import Assessment, MeasureResult
from ..deadlines import Deadline, Moments, deadlines
from ..facts import Facts
from ..followons import Following, followings
from ..knowledge import Knowledge
from ..packages import ASIDE, Package, Packages, packages
from .model import Course, Edition
from .search import Catalogue, Details, training_facts

PERHAPS = ("recht", "mogelijk")
BETWEEN = "#"
"""Between the id of a course and the code of its edition, as they are remembered."""
FROM_CATALOGUE = (
    *("titel", "soort", "contacturen", "studiepunten", "directe_kost", "in_opleidingsdatabank"),
    *("startdatum", "knelpuntberoep", "vks_niveau", "afstandsonderwijs"),
    *("leidt_tot_kwalificatie", "opleidingskrediet_label"),
)
"""The facts of a training that a course brings: those of another training are never mixed with them."""


@dataclass(frozen=True, eq=False)
class Later:
    """A measure of which the outcome differs when it is judged on the day that the course starts."""

    now: MeasureResult
    then: MeasureResult


@dataclass(frozen=True, eq=False)
class CourseCost:
    """The answer for one course, one edition of it, and one person."""

    course: Course
    edition: Edition | None
    on: date
    facts: Facts
    """Of the person and of this very course."""
    applying: tuple[MeasureResult, ...]
    """The measures that the person can use, or perhaps can use, for this course."""
    refused: tuple[MeasureResult, ...]
    """What others can use for it and this person cannot, with the reasons."""
    packages: Packages
    followings: tuple[Following, ...]
    deadlines: tuple[Deadline, ...]
    later: tuple[Later, ...]

    @property
    def best(self) -> Package | None:
        """What to use together: certain before perhaps."""
        return next(iter((*self.packages.certain, *self.packages.possible)), None)


def course_facts(
    knowledge: Knowledge,
    profile: Mapping[str, Any],
    told: Mapping[str, Any],
    course: Course,
    edition: Edition | None,
    on: date,
) -> Facts:
    """The facts of a person and of this course; raises InvalidFacts.

    Args:
        knowledge: the vocabulary.
        profile: the facts about the person.
        told: what the person told about a training; what the catalogue does not say (who pays, for
            example) is taken from it, the rest is not.
        course: the course.
        edition: when and where; None is unknown.
        on: the day of the question.
    """
    kept = {name: value for name, value in told.items() if name not in FROM_CATALOGUE}
    return knowledge.facts(profile, {**kept, **training_facts(course, edition, on)})


def edition_at(catalogue: Catalogue, name: str) -> tuple[Details, Edition | None] | None:
    """The course and the edition that are remembered by this name; None when it is gone."""
    identifier, _, code = name.partition(BETWEEN)
    kept = catalogue.find(identifier)
    if kept is None:
        return None
    return kept, next((item for item in kept.course.editions if item.code == code), None)


def moments_of(facts: Facts, catalogue: Catalogue | None = None, chosen: str = "") -> Moments:
    """The days that the terms for this training are counted from, the same wherever they are told.

    Args:
        facts: what is known; a start that was told otherwise afterwards counts, and not the chosen course.
        catalogue: where the chosen course stands.
        chosen: the name of the chosen course; empty: none was.
    """
    told = facts.get("startdatum")
    start = told if isinstance(told, date) else None
    found = edition_at(catalogue, chosen) if catalogue is not None and chosen else None
    edition = found[1] if found else None
    if edition is None or edition.start != start:
        return Moments(start)
    return Moments(edition.start, edition.enrol_before)


def course_cost(
    knowledge: Knowledge,
    facts: Facts,
    course: Course,
    edition: Edition | None,
    on: date,
    entrance: str = "burger",
) -> CourseCost:
    """What this course costs this person by the rules of a day.

    Args:
        knowledge: the rules.
        facts: as `course_facts` gives them.
        course: the course.
        edition: when and where; None is unknown.
        on: the day on which the rules must hold.
        entrance: the door through which the person came in.
    """
    assessment = _relevant(knowledge, facts, on, entrance)
    applying = tuple(result for result in assessment.results if result.status in PERHAPS)
    chosen = Assessment(on, applying)
    moments = Moments(edition.start, edition.enrol_before) if edition else Moments()
    found = [item for result in applying for item in deadlines(knowledge, result, facts, moments)]
    return CourseCost(
        course,
        edition,
        on,
        facts,
        applying,
        tuple(result for result in assessment.results if result.status == "geen_recht"),
        packages(knowledge, chosen, facts),
        followings(knowledge, assessment, facts),
        tuple(sorted(found, key=lambda item: (item.day is None, item.day or date.max))),
        _later(knowledge, facts, applying, on, moments.start),
    )


def _relevant(knowledge: Knowledge, facts: Facts, on: date, entrance: str) -> Assessment:
    """The measures that are meant for somebody in this situation, and what the person surely has."""
    planned = knowledge.planned_for(facts, entrance)
    shown = dict.fromkeys((*planned, *knowledge.shown_for(facts, entrance)))
    about_courses = tuple(name for name in shown if not _is_aside(knowledge, name))
    results = knowledge.assess(facts, on, about_courses).results
    return Assessment(on, tuple(r for r in results if r.measure.id in planned or r.status == "recht"))


def _is_aside(knowledge: Knowledge, measure: str) -> bool:
    """Whether a measure pays for guidance beside a course, and never for the course."""
    return any(benefit.counts_as in ASIDE for benefit in knowledge.measures[measure].benefits)


def _later(
    knowledge: Knowledge, facts: Facts, applying: tuple[MeasureResult, ...], on: date, start: date | None
) -> tuple[Later, ...]:
    if start is None or start <= on or not applying:
        return ()
    then = knowledge.assess(facts, start, [result.measure.id for result in applying])
    return tuple(
        Later(now, after)
        for now, after in zip(applying, then.results, strict=True)
        if (now.status, dict(now.benefit)) != (after.status, dict(after.benefit))
    )
