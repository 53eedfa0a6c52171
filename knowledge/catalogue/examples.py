"""Made-up courses to try everything out with, drawn by chance; always the same for a seed."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any

from ..lists import read_list
from .model import Course, Edition, Provider, Registration
from .places import places
from .words import DATA

SOURCE = "voorbeeld"
DEFAULT_COUNT = 1500
"""How many are made at the first start."""
SEED = 17
NOTICE = "Dit is een voorbeeld: deze opleiding bestaat niet echt."
FIRST_DAYS, LAST_DAYS = 14, 300
HOURS_A_DAY = {"dag": 7, "avond": 3, "weekend": 6, "online": 4, "blended": 5}
SESSIONS_A_WEEK = {"dag": 4, "avond": 2, "weekend": 1, "online": 2, "blended": 2}
UNUSUAL_HOURS = 60
FLAGGED_HOURS = 40
ABOUT_CREDITS = (3, 4, 5, 6, 9, 12, 15, 18, 24, 30)


@dataclass(frozen=True)
class Subject:
    """One line of voorbeelden.yml."""

    domain: str
    providers: tuple[str, ...]
    title: str
    kind: str
    hours: tuple[int, int]
    price: tuple[int, int]
    occupation: str | None
    shortage: bool
    level: int | None
    keywords: tuple[str, ...]


@lru_cache(maxsize=1)
def _lists() -> dict[str, Any]:
    return dict(read_list(DATA / "voorbeelden.yml"))


@lru_cache(maxsize=1)
def _subjects() -> tuple[Subject, ...]:
    found = []
    for domain, block in _lists()["domeinen"].items():
        for title, kind, least, most, low, high, work, shortage, level, words in block["opleidingen"]:
            found.append(
                Subject(
                    domain,
                    tuple(block["aanbieders"]),
                    title,
                    kind,
                    (least, most),
                    (low, high),
                    work,
                    shortage == "ja",
                    level,
                    tuple(words.split()),
                )
            )
    return tuple(found)


@lru_cache(maxsize=1)
def _names() -> tuple[Sequence[str], Sequence[str]]:
    lists = _lists()
    return (
        [name.strip() for name in lists["namen"].split(",")],
        [name.strip() for name in lists["gemeenten"].split(",")],
    )


def subject_count() -> int:
    """The number of different subjects."""
    return len(_subjects())


def subject_titles() -> Iterator[str]:
    """The title of the subject of each made-up course, in their order and without end."""
    return itertools.cycle(subject.title for subject in _subjects())


def example_courses(count: int, today: date, seed: int = SEED) -> Iterator[Course]:
    """So many made-up courses, that begin in the months after today."""
    subjects = _subjects()
    for number in range(count):
        subject = subjects[number % len(subjects)]
        yield _course(number, subject, number // len(subjects), today, random.Random(f"{seed}:{number}"))


def _course(number: int, subject: Subject, turn: int, today: date, chance: random.Random) -> Course:
    kind = chance.choice(subject.providers)
    provider, town = _provider(kind, chance)
    hours, credits_ = _size(subject, chance)
    price = Decimal(chance.randrange(subject.price[0], subject.price[1] + 1, 5))
    registered = subject.kind not in ("hobby", "nt2") and chance.random() < 0.6
    variants = _lists()["varianten"]
    title = f"{subject.title} {variants[turn % len(variants)]}".strip()
    return Course(
        code=f"v{number:06}",
        title=title,
        provider=provider,
        kind=subject.kind,
        description=f"{NOTICE} Je leert: {', '.join(subject.keywords)}.",
        keywords=subject.keywords,
        domain=subject.domain,
        hours=hours,
        credits=credits_,
        price=price,
        entry_conditions=_entry(subject),
        qualification=f"{subject.title} (voorbeeld)" if subject.level else None,
        vks_level=subject.level,
        registration=_registration(number, today) if registered else None,
        incentives=_flags(subject, registered, hours, chance),
        occupation=subject.occupation,
        shortage=subject.shortage,
        url=None,  # a link would lead nowhere
        editions=tuple(_editions(kind, town, hours, today, chance)),
        example=True,
    )


def _provider(kind: str, chance: random.Random) -> tuple[Provider, str]:
    trees, towns = _names()
    town = chance.choice(towns)
    name = _lists()["aanbieders"][kind]["naam"].format(naam=trees[towns.index(town) % len(trees)])
    return Provider(f"{name} {town}", kind), town


def _size(subject: Subject, chance: random.Random) -> tuple[Decimal | None, Decimal | None]:
    """Hours or credits."""
    least, most = subject.hours
    if not most:
        return None, Decimal(chance.choice(ABOUT_CREDITS))
    step = 1 if most < UNUSUAL_HOURS else 10
    return Decimal(chance.randrange(least, most + 1, step)), None


def _entry(subject: Subject) -> str:
    if subject.kind == "hoger_onderwijs":
        return "Je hebt een diploma secundair onderwijs of je slaagt voor een toelatingsproef."
    return "Iedereen kan starten vanaf 18 jaar." if subject.level else ""


def _registration(number: int, today: date) -> Registration:
    year = today.year if today.month >= 9 else today.year - 1
    return Registration(f"VOORBEELD-{number:06}", date(year, 9, 1), date(year + 2, 8, 31))


def _flags(
    subject: Subject, registered: bool, hours: Decimal | None, chance: random.Random
) -> dict[str, bool]:
    """What the made-up provider says; no rule of law decides it. A short course promises no support."""
    long = hours is None or hours >= FLAGGED_HOURS
    flags = {"vov": registered and long}
    if registered:
        cheques = subject.kind != "hoger_onderwijs" or chance.random() < 0.5
        flags["opleidingscheques"] = cheques and long
        flags["vok"] = bool(subject.level) and chance.random() < 0.3
    if subject.kind in ("nt2", "basiseducatie", "secundair_diploma", "cvo"):
        flags["cvo_inschrijvingsgeld"] = True
    return flags


def _editions(
    kind: str, town: str, hours: Decimal | None, today: date, chance: random.Random
) -> Iterator[Edition]:
    forms = _lists()["aanbieders"][kind]["lesvormen"]
    for number in range(1, chance.choice((1, 2, 2, 3)) + 1):
        form = chance.choice(forms)
        start = today + timedelta(days=chance.randint(FIRST_DAYS, LAST_DAYS))
        online = form == "online"
        yield Edition(
            code=str(number),
            form=form,
            start=start,
            end=start + timedelta(days=_length(form, hours)),
            town=None if online else town,
            postcode=None if online else places().postcode_of(town),
            enrol_before=start - timedelta(days=7),
        )


def _length(form: str, hours: Decimal | None) -> int:
    """How many days from the first lesson to the last."""
    lessons = int(hours or 100) // HOURS_A_DAY[form] + 1
    return lessons * 7 // SESSIONS_A_WEEK[form]
