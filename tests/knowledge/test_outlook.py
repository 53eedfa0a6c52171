"""What asking on will bring: chances for whom more is known, what is left, and what is spared."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import Facts, Knowledge, next_question, questions_left
from knowledge.outlook import asking_of, model_of
from knowledge.planner import Plan

from .profiles import DATES, people
from .support import CONTRACT_PROFILE, CONTRACT_TRAINING, SCHOOL_YEAR, SmallData

DAY = date(2026, 3, 15)
CHANCES = '    kansen: {"20": 1, "60": 3}\n'


def test_chances_depend_on_what_is_known(knowledge: Knowledge) -> None:
    question = knowledge.questions["uren_per_week"]
    most, half = (
        dict(question.chances_for(knowledge.facts({"tewerkstellingspercentage": part}, {}).known))
        for part in (100, 50)
    )
    assert sum(share for hours, share in most.items() if hours >= 28) > 0.9
    assert sum(share for hours, share in half.items() if hours >= 28) < 0.5
    assert question.chances_for(knowledge.facts({}, {}).known) == question.chances


def test_chances_by_situation_in_the_file(data: SmallData) -> None:
    data.change(
        "vragen.yml",
        CHANCES,
        '    kansen: [{als: "gewest == brussel", kansen: {"20": 1}}, {kansen: {"60": 1}}]\n',
    )
    question = data.load().questions["opleiding.uren"]
    assert question.chances == ((60, 1.0),) and len(question.narrowed) == 1
    assert question.fields == {"opleiding.uren", "statuut", "gewest"}


@pytest.mark.parametrize(
    ("chances", "message"),
    [
        ('[{als: "gewest == brussel", kansen: {"20": 1}}]', "the last chances must hold always"),
        ('[{kansen: {"20": 1}}, {kansen: {"60": 1}}]', "these chances are never used"),
        ('[{als: "gewest == mars", kansen: {"20": 1}}, {kansen: {"60": 1}}]', "'mars' is not one of"),
        ('[{kansen: {"veel": 1}}]', "'veel' is no value"),
        ('[{als: "gewest == brussel"}, {kansen: {"60": 1}}]', "'kansen' is missing"),
    ],
)
def test_wrong_chances_are_told(data: SmallData, chances: str, message: str) -> None:
    data.change("vragen.yml", CHANCES, f"    kansen: {chances}\n")
    assert any(message in str(problem) and problem.file == "vragen.yml" for problem in data.problems())


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("trajecten.yml", "[gir]", "[gri]", "'gri' is not allowed here"),
        ("trajecten.yml", "ingang: [werkgever]", "ingang: [baas]", "'baas' is not allowed here"),
        ("trajecten.yml", "gewest == brussel", "gewest == mars", "'mars' is not one of"),
        ("trajecten.yml", "maatregelen: [gir]", "maatregel: [gir]", "'maatregelen' is missing"),
        ("veranderbaar.yml", "getal: opleiding.uren", "getal: statuut", "is not a number of the vocabulary"),
        ("veranderbaar.yml", "getal: opleiding.uren", "stelt: {statu: student}", "'statu' does not exist"),
        ("veranderbaar.yml", "getal: opleiding.uren", "stelt: {statuut: baas}", "'baas' is no value of"),
        ("veranderbaar.yml", "getal: opleiding.uren, ", "", "either 'stelt' or 'getal'"),
        ("veranderbaar.yml", "richting: meer, ", "", "'richting' is missing"),
        ("veranderbaar.yml", "{waarde} uur", "{hoeveel} uur", "'{hoeveel}' does not exist"),
        ("veranderbaar.yml", "{waarde} uur", "{waarde uur", "stands alone"),
        ("veranderbaar.yml", "velden: {}", "velden: {loon: {}}", "not a field in months or years"),
    ],
)
def test_wrong_situations_and_changes_are_told(
    data: SmallData, file: str, old: str, new: str, message: str
) -> None:
    line = data.change(file, old, new)
    assert any(
        message in str(problem) and (problem.file, problem.line) == (file, line)
        for problem in data.problems()
    )


def test_a_change_stands_once(data: SmallData) -> None:
    text = (data.root / "veranderbaar.yml").read_text(encoding="utf-8")
    row = next(line for line in text.splitlines() if "id: langer" in line)
    data.change("veranderbaar.yml", f"{row}\n", f"{row}\n{row}\n")
    assert any("stands here twice" in problem.message for problem in data.problems())


def test_a_condition_is_looked_through_to_its_end(knowledge: Knowledge) -> None:
    """A diploma of higher education alone refuses nothing, yet what follows from it nearly always does."""
    facts = knowledge.facts({"statuut": "werknemer", "diploma": "bachelor"}, {})
    model = model_of(knowledge.on("opleidingscheques", DAY), asking_of(knowledge))
    higher = model.outlook(facts.known, frozenset())
    lower = model.outlook(facts.with_("diploma", "geen").known, frozenset())
    assert higher.outcome is None and lower.outcome is None
    assert higher.fails > 0.8 > lower.fails
    assert sum(higher.asked.values()) < sum(lower.asked.values())


def test_what_is_settled_is_at_hand(knowledge: Knowledge) -> None:
    """With the judgement beside it the same question comes out."""
    facts = knowledge.facts({"statuut": "werknemer", "sector": "federale_overheid"}, {})
    assessment = knowledge.assess(facts, DAY, knowledge.core)
    plain = next_question(knowledge, facts, DAY, knowledge.core)
    assert next_question(knowledge, facts, DAY, knowledge.core, assessment=assessment) == plain
    left = questions_left(knowledge, facts, DAY, knowledge.core)
    assert questions_left(knowledge, facts, DAY, knowledge.core, assessment=assessment) == left > 0


def test_what_is_left_shrinks_to_nothing(knowledge: Knowledge) -> None:
    nothing, everything = knowledge.facts({}, {}), knowledge.facts(CONTRACT_PROFILE, CONTRACT_TRAINING)
    assert Plan(knowledge, nothing, DAY, knowledge.core).left() > 4
    assert Plan(knowledge, everything, SCHOOL_YEAR, ["vov"]).left() == 0


def test_what_people_hardly_know_is_asked_late(knowledge: Knowledge) -> None:
    facts, asked = knowledge.facts({"statuut": "werknemer"}, {}), list[str]()
    while (question := next_question(knowledge, facts, DAY, knowledge.core, skip=asked)) is not None:
        asked.append(question.veld)
    assert asked.index("rva_onderbrekingsuitkering") > 8


@settings(max_examples=80, deadline=None)
@given(person=people(), on=st.sampled_from(DATES))
def test_the_outlook_agrees_with_the_judgement(knowledge: Knowledge, person: Facts, on: date) -> None:
    asking = asking_of(knowledge)
    for result in knowledge.assess(person, on).results:
        subject = knowledge.on(result.measure.id, on)
        if not subject.exists:
            continue
        outlook = model_of(subject, asking).outlook(person.known, frozenset())
        status = {True: "recht", False: "geen_recht", None: "mogelijk"}[outlook.outcome]
        assert status == result.status
        assert all(0 <= share <= 1 + 1e-9 for share in outlook.asked.values())
        assert -1e-9 <= outlook.fails <= 1 + 1e-9
