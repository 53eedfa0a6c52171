"""What somebody can ask for next, in a line each."""

from __future__ import annotations

from collections.abc import Sequence

from ..followons import Following
from ..knowledge import Knowledge

MOST_OPEN = 2


def follow_on_lines(knowledge: Knowledge, found: Sequence[Following]) -> list[str]:
    """A line for each: through what, what to do, and what is still open."""
    return [_line(knowledge, item) for item in found]


def _line(knowledge: Knowledge, item: Following) -> str:
    through = knowledge.measures[item.path[-2].naar].naam if len(item.path) > 1 else item.start.measure.naam
    sentence = f"- **{item.result.measure.naam}**, na {through}: {item.step.tekst}"
    questions = dict.fromkeys(
        knowledge.answered_by[key].kort for key in item.missing if key in knowledge.answered_by
    )
    if not questions:
        return sentence
    return f"{sentence} Dit wil ik dan nog weten: {' '.join(list(questions)[:MOST_OPEN])}"
