# ruff: noqa: E501
"""The list of sector funds: what it says, what it lends the measure, and what is wrong with a spoiled list."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from knowledge import Knowledge, answers, load_knowledge
from knowledge.errors import Problem
from knowledge.loading import DATA
from knowledge.reading import Reader
from knowledge.sector_funds import FILE, MEASURE, SectorFund, SectorFunds, read_sector_funds
from knowledge.vocabulary import Vocabulary

from .support import judged, real_knowledge

TODAY = date(2026, 3, 15)
LIST = """
bronnen:
  B1: {titel: "Fonds", url: null, datum: null, zekerheid: C, gezien_op: 2026-11-21}
fondsen:
- id: melk
  naam: Melkfonds
  paritaire_comites: ["118", "149.01"]
  website: "https://example.org"
  bronnen: [B1]
  werknemer:
  - {tekst: "Je krijgt {bedrag} euro.", waarden: {bedrag: {waarde: 1250.5, eenheid: EUR}}, van: 2021-01-01, tot: 2023-12-31, zekerheid: C, bronnen: [B1]}
  werkgever:
  - {tekst: "De werkgever krijgt iets.", zekerheid: D, bronnen: [B1]}
- id: brood
  naam: Broodfonds
  paritaire_comites: ["220"]
  bronnen: [B1]
  werknemer: []
  werkgever: []
