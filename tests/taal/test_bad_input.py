"""What people also type: nothing readable, other scripts, numbers that cannot be, two values for one."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

from knowledge.taal import Reader

ZALGO = "i̷̢k̶ b̵e̶n̴ 3̸4̷ j̶a̷a̸r̵ e̶n̷ w̸e̷r̷k̴ h̷a̷l̶f̵t̴i̵j̸d̶s̴"


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("👍👍👍", {}),
        ("😭 💶 ❓", {}),
        ("أنا أبحث عن عمل في بروكسل", {}),
        ("\u202eik ben 34 jaar\u202c", {"leeftijd": 34}),
        (ZALGO, {"leeftijd": 34, "tewerkstellingspercentage": 50, "statuut": "werknemer"}),
        ("ik be\u0301n 34 jaar", {"leeftijd": 34}),
        (
            "I work 4/5 en ik woon in Gent",
            {"tewerkstellingspercentage": 80, "woongewest": "vlaanderen", "statuut": "werknemer"},
        ),
        ("0/0 of 5/4 of 1/0", {}),
        ("woord " * 5000, {}),
        ("34 " * 5000, {}),
    ],
)
def test_what_can_be_read_is_read(reader: Reader, text: str, facts: dict[str, Any]) -> None:
    reading = reader.read(text)
    assert {**reading.profiel, **reading.opleiding} == facts


def test_the_words_of_a_message_with_marks_are_found_again(reader: Reader) -> None:
    (age,) = [entity for entity in reader.read(ZALGO).entities if entity.entiteit == "leeftijd"]
    assert ZALGO[age.start : age.end].startswith("i̷̢k̶ b̵")


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("ik ben 7", "leeftijd"),
        ("ik ben 150 jaar oud", "leeftijd"),
        ("ik werk 240%", "tewerkstellingspercentage"),
        ("ik werk 90 uur per week", "uren_per_week"),
        ("ik werk -5 uur per week", "uren_per_week"),
        ("ik verdien 2 bruto", "brutomaandloon"),
        ("ik verdien 9000000 bruto", "brutomaandloon"),
        ("ik heb 80 kinderen", "kinderen_ten_laste"),
    ],
)
def test_a_number_that_cannot_be_is_asked_again(reader: Reader, text: str, field: str) -> None:
    reading = reader.read(text)
    assert reading.profiel == {}
    assert [(problem.veld, "Geef een getal" in problem.melding) for problem in reading.out_of_range] == [
        (field, True)
    ]


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("ik ben 45 en ik ben 46", "leeftijd"),
        ("ik ben 34, euh 35 ... of 36?", "leeftijd"),
        ("ik ben 34 of 35", "leeftijd"),
        ("ik werk halftijds en voltijds", "tewerkstellingspercentage"),
        ("ik werk 20 uur per week en ik werk 55 uur per week", "uren_per_week"),
        ("ik verdien 2000 euro bruto en mijn bruto is 2500 euro", "brutomaandloon"),
        ("ik heb geen kinderen en 2 kinderen", "kinderen_ten_laste"),
    ],
)
def test_two_values_for_one_are_asked_about(reader: Reader, text: str, field: str) -> None:
    reading = reader.read(text)
    assert field not in reading.profiel
    assert [problem.veld for problem in reading.out_of_range] == [field]
    assert "twee getallen" in reading.out_of_range[0].melding


def test_two_homes_are_no_home(reader: Reader) -> None:
    assert "woongewest" not in reader.read("ik woon in Gent. Ik woon in Luik.").profiel


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("ik ben 34, nee 35", {"leeftijd": 35}),
        ("ik werk halftijds. Nee, ik werk voltijds.", {"tewerkstellingspercentage": 100}),
        ("ik werk halftijds en nog 30% bij een ander", {"tewerkstellingspercentage": 80}),
    ],
)
def test_a_correction_and_a_second_job_are_no_contradiction(
    reader: Reader, text: str, facts: dict[str, Any]
) -> None:
    assert reader.read(text).profiel.items() >= facts.items()


READ_ALL = """
from knowledge.taal import shared_reader
from knowledge.taal.emergencies import is_emergency
from knowledge.taal.signals import first_signal, signal_groups

reader = shared_reader()
for unit in (", ", "a ,", "... ", "of nee ", "en ik 12 uur ", "aa"):
    for text in ("a " + unit * 2000, unit * 2000 + "x"):
        plain = reader.read(text[:2000]).plain
        is_emergency(plain)
        for group in signal_groups():
            first_signal(group, plain)
"""


@pytest.mark.slow
def test_no_message_keeps_a_pattern_busy_for_ever() -> None:
    """In a process of its own: a pattern that goes astray lets nothing else run."""
    subprocess.run([sys.executable, "-c", READ_ALL], check=True, timeout=300)
