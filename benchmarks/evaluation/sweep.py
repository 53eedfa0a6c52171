"""The guard's threshold: what every value of it refuses, of what is out of scope and of what is ours."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.evaluation.metrics import ALLOWED, OUT_OF_SCOPE, Refusal, refused_when
from benchmarks.evaluation.split import Sentence
from benchmarks.evaluation.understanders import Ours
from bot.nlu.guard import UNSURE, Guard

TRIED = tuple(round(0.02 * step, 2) for step in range(31))
"""0 to 0.6; the value in use is tried besides."""


def sweep(ours: Ours, sentences: Sequence[Sentence]) -> list[Refusal]:
    """One row for each threshold, low to high."""
    read = [(s.text, ours.reader.read(s.text), ours.rank(s.text)) for s in sentences]
    found = []
    for unsure in sorted({*TRIED, UNSURE}):
        guard = Guard(unsure)
        refused = [guard.judge(*one).intent == OUT_OF_SCOPE for one in read]
        found.append(refused_when(unsure, sentences, refused))
    return found


def best(found: Sequence[Refusal], allowed: float = ALLOWED) -> Refusal:
    """The threshold that refuses most of what is out of scope, and of the rest not too much."""
    fine = [one for one in found if one.wrongly <= allowed] or [min(found, key=lambda one: one.wrongly)]
    return max(fine, key=lambda one: (one.recall, -one.threshold))
