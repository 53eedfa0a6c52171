# ruff: noqa: E501
"""Who gains and who loses, and the assumptions on which that is counted."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import numpy as np
import pytest
import yaml

from knowledge import Facts, Knowledge, KnowledgeError, Problem
from knowledge.changes import Side
from knowledge.loading import DATA
from knowledge.population import (
    Coding,
    Impact,
    Population,
    as_csv,
    as_markdown,
    as_text,
    compare,
    compare_sides,
    load_assumptions,
    run_reform,
    write_report,
)
from knowledge.population.assumptions import read_assumptions
from knowledge.population.gains import CHANGES, together
from knowledge.population.report import lines
from knowledge.reading import Reader

ON = date(2025, 10, 1)


def shares(impact: Impact, grouping: str = "iedereen") -> dict[str, dict[str, int]]:
    """Over all measures: group -> change -> people."""
    counted = zip(impact.groups[grouping], impact.overall[grouping].tolist(), strict=True)
    return {group: dict(zip(CHANGES, row, strict=True)) for group, row in counted}


def test_lower_thresholds_only_make_people_gain() -> None:
    told: list[tuple[int, int]] = []
    impact = run_reform("serv_vov_deeltijds", ON, 70_000, progress=lambda done, of: told.append((done, of)))
    everybody = shares(impact)["iedereen"]
    assert everybody["wint"] > 500 and everybody["verliest"] == everybody["gemengd"] == 0
    assert sum(everybody.values()) == 70_000
    assert set(impact.measures) == {"vov", "vov_gir"}
    assert told[-1] == (70_000, 70_000) and len(told) == 3
    by_status = shares(impact, "statuut")
    assert by_status["student"]["wint"] == 0 < by_status["werknemer"]["wint"]
    before, after = (impact.measures["vov"]["iedereen"].before, impact.measures["vov"]["iedereen"].after)
    assert after[0][0] - before[0][0] == impact.measures["vov"]["iedereen"].changes[0][0]


def test_a_dearer_cheque_is_a_loss_for_the_highly_schooled() -> None:
    impact = run_reform("serv_loopbaancheque_2020", date(2024, 6, 1), 20_000)
    groups = shares(impact, "opleidingsniveau")
    assert groups["hooggeschoold"]["verliest"] > 1000
    assert groups["kortgeschoold"]["verliest"] == groups["middengeschoold"]["verliest"] == 0


def test_two_days_under_one_law(knowledge: Knowledge) -> None:
    before, after = Side(knowledge, date(2025, 8, 31)), Side(knowledge, date(2025, 9, 1))
    impact = compare_sides(before, after, 20_000)
    everybody = {
        change: int(count)
        for change, count in zip(CHANGES, impact.measures["vov"]["iedereen"].changes[0], strict=True)
    }
    assert everybody["verliest"] > 100 and everybody["wint"] == 0
    unknown = compare_sides(Side(knowledge, ON), Side(knowledge, date(2026, 11, 21)), 5_000)
    assert shares(unknown)["iedereen"]["onduidelijk"] > 500  # thresholds that nobody knows yet


def test_nothing_changes_outside_the_days_of_a_proposal() -> None:
    impact = run_reform("serv_vov_deeltijds", date(2024, 10, 1), 1_000)
    assert impact.measures == {} and shares(impact)["iedereen"]["gelijk"] == 1_000
    assert "Voor niemand verandert er iets." in as_text(impact)


def test_counts_are_those_of_the_scalar_engine(knowledge: Knowledge) -> None:
    impact = run_reform("zonder_besparing_2025", date(2026, 3, 1), 400, seed=5)
    coding = Coding()
    law, reform = impact.before.knowledge, impact.after.knowledge
    drawn = Population(law.vocabulary, load_assumptions(law.vocabulary), coding, 400, 5)
    (block,) = drawn.blocks()
    people = [block.facts(law.vocabulary, coding, at) for at in range(400)]

    def entitled(rules: Knowledge, facts: Facts) -> bool:
        return rules.assess(facts, date(2026, 3, 1), ["loopbaancheque"]).results[0].status == "recht"

    table = impact.measures["loopbaancheque"]["iedereen"]
    assert table.before[0][0] == sum(entitled(law, facts) for facts in people)
    assert table.after[0][0] == sum(entitled(reform, facts) for facts in people)


def test_changes_of_several_measures_together() -> None:
    codes = {name: np.uint8(at) for at, name in enumerate(CHANGES)}

    def joined(first: str, second: str) -> str:
        return CHANGES[together(codes[first], codes[second])]

    assert joined("wint", "gelijk") == "wint" and joined("gelijk", "gelijk") == "gelijk"
    assert joined("wint", "verliest") == joined("gemengd", "verliest") == "gemengd"
    assert joined("wint", "onduidelijk") == joined("gelijk", "onduidelijk") == "onduidelijk"


# ---------------------------------------------------------------- the report
@pytest.fixture(scope="module")
def impact() -> Impact:
    """A small comparison."""
    return run_reform("zonder_besparing_2025", date(2026, 3, 1), 3_000)


def test_the_report_says_what_it_is(impact: Impact) -> None:
    for told in (as_text(impact), as_markdown(impact)):
        assert "geen statistiek over Vlaanderen" in told and "Dit is een scenario, niet de wet." in told
        assert "3.000 mensen, beginwaarde 2026." in told
        assert "Vlaams opleidingsverlof" in told and "kortgeschoold" in told and " %" in told
    header, *rows = as_csv(impact).splitlines()
    assert header.startswith("maatregel,indeling,groep,mensen,had_recht,heeft_recht,wint,verliest")
    assert len(rows) == len(list(lines(impact)))
    by_grouping: Counter[str] = Counter()
    for line in lines(impact):
        if line.measure == "alles samen":
            by_grouping[line.grouping] += line.people
    assert set(by_grouping.values()) == {3_000}


def test_the_report_is_written(impact: Impact, tmp_path: Path) -> None:
    written = write_report(impact, tmp_path / "nieuw")
    assert [path.name for path in written] == [
        "tabel.csv",
        "tabel.md",
        "overzicht.txt",
        "winst-en-verlies.svg",
    ]
    assert all(path.stat().st_size > 500 for path in written)
    first = written[-1].read_text(encoding="utf-8")
    write_report(impact, tmp_path / "nieuw")
    assert written[-1].read_text(encoding="utf-8") == first and first.lstrip().startswith("<?xml")


# ---------------------------------------------------------------- the assumptions
def test_every_assumption_says_where_it_comes_from(knowledge: Knowledge) -> None:
    assumptions = load_assumptions(knowledge.vocabulary)
    assert "geen cijfers over Vlaanderen" in assumptions.note
    assert all(item.note for item in assumptions.fields)
    told = yaml.safe_load((DATA / "bevolking.yml").read_text(encoding="utf-8"))
    assert all(entry.get("aanname") is True or entry.get("bronnen") for entry in told["velden"].values())


SOUND = """
toelichting: verzonnen
bronnen:
  S1: {titel: "Telling", url: null, datum: null, zekerheid: A, gezien_op: 2026-11-21}
