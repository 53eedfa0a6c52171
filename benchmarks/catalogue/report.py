"""The rows about the catalogue."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.catalogue.quality import Quality, measure_quality
from benchmarks.report import Row

AIM = 0.85


def measure_catalogue(
    full: bool, directory: Path, say: Callable[[str], None]
) -> tuple[list[Row], dict[str, Any]]:
    """Measure; the rows of the table, and all numbers."""
    say("catalogue: the judged questions")
    quality = measure_quality(directory)
    return quality_rows(quality), {"quality": quality.as_json()}


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
