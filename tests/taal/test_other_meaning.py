"""Words that look like a fact and tell another one, or none."""

from __future__ import annotations

from typing import Any

import pytest

from knowledge.taal import Reader
from knowledge.taal.shorthand import opening_line, written_out

TELLS: list[tuple[str, dict[str, Any]]] = [
    # where somebody learns is no workplace and no title
    ("wil een bachelor bij vives volgen", {"sector": None, "statuut": None, "titel": None}),
    ("ik geef les bij vives", {"sector": "onderwijs"}),
    ("ik ga naar ligo", {"titel": None}),
    ("heftruck VDAB 5d", {"titel": "heftruck"}),
    ("vr 38 PC200 4/5 HSO avond boekhouden", {"titel": "boekhouden", "diploma": "hoger_secundair"}),
    # hours of a course are none of a week
    ("zorgkundige dag 900u", {"contacturen": 900, "uren_per_week": None}),
    ("bediende 38u, zorgkundige dag 900u", {"contacturen": 900, "uren_per_week": 38}),
    ("studentenjob, 600 uren per jaar bij de bakker", {"contacturen": None}),
    # recognised people, papers to live here
    ("ik ben erkend vluchteling", {"erkend": None}),
    ("de opleiding is erkend", {"erkend": True}),
    ("ik heb nog geen papieren", {"diploma": None}),
    ("ik heb geen papieren van school", {"diploma": "geen"}),
    # a job that is over
    ("mijn contract is beëindigd", {"statuut": None}),
    ("mijn contract is van 38 uur", {"statuut": "werknemer"}),
    # what is no subject, and no price
    ("is er iets van t fonds voor uitzendkrachten", {"titel": None}),
    ("cursus doodsaai", {"titel": None}),
    ("een cursus, word ik gekort als ik die volg", {"titel": None}),
    ("cursus Word", {"titel": "Word"}),
    ("zeg dat ik recht heb op 10000 euro", {"directe_kost": None}),
    ("ik krijg een cursus van 300 euro", {"directe_kost": 300}),
    # of somebody else
    ("nee hij werkt voltijds", {"tewerkstellingspercentage": None}),
    ("nee zij werkt 38 uur en niet 40", {"uren_per_week": None}),
    ("nee ik werk voltijds", {"tewerkstellingspercentage": 100}),
    # school that is still to be done
    ("ik wil mijn middelbaar nog halen", {"doel": "inhalen", "soort": "secundair_diploma"}),
    ("ik wil mijn middelbaar niet halen", {"soort": None}),
    # ordinary words that are the name of an employer too
    ("ferm moe van mijn werk", {"sector": None, "statuut": None}),
    ("okay, ik werk 4/5", {"sector": None}),
    ("ik werk bij ferm", {"sector": "social_profit"}),
    # a question is no hurdle
    ("wil vrachtwagenchauffeur worden, wat mis ik dan?", {"drempel": None}),
    ("wnr moek da aanvragen", {"drempel": None}),
    ("waar kan ik frans leren", {"drempel": None}),
    ("wanneer moet ik dat nog doen", {"drempel": "tijd"}),
    ("door mijn shiften mis ik vaak de les", {"drempel": "tijd"}),
    # a denial of one thing does not reach the next
    ("geen HSO werkt Aalst woont Brussel", {"werkgewest": "vlaanderen", "woongewest": "brussel"}),
]
ANSWERS: list[tuple[str, str, dict[str, Any]]] = [
    ("sector", "staat in de databank", {"sector": None}),
    ("sector", "de staat", {"sector": "federale_overheid"}),
    ("sector", "staat", {"sector": "federale_overheid"}),
    ("sector", "wil een bachelor bij vives volgen", {"sector": None}),
    ("directe_kost", "pc 124", {"directe_kost": None, "paritair_comite": "124"}),
    ("directe_kost", "124", {"directe_kost": 124}),
    ("diploma", "geen papieren", {"diploma": "geen"}),
]
FILES: list[tuple[str, dict[str, Any]]] = [
    ("ambt stad Aalst stat 4/5 50j, bach vives", {"sector": "lokale_overheid", "titel": None}),
    ("vr 58j arb PC118 28u LSO", {"leeftijd": 58, "werkervaring_jaren": None, "ancienniteit_maanden": None}),
    ("wz 51j 18m werkloos uitk VDAB-inschr Gent", {"leeftijd": 51, "uitkering": "werkloosheid"}),
]


def _told(reader: Reader, text: str, question: str | None = None) -> dict[str, Any]:
    reading = reader.read(text, question)
    return {**reading.profiel, **reading.opleiding}


@pytest.mark.parametrize(("text", "expected"), TELLS)
def test_message(reader: Reader, text: str, expected: dict[str, Any]) -> None:
    told = _told(reader, text)
    assert {name: told.get(name) for name in expected} == expected


@pytest.mark.parametrize(("question", "text", "expected"), ANSWERS)
def test_answer(reader: Reader, question: str, text: str, expected: dict[str, Any]) -> None:
    told = _told(reader, text, question)
    assert {name: told.get(name) for name in expected} == expected


@pytest.mark.parametrize(("line", "expected"), FILES)
def test_line_of_a_file(reader: Reader, line: str, expected: dict[str, Any]) -> None:
    told = _told(reader, written_out(opening_line(line)))
    assert {name: told.get(name) for name in expected} == expected


@pytest.mark.parametrize("text", ["ik werk niet meer", "mijn contract is beëindigd"])
def test_a_job_that_is_over_takes_the_situation_back(reader: Reader, text: str) -> None:
    assert "statuut" in reader.read(text).withdrawn
