"""Other work that lies near: what two occupations share, shortage, working conditions and barriers."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..catalogue.words import fold
from ..signals import TALK, signals_of
from .check import GOOD, SOME
from .model import Competence, Occupation
from .own import OwnOccupations

WORTH = {GOOD: 1.0, SOME: 0.5}
FROM_WORK = 0.8
"""What a competence of the present work counts for when it was not rated."""
SHORTAGE, WISHED, RELATED, EASY_START = 0.06, 0.10, 0.08, 0.05
STEP_DOWN, HELPERS = 0.15, "9"
"""What work of ISCO's helpers costs who does more than that now: other work seldom means less."""
SAME_WORK = 0.4
"""What work of the same ISCO group costs: that is hardly other work."""
NOT_WANTED = 0.5
"""What a condition that somebody does not want costs: more than shared competences can make up for."""
LEAST = 0.12
WITHOUT_DIPLOMA = "zonder diploma"
REFUSING = ("weigert", "doet_pijn")
"""Signals: who says what hurts does not want work that asks it either."""
_CLAUSE = re.compile(r"[,.;!?]|\bmaar\b|\ben\b|\bwel\b")


@dataclass(frozen=True)
class Wishes:
    """Working conditions that somebody wants, and those that somebody does not want; ids."""

    wanted: frozenset[str] = frozenset()
    unwanted: frozenset[str] = frozenset()

    def with_(self, other: Wishes) -> Wishes:
        """Both; what was said last holds."""
        return Wishes(
            (self.wanted - other.unwanted) | other.wanted, (self.unwanted - other.wanted) | other.unwanted
        )


@dataclass(frozen=True)
class Suggestion:
    """An occupation that may suit, with why, and what is missing."""

    occupation: Occupation
    score: float
    shared: tuple[Competence, ...]
    missing: tuple[Competence, ...]
    shortage: bool
    wanted: tuple[str, ...] = field(default=())
    """Ids of wished conditions that it has."""


def wishes_in(own: OwnOccupations, text: str) -> Wishes:
    """The working conditions that a message wishes or refuses, clause by clause."""
    wanted: set[str] = set()
    unwanted: set[str] = set()
    talk = signals_of(TALK)
    refusing = [talk.pattern("beroep", name) for name in REFUSING]
    for clause in _CLAUSE.split(fold(text)):
        refused = any(words.search(clause) for words in refusing)
        for condition in own.conditions.values():
            if any(fold(word) in clause for word in condition.words):
                (unwanted if refused else wanted).add(condition.id)
    return Wishes(frozenset(wanted - unwanted), frozenset(unwanted))


def suggest(
    own: OwnOccupations,
    present: Occupation | None,
    ratings: Mapping[str, str],
    wishes: Wishes = Wishes(),
    barriers: Iterable[str] = (),
    leave_out: Collection[str] = (),
    most: int = 3,
) -> list[Suggestion]:
    """The occupations that lie nearest, the best first; nothing when nothing is known of the person.

    Args:
        own: the occupations to choose from.
        present: what somebody does now; its competences count unless they were rated otherwise.
        ratings: competence -> a rating of the check.
        wishes: working conditions.
        barriers: what holds somebody back, as in the field `drempel`.
        leave_out: ids that must not be suggested.
        most: how many at most.
    """
    has = {c.id: FROM_WORK for c in (present.competences if present else ())}
    has.update({name: WORTH.get(rating, 0.0) for name, rating in ratings.items()})
    barriers = frozenset(barriers)
    avoided = {c.id for c in own.conditions.values() if barriers & c.hard_with} - wishes.wanted
    short_way = bool(barriers & own.short_way)
    found = []
    for occupation in own.occupations.values():
        if occupation.id in leave_out or (present is not None and occupation.id == present.id):
            continue
        score = _alike(own, occupation, has)
        if score < LEAST and not (not has and wishes.wanted & set(occupation.conditions)):
            continue
        score += SHORTAGE * bool(occupation.shortage)
        score += RELATED * (present is not None and occupation.id in present.related)
        score += WISHED * len(wishes.wanted & set(occupation.conditions))
        score += EASY_START * (short_way and starts_without_diploma(occupation))
        score -= STEP_DOWN * (not short_way and _is_step_down(present, occupation))
        score -= SAME_WORK * (present is not None and occupation.isco == present.isco)
        score -= NOT_WANTED * len((wishes.unwanted | avoided) & set(occupation.conditions))
        if score > 0:
            found.append(_suggestion(own, occupation, score, has, wishes))
    refused = wishes.unwanted | avoided
    suiting = [one for one in found if not refused & set(one.occupation.conditions)]
    return sorted(suiting or found, key=lambda one: (-one.score, one.occupation.name))[:most]


def _is_step_down(present: Occupation | None, other: Occupation) -> bool:
    return present is not None and other.isco[:1] == HELPERS != present.isco[:1]


def starts_without_diploma(occupation: Occupation) -> bool:
    """Whether one of the usual ways begins without a diploma."""
    return any(WITHOUT_DIPLOMA in path for path in occupation.paths)


def _alike(own: OwnOccupations, occupation: Occupation, has: Mapping[str, float]) -> float:
    """Which part of what it asks somebody has; a competence that few occupations ask counts for more."""
    weights = {c.id: own.rarity[c.id] for c in occupation.competences}
    return sum(weight * has.get(name, 0.0) for name, weight in weights.items()) / sum(weights.values())


def _suggestion(
    own: OwnOccupations, occupation: Occupation, score: float, has: Mapping[str, float], wishes: Wishes
) -> Suggestion:
    def telling(competence: Competence) -> Any:
        return -own.rarity[competence.id]

    shared = sorted((c for c in occupation.competences if has.get(c.id, 0.0) >= WORTH[SOME]), key=telling)
    missing = sorted((c for c in occupation.competences if has.get(c.id, 0.0) < WORTH[SOME]), key=telling)
    wanted = tuple(name for name in occupation.conditions if name in wishes.wanted)
    return Suggestion(
        occupation, round(score, 3), tuple(shared), tuple(missing), bool(occupation.shortage), wanted
    )
