"""What somebody looks for, as it is remembered between messages, and how a message changes it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Protocol

from .model import LESSON_FORMS
from .periods import period_of
from .places import places
from .search import DEFAULT_RADIUS, Hit, Query
from .words import fold, heard, subject_words

NARROWEST, REGION, WIDEST = 10, 50, 100
EURO = re.compile(r"(\d+(?:[.,]\d\d)?) ?(?:euro|eur\b|€)")
KILOMETRES = re.compile(r"(\d{1,3}) ?(?:km|kilometer)")
CHEAPER, FREE, SHORTER = (heard("wens", name) for name in ("goedkoper", "gratis", "korter"))
NEARER, FARTHER = heard("wens", "dichter"), heard("wens", "verder")
NEAR_TOWN, BEFORE_TOWN = heard("wens", "bij_stad"), heard("wens", "voor_stad")
"""A search is moved to a town; words that only say that a town is near: "lassen rond Gent"."""
NEAR_RADIUS = 25
LATER, EARLIER, MORE = (heard("wens", name) for name in ("later", "eerder", "meer"))
SHORTAGE, LETS_GO = heard("wens", "knelpunt"), heard("wens", "laat_los")
DROPS = {
    name: heard("los", name)
    for name in ("prijs_max", "uren_max", "vormen", "periode", "straal", "steun", "knelpunt")
}
"""Filter -> how it is called when somebody lets go of it."""
YEAR_DAYS = 365
MOMENT, REST = ("vormen", "periode"), ("prijs_max", "uren_max", "steun", "knelpunt")
LIVES_BY, LIVES_THEN = heard("wens", "leeft_dan"), heard("wens", "dan_leeft")
"""When somebody sleeps or works is no wish for the lessons: "slapen doe ik overdag"."""
NOT_BEFORE = heard("wens", "niet_ervoor")
FILTER_KINDS = frozenset({"gemeente", "lesvorm", "periode", "maatregel", "prijs"})
OF_THE_PERSON = frozenset(
    {"leeftijd", "gewest", "postcode", "uren_per_week", "tewerkstellingspercentage", "brutoloon", "statuut"}
)
"""What somebody tells of themselves beside their question says nothing of the subject."""


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
    straal: int | None = DEFAULT_RADIUS
    """None: everywhere; what is near still comes first."""
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

    def without(self, names: Iterable[str]) -> Wishes:
        """Without these filters."""
        free: dict[str, Any] = {name: () if name == "vormen" else None for name in names}
        return replace(self, **free)

    def query(self, on: date, count: int) -> Query:
        """The question to the catalogue."""
        span = tuple(map(date.fromisoformat, self.periode)) if self.periode else None
        return Query(
            on=on,
            text=self.tekst,
            postcode=None if self.straal is None else self.postcode,
            near=self.postcode if self.straal is None else None,
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


def changed(old: Wishes, new: Wishes) -> frozenset[str]:
    """The names of the filters that differ."""
    return frozenset(
        spec.name for spec in fields(Wishes) if getattr(old, spec.name) != getattr(new, spec.name)
    )


def loosened(wishes: Wishes, kept: Collection[str] = ()) -> Iterator[tuple[str, Wishes]]:
    """What to try when nothing fits, one thing after the other: farther, everywhere, online, at other times,
    then without the other filters.

    Args:
        wishes: what was asked.
        kept: the filters that were asked for just now: they stay.
    """
    if wishes.postcode is not None and "straal" not in kept:
        if wishes.straal is not None and wishes.straal < REGION:
            wishes = replace(wishes, straal=REGION)
            yield "streek", wishes
        if wishes.straal is not None:
            wishes = replace(wishes, straal=None)
            yield "overal", wishes
    if wishes.vormen and "online" not in wishes.vormen and "vormen" not in kept:
        yield "online", replace(wishes, vormen=("online",))
    for step, names in (("anders", MOMENT), ("alles", REST)):
        free = [name for name in names if name not in kept and getattr(wishes, name) not in (None, ())]
        if free:
            wishes = wishes.without(free)
            yield step, wishes


def let_go(old: Wishes, text: str) -> Wishes:
    """The wishes without the filters that a message lets go of ("de prijs maakt niet uit")."""
    small = text.lower()
    if not LETS_GO.search(small):
        return old
    return old.without(name for name, words in DROPS.items() if words.search(small))


def subject(text: str, named: Iterable[Named]) -> str:
    """The words of a message that say what it is about, without those of the filters."""
    letters = list(text)
    for item in named:
        if item.entiteit in FILTER_KINDS | OF_THE_PERSON:
            letters[item.start : item.end] = " " * (item.end - item.start)
        if item.entiteit == "gemeente" and (lead := BEFORE_TOWN.search(text[: item.start])):
            letters[lead.start() : lead.end()] = " " * (lead.end() - lead.start())
    rest = "".join(letters)
    rest = EURO.sub(" ", KILOMETRES.sub(" ", rest))
    return " ".join(subject_words(rest))


def refined(old: Wishes, text: str, named: Iterable[Named], shown: Hit | None, on: date) -> Wishes:
    """The wishes with what this message adds: a filter, or something cheaper, shorter, nearer, more."""
    wishes = replace(old, pagina=1)
    forms: list[str] = []
    refused: list[str] = []
    for item in named:
        if item.entiteit == "lesvorm" and _is_of_the_day(text, item):
            continue
        if item.entiteit == "lesvorm" and item.waarde in LESSON_FORMS:
            (refused if NOT_BEFORE.search(text[: item.start].lower()) else forms).append(item.waarde)
        elif item.entiteit == "gemeente":
            wishes = replace(wishes, postcode=places().postcode_of(str(item.waarde)) or wishes.postcode)
        elif item.entiteit == "periode":
            span = period_of(str(item.waarde), on)
            wishes = replace(wishes, periode=(str(span[0]), str(span[1])) if span else wishes.periode)
        elif item.entiteit == "maatregel":
            wishes = replace(wishes, steun=str(item.waarde))
    wishes = _near(wishes, text)
    if refused and not forms:
        forms = [form for form in LESSON_FORMS if form not in refused]
    wishes = replace(wishes, vormen=tuple(dict.fromkeys(forms)) or wishes.vormen)
    wishes = _bounded(wishes, text.lower(), shown)
    if wishes.periode == old.periode:
        wishes = _moved(wishes, text.lower(), shown, on)
    if wishes == replace(old, pagina=1) and MORE.search(text.lower()):
        wishes = replace(old, pagina=old.pagina + 1)
    return wishes


def _is_of_the_day(text: str, item: Named) -> bool:
    """Whether a part of the day is one of sleeping or working, and no wish for the lessons."""
    return bool(LIVES_BY.search(text[: item.start].lower()) or LIVES_THEN.search(text[item.end :].lower()))


def _near(wishes: Wishes, text: str) -> Wishes:
    """Near which town, also where its name is an ordinary word that is not read as a town elsewhere."""
    named = NEAR_TOWN.search(fold(text))
    if named is None:
        return wishes
    postcode = places().postcode_of(named["stad"]) or places().postcode_of(named["stad"].split()[0])
    if postcode is None:
        return wishes
    within = wishes.straal if wishes.straal is not None and wishes.straal <= NEAR_RADIUS else NEAR_RADIUS
    return replace(wishes, postcode=postcode, straal=within)


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
    elif NEARER.search(text) and wishes.postcode is not None and not NEAR_TOWN.search(fold(text)):
        wishes = replace(wishes, straal=max(NARROWEST, (wishes.straal or WIDEST) // 2))
    elif FARTHER.search(text) and wishes.straal is not None:
        wishes = replace(wishes, straal=None if wishes.straal >= WIDEST else wishes.straal * 2)
    return replace(wishes, knelpunt=True) if SHORTAGE.search(text) else wishes


def _moved(wishes: Wishes, text: str, shown: Hit | None, on: date) -> Wishes:
    """Later or earlier than what was shown first."""
    start = shown.edition.start if shown is not None and shown.edition is not None else None
    if start is None:
        return wishes
    if LATER.search(text):
        span = start + timedelta(days=1), start + timedelta(days=YEAR_DAYS)
    elif EARLIER.search(text) and start > on:
        span = on, start - timedelta(days=1)
    else:
        return wishes
    return replace(wishes, periode=(str(span[0]), str(span[1])))
