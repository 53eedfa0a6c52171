"""The kinds of noise: the same in every run, of their own kind, and numbers stay."""

from __future__ import annotations

import re

import pytest

from benchmarks.evaluation.kinds import Change, kinds
from benchmarks.evaluation.report import markdown
from benchmarks.evaluation.robustness import Loss
from knowledge.taal.lexicon import word_frequencies

TEXT = (
    "Ik heb vijfendertig jaar, werk 30,5 uur in Gent en wil mijn loopbaanbegeleiding en opleidingsverlof "
    "graag misschien samen aanvragen, want ik word anders werkloos!"
)
KINDS = dict(kinds())


@pytest.mark.parametrize("change", KINDS.values(), ids=KINDS)
def test_numbers_stay_and_chance_is_always_the_same(change: Change) -> None:
    noisy = change(TEXT)
    assert noisy == change(TEXT)
    assert re.findall(r"\d+(?:,\d+)?", noisy) == ["30,5"]
    assert "vijfendertig" in noisy


def test_each_kind_does_what_its_name_says() -> None:
    assert KINDS["bare"]("Hallo, ik ben 30. En jij?") == "hallo ik ben 30 en jij"
    assert KINDS["parted"]("mijn loopbaanbegeleiding") == "mijn loopbaan begeleiding"
    assert KINDS["joined"](TEXT).replace(" ", "") == TEXT.replace(" ", "")
    assert len(KINDS["letters lost"](TEXT)) < len(TEXT)
    other = KINDS["wrong word"]("werken")
    assert other != "werken" and other in word_frequencies()
    assert KINDS["d and t"]("dat gebeurt") in ("dat gebeurd", "dat gebeurdt")


def test_a_message_without_words_stays() -> None:
    assert [change("30") for change in KINDS.values()] == ["30"] * len(KINDS)
    assert all(change("") == "" for change in KINDS.values())


def test_the_report_tells_what_each_kind_costs() -> None:
    about = dict.fromkeys(("moment", "training", "held_out", "intents", "cores", "load_before"), 1)
    noise = [Loss("none", 0.9, 4, 0.95), Loss("joined", 0.85, 6, 0.94)]
    report = markdown([], {}, [], {**about, "reading_ms": 2.0}, noise=noise)
    assert re.search(r"\| joined +\| 0\.850 +\| 0\.050 +\| 6 +\| 0\.940 +\| 0\.010 ", report)
