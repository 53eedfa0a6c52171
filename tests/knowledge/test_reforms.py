# ruff: noqa: E501
"""Proposals laid over the law: what they change, that they are marked, and what is wrong with a bad one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from knowledge import Knowledge, KnowledgeError, Problem, load_knowledge
from knowledge.loading import DATA
from knowledge.reforms import reform_ids
from knowledge.worked_examples import reform_problems

from .support import VOV, SmallData, judged

FILE = "hervormingen/ruimer.yml"
REFORM = """
    id: ruimer
    naam: ruimer verlof
    soort: voorstel
    herkomst: "Iemand, in een advies."
    toelichting: "Meer mensen krijgen verlof."
    van: 2021-01-01
    tot: 2024-06-30
    bronnen:
      R1: {titel: "Advies", url: null, datum: "2020", zekerheid: A, gezien_op: 2026-11-21}
    maatregelen:
      vov:
        parameters:
          min_uren:
            waarden:
            - {van: 2021-01-01, tot: 2022-12-31, waarde: 8, bronnen: [R1], zekerheid: A}
          extra:
            omschrijving: toeslag
            eenheid: EUR_per_maand
            waarden:
            - {van: 2021-01-01, tot: 2024-06-30, waarde: 10, bronnen: [R1], zekerheid: A}
        berekeningen:
          samen: "$premie + $extra"
        voorwaarden:
        - {id: V-1, vervalt: true}
        - id: V-3
          eis: "leeftijd >= 18"
          voldaan: "Je bent oud genoeg."
          niet_voldaan: "Je bent te jong."
          onbekend: "Hoe oud ben je?"
          bronnen: [R1]
        voordeel:
          bedrag_per_maand_bruto: {formule: "#samen", omschrijving: premie}
          uren: null
        voorbeelden:
        - {naam: student, peildatum: 2021-06-01, profiel: {statuut: student, leeftijd: 20}, opleiding: {uren: 8}, verwacht: {status: recht, voordeel: {bedrag_per_maand_bruto: 1260.5}}}
"""
STUDENT = ({"statuut": "student", "leeftijd": 20}, {"uren": 10})


@pytest.fixture
def reform(data: SmallData) -> SmallData:
    """The small data directory with a proposal."""
    data.write(FILE, REFORM)
    data.change("vragen.yml", "  diploma:\n", ASK + "  diploma:\n")
    return data


ASK = """  leeftijd:
    onderwerp: werk
    tekst: "Hoe oud ben je?"
    kort: "hoe oud ben je?"
    waarom: "Dat telt."
    uitleg: "In jaren."
