"""The file of the catalogue: opened and brought up to date once, then shared by threads."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import create_engine, event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.pool import QueuePool

from bot.catalogue import indexing
from bot.storage.database import translated
from bot.storage.migrate import migrate

MIGRATIONS = Path(__file__).resolve().parent / "migrations"
NEWEST = "0003"


class CatalogueFile:
    """An SQLite file of its own, so that a long import never makes a conversation wait."""

    def __init__(self, path: Path, timeout: int = 5) -> None:
        self.path = path
        self.engine = _engine(path, timeout)
        self._prepared = False
        self._preparing = Lock()

    @property
    def spool(self) -> Path:
        """Where pages are kept while a source is fetched."""
        return self.path.with_name(f"{self.path.name}-aanvoer")

    def prepare(self) -> None:
        """Bring the tables to the newest form, once; raises StorageUnavailable when that is impossible."""
        with self._preparing, translated():
            if not self._prepared:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                migrate(self.engine, MIGRATIONS, NEWEST)
                self._index_when_needed()
                self._prepared = True

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
        with translated(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: all of it is kept, or nothing."""
        self.prepare()
        with translated(), self._transaction() as connection:
            yield connection

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

    def close(self) -> None:
        """Let go of the connections."""
        self.engine.dispose()


def _engine(path: Path, timeout: int) -> Engine:
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
