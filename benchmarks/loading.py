"""How long the knowledge takes to load with every check of the loader, each time in a new process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
TIMES = 5
PATIENCE = 60.0
_LOAD = (
    "import time, knowledge; started = time.perf_counter(); "
    "knowledge.load_knowledge(); print(time.perf_counter() - started)"
)


def measure_loading(times: int = TIMES) -> list[float]:
    """Seconds of each load; starting Python and importing the package are not counted."""
    return [_once() for _ in range(times)]


def _once() -> float:
    done = subprocess.run(
        [sys.executable, "-c", _LOAD],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE,
    )
    return float(done.stdout)
