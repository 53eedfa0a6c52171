"""The catalogue in a database, for who asks. What finds courses is only imported when somebody searches."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.catalogue import tables as t
from bot.catalogue.reading import course_of, editions_of
from bot.catalogue.store import CatalogueStore
from knowledge.catalogue.search import Details, Page, Query

if TYPE_CHECKING:
    from bot.catalogue.finding import Finder


class FtsCatalogue:
    """The catalogue in a database. `knowledge.catalogue.search.Catalogue` says what it does."""

    def __init__(self, store: CatalogueStore) -> None:
        self.store = store
        self._finder: Finder | None = None
        self._making = Lock()

    def search(self, query: Query) -> Page:
        """The courses that fit, the best first."""
        return self.finder.search(query)

    def find(self, identifier: str) -> Details | None:
        """The course with this id, also when it is no longer offered."""
        with self.store.reading() as connection:
            query = select(t.opleidingen).where(t.opleidingen.c.id == identifier)
            row = connection.execute(query).one_or_none()
            if row is None:
                return None
            course = course_of(row, editions_of(connection, row.nummer))
            return Details(row.id, course, row.bron, row.aangeboden)

    @property
    def finder(self) -> Finder:
        """What searches; made at the first question, for NumPy takes a moment to import."""
        with self._making:
            if self._finder is None:
                from bot.catalogue.finding import Finder

                self._finder = Finder(self.store)
            return self._finder
