"""Corrections that set a new number against an old one."""

from __future__ import annotations

from typing import Any

import pytest

from knowledge import Knowledge
from knowledge.taal import Reader, Replacement, resolve

BARE: list[tuple[str, float, float]] = [
    ("niet 38 maar 30", 38, 30),
    ("28 in plaats van 38", 38, 28),
    ("die 80 was vroeger, nu is het 60", 80, 60),
    ("het was 80, nu is het 50", 80, 50),
    ("ik zei 45 maar het moet 54 zijn", 45, 54),
    ("het is geen 12, het is 10", 12, 10),
    ("verander die 40 naar 32", 40, 32),
    ("die 600 klopt niet, het is 750", 600, 750),
    ("sorry 38 is fout, het is 36", 38, 36),
]


@pytest.mark.parametrize(("text", "old", "new"), BARE, ids=[text for text, *_ in BARE])
def test_bare_numbers_name_no_field(reader: Reader, text: str, old: float, new: float) -> None:
    reading = reader.read(text)
    assert reading.replaces == (Replacement(old, new, None),)
    assert reading.correction
    assert (reading.profiel, reading.opleiding) == ({}, {})


TELLING: list[tuple[str, dict[str, Any]]] = [
    ("die 80 procent was tot vorig jaar, nu is het 60", {"tewerkstellingspercentage": 60}),
    ("die 4/5 was vroeger, nu werk ik 3/5", {"tewerkstellingspercentage": 60}),
    ("ik ben van 100 naar 80 procent gegaan", {"tewerkstellingspercentage": 80}),
    ("niet 38 uur maar 30", {"uren_per_week": 30}),
    ("ik bedoel 28 uur in plaats van 38", {"uren_per_week": 28}),
    ("35 uur moet 30 zijn", {"uren_per_week": 30}),
    ("ik ben 45 en niet 54", {"leeftijd": 45}),
    ("ik heb geen 2 kinderen maar 3", {"kinderen_ten_laste": 3}),
]


@pytest.mark.parametrize(("text", "facts"), TELLING, ids=[text for text, _ in TELLING])
def test_the_unit_tells_the_field(reader: Reader, text: str, facts: dict[str, Any]) -> None:
    reading = reader.read(text)
    assert reading.profiel == facts
    assert reading.correction


def test_years_and_euros_leave_the_field_open(reader: Reader) -> None:
    assert reader.read("nee 5 jaar, geen 3").replaces == (Replacement(3, 5, "jaar"),)
    money = reader.read("oei nee, 2400 euro en geen 2900")
    assert money.replaces == (Replacement(2900, 2400, "euro"),)
    assert (money.profiel, money.opleiding) == ({}, {})


def test_the_open_question_tells_the_field(reader: Reader) -> None:
    reading = reader.read("60 uur, geen 40", question="contacturen")
    assert reading.opleiding == {"contacturen": 60}
    assert reader.read("niet 38 maar 30", question="leeftijd").profiel == {}


@pytest.mark.parametrize(
    "text",
    [
        "wat als het niet 38 maar 30 is",
        "is het 30 of 38?",
        "ik werk 38 uur en heb geen 2 jaar ervaring",
        "ik werk 4 dagen op 5, niet in shiften",
        "ik ben 30 jaar, niet getrouwd, 2 kinderen",
    ],
)
def test_no_contrast(reader: Reader, text: str) -> None:
    assert reader.read(text).replaces == ()


@pytest.mark.parametrize(
    ("replacement", "known", "recent", "found"),
    [
        (Replacement(38, 30), {"leeftijd": 40, "uren_per_week": 38}, None, ("uren_per_week", 30)),
        (
            Replacement(3, 5, "jaar"),
            {"ancienniteit_maanden": 36, "kinderen_ten_laste": 3},
            None,
            ("ancienniteit_maanden", 60),
        ),
        (
            Replacement(12, 8, "maand"),
            {"werkervaring_jaren": 12, "ancienniteit_maanden": 12},
            None,
            ("ancienniteit_maanden", 8),
        ),
        (
            Replacement(4, 3, "dag"),
            {"tewerkstellingspercentage": 80},
            None,
            ("tewerkstellingspercentage", 60),
        ),
        (Replacement(40, 50), {"leeftijd": 40, "contacturen": 40}, "leeftijd", ("leeftijd", 50)),
        (Replacement(40, 50), {"leeftijd": 40, "contacturen": 40}, None, ("contacturen", 50)),
        (Replacement(2900, 2400, "euro"), {"brutomaandloon": 2900}, None, ("brutomaandloon", 2400)),
        (Replacement(38, 30), {"leeftijd": 40, "alleenwonend": True, "statuut": "werknemer"}, None, None),
    ],
)
def test_the_known_fact_with_the_old_value(
    knowledge: Knowledge,
    replacement: Replacement,
    known: dict[str, Any],
    recent: str | None,
    found: tuple[str, float] | None,
) -> None:
    assert resolve(knowledge.vocabulary, replacement, known, recent) == found
