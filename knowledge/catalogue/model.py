"""What a catalogue holds: providers, courses and the times and places at which they are given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

LESSON_FORMS = ("dag", "avond", "weekend", "online", "blended")
PROVIDER_KINDS = (
    "cvo",
    "ondernemersopleiding",
    "vdab",
    "hogeschool",
    "universiteit",
    "sector",
    "privaat",
    "andere",
)
COURSE_KINDS = (
    "arbeidsmarktgericht",
    "hoger_onderwijs",
    "cvo",
    "examencommissie",
    "evc",
    "nt2",
    "basiseducatie",
    "secundair_diploma",
    "mentoropleiding",
    "hobby",
)
"""The values of `opleiding.soort`; a test checks that the vocabulary has the same."""


@dataclass(frozen=True)
class Provider:
    """Who gives a course."""

    name: str
    kind: str = "andere"
    website: str | None = None


@dataclass(frozen=True)
class Edition:
    """One time and place at which a course is given. What is None is not known."""

    code: str
    form: str | None = None
    """One of `LESSON_FORMS`."""
    start: date | None = None
    end: date | None = None
    town: str | None = None
    postcode: str | None = None
    price: Decimal | None = None
    """When it differs from the price of the course."""
    enrol_before: date | None = None


@dataclass(frozen=True)
class Registration:
    """The entry in the database of training for the Flemish incentives."""

    number: str
    valid_from: date | None = None
    valid_until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the entry is valid on this day; an absent bound does not limit."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True)
class Course:
    """A course of one provider. What is None is not known, never "no"."""

    code: str
    """Unique within its source."""
    title: str
    provider: Provider
    kind: str | None = None
    description: str = ""
    keywords: tuple[str, ...] = ()
    domain: str | None = None
    hours: Decimal | None = None
    """Contact hours or lesson hours (lestijden) in one year."""
    credits: Decimal | None = None
    price: Decimal | None = None
    """What the provider charges, in euro."""
    entry_conditions: str = ""
    qualification: str | None = None
    vks_level: int | None = None
    registration: Registration | None = None
    incentives: Mapping[str, bool] = field(default_factory=dict)
    """Measure id -> whether the provider says that it can be used; absent is unknown."""
    occupation: str | None = None
    shortage: bool | None = None
    """Whether it leads to an occupation on the list of shortages (knelpuntberoep)."""
    url: str | None = None
    editions: tuple[Edition, ...] = ()
    example: bool = False
    """Made up, to try things out with (`voorbeeldgegevens`)."""


@dataclass(frozen=True)
class RowError:
    """Why a row, or a part of it, was skipped. The reason is Dutch, for who delivers the data."""

    place: str
    """Such as "regel 12" or "opleiding 3"."""
    field: str
    reason: str

    def __str__(self) -> str:
        return f"{self.place}: {self.field}: {self.reason}" if self.field else f"{self.place}: {self.reason}"


class Found(NamedTuple):
    """A good course, and where it stood."""

    place: str
    course: Course


Item = Found | RowError
"""What a source gives, in its order: courses and problems."""


@dataclass(frozen=True)
class Parsed:
    """What a source gave: the good courses, and what was wrong with the rest."""

    courses: tuple[Course, ...]
    errors: tuple[RowError, ...] = ()


class SourceError(ValueError):
    """The source as a whole cannot be read; the message is Dutch."""
