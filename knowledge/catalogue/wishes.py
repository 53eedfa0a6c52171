"""What somebody looks for, as it is remembered between messages, and how a message changes it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from .model import LESSON_FORMS
from .periods import period_of
from .places import places
from .search import DEFAULT_RADIUS, Hit, Query
from .words import subject_words

NARROWEST, WIDEST = 10, 100
EURO = re.compile(r"(\d+(?:[.,]\d\d)?) ?(?:euro|eur\b|€)")
KILOMETRES = re.compile(r"(\d{1,3}) ?(?:km|kilometer)")
CHEAPER = re.compile(r"goedkope|minder duur|te duur")
FREE = re.compile(r"\bgratis\b")
SHORTER = re.compile(r"\bkorte|sneller klaar|minder uren|te lang\b")
NEARER = re.compile(r"dichte|minder ver|te ver|korterbij|in de buurt")
MORE = re.compile(r"\bmeer\b|\bandere\b|\bvolgende resultaten\b")
SHORTAGE = re.compile(r"knelpunt")
NOT_BEFORE = re.compile(r"\b(?:niet|geen)\s+(?:\w+\s+)?$")
FILTER_KINDS = frozenset({"gemeente", "lesvorm", "periode", "maatregel", "prijs"})


class Named(Protocol):
    """A thing that is named in a message, with the place of its words."""

    @property
    def entiteit(self) -> str: ...
    @property
    def waarde(self) -> Any: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@dataclass(frozen=True)
class Wishes:
    """A search that goes on, in plain values that can be stored. The names are stored: Dutch."""

    tekst: str = ""
    postcode: str | None = None
    straal: int = DEFAULT_RADIUS
    vormen: tuple[str, ...] = ()
    periode: tuple[str, str] | None = None
    prijs_max: float | None = None
    uren_max: float | None = None
    steun: str | None = None
    knelpunt: bool | None = None
    pagina: int = 1

    @classmethod
    def read(cls, stored: Mapping[str, Any] | None) -> Wishes:
        """From what was stored; names of another version are ignored."""
        known = {spec.name for spec in fields(cls)}
        values = {name: value for name, value in (stored or {}).items() if name in known}
        for name in ("vormen", "periode"):
            if isinstance(values.get(name), list):
                values[name] = tuple(values[name])
        return cls(**values)

    def stored(self) -> dict[str, Any]:
        """To store."""
        return {
            name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()
        }

    def query(self, on: date, count: int) -> Query:
        """The question to the catalogue."""
        span = tuple(map(date.fromisoformat, self.periode)) if self.periode else None
        return Query(
            on=on,
            text=self.tekst,
            postcode=self.postcode,
            radius=self.straal,
            forms=self.vormen,
            period=(span[0], span[1]) if span else None,
            price_max=None if self.prijs_max is None else Decimal(str(self.prijs_max)),
            hours_max=None if self.uren_max is None else Decimal(str(self.uren_max)),
            incentive=self.steun,
            shortage=self.knelpunt,
            page=self.pagina,
            per_page=count,
        )


def loosened(wishes: Wishes) -> Iterator[tuple[str, Wishes]]:
    """What to try when nothing fits: farther away, then any form and time. Price and support stay asked."""
    if wishes.postcode is not None:
        wishes = replace(wishes, straal=WIDEST)
        yield "verder", wishes
    if wishes.vormen or wishes.periode:
        yield "anders", replace(wishes, vormen=(), periode=None)


def subject(text: str, named: Iterable[Named]) -> str:
    """The words of a message that say what it is about, without those of the filters."""
    rest = text
    for item in sorted(named, key=lambda item: -item.start):
        if item.entiteit in FILTER_KINDS:
            rest = f"{rest[: item.start]} {rest[item.end :]}"
    rest = EURO.sub(" ", KILOMETRES.sub(" ", rest))
    return " ".join(subject_words(rest))


def refined(old: Wishes, text: str, named: Iterable[Named], shown: Hit | None, on: date) -> Wishes:
    """The wishes with what this message adds: a filter, or something cheaper, shorter, nearer, more."""
    wishes = replace(old, pagina=1)
    forms: list[str] = []
    refused: list[str] = []
    for item in named:
        if item.entiteit == "lesvorm" and item.waarde in LESSON_FORMS:
            (refused if NOT_BEFORE.search(text[: item.start].lower()) else forms).append(item.waarde)
        elif item.entiteit == "gemeente":
            wishes = replace(wishes, postcode=places().postcode_of(str(item.waarde)) or wishes.postcode)
        elif item.entiteit == "periode":
            span = period_of(str(item.waarde), on)
            wishes = replace(wishes, periode=(str(span[0]), str(span[1])) if span else wishes.periode)
        elif item.entiteit == "maatregel":
            wishes = replace(wishes, steun=str(item.waarde))
    if refused and not forms:
        forms = [form for form in LESSON_FORMS if form not in refused]
    wishes = replace(wishes, vormen=tuple(dict.fromkeys(forms)) or wishes.vormen)
    wishes = _bounded(wishes, text.lower(), shown)
    if wishes == replace(old, pagina=1) and MORE.search(text.lower()):
        wishes = replace(old, pagina=old.pagina + 1)
    return wishes


def _bounded(wishes: Wishes, text: str, shown: Hit | None) -> Wishes:
    """Price, length, distance and shortage, as numbers or compared with what was shown first."""
    price, far = EURO.search(text), KILOMETRES.search(text)
    if price:
        wishes = replace(wishes, prijs_max=float(price[1].replace(",", ".")))
    elif FREE.search(text):
        wishes = replace(wishes, prijs_max=0.0)
    elif CHEAPER.search(text) and shown is not None and shown.price is not None:
        wishes = replace(wishes, prijs_max=max(0.0, float(shown.price) - 1))
    if SHORTER.search(text) and shown is not None and shown.course.hours is not None:
        wishes = replace(wishes, uren_max=max(1.0, float(shown.course.hours) - 1))
    if far:
        wishes = replace(wishes, straal=int(far[1]))
    elif NEARER.search(text) and wishes.postcode is not None:
        wishes = replace(wishes, straal=max(NARROWEST, wishes.straal // 2))
    return replace(wishes, knelpunt=True) if SHORTAGE.search(text) else wishes
