"""Whether an employer may say no: what the measure files tell of it."""

from __future__ import annotations

from ..assessment import MeasureResult
from ..knowledge import Knowledge


def may_refuse(knowledge: Knowledge, result: MeasureResult, *, to_employer: bool) -> str:
    """A line with what is known of refusing this measure; empty when nothing is."""
    lines = knowledge.on(result.measure.id, result.on).refusing if to_employer else result.refusing
    return f"**{result.measure.naam}**: {lines[0]}" if lines else ""
