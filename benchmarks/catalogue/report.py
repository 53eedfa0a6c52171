"""The rows about the catalogue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.catalogue.quality import Quality, measure_quality
from benchmarks.catalogue.speed import Speed, measure_speed
from benchmarks.report import Row, percentile

AIM = 0.85
LATENCY, RATIO, ROWS = 25.0, 1.5, 5000.0
"""Milliseconds at the 95th percentile, that beside the bare query, rows imported in a second."""
FRESH = {
    "achteraf": "  20 written after the tuning",
    "daarna": "  20 written after that",
    "vers": "  40 of other domains, in Flemish words",
    "later": "  20 written after the words that belong to a subject",
    "getrokken": "  20 names of occupations drawn from ESCO",
    "nieuw_getrokken": "  the next 20 of that draw",
}
"""Each set was asked once before anything was learned from it: docs/benchmarks.md has those figures."""
FULL, QUICK = (100_000, 3), (10_000, 1)
"""Courses, and how often every question is asked."""


def measure_catalogue(
    full: bool, directory: Path, say: Callable[[str], None]
) -> tuple[list[Row], dict[str, Any]]:
    """Measure; the rows of the table, and all numbers."""
    say("catalogue: the judged questions")
    quality = measure_quality(directory)
    fresh = {under: measure_quality(directory, under) for under in FRESH}
    count, rounds = FULL if full else QUICK
    say(f"catalogue: {count} courses, imported and searched")
    speed = measure_speed(count, rounds, directory)
    numbers = {
        "quality": quality.as_json(),
        "fresh": {name: own.as_json() for name, own in fresh.items()},
        "speed": asdict(speed),
    }
    others = [Row(FRESH[name], "", own.mean(own.plain), own.mean(own.ours)) for name, own in fresh.items()]
    return [*quality_rows(quality), *others, *speed_rows(speed, full)], numbers


def speed_rows(found: Speed, judged: bool) -> list[Row]:
    """The search beside the bare query, and the import."""

    def p(values: list[float], share: float) -> float:
        return percentile(values, share)

    ours, bare, wide = found.ours, found.bare, found.bare_all
    large = found.large
    rate, memory = found.rows / large["cpu"], (found.small["mib"], large["mib"])
    return [
        Row("search, p50, processor", "ms", p(bare.cpu, 0.5), p(ours.cpu, 0.5)),
        Row("search, p95, processor", "ms", p(bare.cpu, 0.95), p(ours.cpu, 0.95), ("at most", RATIO), judged),
        Row("  beside all words that it looks up", "ms", p(wide.cpu, 0.95), p(ours.cpu, 0.95)),
        Row("search, p95, by the clock", "ms", p(bare.wall, 0.95), p(ours.wall, 0.95)),
        Row("search, p95, aim", "ms", None, p(ours.cpu, 0.95), ("at most", LATENCY), judged),
        Row("  with filters", "ms", None, p(found.filtered.cpu, 0.95), ("at most", LATENCY), judged),
        Row("columns read after an import, processor", "s", None, found.read),
        Row("import, rows a second of processor", "/s", None, rate, ("at least", ROWS), judged),
        Row("  by the clock", "/s", None, found.rows / large["seconds"]),
        Row("  the same again, by the clock", "/s", None, found.rows / large["again"]),
        Row("import, memory with ten times the courses", "MiB", *memory, ("at most", 1.2), judged),
    ]


def quality_rows(found: Quality) -> list[Row]:
    """nDCG@10 beside plain full text."""
    mean = found.mean
    return [
        Row("nDCG@10 of 80 questions, plain: any word", "", mean(found.plain), mean(found.ours)),
        Row("  the 40 that were looked at while tuning", "", mean(found.plain, True), mean(found.ours, True)),
        Row("  the 40 that were only counted", "", mean(found.plain, False), mean(found.ours, False)),
        Row("  plain: all words", "", mean(found.plain_all_words), mean(found.ours)),
        Row("nDCG@10", "", None, mean(found.ours), ("at least", AIM)),
    ]
