# ruff: noqa: E501
"""What can never matter is a mistake; what is said to be impossible really is."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import Facts
from knowledge.expressions import Expression
from knowledge.maintenance.dutch import in_dutch
from knowledge.measures import Condition, Measure
from knowledge.possible import NO, YES, Estimate, Possible

from .profiles import DATES, people
from .support import VOV, SmallData, real_knowledge

EIS, GENOEG = 'eis: "statuut == werknemer"', 'genoeg: "opleiding.uren >= $min_uren"'
LAST = '- {tekst: "Te kort: {$min_uren} uur is nodig."}'

# what stands there, what it becomes, the message
SPOILED = [
    # ---- conditions that come out the same for everybody
    (EIS, 'eis: "leeftijd >= 14"', "V-1: this condition can never fail."),
    (EIS, 'eis: "leeftijd > 110"', "V-1: this condition can never be met."),
    (EIS, 'eis: "leeftijd < 3 en statuut == werknemer"', "V-1: this condition can never be met."),
    (EIS, 'eis: "leeftijd <= 110 of statuut == werknemer"', "V-1: this condition can never fail."),
    (EIS, 'eis: "statuut in [werknemer, zelfstandige, student]"', "V-1: this condition can never fail."),
    (EIS, 'eis: "statuut niet in [werknemer, zelfstandige, student]"', "V-1: this condition can never be met."),
    (EIS, 'eis: "waar"', "V-1: this condition can never fail."),
    (EIS, 'eis: "onwaar"', "V-1: this condition can never be met."),
    (EIS, 'eis: "leeftijd + 10 > 20"', "V-1: this condition can never fail."),
    (EIS, 'eis: "min(leeftijd, 10) > 12"', "V-1: this condition can never be met."),
    (EIS, 'eis: "$dagen > 30"', "V-1: this condition can never be met."),
    (EIS, 'eis: "peildatum >= 2020-01-01"', "V-1: this condition can never fail."),
    (EIS, 'eis: "statuut == werknemer en niet statuut == werknemer"', "V-1: this condition can never be met."),
    # ---- conditions that exclude each other
    (GENOEG, 'genoeg: "statuut == student"', "V-2: nobody can meet this condition and V-1 together."),
    (GENOEG, 'genoeg: "statuut in [student, zelfstandige] en opleiding.uren > 3"', "V-2: nobody can meet this condition and V-1 together."),
    # ---- parts and texts that nothing leads to
    (GENOEG, 'genoeg: "als leeftijd > 110 dan opleiding.uren > 3 anders opleiding.online"', "V-2: the part after 'dan' is never reached."),
    (GENOEG, 'genoeg: "als leeftijd > 10 dan opleiding.uren > 3 anders opleiding.online"', "V-2: the part after 'anders' is never reached."),
    ('als: "opleiding.uren < 10", tekst', 'als: "leeftijd > 110", tekst', "V-2: text 1 of 'niet_voldaan' is never used."),
    (LAST, '- {als: "waar", tekst: "Kort."}\n  ' + LAST, "V-2: text 3 of 'niet_voldaan' is never used."),
    ('niet_voldaan: "Jij bent {statuut}."', 'niet_voldaan: [{als: "statuut == werknemer", tekst: "Jij."}, {tekst: "Ander."}]', "V-1: text 1 of 'niet_voldaan' is never used."),
    ('als: "opleiding.online", bronnen', 'als: "leeftijd > 200", bronnen', "the 'als' of an 'aandachtspunt' can never hold."),
    ('als: "opleiding.uren < 60"', 'als: "opleiding.uren < 0"', "the 'als' of an 'onzekerheid' can never hold."),
    ('als: "bekend(opleiding.uren)"', 'als: "leeftijd < 14"', "the 'als' of a benefit can never hold."),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "message"), SPOILED, ids=[row[1] for row in SPOILED])
def test_what_can_never_matter_is_told_with_its_line(
    data: SmallData, old: str, new: str, message: str
) -> None:
    line = data.change(VOV, old, new)
    found = [problem for problem in data.problems() if problem.message == message]
    assert len(found) == 1, [str(problem) for problem in data.problems()]
    assert found[0].file == VOV and found[0].fix
    text = (data.root / VOV).read_text(encoding="utf-8").splitlines()
    start = text[found[0].line - 1]
    assert start.lstrip("- ").startswith(("id: V-", "{tekst", "{veld", "{formule", "formule", "uren:"))
    assert abs(found[0].line - line) < 25
    told = in_dutch(found[0])
    assert told.startswith(f"{VOV}:{found[0].line}: ") and "never" not in told and "nobody" not in told


SOUND = [
    (EIS, 'eis: "leeftijd >= 18"'),
    (EIS, 'eis: "bekend(leeftijd)"'),
    (EIS, 'eis: "vaststaand(leeftijd >= 14)"'),
    (EIS, 'eis: "leeftijd * 2 / opleiding.uren > 1"'),
    (EIS, 'eis: "postcode == \\"3000\\""'),
    (EIS, 'eis: "$premie > 1300"'),
    (EIS, 'eis: "peildatum >= 2021-01-01"'),
    (EIS, 'eis: "volgens(opleiding.uren: opleiding.uren > 3; opleiding.punten: opleiding.punten > 3)"'),
    (GENOEG, 'genoeg: "$min_uren > 100"'),  # what the law leaves open is nobody's mistake
    (GENOEG, 'genoeg: "onbekend"'),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new"), SOUND, ids=[row[1] for row in SOUND])
def test_what_can_matter_is_left_alone(data: SmallData, old: str, new: str) -> None:
    data.change(VOV, old, new.replace('\\"', "'") if "postcode" in new else new)
    if "postcode" in new:
        data.change(VOV, "eis: \"postcode == '3000'\"", "eis: 'postcode == \"3000\"'")
    try:
        data.load()
    except Exception as error:
        told = str(error)
        assert "never" not in told and "nobody" not in told, told


def test_nothing_for_anybody_during_a_part_of_the_period_is_no_mistake(data: SmallData) -> None:
    data.change(VOV, EIS, 'van: 2021-01-01\n  tot: 2021-02-28\n  eis: "onwaar"')
    data.change(VOV, 'uitleg: "Onder 60 uur is het onzeker."', 'uitleg: "Onder 60 uur."')
    data.load()


def test_conditions_of_different_times_do_not_exclude_each_other(data: SmallData) -> None:
    data.change(VOV, "- id: V-1\n", "- id: V-1\n  tot: 2021-12-31\n")
    data.change(VOV, "- id: V-2\n", "- id: V-2\n  van: 2022-01-01\n")
    data.change(VOV, GENOEG, 'genoeg: "statuut == student"')
    data.change(VOV, '- {als: "opleiding.uren < 10", tekst: "Veel te kort."}\n', "")
    data.load()


# ---------------------------------------------------------------- soundness
def _cases() -> list[tuple[Measure, Condition]]:
    return [
        (measure, condition)
        for measure in real_knowledge().measures.values()
        for condition in measure.conditions
    ]


def _inside(value: object, part: Possible) -> bool:
    if part.names is not None:
        return ("ja" if value else "nee") in part.names if isinstance(value, bool) else value in part.names
    low = part.low is None or part.low <= value
    return low and (part.high is None or value <= part.high)


def _tests(condition: Condition) -> list[Expression]:
    wordings = (condition.met, condition.failed, condition.unknown)
    return [condition.requirement, *(test for one in wordings for test, _ in one.variants if test)]


@given(people(), st.sampled_from(DATES), st.sampled_from(_cases()))
def test_no_person_falls_outside_the_estimate(
    facts: Facts, on: date, case: tuple[Measure, Condition]
) -> None:
    knowledge, (measure, condition) = real_knowledge(), case
    if on not in condition.span or on not in measure.period.span:
        return
    span = condition.span.overlap(measure.period.span)
    estimate = Estimate(knowledge.vocabulary.fields, measure.parameters, span)
    env = {**facts.known, **knowledge.on(measure.id, on).own.values}
    for expression in _tests(condition):
        value = expression.evaluate(env)
        if value is None:
            continue
        assert estimate.outcomes(expression) & (YES if value else NO)
        lies = estimate.facts_when(expression, bool(value))
        assert lies is not None
        for key, part in lies.items():
            if facts.known[key] is not None:
                assert _inside(facts.known[key], part), (key, part)
