"""Everything the domain knows, loaded and checked: the front door of this package."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from .assessment import Assessment, judge
from .barriers import Motives
from .changeable import Changeable
from .consistency import Clash
from .dated import DatedMeasure, dated
from .errors import UnknownMeasure
from .facts import Facts
from .measures import Measure
from .questions import Question
from .reforms import Reform
from .relations import NOT_FOUND, Combination
from .stretches import first_days, looks_at_the_date, moved, start_of
from .subjects import Subject
from .texts import Signpost
from .trajectories import Trajectory, chosen, for_staff
from .vocabulary import Vocabulary

CORE = "kern"
MAX_DATES = 4096
"""Dated measures kept at most; enough for every day of a decade of one measure set."""


@dataclass(frozen=True, eq=False)
class Knowledge:
    """The vocabulary, the measures and the questions of one version of the data."""

    version: str
    vocabulary: Vocabulary
    measures: Mapping[str, Measure]
    """By id, the core measures first."""
    questions: Mapping[str, Question]
    """By field key."""
    answered_by: Mapping[str, Question]
    """Field key -> the question that settles it."""
    signposts: tuple[Signpost, ...] = ()
    subjects: Mapping[str, Subject] = field(default_factory=dict)
    """What people ask about, by id."""
    trajectories: tuple[Trajectory, ...] = ()
    """Which measures matter to whom beside the core."""
    changeable: Changeable = Changeable()
    """What people can change themselves."""
    motives: Motives = Motives()
    """What holds people back from learning, and what they learn for."""
    clashes: tuple[Clash, ...] = ()
    """Facts that can hardly be true together."""
    phones: Mapping[str, str] = field(default_factory=dict)
    """Phone numbers that sentences mention, by placeholder."""
    lists: Mapping[str, Any] = field(default_factory=dict)
    """What answers read as it is: words explained, ways to people. By file, without the ending."""
    reform: Reform | None = None
    """The proposal or scenario that is laid over the law; None: this is the law."""
    law: Knowledge | None = None
    """With a reform: the law itself, which holds outside the days of the reform."""
    _dated: dict[tuple[str, date], DatedMeasure] = field(default_factory=dict, repr=False)
    _stretches: dict[tuple[str, date], DatedMeasure] = field(default_factory=dict, repr=False)
    """By the first day of the stretch."""
    _first_days: dict[str, tuple[date, ...]] = field(default_factory=dict, repr=False)

    @property
    def core(self) -> tuple[str, ...]:
        """The ids of the measures of the first wizard."""
        return tuple(name for name in self.vocabulary.measures[CORE] if name in self.measures)

    @cached_property
    def offered(self) -> tuple[str, ...]:
        """The ids of the measures that people here can have: all but the comparisons with other countries."""
        return tuple(name for name, measure in self.measures.items() if not measure.comparison)

    def having(self, trait: str) -> tuple[str, ...]:
        """The ids of the measures with this trait (one of `measures.TRAITS`), from a to z."""
        return tuple(sorted(name for name in self.offered if trait in self.measures[name].traits))

    @cached_property
    def used_fields(self) -> frozenset[str]:
        """The facts that say how much of a measure somebody used already."""
        return frozenset(measure.used for measure in self.measures.values() if measure.used)

    @cached_property
    def yes_no_fields(self) -> frozenset[str]:
        """The keys of the fields that are yes or no."""
        return frozenset(key for key, spec in self.vocabulary.fields.items() if spec.type == "bool")

    def planned_for(self, facts: Facts, entrance: str = "burger") -> tuple[str, ...]:
        """The measures that the guided questions settle: the core, and those for this situation."""
        return self._for(facts, entrance, only_asked=True)

    def shown_for(self, facts: Facts, entrance: str = "burger") -> tuple[str, ...]:
        """The measures that matter to this person: also those that are only told when they are settled."""
        return self._for(facts, entrance, only_asked=False)

    def of_staff(self, facts: Facts, entrance: str = "burger") -> tuple[str, ...]:
        """The measures of the people who work for this employer."""
        return tuple(
            name for name in for_staff(self.trajectories, facts.known, entrance) if name in self.measures
        )

    def _for(self, facts: Facts, entrance: str, *, only_asked: bool) -> tuple[str, ...]:
        extra = chosen(self.trajectories, facts.known, entrance, only_asked=only_asked)
        waits = any(item.instead and item.fits(facts.known, entrance) for item in self.trajectories)
        return (
            *(() if waits else self.core),
            *dict.fromkeys(name for name in extra if name in self.measures),
        )

    def facts(self, profiel: Mapping[str, Any], opleiding: Mapping[str, Any]) -> Facts:
        """Checked facts; raises InvalidFacts with everything that is wrong."""
        return Facts.read(self.vocabulary, profiel, opleiding)

    def question(self, veld: str) -> Question:
        """The question that settles a field (key or bare name); raises KeyError when there is none."""
        key = self.vocabulary.locate(veld)
        return self.questions.get(key) or self.answered_by[key]

    def on(self, measure_id: str, day: date) -> DatedMeasure:
        """A measure as it is on a day; raises UnknownMeasure."""
        if measure_id not in self.measures:
            raise UnknownMeasure(measure_id, self.measures)
        if self.reform is not None and self.law is not None and day not in self.reform.span:
            return self.law.on(measure_id, day)
        known = self._dated.get((measure_id, day))
        if known is None:
            if len(self._dated) >= MAX_DATES:
                self._dated.clear()
            known = self._dated[measure_id, day] = self._prepared(measure_id, day)
        return known

    def _prepared(self, measure_id: str, day: date) -> DatedMeasure:
        """The measure on the first day of the stretch is prepared once, and moved to the day."""
        measure = self.measures[measure_id]
        if measure_id not in self._first_days:
            fixed = not looks_at_the_date(
                item.condition for item in (*measure.amounts, *measure.for_employers)
            )
            self._first_days[measure_id] = first_days(measure, self.measures) if fixed else ()
        days = self._first_days[measure_id]
        if not days:
            return dated(measure, day, self.measures)
        start = start_of(days, day)
        found = self._stretches.get((measure_id, start))
        if found is None:
            found = self._stretches[measure_id, start] = dated(measure, start, self.measures)
        return moved(found, day)

    def combination(self, one: str, other: str) -> Combination:
        """Whether two measures go together, whichever of the two files says it; raises UnknownMeasure."""
        if one not in self.measures:
            raise UnknownMeasure(one, self.measures)
        return self.measures[one].combinations.get(other, NOT_FOUND)

    def assess(self, facts: Facts, on: date, measures: Sequence[str] | None = None) -> Assessment:
        """Judge these measures (default: all) for these facts on this date; raises UnknownMeasure."""
        wanted = self.measures if measures is None else measures
        return Assessment(on, tuple(judge(self.on(name, on), facts) for name in wanted))
