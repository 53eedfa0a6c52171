"""Servers that the benchmarks start: each in a process group of its own, and only that group is ended."""

from __future__ import annotations

import os
import random
import signal
import socket
import subprocess
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

HOST = "127.0.0.1"
PORTS = (20_000, 32_000)
_CHANCE = random.SystemRandom()  # processes that run side by side, each with the same seed, get other ports
GRACE = 15.0
MIB = 1024 * 1024
# Telemetry off, nothing on a public address, compiled modules kept: the same for everyone who is measured.
ALWAYS = {
    "RASA_TELEMETRY_ENABLED": "false",
    "SANIC_HOST": HOST,
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "CUDA_VISIBLE_DEVICES": "-1",
}
NEVER = ("PYTHONDONTWRITEBYTECODE", "PYTHONPROFILEIMPORTTIME")
SETTINGS_PREFIX = "LOOPBAANWIJZER_"


class ServerStopped(RuntimeError):
    """A server or command ended before it should; the message holds the end of its log."""


def free_port() -> int:
    """A port on this machine that nobody uses.

    Below the ports that a system gives to who connects somewhere (49152 and up, on Linux 32768 and up): any
    connection could take one of those before the server that gets this port has started.
    """
    while True:
        port = _CHANCE.randrange(*PORTS)
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as servers do
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return port


def clean_environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment without settings of the service, so that its defaults are measured."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in NEVER and not name.startswith(SETTINGS_PREFIX)
    }
    return {**kept, **ALWAYS, **(extra or {})}


class Server:
    """One process group, its log in a file."""

    def __init__(
        self, command: Sequence[str], cwd: Path, log: Path, environment: Mapping[str, str] | None = None
    ) -> None:
        self.log = log
        with log.open("ab") as out:
            self._process = subprocess.Popen(
                list(command),
                cwd=cwd,
                env=clean_environment(environment),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        """The first process of the group."""
        return self._process.pid

    def check(self) -> None:
        """Raise ServerStopped when the process is no longer there."""
        code = self._process.poll()
        if code is not None:
            raise ServerStopped(f"a process ended with code {code}:\n{self.tail()}")

    def wait(self, seconds: float) -> None:
        """Wait until the command is done; raises ServerStopped when it fails or takes too long."""
        try:
            code = self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.stop()
            raise ServerStopped(f"not done after {seconds:.0f} s:\n{self.tail()}") from None
        if code:
            raise ServerStopped(f"failed with code {code}:\n{self.tail()}")

    def stop(self) -> None:
        """End the group: first kindly, then for certain."""
        for number in (signal.SIGTERM, signal.SIGKILL):
            if not self._signal(number):
                break
            deadline = time.monotonic() + GRACE
            while self._alive() and time.monotonic() < deadline:
                time.sleep(0.05)
        self._process.wait()

    def tail(self, size: int = 2000) -> str:
        """The end of the log."""
        return self.log.read_text(encoding="utf-8", errors="replace")[-size:]

    def _alive(self) -> bool:
        self._process.poll()
        return self._signal(0)

    def _signal(self, number: int) -> bool:
        try:
            os.killpg(self.pid, number)
        except (ProcessLookupError, PermissionError):
            return False
        return True


def run(command: Sequence[str], cwd: Path, log: Path, seconds: float) -> float:
    """Run a command to its end; the seconds it took."""
    started = time.perf_counter()
    process = Server(command, cwd, log)
    try:
        process.wait(seconds)
    finally:
        process.stop()
    return time.perf_counter() - started


def resident_mib(roots: Iterable[int]) -> float:
    """Resident memory of these processes and all that they started, in MiB."""
    table = process_table()
    wanted = set(roots) & set(table)
    while True:
        children = {pid for pid, (parent, _) in table.items() if parent in wanted} - wanted
        if not children:
            return sum(table[pid][1] for pid in wanted) / MIB
        wanted |= children


def process_table() -> dict[int, tuple[int, int]]:
    """Every process: its parent and its resident bytes."""
    proc = Path("/proc")
    return _table_of_proc(proc) if (proc / "self" / "stat").exists() else _table_of_ps()


def _table_of_proc(proc: Path) -> dict[int, tuple[int, int]]:
    page = os.sysconf("SC_PAGE_SIZE")
    table = {}
    for entry in proc.iterdir():
        if entry.name.isdigit():
            try:
                # The name of the program stands in brackets and may hold spaces.
                rest = (entry / "stat").read_text(errors="replace").rpartition(")")[2].split()
            except OSError:
                continue  # it ended meanwhile
            table[int(entry.name)] = (int(rest[1]), int(rest[21]) * page)
    return table


def _table_of_ps() -> dict[int, tuple[int, int]]:
    rows = subprocess.run(
        ["ps", "-A", "-o", "pid=,ppid=,rss="], check=True, stdout=subprocess.PIPE, text=True
    ).stdout.splitlines()
    return {int(pid): (int(parent), int(kib) * 1024) for pid, parent, kib in map(str.split, rows)}