"""


def read(text: str, vocabulary: Vocabulary) -> tuple[SectorFunds, list[Problem]]:
    """The list and what is wrong with it."""
    problems: list[Problem] = []
    return read_sector_funds(Reader.of_text(text, FILE, problems), vocabulary), problems


def real_funds() -> tuple[SectorFund, ...]:
    """The funds of the project."""
    text = (DATA / FILE).read_text(encoding="utf-8")
    found, problems = read(text, real_knowledge().vocabulary)
    assert problems == []
    return found.funds


def told(knowledge: Knowledge, committee: str | None, *, statuut: str = "werknemer", on: date = TODAY) -> str:
    """What is told to mind, in one text."""
    facts = knowledge.facts({"statuut": statuut, "paritair_comite": committee}, {})
    return "\n".join(judged(knowledge, MEASURE, facts, on).attention)


def test_a_fund_has_its_committees_and_its_statements(knowledge: Knowledge) -> None:
    found, problems = read(LIST, knowledge.vocabulary)
    assert problems == []
    milk, bread = found.funds
    assert (milk.id, milk.committees, milk.website) == ("melk", ("118", "149.01"), "https://example.org")
    (gives,) = milk.for_staff
    assert gives.text == "Je krijgt 1.250,50 euro." and gives.amounts["bedrag"].value == Decimal("1250.5")
    assert date(2021, 1, 1) in gives.span and date(2024, 1, 1) not in gives.span
    assert not bread.for_staff and not bread.for_employers


def test_a_weak_statement_warns_and_a_fund_without_a_website_names_none(knowledge: Knowledge) -> None:
    found, _ = read(LIST, knowledge.vocabulary)
    texts = [item.template.fill({}) for item in found.attention]
    assert texts[0] == "Je sectorfonds: Melkfonds. Meer weten: https://example.org"
    assert texts[2] == "Melkfonds: De werkgever krijgt iets. Dit is niet zeker: kijk het na."
    assert texts[3] == "Je sectorfonds: Broodfonds."


SPOILED = [
    ('["220"]', '["20"]', "'20' is not the number of a joint committee", "in quotes"),
    ('["220"]', '["149.01"]', "'149.01' already belongs to 'melk'", "which fund serves it"),
    ('["220"]', "[]", "a fund needs 'paritaire_comites'", "Add their numbers"),
    ("id: brood", "id: melk", "the fund 'melk' stands here twice", "Keep one"),
    ("eenheid: EUR", "eenheid: dukaat", "'dukaat' is not a unit", "knowledge/units.py"),
    ("waarde: 1250.5", "waarde: veel", "'veel' is not a number", "Write digits"),
    ("{bedrag} euro", "veel euro", "'bedrag' stands in the text or under 'waarden', but not in both", "Write {name}"),
    ("krijgt iets", "krijgt {iets}", "'iets' stands in the text or under 'waarden', but not in both", "Write {name}"),
    ("bronnen: [B1]\n  werknemer: []", "bronnen: [B9]\n  werknemer: []", "the source 'B9' does not exist", "Add it under"),
    ("bronnen: [B1]\n  werknemer: []", "bronnen: []\n  werknemer: []", "a source is missing", "Add 'bronnen"),
    ("zekerheid: D", "zekerheid: E", "'E' is not allowed here", "Choose from: A, B, C, D"),
    ("tot: 2023-12-31", "tot: 2020-12-31", "the period ends (2020-12-31) before it begins", "Swap or mend"),
    ("naam: Broodfonds", "noem: Broodfonds", "'noem' is not a key of this form", "Remove it"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "message", "fix"), SPOILED, ids=[row[2] for row in SPOILED])
def test_each_fault_is_told_with_its_line(
    knowledge: Knowledge, old: str, new: str, message: str, fix: str
) -> None:
    assert LIST.count(old) == 1
    _, problems = read(LIST.replace(old, new), knowledge.vocabulary)
    (found,) = [problem for problem in problems if message in problem.message]
    first = LIST[: LIST.index(old)].count("\n") + 1
    of_the_fund = LIST[: LIST.rindex("- id", 0, LIST.index(old) + 4)].count("\n") + 1
    assert found.file == FILE and found.line in (of_the_fund, first, first + 1) and fix in found.fix


def test_fields_that_the_list_needs_must_exist(knowledge: Knowledge) -> None:
    fields = {key: field for key, field in knowledge.vocabulary.fields.items() if key != "paritair_comite"}
    poorer = type("Poorer", (), {"fields": fields})
    _, problems = read(LIST, poorer)  # type: ignore[arg-type]
    assert any("the field 'paritair_comite' does not exist" in problem.message for problem in problems)


def test_an_empty_list_is_no_list_of_committees(knowledge: Knowledge) -> None:
    found, _ = read(LIST[: LIST.index("fondsen:")] + "fondsen: []\n", knowledge.vocabulary)
    assert found.funds == () and not found.calculations and not found.attention


def test_loading_tells_what_is_wrong_with_the_list(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("fondsen: []\n", encoding="utf-8")
    for path in DATA.rglob("*.yml"):
        copy = tmp_path / path.relative_to(DATA)
        copy.parent.mkdir(parents=True, exist_ok=True)
        if path.name != FILE:
            copy.write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(Exception, match=rf"{FILE}:1: 'bronnen' is missing"):
        load_knowledge(tmp_path)


# ---------------------------------------------------------------- the project's own list
@pytest.mark.parametrize("fund", real_funds(), ids=lambda fund: fund.id)
def test_who_works_in_the_sector_hears_of_the_fund_and_what_it_gives(
    knowledge: Knowledge, fund: SectorFund
) -> None:
    for committee in fund.committees:
        heard = told(knowledge, committee)
        assert f"Je sectorfonds: {fund.name}." in heard
        assert fund.website is None or fund.website in heard
        for statement in (*fund.for_staff, *fund.for_employers):
            assert (statement.text in heard) == (TODAY in statement.span)


@pytest.mark.parametrize("fund", real_funds(), ids=lambda fund: fund.id)
def test_an_employer_hears_only_what_employers_get(knowledge: Knowledge, fund: SectorFund) -> None:
    heard = told(knowledge, fund.committees[0], statuut="werkgever")
    assert all(statement.text in heard for statement in fund.for_employers)
    assert not any(statement.text in heard for statement in fund.for_staff)


def test_who_asks_how_much_hears_of_the_own_fund(knowledge: Knowledge) -> None:
    for committee, said in (
        ("124", "- Je sectorfonds: Constructiv."),
        ("119.02", "- Wat je krijgt, verschilt"),
    ):
        facts = knowledge.facts({"statuut": "werknemer", "paritair_comite": committee}, {})
        answer = answers.how_much(knowledge, judged(knowledge, MEASURE, facts, TODAY))
        assert said in answer and ("55 euro per dag" in answer) == (committee == "124")


def test_a_part_of_a_committee_has_the_fund_of_the_whole(knowledge: Knowledge) -> None:
    assert "Je sectorfonds: Alimento." in told(knowledge, "118.03")
    assert "Je sectorfonds" not in told(knowledge, "149")


def test_a_statement_is_told_on_its_days_only(knowledge: Knowledge) -> None:
    assert "TrainYourTemps" in told(knowledge, "322", on=date(2023, 1, 1))
    assert "TrainYourTemps" not in told(knowledge, "322", on=date(2022, 12, 31))


@pytest.mark.parametrize("committee", [None, "119.02"])
def test_without_a_known_fund_nothing_is_told_about_one(knowledge: Knowledge, committee: str | None) -> None:
    assert "Je sectorfonds" not in told(knowledge, committee)


def test_a_committee_outside_the_list_is_never_a_refusal(knowledge: Knowledge) -> None:
    for committee in ("119.02", "999", "x"):
        facts = knowledge.facts({"statuut": "werknemer", "paritair_comite": committee}, {})
        result = judged(knowledge, MEASURE, facts, TODAY)
        assert (result.status, result.certainty, result.missing) == ("mogelijk", "onzeker", ())
        assert committee in result.uncertainties[0].uitleg


def test_every_number_of_a_statement_stands_under_its_values() -> None:
    """Committees, dates and categories are names, not amounts."""
    names = re.compile(r"PC \d{3}(\.\d\d)?|\d+ (december|maart)|#project 600|Project 3030|(087|187)")
    text = (DATA / FILE).read_text(encoding="utf-8")
    for line in re.findall(r'tekst: "([^"]*)"', text):
        assert not re.search(r"\d", names.sub("", line)), line
