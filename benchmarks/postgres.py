"""A PostgreSQL server for tests and benchmarks: a throw-away cluster that no run leaves behind."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from sqlalchemy import create_engine, text

from benchmarks.keeper import afterwards
from benchmarks.processes import free_port

OWNER = "postgres"
PATIENCE = 300
INSTALLED = Path("/usr/lib/postgresql")
QUICK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=50"
"""Nothing in it must survive a loss of power."""


def programs() -> Path | None:
    """The directory of initdb and pg_ctl; None where PostgreSQL is not installed."""
    found = sorted(INSTALLED.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    known = shutil.which("initdb")
    return Path(known).resolve().parent if known else None


class Cluster:
    """A server that runs; each test or measurement gets a database of its own."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._numbers = count(1)

    def address(self, name: str) -> str:
        """For SQLAlchemy."""
        return f"postgresql+psycopg2://{OWNER}@127.0.0.1:{self.port}/{name}"

    def new(self, like: str | None = None) -> str:
        """The address of a new database, empty or the same as another."""
        name = f"proef_{next(self._numbers)}"
        self._admin(f"create database {name}" + (f" template {like}" if like else ""))
        return self.address(name)

    def drop(self, address: str) -> None:
        """Take a database away."""
        self._admin(f"drop database if exists {address.rpartition('/')[2]} with (force)")

    def _admin(self, statement: str) -> None:
        engine = create_engine(self.address(OWNER), future=True, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()


@contextmanager
def running_cluster(binaries: Path) -> Iterator[Cluster]:
    """Make a cluster, start it, and throw it away."""
    directory = Path(tempfile.mkdtemp(prefix="pg-proef-"))
    data = directory / "data"
    port = free_port()
    if os.geteuid() == 0:  # the server refuses to run as root
        owner = pwd.getpwnam(OWNER)
        os.chown(directory, owner.pw_uid, owner.pw_gid)
    stop = _command(binaries / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    with afterwards('directory="$1"; shift; "$@"; rm -rf "$directory"', directory, *stop):
        _run(binaries / "initdb", "-D", data, "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        options = f"-p {port} -k {directory} -c listen_addresses=127.0.0.1 {QUICK}"
        start = ("-l", directory / "log", "-t", PATIENCE, "-w", "start")
        _run(binaries / "pg_ctl", "-D", data, "-o", options, *start)
        yield Cluster(port)


def _command(*words: object) -> list[str]:
    command = [str(word) for word in words]
    return ["runuser", "-u", OWNER, "--", *command] if os.geteuid() == 0 else command


def _run(*words: object) -> None:
    command = _command(*words)
    done = subprocess.run(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=PATIENCE, text=True, cwd="/"
    )
    if done.returncode:
        raise RuntimeError(f"{command} failed: {done.stderr[-500:]}")
