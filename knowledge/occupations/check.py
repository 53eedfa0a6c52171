"""The competence check: which competences to ask about, and the picture that the answers give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .model import Competence, Occupation
from .own import OwnOccupations

GOOD, SOME, NOT = "goed", "beetje", "niet"
RATINGS = (GOOD, SOME, NOT)
MOST_QUESTIONS = 12
"""Of the whole check: the two occupations included."""
MOST_RATED = MOST_QUESTIONS - 2
ENOUGH_FOR_RECOGNITION = 0.6
"""From this part of the competences on that somebody has well, recognition (EVC) is worth asking about."""


@dataclass(frozen=True)
class Picture:
    """What somebody can do, as they rated it themselves."""

    good: tuple[Competence, ...]
    some: tuple[Competence, ...]
    gaps: tuple[Competence, ...]
    open: tuple[Competence, ...]
    """Asked by the occupation, but not rated."""

    @property
    def known(self) -> float:
        """Which part of what was rated is good; 0 when nothing was."""
        rated = len(self.good) + len(self.some) + len(self.gaps)
        return len(self.good) / rated if rated else 0.0

    @property
    def to_learn(self) -> tuple[Competence, ...]:
        """What is missing, then what can be better."""
        return (*self.gaps, *self.some)


def competences_to_rate(
    own: OwnOccupations, present: Occupation | None, wished: Occupation | None
) -> tuple[Competence, ...]:
    """What to ask about, in order: what the wished occupation asks and the present one does not comes first.

    Within that the most telling ones come first. Without a wished occupation: those of the present one.
    """
    goal = wished or present
    if goal is None:
        return ()
    daily = {c.id for c in present.competences} if present is not None and wished is not None else set()

    def order(competence: Competence) -> tuple[bool, float]:
        return competence.id in daily, -own.rarity.get(competence.id, 1.0)

    return tuple(sorted(goal.competences, key=order)[:MOST_RATED])


def picture(present: Occupation | None, wished: Occupation | None, ratings: Mapping[str, str]) -> Picture:
    """Strengths and gaps for the wished occupation, or else for the present one.

    Args:
        present: what somebody does now.
        wished: what somebody wants to do.
        ratings: competence -> one of `RATINGS`; what is left out was not rated.
    """
    goal = wished or present
    asked = goal.competences if goal is not None else ()
    others = present.competences if present is not None and wished is not None else ()

    def rated(value: str, more: tuple[Competence, ...] = ()) -> tuple[Competence, ...]:
        found = {c.id: c for c in (*asked, *more) if ratings.get(c.id) == value}
        return tuple(found.values())

    left = tuple(c for c in asked if c.id not in ratings)
    return Picture(rated(GOOD, others), rated(SOME), rated(NOT), left)