"""


def laid(data: SmallData) -> Knowledge:
    """The small knowledge with the proposal."""
    return load_knowledge(data.root, reform="ruimer")


def test_a_reform_replaces_adds_and_removes(reform: SmallData) -> None:
    knowledge = laid(reform)
    found = judged(knowledge, "vov", knowledge.facts(*STUDENT), date(2021, 6, 1))
    assert found.status == "recht"
    assert [reason.condition.id for reason in found.reasons] == ["V-2", "V-3"]
    assert found.benefit == {"bedrag_per_maand_bruto": Decimal("1260.50"), "rva_uitkering": "geen_recht"}


def test_outside_the_rows_of_a_reform_those_of_the_law_stay(reform: SmallData) -> None:
    knowledge = laid(reform)
    rows = knowledge.measures["vov"].parameters["min_uren"].rows
    values = [(str(row.span.since), str(row.span.until), row.value) for row in rows]
    assert values[:3] == [
        ("2020-01-01", "2020-12-31", 32),
        ("2021-01-01", "2022-12-31", 8),
        ("2023-01-01", "2024-12-31", 32),
    ]
    extra = knowledge.measures["vov"].parameters["extra"]
    assert [row.value for row in extra.rows] == [None, 10, None]


def test_outside_its_days_the_law_holds(reform: SmallData) -> None:
    knowledge = laid(reform)
    facts = knowledge.facts(*STUDENT)
    for day in (date(2020, 12, 31), date(2024, 7, 1)):
        assert judged(knowledge, "vov", facts, day).status == "geen_recht"
        assert knowledge.on("vov", day).measure.naam == "Verlof"
    assert judged(knowledge, "vov", facts, date(2024, 6, 30)).status == "geen_recht"  # 32 hours again


def test_a_reform_is_marked_and_never_the_law(reform: SmallData) -> None:
    knowledge, law = laid(reform), reform.load()
    assert knowledge.measures["vov"].naam == "Verlof (voorstel: ruimer verlof)"
    assert knowledge.version.endswith("+ruimer") and knowledge.version != law.version
    assert law.reform is None and law.measures["vov"].naam == "Verlof"
    assert knowledge.law is not None and knowledge.law.version == law.version
    assert "R1" not in law.measures["vov"].sources


def test_what_builds_on_a_changed_measure_changes_along(knowledge: Knowledge) -> None:
    changed = load_knowledge(reform="serv_vov_deeltijds", law=knowledge)
    assert changed.reform is not None and changed.reform.measures == ("vov",)
    assert "voorstel" in changed.measures["vov_gir"].naam
    assert [m.naam for m in changed.measures.values() if m.id not in ("vov", "vov_gir")] == [
        m.naam for m in knowledge.measures.values() if m.id not in ("vov", "vov_gir")
    ]


# what stands there, what it becomes, the message
SPOILED = [
    ("id: ruimer", "id: enger", "the id is not the name of the file"),
    ("soort: voorstel", "soort: wet", "'wet' is not allowed here"),
    ("herkomst: \"Iemand, in een advies.\"\n", "", "'herkomst' is missing"),
    ("tot: 2024-06-30\nbronnen", "tot: 2020-06-30\nbronnen", "the period ends (2020-06-30) before it begins"),
    ("  vov:\n", "  vof:\n", "the measure 'vof' has no file"),
    ("    berekeningen:", "    rekeningen:", "'rekeningen' is not a key of this form"),
    ("waarde: 8, bronnen: [R1]", "waarde: 8, bronnen: [R2]", "the source 'R2' does not exist"),
    ("waarde: 8, bronnen: [R1]", "waarde: acht, bronnen: [R1]", "'acht' is not a number"),
    ("eenheid: EUR_per_maand", "eenheid: uur", "mixes a number"),
    ("waarden:\n        - {van: 2021-01-01, tot: 2024-06-30", "waarden:\n        - {van: 2021-06-01, tot: 2024-06-30", "has no value from 2021-01-01 to 2021-05-31"),
    ("{id: V-1, vervalt: true}", "{id: V-9, vervalt: true}", "the condition 'V-9' does not exist"),
    ("{id: V-1, vervalt: true}", "{id: V-1, vervalt: ja}", "'ja' is not true or false"),
    ('eis: "leeftijd >= 18"', 'eis: "leeftijd >= $min_leeftijd"', "the parameter '$min_leeftijd' does not exist"),
    ('eis: "leeftijd >= 18"', 'eis: "loon >= 18"', "V-3 needs 'loon', which no question asks"),
    ("uren: null", "urn: null", "'urn' does not exist, so it cannot go"),
    ("      onbekend: \"Hoe oud ben je?\"\n", "", "'onbekend' is missing"),
    ("profiel: {statuut: student", "profiel: {statuut: baas", "the facts of this example are refused"),
    ("id: ruimer\n", "id: ruimer\nzomaar: 1\n", "'zomaar' is not a key of this form"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "message"), SPOILED, ids=[row[2][:40] for row in SPOILED])
def test_what_is_wrong_is_told_with_file_and_line(
    reform: SmallData, old: str, new: str, message: str
) -> None:
    line = reform.change(FILE, old, new)
    with pytest.raises(KnowledgeError) as caught:
        laid(reform)
    told = [problem for problem in caught.value.problems if message in problem.message]
    assert told, [str(problem) for problem in caught.value.problems]
    if told[0].file == FILE:
        assert abs(told[0].line - line) <= 6 or told[0].line == 1
    else:
        assert (told[0].file, "needs 'loon'" in message) == (VOV, True)


def test_a_reform_without_a_file_is_told(data: SmallData) -> None:
    with pytest.raises(KnowledgeError, match="nergens.yml.*cannot be read"):
        load_knowledge(data.root, reform="nergens")


def test_the_worked_examples_of_a_reform_are_checked(reform: SmallData) -> None:
    assert reform_problems(reform.root) == []
    line = reform.change(FILE, "bedrag_per_maand_bruto: 1260.5", "bedrag_per_maand_bruto: 1")
    (problem,) = reform_problems(reform.root)
    assert isinstance(problem, Problem) and (problem.file, problem.line) == (FILE, line)
    assert "voordeel.bedrag_per_maand_bruto: 1260.5, expected 1" in problem.message
    reform.change(FILE, "soort: voorstel", "soort: wet")
    assert any("'wet' is not allowed" in problem.message for problem in reform_problems(reform.root))


# ---------------------------------------------------------------- the project's own proposals
def test_the_own_reforms_come_out_as_their_examples_say() -> None:
    assert reform_problems() == []


@pytest.mark.parametrize("name", reform_ids(DATA))
def test_the_own_reforms_say_who_proposed_them_and_are_tried(knowledge: Knowledge, name: str) -> None:
    changed = load_knowledge(reform=name, law=knowledge)
    reform = changed.reform
    assert reform is not None and reform.origin and reform.note and reform.sources
    for measure in reform.measures:
        assert changed.measures[measure].naam.endswith(f"({reform.mark})")
        examples = changed.measures[measure].examples
        assert {example.expected["status"] for example in examples} >= {"recht"}
    marked = [m.naam for m in changed.measures.values() if reform.mark in m.naam]
    assert len(marked) >= len(reform.measures)


def test_the_service_never_loads_a_proposal() -> None:
    root = Path(__file__).resolve().parents[2]
    users = [path for name in ("bot", "actions") for path in (root / name).rglob("*.py")]
    assert [
        path.name for path in users if "reform=" in path.read_text(encoding="utf-8") and path.name != "cli.py"
    ] == []
