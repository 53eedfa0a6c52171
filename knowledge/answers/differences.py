"""What becomes different for one person when facts change: statuses and amounts, a line for each measure."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ..assessment import Assessment, MeasureResult
from .benefits import benefit_phrases, phrase
from .facts import say_status
from .lists import and_

OPEN, OUTSIDE = ("recht", "mogelijk"), "buiten_periode"
MAY_CHANGE = "dat kan veranderen, maar ik kan het niet berekenen."
NOT_ALL_KNOWN = "Niet alle regels en bedragen van nu zijn bevestigd, of ik weet nog te weinig."
"""Instead of the reason of each, when there are many."""
MOST_AMOUNTS = 2
"""Of one measure; the first ones say most."""


def differences(before: Assessment, after: Assessment, *, all_statuses: bool) -> list[str]:
    """A line for each measure whose outcome differs.

    Args:
        before: the measures for the facts as they were.
        after: the same measures for the other facts.
        all_statuses: also when a measure that was possible becomes certain, or the other way round.
    """
    pairs = ((old, after.by_id[old.measure.id]) for old in before.results if old.measure.id in after.by_id)
    return [line for old, new in pairs for line in _lines(old, new, all_statuses)]


def unsure(
    before: Assessment, after: Assessment, changed: Collection[str], *, brief: bool = False
) -> list[str]:
    """A line for each measure that rests on the changed facts and of which no difference can be reckoned.

    Args:
        before: the measures for the facts as they were.
        after: the same measures for the other facts.
        changed: keys of the facts that differ.
        brief: of several measures in one line, without the reason of each.
    """
    pairs = ((old, after.by_id[old.measure.id]) for old in before.results if old.measure.id in after.by_id)
    found = [
        (new.measure.naam, why)
        for old, new in pairs
        if old.status in OPEN and new.status in OPEN and not any(_lines(old, new, True))
        for why in _unsure(new, frozenset(changed))
    ]
    if len(found) == 1 or not brief:
        return [f"{name}: {MAY_CHANGE} {why}".rstrip() for name, why in found]
    if not found:
        return []
    return [f"{and_(name for name, _ in found)}: {MAY_CHANGE} {NOT_ALL_KNOWN}"]


def _unsure(result: MeasureResult, changed: frozenset[str]) -> Iterator[str]:
    """Why it cannot be reckoned, when the outcome or how much it gives hangs on what changed."""
    waiting = [r for r in result.reasons if r.value is None and changed & set(r.due.fields)]
    unknown = [
        benefit.key
        for benefit in result.measure.benefits
        if benefit.key in result.benefit
        and result.benefit[benefit.key] is None
        and changed & benefit.formula.fields
    ]
    if not waiting and not unknown:
        return
    by_law = [point.uitleg for point in result.uncertainties if point.veld in {*changed, *unknown}]
    why = by_law[0] if by_law else waiting[0].text if waiting else ""
    yield why


def _lines(old: MeasureResult, new: MeasureResult, all_statuses: bool) -> Iterator[str]:
    name = old.measure.naam
    if old.status != new.status and (all_statuses or not {old.status, new.status} <= set(OPEN)):
        gives = ", ".join(benefit_phrases(new, brief=True, known_only=True)) if new.status in OPEN else ""
        became = f"{say_status(new.status)}{f' ({gives})' if gives else ''}"
        gone, new_one = new.status == OUTSIDE, old.status == OUTSIDE
        yield (
            f"{name} bestaat dan niet meer."
            if gone
            else f"{name} bestaat dan wel: {became}."
            if new_one
            else f"{name}: {say_status(old.status)} wordt {became}."
        )
    elif old.status in OPEN and new.status in OPEN:
        told = [f"nu {was}, dan {becomes}" for was, becomes in _amounts(old, new)]
        if told:
            yield f"{name}: {'; '.join(told)}."


def _amounts(old: MeasureResult, new: MeasureResult) -> list[tuple[str, str]]:
    """The amounts that are known on both sides and differ, as phrases."""
    found = []
    for benefit in new.measure.benefits:
        was, becomes = old.benefit.get(benefit.key), new.benefit.get(benefit.key)
        if was is not None and becomes is not None and was != becomes:
            found.append((phrase(benefit.words, was), phrase(benefit.words, becomes)))
    return found[:MOST_AMOUNTS]
