"""Processes that measure on request: a line of JSON in, one out, so that contestants take turns."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from threading import Timer
from typing import Any

from benchmarks.processes import ServerStopped, clean_environment

PROJECT = Path(__file__).resolve().parent.parent
PATIENCE = 300.0
"""Seconds that one request may take."""


class Worker:
    """The asking side of a process that runs `serve`."""

    def __init__(self, python: str, module: str, log: Path) -> None:
        self.log, self.module = log, module
        with log.open("ab") as errors:
            self._process = subprocess.Popen(
                [python, "-m", module],
                cwd=PROJECT,
                env=clean_environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )

    def ask(self, what: str, **details: Any) -> Any:
        """Let it do one thing; raises ServerStopped when it ends instead, or takes too long."""
        assert self._process.stdin is not None and self._process.stdout is not None
        limit = Timer(PATIENCE, self._process.kill)
        limit.start()
        try:
            self._process.stdin.write(json.dumps({"do": what, **details}) + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except BrokenPipeError:
            line = ""
        finally:
            limit.cancel()
        if not line:
            end = self.log.read_text(encoding="utf-8", errors="replace")[-2000:]
            raise ServerStopped(f"{self.module} stopped at '{what}':\n{end}")
        return json.loads(line)

    def stop(self) -> None:
        """End it."""
        self._process.kill()
        self._process.communicate()

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


def serve(work: Mapping[str, Callable[..., Any]]) -> None:
    """The answering side; what libraries print goes to the log."""
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as out:
        os.dup2(2, 1)
        for line in sys.stdin:
            request = json.loads(line)
            json.dump(work[request.pop("do")](**request), out)
            out.write("\n")
            out.flush()


def seconds_of(work: Callable[[Any], object], items: Iterable[Any]) -> list[float]:
    """Processor time of the work for each of these: what else the machine does is not in it."""
    found = []
    for item in items:
        started = time.process_time()
        work(item)
        found.append(time.process_time() - started)
    return found


def peak_mib() -> float:
    """The most memory that this process has held."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1024**2


def part(items: Sequence[Any], first: int, count: int) -> list[Any]:
    """So many items from there on, from the start again after the end."""
    return [items[number % len(items)] for number in range(first, first + count)]
