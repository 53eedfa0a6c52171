"""Counters and timings in Prometheus' text form. Numbers only: no ids, no addresses, no texts."""

from __future__ import annotations

from collections import defaultdict
from threading import Lock

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
CONTENT_TYPE = "text/plain; version=0.0.4"
PREFIX = "loopbaanwijzer_"
HELP = {
    "requests_total": "HTTP requests by route, method and status.",
    "failures_total": "Failed actions and turns; each ended in an apology.",
    "request_seconds": "Time to answer a request, by route.",
    "ready": "1 when the language model is loaded.",
    "streams": "Open WebSocket streams.",
    "knowledge_problems": "Problems in the knowledge files now; the last good version stays in use.",
    "knowledge_loaded_timestamp_seconds": "When the version of the knowledge in use was loaded.",
    "knowledge_reloads_total": "Times that changed knowledge files were read: loaded or refused.",
    "deliveries_total": "Deliveries to other systems: bezorgd, mislukt (tried again) or opgegeven.",
    "catalogue_refreshes_total": "Times that a source of courses was read: done or failed.",
    "catalogue_failing_sources": "Sources of courses that could not be read the last time.",
    "catalogue_refresh_courses": "Courses read so far by the import that is going on; 0 when none is.",
}
Labels = tuple[tuple[str, str], ...]


class Metrics:
    """Counts and times; safe to use from any thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._counters: dict[tuple[str, Labels], int] = defaultdict(int)
        self._timings: dict[Labels, list[int]] = {}
        self._sums: dict[Labels, float] = defaultdict(float)

    def count(self, name: str, **labels: str) -> None:
        """Raise a counter."""
        with self._lock:
            self._counters[name, _labels(labels)] += 1

    def observe(self, seconds: float, route: str) -> None:
        """Note how long a request took."""
        labels = _labels({"route": route})
        with self._lock:
            cells = self._timings.setdefault(labels, [0] * (len(BUCKETS) + 1))
            place = next((i for i, bound in enumerate(BUCKETS) if seconds <= bound), len(BUCKETS))
            cells[place] += 1
            self._sums[labels] += seconds

    def render(self, **gauges: float) -> str:
        """Everything, in Prometheus' text form, with what is so at this moment."""
        with self._lock:
            lines = [*self._render_counters(), *self._render_timings()]
        lines += [line for name, value in gauges.items() for line in _gauge(name, value)]
        return "\n".join(lines) + "\n"

    def _render_counters(self) -> list[str]:
        lines: list[str] = []
        for name in sorted({name for name, _ in self._counters}):
            lines += _head(name, "counter")
            own = sorted((labels, value) for (of, labels), value in self._counters.items() if of == name)
            lines += [f"{PREFIX}{name}{_shown(labels)} {value}" for labels, value in own]
        return lines

    def _render_timings(self) -> list[str]:
        lines = _head("request_seconds", "histogram") if self._timings else []
        name = f"{PREFIX}request_seconds"
        for labels, cells in sorted(self._timings.items()):
            total = 0
            for bound, cell in zip([*map(str, BUCKETS), "+Inf"], cells, strict=True):
                total += cell
                lines.append(f"{name}_bucket{_shown((*labels, ('le', bound)))} {total}")
            lines.append(f"{name}_sum{_shown(labels)} {self._sums[labels]:.6f}")
            lines.append(f"{name}_count{_shown(labels)} {total}")
        return lines


def _labels(labels: dict[str, str]) -> Labels:
    return tuple(sorted(labels.items()))


def _head(name: str, kind: str) -> list[str]:
    return [f"# HELP {PREFIX}{name} {HELP[name]}", f"# TYPE {PREFIX}{name} {kind}"]


def _gauge(name: str, value: float) -> list[str]:
    return [*_head(name, "gauge"), f"{PREFIX}{name} {value:.17g}"]


def _shown(labels: Labels) -> str:
    inner = ",".join(f'{name}="{_escaped(value)}"' for name, value in labels)
    return f"{{{inner}}}" if inner else ""


def _escaped(value: str) -> str:
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
