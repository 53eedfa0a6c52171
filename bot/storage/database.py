"""The database behind one door: every statement runs on a worker thread, never on the event loop."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from sqlalchemy import create_engine, event
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import QueuePool

from bot.storage.migrate import migrate

T = TypeVar("T")
OTHER_DATABASES_THREADS = 8


class StorageUnavailable(Exception):
    """The database cannot be reached or does not answer in time."""


class Database:
    """An engine with its threads. `run` is for the event loop, `run_sync` for command-line use."""

    def __init__(self, url: str, timeout: int = 5) -> None:
        self._sqlite = make_url(url).get_backend_name() == "sqlite"
        self.engine = _sqlite_engine(url, timeout) if self._sqlite else _server_engine(url, timeout)
        # SQLite has one writer at a time: one thread keeps the statements in order without lock errors.
        threads = 1 if self._sqlite else OTHER_DATABASES_THREADS
        self._executor = ThreadPoolExecutor(threads, thread_name_prefix="database")
        self._prepared = False
        self._preparing = Lock()

    def prepare(self) -> None:
        """Bring the tables to the newest form, once; raises StorageUnavailable when the database is away."""
        with self._preparing, translated():
            if not self._prepared:
                _make_directory(self.engine.url)
                migrate(self.engine)
                self._prepared = True

    async def run(self, work: Callable[..., T], *args: Any) -> T:
        """Run `work(connection, *args)` in one transaction on a database thread."""
        loop = asyncio.get_running_loop()
        context = copy_context()  # the work sees which version of the knowledge this turn uses
        return await loop.run_in_executor(self._executor, lambda: context.run(self.run_sync, work, *args))

    def run_sync(self, work: Callable[..., T], *args: Any) -> T:
        """Run `work(connection, *args)` in one transaction here and now."""
        if not self._prepared:
            self.prepare()
        with translated(), self.engine.begin() as connection:
            return work(connection, *args)

    async def scrub(self) -> None:
        """Make erased rows unreadable in the files too: SQLite keeps them in its log for a while."""
        if self._sqlite:
            await asyncio.get_running_loop().run_in_executor(self._executor, self._empty_log)

    def _empty_log(self) -> None:
        with translated(), self.engine.connect() as connection:
            raw = connection.connection.dbapi_connection
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Finish what was asked, then let go of the connections."""
        self._executor.shutdown(wait=True)
        self.engine.dispose()


class translated:
    """Turns the driver's ways of saying "not reachable" into StorageUnavailable."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        if isinstance(error, (OperationalError, InterfaceError, PoolTimeout)):
            raise StorageUnavailable(type(error).__name__) from error
        if isinstance(error, DBAPIError) and error.connection_invalidated:
            raise StorageUnavailable(type(error).__name__) from error


def _sqlite_engine(url: str, timeout: int) -> Engine:
    engine = create_engine(
        url,
        future=True,
        hide_parameters=True,
        poolclass=QueuePool,  # SQLAlchemy's own choice opens and closes the file for every transaction
        pool_timeout=timeout,
        connect_args={"timeout": timeout, "check_same_thread": False},
    )
    event.listen(engine, "connect", _sqlite_connected)
    event.listen(engine, "begin", _sqlite_begin)
    return engine


def _make_directory(url: URL) -> None:
    """The directory of an SQLite file."""
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return
    try:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageUnavailable("cannot make the database's directory") from error


def _sqlite_connected(connection: sqlite3.Connection, record: Any) -> None:
    connection.isolation_level = None  # the driver's own BEGIN comes too late; see _sqlite_begin
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _sqlite_begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _server_engine(url: str, timeout: int) -> Engine:
    return create_engine(
        url,
        future=True,
        hide_parameters=True,
        pool_pre_ping=True,
        pool_timeout=timeout,
        connect_args={"connect_timeout": timeout} if "postgresql" in url else {},
    )
