"""Finding and showing occupations: the hand-written ones, and those of ESCO where it was taken in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from .esco import EscoSkill
from .model import ESCO, ESCO_PREFIX, Competence, EscoSet, Occupation
from .own import ESCO_ADDRESS, OwnOccupations, own_occupations

LEAST_ALIKE = 0.55
"""Below this an occupation has only letters in common with what was asked."""
OWN_FIRST = 0.15
"""A hand-written occupation has plain words: it goes before one of ESCO that is hardly more alike."""
MOST_SKILLS = 25
"""Of an occupation of ESCO; the needed ones come first."""


class Occupations:
    """Every occupation that is known here."""

    def __init__(self, esco: EscoSet | None = None, own: OwnOccupations | None = None) -> None:
        self._esco = esco
        self._own = own

    @property
    def own(self) -> OwnOccupations:
        """The hand-written set in use."""
        return self._own or own_occupations()

    def search(self, text: str, most: int = 10) -> list[Occupation]:
        """The occupations that fit the words, the best first; misspellings and everyday words are fine."""
        found: dict[str, float] = {}
        ids = list(self.own.occupations)
        for number, score in self.own.index.search(text, most):
            found[ids[number]] = score + OWN_FIRST
        for hit in self._esco.search(text, most * 2) if self._esco else []:
            own = self.own.by_uri.get(hit.id)
            name = own.id if own else esco_id(hit.id)
            found[name] = max(found.get(name, 0.0), hit.score + (OWN_FIRST if own else 0.0))
        good = sorted((-score, name) for name, score in found.items() if score >= LEAST_ALIKE)
        return [shown for _, name in good[:most] if (shown := self.find(name)) is not None]

    def find(self, identifier: str) -> Occupation | None:
        """An occupation by its id."""
        own = self.own.occupations.get(identifier)
        if own is not None or self._esco is None or not identifier.startswith(ESCO_PREFIX):
            return own
        uri = ESCO_ADDRESS + identifier.removeprefix(ESCO_PREFIX)
        found = self._esco.find(uri)
        if found is None:
            return None
        return self.own.by_uri.get(uri) or Occupation(
            id=identifier,
            name=found.occupation.name[:1].upper() + found.occupation.name[1:],
            other_names=found.occupation.other_names,
            isco=found.occupation.group,
            uri=uri,
            what=found.occupation.description,
            competences=tuple(_as_competence(skill) for skill, _ in found.skills[:MOST_SKILLS]),
            course=found.occupation.name,
            source=ESCO,
        )


def esco_id(uri: str) -> str:
    """The id of an occupation that only ESCO has."""
    return ESCO_PREFIX + uri.rpartition("/")[2]


def _as_competence(skill: EscoSkill) -> Competence:
    """A skill of ESCO; its name is what there is."""
    return Competence(
        ESCO_PREFIX + skill.uri.rpartition("/")[2], skill.name, skill.description, skill.broader, skill.name
    )


_of_this_turn: ContextVar[Occupations | None] = ContextVar("occupations_of_this_turn", default=None)
_without_esco = Occupations()


def shared_occupations() -> Occupations:
    """The occupations of the turn under way; the hand-written ones alone where no service offers more."""
    return _of_this_turn.get() or _without_esco


@contextmanager
def offering_occupations(occupations: Occupations | None) -> Iterator[None]:
    """Let all that happens inside find these occupations."""
    token = _of_this_turn.set(occupations)
    try:
        yield
    finally:
        _of_this_turn.reset(token)
