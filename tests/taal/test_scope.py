"""Whose fact is it, and does it hold now."""

from __future__ import annotations

from typing import Any

import pytest

from knowledge.taal import Reader

HOLDS: list[tuple[str, dict[str, Any]]] = [
    ("mijn vrouw werkt halftijds", {}),
    ("mijn zoon is 17 en zit in het zesde middelbaar", {}),
    ("mijn man is 61 en ik ben 57", {"leeftijd": 57}),
    ("vroeger werkte ik voltijds, nu 70 procent", {"tewerkstellingspercentage": 70}),
    ("ik was vroeger zelfstandige", {}),
    ("ik ben geen zelfstandige", {}),
    ("ik werk niet in Brussel maar in Aalst", {"werkgewest": "vlaanderen"}),
    ("mag een ambtenaar opleidingsverlof nemen?", {}),
    ("hoeveel procent moet je werken, 80%?", {}),
    ("ik wil in de zorg gaan werken", {}),
    ("ik weet niet of ik een loopbaancheque gebruikt heb", {}),
    ("onze werknemer is 44", {"leeftijd": 44}),
]


@pytest.mark.parametrize(("text", "expected"), HOLDS, ids=[text for text, _ in HOLDS])
def test_only_what_holds_for_the_speaker_now(reader: Reader, text: str, expected: dict[str, Any]) -> None:
    profile = reader.read(text).profiel
    assert {name: profile.get(name) for name in expected} == expected
    if not expected:
        assert not {
            "leeftijd",
            "statuut",
            "sector",
            "tewerkstellingspercentage",
            "diploma",
            "loopbaancheques_gebruikt",
        } & set(profile)


def test_a_supposition_is_no_fact(reader: Reader) -> None:
    reading = reader.read("en als ik voltijds zou werken?")
    assert reading.profiel == {}
    assert reading.hypothetical
    assert [(e.entiteit, e.waarde) for e in reading.entities] == [("tewerkstellingspercentage", 100)]


@pytest.mark.parametrize(
    "text",
    [
        "stel dat ik 30 uur werk",
        "wat als ik halftijds ga werken",
        "moest ik voltijds werken",
        "mocht ik 4/5 werken",
    ],
)
def test_ways_to_suppose(reader: Reader, text: str) -> None:
    reading = reader.read(text)
    assert reading.hypothetical and not reading.profiel


def test_a_correction_gives_the_new_value(reader: Reader) -> None:
    reading = reader.read("nee, 32 uur, niet 36")
    assert reading.profiel == {"uren_per_week": 32}
    assert reading.correction


def test_withdrawn_without_a_new_value(reader: Reader) -> None:
    reading = reader.read("ik werk niet meer bij Colruyt")
    assert reading.profiel == {}
    assert "sector" in reading.withdrawn
