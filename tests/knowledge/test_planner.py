"""The next question: only what can change something, topics together, nothing where the law is open."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import Facts, Knowledge, bare, next_question, questions_left

from .profiles import DATES, people
from .support import CONTRACT_PROFILE, CONTRACT_TRAINING, SCHOOL_YEAR, SmallData


def without(name: str) -> dict[str, Any]:
    """The contract's profile without one fact."""
    return {key: value for key, value in CONTRACT_PROFILE.items() if key != name}


def test_the_contract_example_asks_nothing_and_its_variant_one_thing(knowledge: Knowledge) -> None:
    whole = knowledge.facts(CONTRACT_PROFILE, CONTRACT_TRAINING)
    assert next_question(knowledge, whole, SCHOOL_YEAR, ["vov"]) is None
    question = next_question(
        knowledge, knowledge.facts(without("uren_per_week"), CONTRACT_TRAINING), SCHOOL_YEAR, ["vov"]
    )
    assert question is not None and question.veld == "uren_per_week"


def test_what_the_law_leaves_open_gives_no_question(knowledge: Knowledge) -> None:
    facts = knowledge.facts(CONTRACT_PROFILE, CONTRACT_TRAINING)
    on = date(2026, 11, 21)
    assert knowledge.assess(facts, on, ["vov"]).results[0].status == "mogelijk"
    assert (
        next_question(knowledge, facts, on, ["vov"]) is None
        and questions_left(knowledge, facts, on, ["vov"]) == 0
    )


def test_a_decided_measure_asks_nothing(knowledge: Knowledge) -> None:
    facts = knowledge.facts({"statuut": "student"}, {})
    assert next_question(knowledge, facts, SCHOOL_YEAR, ["vov"]) is None


def test_a_measure_outside_its_period_asks_nothing(knowledge: Knowledge) -> None:
    assert next_question(knowledge, knowledge.facts({}, {}), date(2001, 1, 1)) is None


def test_what_is_skipped_is_not_asked(knowledge: Knowledge) -> None:
    facts, asked = knowledge.facts({}, {}), set[str]()
    while (question := next_question(knowledge, facts, SCHOOL_YEAR, skip=asked)) is not None:
        assert question.veld not in asked
        asked.add(question.veld)
    assert len(asked) > 5


def test_skipping_a_diploma_leaves_its_level_alone(knowledge: Knowledge) -> None:
    facts = knowledge.facts({"statuut": "werknemer"}, {})
    asked = {"opleiding.directe_kost"}
    assert knowledge.question("scholingsgraad").veld == "diploma"
    for _ in range(30):
        question = next_question(
            knowledge, facts, SCHOOL_YEAR, ["opleidingscheques"], skip={*asked, "diploma"}
        )
        if question is None:
            break
        assert question.veld != "diploma"
        asked.add(question.veld)


def test_a_question_whose_condition_fails_is_not_asked(knowledge: Knowledge) -> None:
    for sector, expected in (("prive", False), ("onderwijs", True)):
        facts = knowledge.facts({"statuut": "werknemer", "sector": sector}, {})
        asked = set[str]()
        while (question := next_question(knowledge, facts, SCHOOL_YEAR, ["vov"], skip=asked)) is not None:
            asked.add(question.veld)
        assert ("loon_door_departement_onderwijs" in asked) is expected


def test_the_topic_just_spoken_of_comes_first_when_about_as_good(knowledge: Knowledge) -> None:
    facts = knowledge.facts({"statuut": "werknemer"}, {})
    topics = {question.onderwerp for question in knowledge.questions.values()}
    asked = {topic: next_question(knowledge, facts, SCHOOL_YEAR, topic=topic) for topic in topics}
    assert any(question is not None and question.onderwerp == topic for topic, question in asked.items())
    plain = next_question(knowledge, facts, SCHOOL_YEAR)
    assert plain is not None and asked[plain.onderwerp] == plain


def test_the_first_question_is_about_the_situation(knowledge: Knowledge) -> None:
    question = next_question(knowledge, knowledge.facts({}, {}), SCHOOL_YEAR, knowledge.core)
    assert question is not None and question.veld == "statuut"


def test_questions_left_is_bounded_and_becomes_less(knowledge: Knowledge) -> None:
    nothing, all_known = knowledge.facts({}, {}), knowledge.facts(CONTRACT_PROFILE, CONTRACT_TRAINING)
    assert questions_left(knowledge, nothing, SCHOOL_YEAR, limit=4) == 4
    assert questions_left(knowledge, nothing, SCHOOL_YEAR, ["vov"], limit=30) >= 4
    assert questions_left(knowledge, all_known, SCHOOL_YEAR, ["vov"]) == 0


def test_a_question_without_chances_counts_by_what_waits_for_it(data: SmallData) -> None:
    data.change("vragen.yml", '    kansen: {"20": 1, "60": 3}\n', "")
    knowledge = data.load()
    facts = knowledge.facts({"statuut": "werknemer"}, {})
    question = next_question(knowledge, facts, date(2021, 1, 1))
    assert question is not None and question.veld == "opleiding.uren" and question.chances == ()
    assert questions_left(knowledge, facts, date(2021, 1, 1)) == 1


def test_chances_are_scaled_and_default_to_equal(data: SmallData) -> None:
    questions = data.load().questions
    assert questions["statuut"].chances == (
        ("werknemer", pytest.approx(0.7)),
        ("student", pytest.approx(0.2)),
    )
    assert questions["diploma"].chances == (("geen", 0.5), ("master", 0.5))
    assert dict(questions["opleiding.uren"].chances) == {20: 0.25, 60: 0.75}


def test_an_unasked_field_has_no_question(knowledge: Knowledge) -> None:
    with pytest.raises(KeyError):
        knowledge.question("titel")
    assert knowledge.question("contacturen") is knowledge.questions["opleiding.contacturen"]


def test_every_button_and_chance_is_a_value_of_its_field(knowledge: Knowledge) -> None:
    for question in knowledge.questions.values():
        for value, chance in question.chances:
            assert 0 < chance <= 1
            assert knowledge.facts({}, {}).with_(question.veld, value).get(question.veld) is not None
        values = [choice.waarde for choice in question.keuzes]
        assert len(set(values)) == len(values) and (not values or values[-1] == "weet_niet")


@settings(max_examples=60, deadline=None)
@given(person=people(), on=st.sampled_from(DATES))
def test_a_question_is_about_something_that_waits(knowledge: Knowledge, person: Facts, on: date) -> None:
    question = next_question(knowledge, person, on)
    waiting = {key for result in knowledge.assess(person, on).results for key in result.missing}
    if question is None:
        return
    assert question.answers & waiting and person.get(question.veld) is None
    assert bare(question.veld) not in {**person.profiel, **person.opleiding}
