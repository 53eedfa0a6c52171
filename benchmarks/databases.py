"""PostgreSQL and Redis for a benchmark of several servers, on free ports, ended with it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.postgres import programs, running_cluster
from benchmarks.processes import HOST, Server, free_port


class NoServers(RuntimeError):
    """PostgreSQL or Redis is not installed here."""


@contextmanager
def running_databases(directory: Path) -> Iterator[tuple[str, str]]:
    """The addresses of an empty database and of Redis; raises NoServers."""
    binaries = programs()
    if binaries is None or shutil.which("redis-server") is None:
        raise NoServers(
            "PostgreSQL or Redis is not installed (Debian: apt-get install postgresql redis-server)"
        )
    with running_cluster(binaries) as cluster, _redis(directory) as redis:
        yield cluster.new(), redis


@contextmanager
def _redis(directory: Path) -> Iterator[str]:
    port = free_port()
    command = ("redis-server", "--port", str(port), "--bind", HOST, "--save", "", "--dir", str(directory))
    server = Server(command, directory, directory / "redis.log")
    try:
        yield f"redis://{HOST}:{port}/0"
    finally:
        server.stop()
