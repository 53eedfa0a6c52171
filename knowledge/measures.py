"""A measure, as its file says it: typed, compiled, and the same on every date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from .expressions import Env, Expression
from .parameters import Parameter, Span
from .relations import Combination, FollowOn
from .sources import Source
from .texts import BenefitWords
from .wording import Template, Wording

ABROAD = "buitenland"
REFUSING = "weigeren"
TOPICS = (REFUSING,)
"""What a sentence can be about: whether the employer may say no."""
LESS_WORK, ANNOUNCED, OF_SECTOR, RECOGNISES = "minder_werken", "aangekondigd", "van_sector", "erkent_kunnen"
ONLY_PUBLIC, SETS_PRICE, BY_VDAB = "enkel_openbaar", "bepaalt_prijs", "bij_vdab"
TRAITS = (LESS_WORK, ANNOUNCED, OF_SECTOR, RECOGNISES, ONLY_PUBLIC, SETS_PRICE, BY_VDAB)
"""What a measure can be: one with which somebody works less to learn, one that is no right of anybody yet,
what the fund of a sector gives, one that recognises what somebody can do, one for public service alone."""


@dataclass(frozen=True)
class Period:
    """When the measure exists."""

    span: Span
    toelichting: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Condition:
    """One numbered condition, with its explanation for each outcome."""

    id: str
    span: Span
    requirement: Expression
    met: Wording
    failed: Wording
    unknown: Wording
    sources: tuple[str, ...]
    certainty: str
    line: int = field(default=1, compare=False)


@dataclass(frozen=True)
class Benefit:
    """One value that the measure gives; `judged` values are a status instead of a number."""

    key: str
    formula: Expression
    judged: bool
    condition: Expression | None
    description: str
    words: BenefitWords
    counts_as: str
    """What it is worth in a package (`COUNTS_AS` of texts.py); empty when it is only told."""
    counts_if: Expression | None
    """For whom it counts; None: for everybody."""
    line: int = field(default=1, compare=False)


@dataclass(frozen=True)
class Attention:
    """Something to mind that does not decide the status."""

    template: Template
    condition: Expression | None
    span: Span
    sources: tuple[str, ...]
    line: int = field(default=1, compare=False)
    gives: bool = False
    """Whether it says what the person gets, so that it is also told when asked how much."""
    about: str | None = None
    """One of `TOPICS`: the question that it answers; None: none in particular."""
    doubts: bool = False
    """Whether it says by itself that it is not certain, so that no warning comes behind it."""


@dataclass(frozen=True)
class Answer:
    """What is said to one question about the measure, to whom it concerns."""

    subject: str
    """One of the ids of teksten/onderwerpen.yml."""
    said: Attention


@dataclass(frozen=True)
class OpenPoint:
    """Something that the law or the sources leave open."""

    veld: str
    template: Template
    condition: Expression | None
    span: Span
    beside: str | None
    """The condition whose outcome it makes uncertain; None: the whole result."""
    sources: tuple[str, ...]
    line: int = field(default=1, compare=False)


@dataclass(frozen=True)
class Application:
    """How to apply, on one day."""

    waar: str
    tegen: str
    link: str | None
    stappen: tuple[str, ...]
    sources: tuple[str, ...]


START, ENROLMENT = "start", "inschrijving"
DAY, WEEK, MONTH, YEAR = "dag", "week", "maand", "jaar"
TERM_UNITS = (DAY, WEEK, MONTH, YEAR)
WHO = ("jij", "werkgever")


@dataclass(frozen=True)
class Term:
    """Something to do before, or some time before or after, the start or the enrolment."""

    who: str
    """One of `WHO`."""
    what: Template
    anchor: str
    """START or ENROLMENT."""
    after: bool
    length: str | None
    """The parameter that says how long; None: before the anchor."""
    condition: Expression | None
    certain: bool


@dataclass(frozen=True)
class Instruction:
    """How to apply, in one period: the texts name legal values, which are filled in for a day."""

    span: Span
    waar: Template
    tegen: Template | None
    link: str | None
    stappen: tuple[Template, ...]
    sources: tuple[str, ...]
    terms: tuple[Term, ...] = ()

    def fill(self, env: Env) -> Application:
        """The instruction with the values of a day."""
        deadline = self.tegen.fill(env) if self.tegen else ""
        steps = tuple(step.fill(env) for step in self.stappen)
        return Application(self.waar.fill(env), deadline, self.link, steps, self.sources)


@dataclass(frozen=True)
class Change:
    """A change of the rules, for "what changes"."""

    datum: date
    tekst: str
    sources: tuple[str, ...]
    certainty: str


@dataclass(frozen=True)
class Example:
    """A worked example: the file's own test."""

    name: str
    reference: str
    on: date
    profiel: Mapping[str, Any]
    opleiding: Mapping[str, Any]
    expected: Mapping[str, Any]
    line: int


@dataclass(frozen=True, eq=False)
class Measure:
    """One measure file."""

    id: str
    naam: str
    afkorting: str | None
    ook_bekend_als: tuple[str, ...]
    traits: frozenset[str]
    """Of `TRAITS`."""
    used: str | None
    """The fact that says how much of it somebody used already."""
    landwoorden: tuple[str, ...]
    """Words for the country of a measure that only serves to compare, in small letters."""
    niveau: str
    wat: str
    voor_wie: str
    sources: Mapping[str, Source]
    period: Period
    parameters: Mapping[str, Parameter]
    calculations: Mapping[str, str]
    """Named formulas as text."""
    conditions: tuple[Condition, ...]
    inherits: tuple[str, ...]
    """Measures whose conditions count here too; their parameters, calculations and sources can be used."""
    benefits: tuple[Benefit, ...]
    amounts: tuple[Attention, ...]
    """What it gives in general, for whoever asks without telling about themselves."""
    for_employers: tuple[Attention, ...]
    """What it means for an employer whose staff use it: what it costs, what comes back."""
    provisos: tuple[Attention, ...]
    """What must be so that no fact can tell ("je werkgever je ontslaat"): said after "alleen als"."""
    answers: tuple[Answer, ...]
    """Questions that people put about it, with what is said."""
    attention: tuple[Attention, ...]
    open_points: tuple[OpenPoint, ...]
    combinations: Mapping[str, Combination]
    """What is known of going together with each other measure, from this file or from the other's."""
    follow_ons: tuple[FollowOn, ...]
    """What having this measure leads to."""
    instructions: tuple[Instruction, ...]
    changes: tuple[Change, ...]
    examples: tuple[Example, ...]
    not_expressible: tuple[tuple[str, str], ...]
    """Worked cases of the sources that the vocabulary cannot say: (reference, why)."""

    @property
    def comparison(self) -> bool:
        """Whether it is support of another country, told to compare: nobody can ask for it here."""
        return self.niveau == ABROAD


class Lender(Protocol):
    """What a measure can build on: another measure, or a list beside the measures."""

    @property
    def id(self) -> str:
        """How it is called."""

    @property
    def sources(self) -> Mapping[str, Source]:
        """By id."""

    @property
    def parameters(self) -> Mapping[str, Parameter]:
        """By name."""

    @property
    def calculations(self) -> Mapping[str, str]:
        """By name, as text."""
