"""`python -m knowledge.check`: what it reports, and what a difference looks like."""

from __future__ import annotations

import runpy
import sys

import pytest

from knowledge import Knowledge, KnowledgeError, Problem, check, shared_knowledge

from .support import VOV, SmallData

EXPECTED = "verwacht: {status: recht}"
WRONG = "verwacht: {status: mogelijk, voordeel: {uren: 39, premie: 3}, ontbrekend: [leeftijd]}"


@pytest.mark.filterwarnings("ignore:.*found in sys.modules")
def test_it_runs_as_a_command_and_nothing_differs_in_the_project(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["check"])
    with pytest.raises(SystemExit) as caught:
        runpy.run_module("knowledge.check", run_name="__main__")
    assert caught.value.code == 0
    assert ", 0 differences, version 20" in capsys.readouterr().out


def test_a_difference_is_told_with_its_line(
    data: SmallData, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    line = data.change(VOV, EXPECTED, WRONG)
    monkeypatch.setattr(check, "load_knowledge", data.load)
    assert check.main() == 1
    told = capsys.readouterr().out
    assert f"maatregelen/vov.yml:{line}: 'gewoon': status: recht, expected mogelijk" in told
    assert "voordeel.uren: 40, expected 39" in told and "voordeel.premie: None, expected 3" in told
    assert "ontbrekend: [], expected ['leeftijd']" in told


def test_data_that_does_not_load_is_reported(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> Knowledge:
        raise KnowledgeError([Problem("vov.yml", 3, "this is wrong.", "Mend it.")])

    monkeypatch.setattr(check, "load_knowledge", broken)
    assert check.main() == 1 and capsys.readouterr().out == "vov.yml:3: this is wrong. Mend it.\n"


def test_the_shared_knowledge_is_loaded_once() -> None:
    assert shared_knowledge() is shared_knowledge()
