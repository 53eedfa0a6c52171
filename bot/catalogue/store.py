"""Where the catalogue is kept: opened and brought up to date once, then shared by threads.

An SQLite file of its own, so that a long import never makes a conversation wait; or a PostgreSQL database,
for several servers with one catalogue.
"""

from __future__ import annotations

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import create_engine, event, text
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.pool import QueuePool

from bot.catalogue import indexing
from bot.storage.database import translated
from bot.storage.migrate import migrate

MIGRATIONS = Path(__file__).resolve().parent / "migrations"
NEWEST = "0003"
IMPORTS = 7_041_918
"""The lock of PostgreSQL that lets one import go at a time."""


class CatalogueStore(ABC):
    """The tables of a catalogue, whichever database they are in."""

    engine: Engine
    spool: Path
    """Where pages are kept while a source is fetched."""

    def __init__(self) -> None:
        self._prepared = False
        self._preparing = Lock()

    def prepare(self) -> None:
        """Bring the tables to the newest form, once; raises StorageUnavailable when that is impossible."""
        with self._preparing, translated():
            if not self._prepared:
                self._make_room()
                migrate(self.engine, MIGRATIONS, NEWEST)
                self._index_when_needed()
                self._prepared = True

    def _make_room(self) -> None:  # noqa: B027 - most databases need nothing
        """Make what must be there before the database can be opened."""

    def _index_when_needed(self) -> None:
        with self.engine.connect() as connection:
            current = indexing.is_current(connection)
        if not current:
            with self._transaction() as connection:
                indexing.rebuild(connection)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the catalogue; it waits for no import."""
        self.prepare()
        with translated(), self._snapshot() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: all of it is kept, or nothing. One at a time."""
        self.prepare()
        with translated(), self._transaction() as connection:
            yield connection

    @contextmanager
    def _snapshot(self) -> Iterator[Connection]:
        with self.engine.connect() as connection:
            yield connection

    @abstractmethod
    def _transaction(self) -> Any:
        """A context manager that gives the one connection that writes."""

    def close(self) -> None:
        """Let go of the connections."""
        self.engine.dispose()


class CatalogueFile(CatalogueStore):
    """An SQLite file."""

    def __init__(self, path: Path, timeout: int = 5) -> None:
        super().__init__()
        self.path = path
        self.spool = path.with_name(f"{path.name}-aanvoer")
        self.engine = _file_engine(path, timeout)

    def _make_room(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with self.engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.exec_driver_sql("ROLLBACK")
                raise
            connection.exec_driver_sql("COMMIT")


class CatalogueServer(CatalogueStore):
    """A PostgreSQL database."""

    def __init__(self, url: str, spool: Path, timeout: int = 5) -> None:
        super().__init__()
        self.spool = spool
        self.engine = create_engine(
            url,
            future=True,
            hide_parameters=True,
            pool_timeout=timeout,
            pool_pre_ping=True,
            connect_args={"connect_timeout": timeout},
        )

    @contextmanager
    def _snapshot(self) -> Iterator[Connection]:
        with self.engine.connect() as connection:
            yield connection.execution_options(isolation_level="REPEATABLE READ")

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with self.engine.begin() as connection:
            connection.execute(text("select pg_advisory_xact_lock(:name)"), {"name": IMPORTS})
            yield connection


def open_store(place: Path | str, beside: Path, timeout: int = 5) -> CatalogueStore:
    """The catalogue at a file, or at the address of a database; then pages are kept beside a file."""
    if isinstance(place, Path):
        return CatalogueFile(place, timeout)
    return CatalogueServer(place, beside.with_name(f"{beside.name}-aanvoer"), timeout)


def _file_engine(path: Path, timeout: int) -> Engine:
    engine = create_engine(
        f"sqlite:///{path}",
        future=True,
        poolclass=QueuePool,
        pool_timeout=timeout,
        connect_args={"timeout": timeout, "check_same_thread": False},
    )
    event.listen(engine, "connect", _connected)
    return engine


def _connected(connection: sqlite3.Connection, record: Any) -> None:
    connection.isolation_level = None  # transactions are begun in `writing`
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
