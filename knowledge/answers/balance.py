"""What somebody used already, and what is left of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..assessment import Assessment, MeasureResult
from ..knowledge import Knowledge
from ..questions import Question
from .benefits import benefit_phrases, phrase

LEFT = ("uren_over", "maanden_over", "aantal_cheques", "chequewaarde")
"""The benefits that say what is left."""
OPEN = ("recht", "mogelijk")


class Balance(NamedTuple):
    """What is left, in words, and the question whose answer would tell more."""

    lines: list[str]
    question: Question | None


def what_is_left(knowledge: Knowledge, assessment: Assessment) -> Balance:
    """A line for each measure that is (perhaps) a right and of which something can be left."""
    lines, asked = [], []
    for result in assessment.results:
        used = result.measure.used
        if used is None or result.status not in OPEN:
            continue
        left = _left(result, used)
        lines.append(f"- **{result.measure.naam}**: {f'{left}.' if left else _at_most(result)}")
        if result.reasons and result.reasons[0].env.get(used) is None:
            asked.append(knowledge.answered_by[used])
    return Balance(lines, asked[0] if asked else None)


def _left(result: MeasureResult, used: str) -> str:
    """What is left, when how much was used is known."""
    if result.reasons[0].env.get(used) is None:
        return ""
    words = {benefit.key: benefit.words for benefit in result.measure.benefits}
    known = [(key, result.benefit.get(key)) for key in LEFT]
    return ", ".join(phrase(words[key], value) for key, value in known if value is not None)


def _at_most(result: MeasureResult) -> str:
    """What it is when nothing was used yet."""
    gives: Sequence[str] = benefit_phrases(result, brief=True)
    return f"{', '.join(gives)}. Hoeveel je al gebruikte, weet ik niet." if gives else "dat ken ik niet."
