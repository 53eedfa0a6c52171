"""drempels.yml and doelen.yml: what is checked when they are read, and what they tell whom."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.answers import barrier_answer
from tests.knowledge.support import SmallData, real_knowledge

BESIDE = "  bijberoep: {type: bool, label: bijberoep}\n"
FIELDS = """  drempel: {type: enum, label: drempel, values: {tijd: tijd, geld: geld}}
  doel: {type: enum, label: doel, values: {inhalen: inhalen}}
"""
BARRIERS = """
    bronnen:
      A: {titel: "Gids", url: null, datum: null, zekerheid: A, gezien_op: 2026-11-21}
    soorten: {situationeel: "tijd"}
    drempels:
      tijd:
        soort: situationeel
        gehoord: "Weinig tijd."
        hulp:
        - {maatregel: vov, recht: "Zeker: {voordeel}.", mogelijk: "Misschien verlof."}
        - {als: "statuut == student", tekst: "Bel {tel_vdab}.", bronnen: [A], zekerheid: A}
        nog_eens: "Nog eens."
        slot: "Eerst tijd."
        eerst: [vov]
      geld: {soort: situationeel, gehoord: "Geld.", hulp: [], nog_eens: "Nog.", slot: "Geld eerst."}
"""
PURPOSES = """
    inhalen: {gehoord: "Inhalen.", eerst: [vov]}
"""
ON = date(2021, 1, 1)


@pytest.fixture
def with_motives(data: SmallData) -> SmallData:
    data.change("vocabulary.yml", BESIDE, BESIDE + FIELDS)
    data.write("drempels.yml", BARRIERS)
    data.write("doelen.yml", PURPOSES)
    return data


def test_a_right_a_perhaps_and_a_pointer(with_motives: SmallData) -> None:
    knowledge = with_motives.load()
    worker = knowledge.facts({"statuut": "werknemer"}, {"uren": 40})
    assert barrier_answer(knowledge, "tijd", worker, ON) == "Weinig tijd.\n- Zeker: 1.250,50 euro per maand."
    assert "Misschien verlof." in barrier_answer(knowledge, "tijd", knowledge.facts({}, {}), ON)
    student = knowledge.facts({"statuut": "student"}, {})
    assert barrier_answer(knowledge, "tijd", student, ON) == "Weinig tijd.\n- Bel 0800."
    assert barrier_answer(knowledge, "geld", student, ON) == "Geld."


def test_barrier_first_then_purpose(with_motives: SmallData) -> None:
    motives = with_motives.load().motives
    assert motives.first("tijd", "inhalen") == ("vov",) == motives.first(None, "inhalen")
    assert motives.first("geld", None) == () == motives.first(None, None)


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("drempels.yml", "  geld: {", "  gled: {", "'gled' is not a key"),
        ("drempels.yml", "  geld: {", "  gled: {", "'geld' is missing"),
        ("drempels.yml", "bronnen: [A]", "bronnen: [B]", "the source 'B' does not exist"),
        ("drempels.yml", "soort: situationeel\n", "soort: anders\n", "'anders' is not allowed here"),
        ("drempels.yml", "{voordeel}", "{loon}", "the placeholder '{loon}' does not exist"),
        ("drempels.yml", "maatregel: vov", "maatregel: vvo", "'vvo' is not allowed here"),
        ("doelen.yml", "eerst: [vov]", "eerst: [vvo]", "'vvo' is not allowed here"),
        ("doelen.yml", "inhalen: {", "in: {", "'in' is not a key"),
    ],
)
def test_what_is_wrong_is_told(with_motives: SmallData, file: str, old: str, new: str, message: str) -> None:
    with_motives.change(file, old, new)
    assert any(message in problem.message and problem.file == file for problem in with_motives.problems())


def test_every_kind_of_barrier_of_the_literature_is_there() -> None:
    kinds = {barrier.kind for barrier in real_knowledge().motives.barriers.values()}
    assert kinds == {"situationeel", "dispositioneel", "institutioneel", "financieel", "informationeel"}
