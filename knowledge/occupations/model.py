"""What is known of an occupation, whoever tells it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from .esco import EscoOccupation, EscoSkill

OWN, ESCO = "loopbaanwijzer", "esco"
ESCO_PREFIX = "esco-"
"""Before the last part of the address that ESCO gives an occupation: the id of one that only ESCO has."""


@dataclass(frozen=True)
class Found:
    """A result: the id (or address) of an occupation, and how much it is alike."""

    id: str
    score: float


@dataclass(frozen=True)
class EscoDetails:
    """An occupation of ESCO with the skills it asks; True: needed, False: welcome."""

    occupation: EscoOccupation
    group_name: str
    skills: tuple[tuple[EscoSkill, bool], ...]


class EscoSet(Protocol):
    """ESCO where it was taken in. May be shared between threads."""

    def search(self, text: str, most: int) -> list[Found]:
        """The occupations that are most alike, by address, the best first."""
        ...

    def find(self, uri: str) -> EscoDetails | None:
        """An occupation by its address."""
        ...


@dataclass(frozen=True)
class Competence:
    """Something that people can do at work, in plain words."""

    id: str
    text: str
    """After "Je": "maakt een planning"."""
    example: str
    group: str
    course: str = ""
    """Words to look for a course with; empty: this is learned by doing."""


@dataclass(frozen=True)
class ShortageList:
    """The list of knelpuntberoepen that is used, and how sure it is."""

    year: int
    published: date
    seen: date
    count: int
    """How many titles the list has."""
    source: str
    certainty: str
    note: str


@dataclass(frozen=True)
class Uncertain:
    """Something that is only partly known: who tells it, when that was seen, how sure, what is missing."""

    source: str
    seen: date
    certainty: str
    note: str


@dataclass(frozen=True)
class Condition:
    """A working condition."""

    id: str
    sentence: str
    short: str
    words: tuple[str, ...]
    """What shows in a message that it is meant."""
    hard_with: frozenset[str] = frozenset()
    """Barriers (values of `drempel`) with which it goes badly."""


@dataclass(frozen=True)
class Occupation:
    """One occupation, as it is told to people."""

    id: str
    name: str
    other_names: tuple[str, ...]
    isco: str
    uri: str | None
    what: str
    """What somebody does all day, in a few plain sentences."""
    competences: tuple[Competence, ...]
    conditions: tuple[str, ...] = ()
    """Ids of working conditions."""
    shortage: tuple[str, ...] = ()
    """The titles under which the list of knelpuntberoepen has it; empty: not found on that list."""
    related: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    """The usual ways into it, each a sentence."""
    recognition: str | None = None
    """What is known about an EVC test for it."""
    course: str = ""
    """Words to look for a course with."""
    source: str = OWN
