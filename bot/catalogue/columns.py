"""What filters and order look at, of all courses and editions, as columns of numbers in memory.

A question then costs the database only its words. Some 25 bytes an edition: 5 MB for 100,000 courses.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from sqlalchemy import Text, cast, func, select
from sqlalchemy.engine import Connection

from bot.catalogue import tables as t
from knowledge.catalogue.model import COURSE_KINDS, LESSON_FORMS
from knowledge.catalogue.words import Phrase, phrase

BATCH: Final = 10_000
NO_EDITION: Final = -1
UNKNOWN_DAY: Final = np.iinfo(np.int32).max
EPOCH: Final = np.datetime64("0001-01-01", "D").astype(int) - 1
"""So that days are numbered as `date.toordinal` does."""
FORMS: Final = {name: number for number, name in enumerate(LESSON_FORMS)}
KINDS: Final = {name: number for number, name in enumerate(COURSE_KINDS)}


@dataclass(frozen=True, eq=False)
class Columns:
    """The columns of one state of the catalogue."""

    version: int
    size: int
    """One more than the highest number of a course."""
    course: Any
    """Of each edition (a course without any counts as one): the number of its course; ascending."""
    edition: Any
    """Its own number, or NO_EDITION."""
    start: Any
    """The ordinal of the day, or UNKNOWN_DAY."""
    form: Any
    postcode: Any
    """0 when it is not known."""
    price: Any
    """In cents, of this edition or else of its course; -1 when it is not known."""
    hours: Any
    """By number of course, as the next ones; NaN when not known."""
    shortage: Any
    """1, 0, or -1: not known."""
    incentives: Any
    """One bit for each measure that can be used."""
    kind: Any
    level: Any
    title_words: Any
    occupation: Any
    """The number of the occupation that it leads to; 0 for none."""
    measures: dict[str, int]
    """Measure -> its bit."""
    occupations: dict[Phrase, int]
    """The stems of the name of an occupation -> its number."""

    def bits(self, measures: Iterable[str]) -> int:
        """The bits of these measures."""
        return sum({1 << self.measures[name] for name in measures if name in self.measures})


def version_of(connection: Connection) -> int:
    """Raised by every import that changed something."""
    found = connection.exec_driver_sql("select coalesce(sum(stand), 0) from bronnen")
    return int(found.scalar_one())


def read_columns(connection: Connection, version: int) -> Columns:
    """Read all courses that are offered."""
    courses = _Courses(connection)
    c, o = t.edities.c, t.opleidingen.c
    query = (
        select(
            o.nummer,
            func.coalesce(c.nummer, NO_EDITION),
            cast(c.start, Text),
            c.lesvorm,
            c.postcode,
            func.coalesce(c.prijs_cent, o.prijs_cent, -1),
        )
        .select_from(t.opleidingen.outerjoin(t.edities, c.opleiding == o.nummer))
        .where(o.aangeboden)
        .order_by(o.nummer, c.nummer)
    )
    parts: list[tuple[Any, ...]] = [_editions(())]
    parts += [_editions(rows) for rows in _streamed(connection, query).partitions(BATCH)]
    course, edition, start, form, postcode, price = map(np.concatenate, zip(*parts, strict=True))
    return Columns(
        version,
        courses.size,
        course,
        edition,
        start,
        form,
        postcode,
        price,
        courses.hours,
        courses.shortage,
        courses.incentives,
        courses.kind,
        courses.level,
        courses.title_words,
        courses.occupation,
        courses.measures,
        courses.occupations,
    )


def _streamed(connection: Connection, query: Any) -> Any:
    """The rows one after the other, never all in memory."""
    return connection.execute(query.execution_options(stream_results=True))


def _editions(rows: Sequence[Any]) -> tuple[Any, ...]:
    course, edition, start, form, postcode, price = zip(*rows, strict=True) if rows else ((),) * 6
    days = np.array([day and day[:10] for day in start], dtype="datetime64[D]")
    known = ~np.isnat(days)
    ordinals = np.where(known, days.astype(np.int64) - EPOCH, UNKNOWN_DAY)
    return (
        np.array(course, dtype=np.int32),
        np.array(edition, dtype=np.int64),
        ordinals.astype(np.int32),
        np.array([FORMS.get(name, -1) for name in form], dtype=np.int8),
        np.array([int(code or 0) for code in postcode], dtype=np.int16),
        np.array(price, dtype=np.int64),
    )


class _Courses:
    """The columns with one value a course, at the place of its number."""

    def __init__(self, connection: Connection) -> None:
        o = t.opleidingen.c
        highest = connection.execute(select(func.coalesce(func.max(o.nummer), -1))).scalar_one()
        self.size = int(highest) + 1
        self.hours = np.full(self.size, np.nan, dtype=np.float32)
        self.shortage = np.full(self.size, -1, dtype=np.int8)
        self.incentives = np.zeros(self.size, dtype=np.int64)
        self.kind = np.full(self.size, -1, dtype=np.int8)
        self.level = np.zeros(self.size, dtype=np.int8)
        self.title_words = np.ones(self.size, dtype=np.int8)
        self.occupation = np.zeros(self.size, dtype=np.int32)
        self.measures: dict[str, int] = {}
        self.occupations: dict[Phrase, int] = {}
        self._masks: dict[str, int] = {}
        self._leads: dict[str | None, int] = {None: 0, "": 0}
        query = select(
            o.nummer,
            o.contacturen,
            o.knelpuntberoep,
            cast(o.incentives, Text),
            o.soort,
            o.vks_niveau,
            o.titelwoorden,
            o.beroep,
        ).where(o.aangeboden)
        for rows in _streamed(connection, query).partitions(BATCH):
            self._take(rows)

    def _take(self, rows: Sequence[Any]) -> None:
        number, hours, shortage, flags, kind, level, words, works = zip(*rows, strict=True)
        place = np.array(number)
        self.hours[place] = np.array(hours, dtype=np.float32)
        self.shortage[place] = np.array([-1 if flag is None else int(flag) for flag in shortage])
        self.incentives[place] = np.array([self._mask(text) for text in flags])
        self.kind[place] = np.array([KINDS.get(name, -1) for name in kind])
        self.level[place] = np.array([found or 0 for found in level])
        self.title_words[place] = np.array(words)
        self.occupation[place] = np.array([self._lead(name) for name in works])

    def _lead(self, name: str | None) -> int:
        """The number of an occupation; two names with the same stems are one."""
        found = self._leads.get(name)
        if found is None:
            found = self.occupations.setdefault(phrase(name or ""), len(self.occupations) + 1)
            self._leads[name] = found
        return found

    def _mask(self, flags: str) -> int:
        """The bits of the measures in the JSON of a course; few courses differ in it."""
        found = self._masks.get(flags)
        if found is None:
            names = [name for name, flag in json.loads(flags).items() if flag]
            found = sum(1 << self.measures.setdefault(name, len(self.measures)) for name in names)
            self._masks[flags] = found
        return found
