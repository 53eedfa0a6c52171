"""Takes one CSV file into a new catalogue, in a process of its own so that its memory can be told."""

from __future__ import annotations

import json
import resource
import sys
import time
from datetime import datetime
from pathlib import Path

from bot.catalogue.importing import take_in
from bot.catalogue.store import CatalogueFile
from knowledge.catalogue.forms import FORMS
from knowledge.catalogue.opening import of_file

KIB = 1024


def main(file: str, catalogue: str) -> None:
    """Import twice (the second changes nothing) and print the figures as JSON."""
    store = CatalogueFile(Path(catalogue))
    store.prepare()
    before = _memory()
    seconds, cpu = [], []
    for _ in range(2):
        started, busy = time.perf_counter(), time.process_time()
        report = take_in(store, "bank", FORMS["csv"](of_file(Path(file))), datetime.utcnow())
        seconds.append(time.perf_counter() - started)
        cpu.append(time.process_time() - busy)
    store.close()
    print(
        json.dumps(
            {
                "courses": report.offered,
                "skipped": report.skipped,
                "same": report.same,
                "seconds": seconds[0],
                "again": seconds[1],
                "cpu": cpu[0],
                "mib_before": before,
                "mib": _memory(),
            }
        )
    )


def _memory() -> float:
    """The most resident memory so far, in MiB.

    On Linux from /proc: what `getrusage` tells also holds what the process was forked from.
    """
    status = Path("/proc/self/status")
    if status.exists():
        line = next(row for row in status.read_text(encoding="ascii").splitlines() if row.startswith("VmHWM"))
        return int(line.split()[1]) / KIB
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / KIB if sys.platform != "darwin" else most / KIB**2


if __name__ == "__main__":
    main(*sys.argv[1:])
