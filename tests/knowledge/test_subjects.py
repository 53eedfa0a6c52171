"""A question about a subject is answered from the measure files, and says whom to ask."""

from __future__ import annotations

from knowledge.answers.subjects import about
from tests.knowledge.support import SCHOOL_YEAR, VOV, SmallData

ANSWER = 'vragen:\n- {onderwerp: loon, als: "loon >= 10", tekst: "Meer dan {loon}."}\nvoorwaarden:'


def test_a_subject_is_answered_by_the_measure_for_this_person(data: SmallData) -> None:
    data.change(VOV, "voorwaarden:", ANSWER)
    knowledge = data.load()
    subject = knowledge.subjects["loon"]
    for loon, told in ((20, ["**Verlof**: Meer dan 20."]), (5, ["Vraag het na."])):
        facts = knowledge.facts({"statuut": "werknemer", "loon": loon}, {})
        assert about(knowledge, subject, ["vov"], facts, SCHOOL_YEAR) == told


def test_whom_to_ask_is_told_to_whom_it_concerns(data: SmallData) -> None:
    knowledge = data.load()
    facts = knowledge.facts({"statuut": "student"}, {})
    assert "Bel" in about(knowledge, knowledge.subjects["loon"], [], facts, SCHOOL_YEAR)[-1]


def test_a_subject_that_nobody_knows_is_refused(data: SmallData) -> None:
    data.change(VOV, "voorwaarden:", ANSWER.replace("loon, als", "slaap, als"))
    assert any("the subject 'slaap'" in str(problem) for problem in data.problems())
