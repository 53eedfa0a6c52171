"""What was read in a message."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple


@dataclass(frozen=True)
class Entity:
    """One thing that is named in the message: canonical value and the words for it."""

    entiteit: str
    waarde: Any
    tekst: str
    start: int
    end: int


@dataclass(frozen=True)
class RangeProblem:
    """A value that cannot be right, with a friendly hint."""

    veld: str
    waarde: Any
    melding: str


class Replacement(NamedTuple):
    """An old number, the number that comes in its place, and the unit that was said with one of them."""

    old: int | float
    new: int | float
    unit: str | None = None
    """`procent`, `uur`, `jaar`, `maand`, `euro`, `dag` ...; None for bare numbers."""


@dataclass(frozen=True)
class Reading:
    """The facts of one message."""

    profiel: dict[str, Any] = field(default_factory=dict)
    opleiding: dict[str, Any] = field(default_factory=dict)
    entities: tuple[Entity, ...] = ()
    answers_question: bool = False
    unknown_answer: bool = False
    correction: bool = False
    hypothetical: bool = False
    supposed: dict[str, Any] = field(default_factory=dict)
    """The facts of a what-if, by bare name; they never stand in `profiel` or `opleiding`."""
    if_so: tuple[str, ...] = ()
    """Bare names of facts told as the case that is asked about (`krijg ik dat als ik in Gent werk?`)."""
    out_of_range: tuple[RangeProblem, ...] = ()
    withdrawn: tuple[str, ...] = ()
    implied: tuple[str, ...] = ()
    """Bare names of facts that only follow from others (a committee, hours): what is known goes before."""
    replaces: tuple[Replacement, ...] = ()
    """Contrasts of two numbers (`niet 38 maar 30`); `resolve` tells which known fact has the old one."""
    language: str | None = None
    """The code of the language when it is not Dutch: `en`, `fr`, `de` ..."""
    plain: str = ""
    """The message in plain words."""
    delexicalised: str = ""
    """The plain words with measures, places, occupations, courses and numbers replaced by their kind."""
    yes_no: bool | None = None
    """A plain yes or no."""
    insults: bool = False
    """Does the message hold a word of abuse?"""
    topics: tuple[str, ...] = ()
    """The ids of the topics that are named and that the assistant does not handle (buiten_domein.yml)."""
    unread: tuple[str, ...] = ()
    """Of a row of shorthand: what was typed and not understood."""

    @property
    def off_topic(self) -> int:
        """How many words name a topic that the assistant does not handle."""
        return len(self.topics)

    @property
    def fact_count(self) -> int:
        """How many facts were told."""
        return len(self.profiel) + len(self.opleiding)
