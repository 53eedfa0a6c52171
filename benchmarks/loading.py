"""How long the knowledge takes to load with every check of the loader, in a new process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
PATIENCE = 60.0
_LOAD = (
    "import time, knowledge; started, used = time.perf_counter(), time.process_time(); "
    "knowledge.load_knowledge(); print(time.perf_counter() - started, time.process_time() - used)"
)


def measure_loading() -> tuple[float, float]:
    """Seconds by the clock and of the processor, without starting Python and importing the package."""
    done = subprocess.run(
        [sys.executable, "-c", _LOAD],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE,
    )
    clock, processor = map(float, done.stdout.split())
    return clock, processor
