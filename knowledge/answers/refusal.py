"""Whether an employer may say no: what the measure files tell of it."""

from __future__ import annotations

import re

from ..assessment import MeasureResult
from ..knowledge import Knowledge

REFUSING = re.compile(r"weiger|akkoord|uitstellen")
BY_EMPLOYER = re.compile(r"werkgever (?:kan|mag|moet)|moet je werkgever")


def may_refuse(knowledge: Knowledge, result: MeasureResult, *, to_employer: bool) -> str:
    """A line with what is known of refusing this measure; empty when nothing is."""
    if to_employer:
        lines = [
            text for text in knowledge.on(result.measure.id, result.on).for_employers if REFUSING.search(text)
        ]
    else:
        lines = [text for text in result.attention if REFUSING.search(text) and BY_EMPLOYER.search(text)]
    return f"**{result.measure.naam}**: {lines[0]}" if lines else ""
