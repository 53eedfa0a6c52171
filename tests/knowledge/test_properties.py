"""What must hold for everybody: learning never makes an outcome less certain than it was."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from itertools import product
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from knowledge import Facts, Knowledge
from knowledge.assessment import Reason

from .profiles import DATES, NUMBERS, people, values
from .support import real_knowledge


@lru_cache(maxsize=256)
def guarded(measure: str, on: date) -> frozenset[str]:
    """The fields whose being known is itself looked at, with the fields from which these follow."""
    knowledge = real_knowledge()
    conditions = [due for group in knowledge.on(measure, on).groups for due in group.conditions]
    found = {key for due in conditions for key in due.condition.requirement.guarded}
    replaced = {rule.target for rule in knowledge.vocabulary.derivations if rule.replaces}
    for rule in knowledge.vocabulary.derivations:
        if rule.target in found | replaced:
            found |= rule.sources
    return frozenset(found)


def _learned(data: st.DataObject, person: Facts) -> tuple[str, Facts]:
    """One more fact, which was not known before."""
    unknown = [key for key, value in person.known.items() if value is None]
    key = data.draw(st.sampled_from(unknown))
    return key, person.with_(key, data.draw(values(person.vocabulary.fields[key])))


@settings(max_examples=300, deadline=None)
@given(person=people(), on=st.sampled_from(DATES), data=st.data())
def test_learning_never_reopens_what_was_decided(
    knowledge: Knowledge, person: Facts, on: date, data: st.DataObject
) -> None:
    key, wiser = _learned(data, person)
    for before, after in zip(
        knowledge.assess(person, on).results, knowledge.assess(wiser, on).results, strict=True
    ):
        if key in guarded(before.measure.id, on):
            continue
        assert before.status in ("mogelijk", after.status), (before.measure.id, key)
        for first, second in zip(before.reasons, after.reasons, strict=True):
            failed = first.outcome == "niet_voldaan"
            assert not failed or second.outcome == "niet_voldaan", (first.condition.id, key)


def _options(facts: Facts, key: str) -> list[Any]:
    field = facts.vocabulary.fields[key]
    if field.values:
        return list(field.values)
    if field.type == "bool":
        return [True, False]
    if field.type == "date":
        return [date(2025, 9, 15), date(2026, 9, 15)]
    if field.type == "str":
        return ["200", "330", "999"] if field.name == "paritair_comite" else ["1000", "9000"]
    low, high = field.minimum or 0, field.maximum or 10**6
    return [number for number in (*NUMBERS, 2, 6, 7, 18, 36, 51, 60, 200) if low <= number <= high]


def _settles(facts: Facts, reason: Reason) -> bool:
    """Whether some value of its first missing fields settles a condition that waits."""
    fields = sorted(reason.missing)[:3]
    for chosen in product(*(_options(facts, key) for key in fields)):
        tried = facts
        for key, value in zip(fields, chosen, strict=True):
            tried = tried.with_(key, value)
        if reason.condition.requirement.evaluate({**reason.env, **tried.known}) is not None:
            return True
    return False


@settings(max_examples=150, deadline=None)
@given(person=people(), on=st.sampled_from(DATES), data=st.data())
def test_missing_fields_can_change_an_outcome(
    knowledge: Knowledge, person: Facts, on: date, data: st.DataObject
) -> None:
    waiting = [
        reason
        for result in knowledge.assess(person, on).results
        for reason in result.reasons
        if reason.missing
    ]
    assume(waiting)
    reason = data.draw(st.sampled_from(waiting))
    assert all(person.get(key) is None for key in reason.missing)
    assert _settles(person, reason), (reason.condition.id, reason.missing)


@settings(max_examples=100, deadline=None)
@given(person=people(), on=st.sampled_from(DATES))
def test_judging_twice_gives_the_same(knowledge: Knowledge, person: Facts, on: date) -> None:
    first, second = (knowledge.assess(person, on) for _ in range(2))
    assert [(r.status, r.certainty, r.missing, r.benefit) for r in first.results] == [
        (r.status, r.certainty, r.missing, r.benefit) for r in second.results
    ]
