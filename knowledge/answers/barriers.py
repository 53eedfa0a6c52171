"""What addresses a barrier for one person, and what leads the overview because of a barrier or a purpose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ..assessment import MeasureResult
from ..barriers import GIVES, Aid
from ..facts import Facts
from ..knowledge import Knowledge
from .benefits import benefit_phrases

MOST_MEASURES, MOST = 2, 3
"""Measures, and things altogether, that are told of one barrier."""
OPEN = ("recht", "mogelijk")
BARRIER, PURPOSE = "drempel", "doel"


def barrier_answer(knowledge: Knowledge, barrier: str, facts: Facts, on: date) -> str:
    """What was heard, and what helps this person: what they surely can get first, then pointers."""
    known = knowledge.motives.barriers[barrier]
    fitting = [a for a in known.aids if a.condition is None or a.condition.evaluate(facts.known) is True]
    names = [aid.measure for aid in fitting if aid.measure is not None]
    judged = knowledge.assess(facts, on, names).by_id
    measures = [
        line
        for status in OPEN
        for aid in fitting
        if (line := _line(aid, judged.get(aid.measure or ""), status))
    ][:MOST_MEASURES]
    pointers = [aid.right for aid in fitting if aid.measure is None]
    lines = [*measures, *pointers[: max(1, MOST - len(measures))]][:MOST]
    return "\n".join([known.heard, *(f"- {line}" for line in lines)])


def _line(aid: Aid, result: MeasureResult | None, status: str) -> str:
    """The aid in words, when its measure has this status."""
    if result is None or result.status != status:
        return ""
    if status == "mogelijk":
        return aid.perhaps
    gives = next(iter(benefit_phrases(result, brief=True)), "")
    return aid.right.format(**{GIVES: gives}) if gives else aid.right.replace(": {" + GIVES + "}", "")


def in_order(knowledge: Knowledge, results: Sequence[MeasureResult], facts: Facts) -> list[MeasureResult]:
    """The results, those that matter most for this person's barrier and purpose first."""
    first = knowledge.motives.first(facts.known.get(BARRIER), facts.known.get(PURPOSE))
    place = {name: number for number, name in enumerate(first)}
    return sorted(results, key=lambda result: place.get(result.measure.id, len(place)))


def closing(knowledge: Knowledge, results: Sequence[MeasureResult], facts: Facts) -> Iterator[str]:
    """Why the overview begins as it does, when a barrier was told and something addresses it."""
    known = knowledge.motives.barriers.get(str(facts.known.get(BARRIER)))
    if known is not None and (not known.first or any(result.measure.id in known.first for result in results)):
        yield known.closing
