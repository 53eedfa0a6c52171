"""What can be asked of a catalogue, and what it answers. Who keeps one implements `Catalogue`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from ..formatting import dutch_date, dutch_number
from .likes import LOW_PRICE, SHORT_HOURS, Like
from .model import Course, Edition
from .words import preferences

DEFAULT_RADIUS = 30
MOST_PER_PAGE = 100
FREE = "gratis"
FORM_WORDS = {
    "dag": "overdag",
    "avond": "avond",
    "weekend": "weekend",
    "online": "online",
    "blended": "deels online",
}
INCENTIVE_WORDS: Mapping[str, str] = preferences()["steun"]
"""Measure -> how a course is told that it can be used for."""


@dataclass(frozen=True)
class Query:
    """What somebody looks for. What is None or empty does not limit."""

    on: date
    """The day of the question: what began before it is no longer offered."""
    text: str = ""
    postcode: str | None = None
    radius: int | None = None
    forms: tuple[str, ...] = ()
    period: tuple[date, date] | None = None
    price_max: Decimal | None = None
    hours_max: Decimal | None = None
    incentive: str | None = None
    shortage: bool | None = None
    likes: tuple[Like, ...] = ()
    """What would be better: it changes the order only."""
    near: str | None = None
    """The postcode of a place that is liked: nearer comes first, nothing is left out."""
    page: int = 1
    per_page: int = 20


@dataclass(frozen=True)
class Hit:
    """A course that was found, with the edition that fits best."""

    id: str
    course: Course
    edition: Edition | None
    distance: int | None
    """About how many kilometres away."""
    why: tuple[str, ...]

    @property
    def price(self) -> Decimal | None:
        """What this edition costs."""
        return price_of(self.course, self.edition)


@dataclass(frozen=True)
class Page:
    """A part of what was found."""

    total: int
    hits: tuple[Hit, ...]
    repaired: tuple[tuple[str, str], ...] = ()
    """Misspelt words, and the words that were taken instead."""
    loose: bool = False
    """Whether even the best only comes near what was asked: none has the words themselves."""
    beside: bool = False
    """Whether the filters left only what is beside the subject, while without them there is more of it."""


@dataclass(frozen=True)
class Details:
    """One course, whole."""

    id: str
    course: Course
    source: str
    offered: bool


class Catalogue(Protocol):
    """A catalogue that can be searched. May be shared between threads."""

    def search(self, query: Query) -> Page:
        """The courses that fit, the best first."""
        ...

    def find(self, identifier: str) -> Details | None:
        """The course with this id, also when it is no longer offered."""
        ...


_of_this_turn: ContextVar[Catalogue | None] = ContextVar("catalogue_of_this_turn", default=None)


def shared_catalogue() -> Catalogue | None:
    """The catalogue of the turn under way; None where nobody keeps one."""
    return _of_this_turn.get()


@contextmanager
def offering(catalogue: Catalogue | None) -> Iterator[None]:
    """Let all that happens inside find this catalogue."""
    token = _of_this_turn.set(catalogue)
    try:
        yield
    finally:
        _of_this_turn.reset(token)


def reasons(query: Query, course: Course, edition: Edition | None, distance: int | None) -> tuple[str, ...]:
    """Why a course fits, in few words each, what was asked for first."""
    found: list[str] = []
    if edition is not None and edition.form:
        found.append(FORM_WORDS[edition.form])
    if distance is not None:
        found.append("in deze gemeente" if distance == 0 else f"ongeveer {distance} km")
    if edition is not None and edition.start and query.period:
        found.append(f"start op {dutch_date(edition.start)}")
    found += _price_and_length(query, course, price_of(course, edition))
    found += [incentive_words(name) for name in _named(query) if course.incentives.get(name)]
    if course.shortage:
        found.append("knelpuntberoep")
    if course.vks_level and any(like.kind == "niveau" for like in query.likes):
        found.append("geeft een kwalificatie")
    return tuple(dict.fromkeys(found))


def price_of(course: Course, edition: Edition | None) -> Decimal | None:
    """What the provider charges for this edition."""
    return edition.price if edition and edition.price is not None else course.price


def incentive_words(measure: str) -> str:
    """That a measure can be used, in few words."""
    return INCENTIVE_WORDS.get(measure, f"met {measure.replace('_', ' ')}")


def _price_and_length(query: Query, course: Course, price: Decimal | None) -> Iterator[str]:
    liked = {like.kind for like in query.likes}
    cheap = price is not None and "goedkoop" in liked and price <= LOW_PRICE
    if price is not None and (price == 0 or query.price_max is not None or cheap):
        yield FREE if price == 0 else f"{dutch_number(price, money=True)} euro"
    short = course.hours is not None and "kort" in liked and course.hours <= SHORT_HOURS
    if course.hours is not None and (query.hours_max is not None or short):
        yield f"{dutch_number(course.hours)} uur"


def _named(query: Query) -> Iterator[str]:
    """The measures that are worth telling: the one asked for, those of this person, or the well-known."""
    if query.incentive:
        yield query.incentive
    liked = [name for like in query.likes if like.kind == "steun" for name in like.values]
    if liked or not query.incentive:
        yield from liked or INCENTIVE_WORDS


def training_facts(course: Course, edition: Edition | None, on: date) -> dict[str, Any]:
    """What the catalogue knows of a course, as the facts of `opleiding`; what is not known is left out.

    That a course is not in the database of training is only known when its entry has ended.
    """
    price = price_of(course, edition)
    start = edition.start if edition else None
    registered = course.registration and course.registration.holds_on(start or on)
    facts = {
        "titel": course.title,
        "soort": course.kind,
        "contacturen": course.hours,
        "studiepunten": course.credits,
        "directe_kost": price,
        "in_opleidingsdatabank": registered,
        "startdatum": start.isoformat() if start else None,
        "knelpuntberoep": course.shortage,
        "vks_niveau": course.vks_level,
        "afstandsonderwijs": True if edition and edition.form == "online" else None,
        "leidt_tot_kwalificatie": True if course.qualification else None,
        "opleidingskrediet_label": course.incentives.get("vok"),
    }
    return {name: _plain(value) for name, value in facts.items() if value is not None}


def _plain(value: Any) -> Any:
    if not isinstance(value, Decimal):
        return value
    return int(value) if value == value.to_integral_value() else float(value)