groepen:
- {naam: leeftijd, veld: leeftijd, klassen: [{van: 18, tot: 40}]}
velden:
  leeftijd:
    aanname: true
    toelichting: "Verzonnen."
    gevallen:
    - bereiken: [{van: 18, tot: 60, kans: 1}]
  statuut:
    bronnen: [S1]
    toelichting: "Geteld."
    gevallen:
    - als: "leeftijd > 20"
      kansen: {werknemer: 1, onbekend: 1}
"""
WRONG = [
    ("leeftijd:\n    aanname", "leeftijdd:\n    aanname", "the field 'leeftijdd' does not exist"),
    ("    aanname: true\n", "", "say where this comes from"),
    ("    bronnen: [S1]\n", "    bronnen: [S1]\n    aanname: true\n", "say where this comes from"),
    ("bronnen: [S1]", "bronnen: [S2]", "the source 'S2' does not exist"),
    ("{werknemer: 1,", "{werker: 1,", "'werker' is no value of statuut"),
    ("kansen: {werknemer: 1, onbekend: 1}", "kansen: {werknemer: 0}", "the weights are all zero"),
    ("kansen: {werknemer: 1, onbekend: 1}", "bereiken: [{van: 1, tot: 2, kans: 1}]", "something to draw from"),
    ("    - bereiken: [{van: 18, tot: 60, kans: 1}]", "    - {}", "something to draw from"),
    ("van: 18, tot: 60", "van: 60, tot: 18", "the range ends before it begins"),
    ('als: "leeftijd > 20"', 'als: "sector == prive"', "does not exist"),
    ('als: "leeftijd > 20"', 'als: "leeftijd + 20"', "this is a number"),
    ("klassen: [{van: 18, tot: 40}]", "klassen: []", "cannot be grouped so"),
    ("klassen: [{van: 18, tot: 40}]}", "klassen: [{van: 18, tot: 40}]}\n- {naam: postcode, veld: postcode}", "cannot be grouped so"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "message"), WRONG, ids=[f"{row[2][:30]}-{at}" for at, row in enumerate(WRONG)]
)
def test_what_is_wrong_with_an_assumption_is_told(
    knowledge: Knowledge, old: str, new: str, message: str
) -> None:
    problems: list[Problem] = []
    read_assumptions(Reader.of_text(SOUND, "bevolking.yml", problems), knowledge.vocabulary)
    assert problems == []
    assert SOUND.count(old) == 1
    read_assumptions(Reader.of_text(SOUND.replace(old, new), "bevolking.yml", problems), knowledge.vocabulary)
    assert any(message in problem.message for problem in problems), problems


def test_a_broken_file_of_assumptions_is_refused(knowledge: Knowledge, tmp_path: Path) -> None:
    (tmp_path / "bevolking.yml").write_text("toelichting: x\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="'groepen' is missing"):
        load_assumptions(knowledge.vocabulary, tmp_path)


def test_unknown_people_are_drawn_as_assumed(knowledge: Knowledge) -> None:
    problems: list[Problem] = []
    assumptions = read_assumptions(Reader.of_text(SOUND, "bevolking.yml", problems), knowledge.vocabulary)
    coding = Coding()
    drawn = Population(knowledge.vocabulary, assumptions, coding, 2_000, 1)
    (block,) = drawn.blocks()
    people = [block.facts(knowledge.vocabulary, coding, at) for at in range(2_000)]
    ages = [int(str(facts.get("leeftijd"))) for facts in people]
    assert min(ages) == 18 and max(ages) == 60
    young = [facts for facts, age in zip(people, ages, strict=True) if age <= 20]
    assert young and all("statuut" not in facts for facts in young)
    assert 800 < sum(facts.get("statuut") == "werknemer" for facts in people) < 1100
    side = Side(knowledge, ON)
    found = compare(side, Side(knowledge, date(2024, 10, 1)), drawn)
    assert found.groups["leeftijd"] == ("18 tot 40", "onbekend")
    assert sum(found.overall["leeftijd"][1].tolist()) == sum(age > 40 for age in ages)
