"""Finding courses: words in the database, filters and order over columns in memory. Imports NumPy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from threading import Lock
from typing import Any

from sqlalchemy.engine import Connection

from bot.catalogue.columns import NO_EDITION, Columns, read_columns, version_of
from bot.catalogue.ranking import Place, rank
from bot.catalogue.reading import course_of, courses_by_number, editions_by_number
from bot.catalogue.store import CatalogueStore
from bot.catalogue.words import is_loose, text_scores, with_meaning, words_of
from knowledge.catalogue.aims import aim_of
from knowledge.catalogue.asking import Term, Vocabulary, terms
from knowledge.catalogue.likes import OCCUPATION, Like, read_likes
from knowledge.catalogue.meaning import meant_by
from knowledge.catalogue.model import Edition
from knowledge.catalogue.places import places
from knowledge.catalogue.search import Hit, Page, Query, reasons
from knowledge.catalogue.words import spelled


@dataclass(frozen=True)
class _State:
    """What is kept in memory of one state of the catalogue."""

    columns: Columns
    vocabulary: Vocabulary


class Finder:
    """Answers questions to the catalogue in a database; may be shared between threads."""

    def __init__(self, store: CatalogueStore) -> None:
        self.store = store
        self.words = words_of(store.engine.dialect.name)
        self._state: _State | None = None
        self._looking = Lock()

    def search(self, query: Query) -> Page:
        """The courses that fit, the best first."""
        with self.store.reading() as connection:
            state = self._current(connection)
            query, asked = _read(query, state.vocabulary)
            texts, loose = self._fitting(connection, state.columns, query.text, asked)
            if loose and texts is None:
                return Page(0, ())
            found = rank(state.columns, texts, query)
            hits = _hits(connection, query, found.rows)
            return Page(found.total, hits, _repaired(asked, hits), loose, found.beside)

    def _fitting(
        self, connection: Connection, columns: Columns, text: str, asked: Sequence[Term]
    ) -> tuple[Any, bool]:
        """By number of course how well it fits the text, and whether even the best only comes near it.

        None: nothing was asked, or (with True) there is nothing that comes near.
        """
        if not text:
            return None, False
        own = text_scores(self.words, connection, asked, columns.size, columns.title_words) if asked else None
        if own is not None and not own.any():  # its words stand only in courses that are no longer offered
            own = None
        if own is not None and not is_loose(own):
            return own, False
        levels = meant_by(text, known=own is not None)
        if not levels:
            return own, True
        near = [Term("", levels, 1.0)]
        alike = text_scores(self.words, connection, near, columns.size, columns.title_words)
        return with_meaning(own, alike), True

    def warm(self) -> None:
        """Read what is kept in memory, so that the first visitor need not wait for it."""
        with self.store.reading() as connection:
            self._current(connection)

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of the catalogue as it is now."""
        with self.store.reading() as connection:
            return self._current(connection).vocabulary

    def _current(self, connection: Connection) -> _State:
        """What is in memory; read again after an import."""
        version = version_of(connection)
        with self._looking:
            if self._state is None or self._state.columns.version != version:
                columns = read_columns(connection, version)
                counts = self.words.counts(connection)
                self._state = _State(columns, Vocabulary(counts, columns.size))
            return self._state


def _read(query: Query, vocabulary: Vocabulary) -> tuple[Query, list[Term]]:
    """The question with the wishes in its words taken apart, and the words that are left."""
    if not query.text.strip():
        return replace(query, text=""), []
    read = read_likes(query.text)
    aim = aim_of(query.text)
    asked = terms(read.text, vocabulary, aim.background)
    wished = read.likes or read.near
    text = "" if wished and not read.text else query.text
    goal = tuple(" ".join(name) for name in sorted(aim.occupations))
    likes = (*read.likes, *((Like("beroep", goal, OCCUPATION),) if goal else ()), *query.likes)
    return replace(query, text=text, likes=likes, near=query.near or read.near), asked


def _repaired(asked: Sequence[Term], hits: Sequence[Hit]) -> tuple[tuple[str, str], ...]:
    """Each word that was misspelt, and how the word that was meant is written."""
    texts = [text for hit in hits for text in (hit.course.title, *hit.course.keywords)]
    return tuple((term.word, spelled(term.repaired, texts)) for term in asked if term.repaired)


def _hits(connection: Connection, query: Query, rows: Sequence[Place]) -> tuple[Hit, ...]:
    courses = courses_by_number(connection, {row.course for row in rows})
    editions = editions_by_number(connection, {row.edition for row in rows if row.edition != NO_EDITION})
    return tuple(_hit(query, courses[row.course], editions.get(row.edition), row) for row in rows)


def _hit(query: Query, found: Any, edition: Edition | None, row: Place) -> Hit:
    course, km = course_of(found), row.km
    if km is None and query.near is not None and edition is not None and edition.postcode is not None:
        km = places().distance(query.near, edition.postcode)
    return Hit(found.id, course, edition, km, reasons(query, course, edition, km))
