"""The editors' commands, on a small directory of real files."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import Facts, Knowledge
from knowledge.maintenance import ageing, commands, examples, rerunning, situations
from knowledge.maintenance.console import FAILED, FOUND, GOOD, table
from knowledge.maintenance.judging import ManyJudge
from knowledge.occupations.own import DATA as OCCUPATIONS
from tests.project import ROOT

from .profiles import DATES, people
from .support import CONTRACT_PROFILE, CONTRACT_TRAINING, VOV, SmallData, real_knowledge

ON = "2021-01-01"
PERSON: dict[str, Any] = {"peildatum": ON, "profiel": {"statuut": "werknemer"}, "opleiding": {"uren": 40}}


class Editor:
    """Runs commands on the small directory and keeps what they said."""

    def __init__(self, data: SmallData, capsys: pytest.CaptureFixture[str]) -> None:
        self.data, self._capsys = data, capsys
        self.said = self.noted = ""

    def run(self, *words: str) -> int:
        """The exit code."""
        try:
            code = commands.main([*words, "--map", str(self.data.root)])
        except SystemExit as stopped:
            code = int(stopped.code or 0)
        self.said, self.noted = self._capsys.readouterr()
        return code

    def file(self, name: str, content: Any) -> str:
        """A JSON file, or one with lines when the content is a list."""
        path = self.data.root.parent / name
        lines = content if isinstance(content, list) else [content]
        path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
        return str(path)


@pytest.fixture
def editor(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Editor:
    directory = tmp_path / "kennis"
    directory.mkdir()
    return Editor(SmallData(directory), capsys)


# ---------------------------------------------------------------- controleer
def spoil(path: Path, old: str, new: str) -> str:
    """Change the first such place in a file; gives how a problem there begins."""
    before, found, after = path.read_text(encoding="utf-8").partition(old)
    assert found
    path.write_text(before + new + after, encoding="utf-8")
    return f"{path.parent.name}/{path.name}:{before.count(chr(10)) + 1}: "


def test_sound_files_are_told_to_be_sound(editor: Editor) -> None:
    assert editor.run("controleer") == GOOD
    assert "1 maatregel, 1 voorbeeld nagerekend, versie 2026.1+" in editor.said
    assert editor.said.endswith("alles klopt.\n")


def test_a_mistake_is_told_in_dutch_with_its_place(editor: Editor) -> None:
    line = editor.data.change(VOV, "waarde: 32, bronnen: [A1]", "waarde: 32, bronnen: [A2]")
    assert editor.run("controleer") == FOUND
    assert f"{VOV}:{line}: de bron 'A2' bestaat niet. " in editor.said and "1 fout." in editor.said


def test_a_wrong_example_is_told_in_dutch(editor: Editor) -> None:
    line = editor.data.change(VOV, "verwacht: {status: recht}", "verwacht: {status: mogelijk}")
    assert editor.run("controleer") == FOUND
    assert f"{VOV}:{line}: voorbeeld 'gewoon': status is recht, verwacht was mogelijk." in editor.said


def test_mistakes_in_the_occupations_are_told_too(editor: Editor) -> None:
    files = shutil.copytree(OCCUPATIONS, editor.data.root / "beroepen")
    assert editor.run("controleer") == GOOD and " beroepen, versie" in editor.said
    care, building, shortage = (files / f"{name}.yml" for name in ("zorg", "bouw", "knelpuntlijst"))
    places = {
        spoil(care, "kan: [verpleging,", "kan: [verplegin,"): "'verplegin' is niet bekend. Bedoel",
        spoil(care, "verwant: [zorgkundige,", "verwant: [zorgkundigen,"): "is geen ander beroep. Bedoel",
        spoil(building, "omstandigheden: [buiten,", "omstandigheden: [xyz,"): "'xyz' is niet bekend. Kijk",
        spoil(shortage, 'bron: "VDAB', 'bronnen: "VDAB'): "'bronnen'",
    }
    assert editor.run("controleer") == FOUND
    for place, told in places.items():
        assert any(line.startswith(place) and told in line for line in editor.said.splitlines()), editor.said
    editor.data.change(VOV, "naam: Verlof", "naam:")
    assert editor.run("controleer") == FOUND
    assert VOV in editor.said and "beroepen/zorg.yml" in editor.said


@pytest.mark.parametrize("words", [["toon", "vov"], ["verouderd"], ["documenteer", "--naar", "x"]])
def test_broken_files_end_the_other_commands(editor: Editor, words: list[str]) -> None:
    editor.data.change(VOV, "naam: Verlof", "naam:")
    assert editor.run(*words) == FAILED
    assert "hier hoort een tekst" in editor.noted and "niet in orde" in editor.noted


# ---------------------------------------------------------------- toon, verschil
def test_a_measure_on_a_day(editor: Editor) -> None:
    assert editor.run("toon", "vov", "--op", "2024-06-01") == GOOD
    for piece in (
        "Verlof op 1 juni 2024", "$min_uren = 32 uur", "van 1 januari 2020 tot en met 31 december 2024",
        "$premie = 1.300 euro per maand  (zwakke bron)", "niet voldaan: Jij bent ‹statuut›.",
        "niet voldaan: Te kort: 32 uur is nodig.", "tegen: Binnen 20 dagen.", "1. Vraag het.",
        "1 januari 2025: Nieuwe regels.", "[A] Besluit, 2020 (gezien op 2026-11-21)",
        "rekent met premie = 1.300",
    ):  # fmt: skip
        assert piece in editor.said, piece


def test_what_was_not_found_is_told(editor: Editor) -> None:
    editor.run("toon", "vov", "--op", "2025-06-01")
    assert "$min_uren = niet gevonden  (niet gevonden, zwakke bron)" in editor.said


def test_outside_its_period_a_measure_is_not_there(editor: Editor) -> None:
    assert editor.run("toon", "vov", "--op", "2019-01-01") == FOUND
    assert "Op deze dag bestaat de maatregel niet." in editor.said


def test_an_unknown_measure_names_the_known_ones(editor: Editor) -> None:
    assert editor.run("toon", "vof") == FAILED
    assert "Bedoel je 'vov'?" in editor.noted and "Er zijn: vov" in editor.noted


def test_what_differs_between_two_days(editor: Editor) -> None:
    assert editor.run("verschil", "2024-12-31", "2026-01-01") == FOUND
    assert "Kleinste opleiding: van 32 uur naar 40 uur" in editor.said
    assert editor.run("verschil", "2021-03-01", "2021-03-02", "--maatregel", "vov") == GOOD
    assert editor.run("verschil", "2021-03-01", "2021-03-02", "--maatregel", "vof") == FAILED


def test_what_differs_for_one_person(editor: Editor) -> None:
    person = editor.file("p.json", {"profiel": {"statuut": "werknemer"}, "opleiding": {"uren": 35}})
    assert editor.run("verschil", "2024-12-31", "2026-01-01", "--profiel", person) == FOUND
    assert "Wat verandert er voor jou?" in editor.said and "geen recht" in editor.said


def test_what_differs_from_the_files_of_before(editor: Editor, tmp_path: Path) -> None:
    old = tmp_path / "oud"
    old.mkdir()
    SmallData(old).change(VOV, "waarde: 32", "waarde: 24")
    assert editor.run("verschil", ON, ON, "--oud", str(old)) == FOUND
    assert "van 24 uur naar 32 uur" in editor.said and "voor de wijziging" in editor.said


# ---------------------------------------------------------------- verouderd
def test_values_that_need_attention_come_worst_first(editor: Editor) -> None:
    assert editor.run("verouderd", "--op", "2025-06-01") == FOUND
    rows = [line.split()[:2] for line in editor.said.splitlines()[2:5]]
    assert rows[:2] == [["vov", "min_uren"], ["vov", "premie"]]
    assert "2 waarden vragen aandacht" in editor.said


def test_an_old_source_is_a_reason(editor: Editor) -> None:
    knowledge = editor.data.load()
    recent = ageing.worries(knowledge, 12, date(2022, 6, 1))
    assert recent == []
    later = ageing.worries(knowledge, 1, date(2026, 12, 31))
    assert {worry.parameter: worry.reasons for worry in later}["dagen"] == ("oude bron",)
    assert editor.run("verouderd", "--op", "2022-06-01") == GOOD


# ---------------------------------------------------------------- voorbeeld, herreken
def test_a_situation_becomes_an_example_that_holds(editor: Editor) -> None:
    assert editor.run("voorbeeld", editor.file("s.json", PERSON), "--naam", "iemand: echt") == GOOD
    text = (editor.data.root / VOV).read_text(encoding="utf-8")
    lines = [line for line in editor.said.splitlines() if not line.startswith("#")]
    (editor.data.root / VOV).write_text(
        text.replace("voorbeelden:\n", "voorbeelden:\n" + "\n".join(lines) + "\n", 1), encoding="utf-8"
    )
    assert editor.run("controleer") == GOOD and "2 voorbeelden" in editor.said


def test_the_contract_example_is_exported_as_it_stands(knowledge: Knowledge) -> None:
    facts = knowledge.facts(CONTRACT_PROFILE, CONTRACT_TRAINING)
    result = knowledge.assess(facts, date(2025, 10, 1), ["vov"]).results[0]
    (found,) = yaml.safe_load(examples.as_example(result, "x", CONTRACT_PROFILE, CONTRACT_TRAINING))
    assert found["verwacht"]["voordeel"]["loonplafond"] == 3714 and found["verwacht"]["status"] == "recht"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ({"profiel": {}}, "'peildatum' moet een datum zijn"),
        ({"peildatum": ON, "naam": "An"}, "'naam' is hier niet bekend"),
        ({"peildatum": ON, "profiel": [1]}, "'profiel' moet een object zijn"),
        ([], "hier hoort een object"),
        ({"peildatum": ON, "profiel": {"statuut": "piloot"}}, "de feiten worden geweigerd"),
    ],
)
def test_a_wrong_situation_is_told(editor: Editor, content: Any, told: str) -> None:
    path = editor.data.root.parent / "s.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    assert editor.run("voorbeeld", str(path)) == FAILED and told in editor.noted


def test_who_gets_another_answer_after_a_change(editor: Editor) -> None:
    people = [{**PERSON, "opleiding": {"uren": hours}} for hours in (20, 33, 40)]
    first, kept = editor.file("s.jsonl", people), str(editor.data.root.parent / "k.jsonl")
    assert editor.run("herreken", first, "--naar", kept) == GOOD
    assert "3 situaties hadden nog geen vroegere uitkomst" in editor.noted
    assert editor.run("herreken", kept) == GOOD
    assert "3 situaties herrekend: niemand krijgt een ander antwoord." in editor.said
    editor.data.change(VOV, "waarde: 32", "waarde: 36")
    assert editor.run("herreken", kept) == FOUND
    assert re.search(r"vov +recht +geen_recht +1", editor.said)
    assert "1 van 3 situaties krijgt" in editor.said or "1 van 3 situaties krijgen" in editor.said
    assert "k.jsonl:2 op 2021-01-01: vov: recht -> geen_recht" in editor.said


def test_another_amount_a_gone_measure_and_refused_facts_are_told(editor: Editor) -> None:
    before = {
        "vov": {"status": "recht", "zekerheid": "bevestigd", "voordeel": {"bedrag_per_maand_bruto": 9}},
        "weg": {"status": "recht"},
    }
    wrong = {**PERSON, "profiel": {"statuut": "piloot"}}
    path = editor.file("s.jsonl", [{**PERSON, "uitkomst": before}, wrong])
    assert editor.run("herreken", path) == FOUND
    assert "bedrag_per_maand_bruto: 9 -> 1250.5" in editor.said and "niet in de kennis" in editor.said
    assert "feiten geweigerd: statuut" in editor.said


def test_many_situations_are_shared_out_and_come_back_in_order(editor: Editor) -> None:
    knowledge = editor.data.load()
    many = [
        situations.Situation({"statuut": "werknemer"}, {"uren": number % 60}, date(2020 + number % 5, 3, 1))
        for number in range(700)
    ]
    judged = list(rerunning.judge_all(knowledge, many))
    assert [item.situation for item in judged] == many
    for item in judged[::50]:
        facts = item.situation.facts(knowledge)
        assert item.outcome == situations.outcome_of(knowledge.assess(facts, item.situation.on).results)


@settings(deadline=None)
@given(st.lists(people(), min_size=2, max_size=4), st.sampled_from(DATES), st.sampled_from(DATES))
def test_what_is_remembered_is_what_would_be_judged(facts: list[Facts], first: date, second: date) -> None:
    knowledge = real_knowledge()
    judge = ManyJudge(knowledge)
    for person in facts:
        for on in (first, second):
            direct = situations.outcome_of(knowledge.assess(person, on).results)
            assert judge.outcome(person, on, None) == direct


def test_a_directory_without_situations_and_a_broken_line_are_told(editor: Editor, tmp_path: Path) -> None:
    assert editor.run("herreken", str(editor.data.root)) == FAILED and "*.jsonl" in editor.noted
    (tmp_path / "s.jsonl").write_text("\n{oei\n", encoding="utf-8")
    assert editor.run("herreken", str(tmp_path)) == FAILED and "s.jsonl:2: deze regel" in editor.noted
    assert editor.run("herreken", str(tmp_path / "weg.jsonl")) == FAILED


# ---------------------------------------------------------------- the command line
def test_help_is_in_dutch(editor: Editor) -> None:
    for name in commands.COMMANDS:
        assert editor.run(name, "--help") == GOOD
        assert editor.said.startswith("gebruik: loopbaanwijzer kennis") and "opties:" in editor.said


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["onzin"], "bestaat niet: 'onzin'"),
        (["toon"], "er ontbreekt: maatregel"),
        (["toon", "vov", "--op", "gisteren"], "'gisteren' is geen datum"),
        (["verouderd", "--maanden", "x"], "geen geheel getal"),
    ],
)
def test_a_wrong_command_is_told_in_dutch(editor: Editor, words: list[str], told: str) -> None:
    assert editor.run(*words) == FAILED and told in editor.noted and "--help" in editor.noted


def test_reforms_are_listed_and_told(editor: Editor) -> None:
    assert editor.run("hervorming") == GOOD and "geen hervormingen" in editor.said
    assert editor.run("hervorming", "onzin") == FAILED and "bestaat niet" in editor.noted


@pytest.mark.parametrize("program", [["-m", "knowledge"], ["-m", "bot.cli", "kennis"]])
def test_it_runs_as_a_program(editor: Editor, program: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, *program, "controleer", "--map", str(editor.data.root)],
        cwd=ROOT, capture_output=True, text=True, env=os.environ,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "") and "alles klopt" in done.stdout


def test_a_table_is_as_wide_as_its_cells() -> None:
    assert table(("a", "b"), [("lang", "x")]).splitlines() == ["a     b", "----  ----", "lang  x"]
