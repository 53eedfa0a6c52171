"""Taking a source into the catalogue: all or nothing, the same again changes nothing, never all in memory."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.engine import Connection

from bot.catalogue import indexing
from bot.catalogue import tables as t
from bot.catalogue.bulk import (
    COURSE_COLUMNS,
    EDITION_COLUMNS,
    Row,
    course_values,
    edition_values,
    insert_rows,
)
from bot.catalogue.store import CatalogueStore
from knowledge.catalogue.examples import SOURCE as EXAMPLES
from knowledge.catalogue.model import Course, Found, Item, Parsed, RowError, SourceError
from knowledge.catalogue.rows import double
from knowledge.catalogue.words import title_words

SOURCE = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
BATCH = 1000
MOST_ERRORS = 1000
"""Problems that are told; more are only counted."""
MOST_COURSES = 2_000_000
NO_ROUND = -1
Progress = Callable[[int], None]
"""Told how many courses were read so far."""
OWN_COLUMNS = ("nummer", "id", "bron", "code", "vingerafdruk", "aangeboden", "titelwoorden", "ronde")


@dataclass(frozen=True)
class Report:
    """What an import did."""

    source: str
    new: int
    changed: int
    same: int
    gone: int
    errors: tuple[RowError, ...]
    """The first of them."""
    skipped: int
    """How many problems there were."""

    @property
    def offered(self) -> int:
        """How many courses the source has now."""
        return self.new + self.changed + self.same


Source = Parsed | Iterable[Item]


def take_in(
    store: CatalogueStore,
    source: str,
    content: Source,
    now: datetime,
    progress: Progress = lambda done: None,
) -> Report:
    """Make the catalogue hold what this source has now.

    Courses that the source no longer has stay, as "niet meer aangeboden". Rows with errors are skipped; one
    that was good before counts as gone. Raises SourceError, and changes nothing, when the source cannot be
    read to its end or no course is good.

    Args:
        store: the catalogue.
        source: its name.
        content: courses and problems, as the readers of `forms.py` give them, one after the other.
        now: the moment to note.
        progress: told after each batch.
    """
    check_name(source)
    with store.writing() as connection:
        return _Import(connection, source, now).run(_items(content), progress)


def check_name(source: str) -> None:
    """Raise SourceError when a source cannot be called so."""
    if not SOURCE.fullmatch(source):
        raise SourceError("De naam van een bron heeft alleen kleine letters, cijfers en streepjes.")


def _items(content: Source) -> Iterator[Item]:
    if isinstance(content, Parsed):
        yield from content.errors
        yield from (Found("", course) for course in content.courses)
    else:
        yield from content


@dataclass
class _Import:
    """One import, batch by batch."""

    connection: Connection
    source: str
    now: datetime
    new: int = 0
    changed: int = 0
    same: int = 0
    skipped: int = 0
    errors: list[RowError] = field(default_factory=list)
    round: int = 0
    number: int = 0

    def run(self, items: Iterator[Item], progress: Progress) -> Report:
        """Take all of it in."""
        self.round = _note_source(self.connection, self.source, self.now)
        highest = select(func.coalesce(func.max(t.opleidingen.c.nummer), 0))
        self.number = self.connection.execute(highest).scalar_one()
        while batch := list(islice(items, BATCH)):
            self._take([item for item in batch if isinstance(item, Found)])
            for item in batch:
                if isinstance(item, RowError):
                    self._skip(item)
            progress(self.offered)
            if self.offered > MOST_COURSES:
                raise SourceError(f"Deze bron heeft meer dan {MOST_COURSES} opleidingen. Deel ze op.")
        if not self.offered:
            first = f" Eerste probleem: {self.errors[0]}" if self.errors else ""
            raise SourceError(f"Deze bron heeft geen enkele goede opleiding. Er is niets veranderd.{first}")
        gone = self._mark_gone(self.source, self.round)
        if self.source != EXAMPLES:
            self._retire_examples()
        _note_result(self.connection, self.source, self.skipped, bool(self.new or self.changed or gone))
        return Report(self.source, self.new, self.changed, self.same, gone, tuple(self.errors), self.skipped)

    @property
    def offered(self) -> int:
        return self.new + self.changed + self.same

    def _skip(self, error: RowError) -> None:
        self.skipped += 1
        if len(self.errors) < MOST_ERRORS:
            self.errors.append(error)

    def _take(self, found: Sequence[Found]) -> None:
        known = self._known([item.course.code for item in found])
        seen: set[str] = set()
        touched: list[int] = []
        replaced: list[int] = []
        fresh: list[tuple[int, str, Course, Row, list[Row]]] = []
        for item in found:
            course = item.course
            row = known.get(course.code)
            if course.code in seen or (row is not None and row.ronde == self.round):
                self._skip(double(*item))
                continue
            seen.add(course.code)
            values, editions = course_values(course), [edition_values(each) for each in course.editions]
            mark = fingerprint(values, editions)
            if row is not None and row.vingerafdruk == mark and row.aangeboden:
                touched.append(row.nummer)
                continue
            if row is None:
                self.number += 1
            else:
                replaced.append(row.nummer)
            fresh.append((self.number if row is None else row.nummer, mark, course, values, editions))
        self.same += len(touched)
        self.changed += len(replaced)
        self.new += len(fresh) - len(replaced)
        self._touch(touched)
        self._remove(replaced)
        self._write(fresh)

    def _known(self, codes: Sequence[str]) -> dict[str, Any]:
        c = t.opleidingen.c
        query = select(c.code, c.nummer, c.vingerafdruk, c.aangeboden, c.ronde)
        found = self.connection.execute(query.where(c.bron == self.source, c.code.in_(codes)))
        return {row.code: row for row in found}

    def _touch(self, numbers: Sequence[int]) -> None:
        """Note that these are still there."""
        if numbers:
            table = t.opleidingen
            self.connection.execute(update(table).where(table.c.nummer.in_(numbers)).values(ronde=self.round))

    def _remove(self, numbers: Sequence[int]) -> None:
        """Take away what is about to be written anew."""
        if not numbers:
            return
        self.connection.execute(delete(t.edities).where(t.edities.c.opleiding.in_(numbers)))
        self.connection.execute(delete(t.opleidingen).where(t.opleidingen.c.nummer.in_(numbers)))
        indexing.remove(self.connection, numbers)

    def _write(self, fresh: Sequence[tuple[int, str, Course, Row, list[Row]]]) -> None:
        rows = [
            (
                *(number, f"{self.source}:{course.code}", self.source, course.code, mark, True),
                *(title_words(course.title), self.round),
                *values,
            )
            for number, mark, course, values, _ in fresh
        ]
        insert_rows(self.connection, t.opleidingen, (*OWN_COLUMNS, *COURSE_COLUMNS), rows)
        editions = [(number, *each) for number, _, _, _, found in fresh for each in found]
        insert_rows(self.connection, t.edities, ("opleiding", *EDITION_COLUMNS), editions)
        indexing.add(self.connection, ((number, course) for number, _, course, _, _ in fresh))

    def _retire_examples(self) -> None:
        """Made-up courses never stand beside real ones."""
        if self._mark_gone(EXAMPLES, NO_ROUND):
            table = t.bronnen
            change = update(table).where(table.c.naam == EXAMPLES)
            self.connection.execute(change.values(stand=table.c.stand + 1))

    def _mark_gone(self, source: str, seen: int) -> int:
        """What of a source was not seen in this round is no longer offered."""
        c = t.opleidingen.c
        change = (
            update(t.opleidingen)
            .where(c.bron == source, c.aangeboden, c.ronde != bindparam("nu"))
            .values(aangeboden=False, verdwenen=self.now)
        )
        return int(self.connection.execute(change, {"nu": seen}).rowcount)


def fingerprint(values: Row, editions: Sequence[Row]) -> str:
    """The same for the same content, in every process."""
    return hashlib.blake2b(repr((values, editions)).encode(), digest_size=16).hexdigest()


def _note_source(connection: Connection, source: str, now: datetime) -> int:
    """That this source is being read; the number of this round."""
    c = t.bronnen.c
    last = connection.execute(select(c.ronde).where(c.naam == source)).scalar_one_or_none()
    if last is None:
        connection.execute(
            insert(t.bronnen).values(naam=source, stand=0, ingelezen=now, overgeslagen=0, ronde=1)
        )
        return 1
    connection.execute(update(t.bronnen).where(c.naam == source).values(ingelezen=now, ronde=last + 1))
    return int(last) + 1


def _note_result(connection: Connection, source: str, skipped: int, changed: bool) -> None:
    table = t.bronnen
    values = {"overgeslagen": skipped, **({"stand": table.c.stand + 1} if changed else {})}
    connection.execute(update(table).where(table.c.naam == source).values(**values))


def state_of(connection: Connection) -> list[dict[str, Any]]:
    """Each source: when it was read, and how many courses it has, offered and gone."""
    c = t.opleidingen.c
    counts = select(c.bron, c.aangeboden, func.count().label("aantal")).group_by(c.bron, c.aangeboden)
    found: dict[tuple[str, bool], int] = {
        (row.bron, row.aangeboden): row.aantal for row in connection.execute(counts)
    }
    rows: Iterable[Any] = connection.execute(select(t.bronnen).order_by(t.bronnen.c.naam))
    return [
        {
            "bron": row.naam,
            "ingelezen": row.ingelezen,
            "aangeboden": found.get((row.naam, True), 0),
            "niet_meer": found.get((row.naam, False), 0),
            "overgeslagen": row.overgeslagen,
        }
        for row in rows
    ]
