"""From measurements to rows: value beside value, the ratio, the aim and whether it is reached."""

from __future__ import annotations

import os
import platform
import statistics
from dataclasses import asdict, dataclass
from datetime import datetime, timezone
from typing import Any, Literal

from benchmarks.measure import Measured, Results
from benchmarks.plan import Plan, Window

Aim = tuple[Literal["at most", "at least"], float]


@dataclass(frozen=True)
class Row:
    """One line of the table. The aim is about the ratio, or about our own value where there is no other."""

    what: str
    unit: str
    other: float | None
    """Of the one that is compared with; None: there is nothing to compare."""
    ours: float
    aim: Aim | None = None
    judged: bool = True

    @property
    def ratio(self) -> float | None:
        """Ours divided by the other's."""
        return self.ours / self.other if self.other else None

    @property
    def reached(self) -> bool | None:
        """Whether the aim is reached; None without an aim, or when this plan cannot judge it."""
        if self.aim is None or not self.judged:
            return None
        value = self.ours if self.ratio is None else self.ratio
        return value <= self.aim[1] if self.aim[0] == "at most" else value >= self.aim[1]


def percentile(values: list[float], share: float) -> float:
    """The value below which this share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def rows(plan: Plan, results: Results, rights: dict[str, list[float]]) -> list[Row]:
    """The table."""
    starter, ours = results["starter"], results["loopbaanwijzer"]
    return [
        Row("training", "s", starter.training, ours.training),
        *_starting(starter, ours),
        *_turns(plan, starter, ours),
        Row(
            f"turns per second, {plan.users} visitors at once",
            "/s",
            statistics.median(starter.throughput),
            statistics.median(ours.throughput),
            ("at least", 3.0),
        ),
        *_rights(rights),
    ]


def _starting(starter: Measured, ours: Measured) -> list[Row]:
    median = statistics.median
    both = (median(starter.memory_after_start), median(ours.memory_after_start))
    end = (starter.memory_at_end, ours.memory_at_end)
    return [
        Row("first answer after start", "s", median(starter.starts), median(ours.starts), ("at most", 0.6)),
        Row("memory after the first answer", "MiB", *both, ("at most", 0.6)),
        Row("  without the starter's action server", "MiB", starter.memory_of_first, ours.memory_of_first),
        Row("memory at the end", "MiB", *end, ("at most", 0.6)),
    ]


def _turns(plan: Plan, starter: Measured, ours: Measured) -> list[Row]:
    found = []
    for window in (plan.early, plan.late):
        aim: Aim | None = ("at most", 0.1) if window is plan.late else None
        own, other = _milliseconds(ours, window), _milliseconds(starter, window)
        found += [
            Row(f"{window}, p50", "ms", percentile(other, 0.5), percentile(own, 0.5), aim, plan.full),
            Row(f"{window}, p95", "ms", percentile(other, 0.95), percentile(own, 0.95)),
        ]
    found.append(_growth("loopbaanwijzer", plan, ours, ("at most", 1.2)))
    return [*found, _growth("starter", plan, starter)]


def _growth(name: str, plan: Plan, measured: Measured, aim: Aim | None = None) -> Row:
    late, early = (percentile(_milliseconds(measured, window), 0.5) for window in (plan.late, plan.early))
    return Row(f"{name}: {plan.late} / {plan.early}, p50", "x", None, late / early, aim, plan.full)


def _milliseconds(measured: Measured, window: Window) -> list[float]:
    return [1000 * seconds for turns in measured.talks for seconds in window.of(turns)]


def _rights(rights: dict[str, list[float]]) -> list[Row]:
    values = {name: percentile(seconds, 0.5) * 1000 for name, seconds in rights.items()}
    return [
        Row("rights, all measures, in-process, p50", "ms", None, values["assessed"], ("at most", 1.0)),
        Row("  with the choice of the next question", "ms", None, values["with_question"]),
    ]


def table(found: list[Row], other: str = "starter") -> str:
    """The rows as text, also readable as a Markdown table."""
    head = ["", "unit", other, "loopbaanwijzer", "ratio", "aim", "reached"]
    lines = [head, *map(_cells, found)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(head))]
    text = [_line(line, widths) for line in lines]
    text.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(text)


def _line(cells: list[str], widths: list[int]) -> str:
    return "| " + " | ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)) + " |"


def _cells(row: Row) -> list[str]:
    aim = "" if row.aim is None else f"{row.aim[0]} {row.aim[1]:g}{'' if row.ratio is None else 'x'}"
    reached = {None: "", True: "yes", False: "NO"}[row.reached]
    return [row.what, row.unit, _number(row.other), _number(row.ours), _number(row.ratio), aim, reached]


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def as_json(plan: Plan, found: list[Row], results: Results, rights: dict[str, list[float]]) -> dict[str, Any]:
    """Everything that was measured, for a comparison with later runs."""
    return {
        "moment": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "plan": asdict(plan),
        "machine": machine(),
        "rows": rows_as_json(found),
        "raw": {name: asdict(measured) for name, measured in results.items()},
        "rights": {
            name: [percentile(values, 0.5), percentile(values, 0.95)] for name, values in rights.items()
        },
    }


def rows_as_json(found: list[Row]) -> list[dict[str, Any]]:
    """The lines of a table."""
    return [{**asdict(row), "ratio": row.ratio, "reached": row.reached} for row in found]


def machine() -> dict[str, Any]:
    """What the numbers hold for."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    return {
        "cores": os.cpu_count(),
        "memory_gib": round(memory, 1),
        "system": platform.platform(terse=True),
        "python": platform.python_version(),
        "load_before": [round(load, 2) for load in os.getloadavg()],
    }
