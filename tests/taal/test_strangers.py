"""What strangers say of themselves and their work, read by a mechanism: ages, workplaces, corrections."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from knowledge.taal import Reader

TODAY = dt.date(2026, 11, 30)

TELLS: list[tuple[str, dict[str, Any]]] = [
    # who sends somebody to a place is the employer
    ("ik werk voor een schoonmaakbedrijf op de afdeling van UZ Leuven", {"sector": "prive"}),
    ("ik sta in de keuken bij Sodexo in een rusthuis", {"sector": "prive"}),
    # how old
    ("ik begin opnieuw op mijn drieënveertigste", {"leeftijd": 43}),
    ("58 en nog altijd aan de slag", {"leeftijd": 58}),
    ("58 en 40 uren", {"leeftijd": None}),
    ("mag ik dat als ik in Genk werk en 51 ben?", {"leeftijd": 51}),
    ("mijn man is bakker en 50, ik ben kapster en 46", {"leeftijd": 46}),
    ("ik word 50 in januari", {"leeftijd": 49}),
    ("lasser bij een vzw, 3 jaar", {"leeftijd": None, "ancienniteit_maanden": 36}),
    ("ik werk er al 4 jaar en half", {"ancienniteit_maanden": 54}),
    # corrections that name no field
    ("ze hebben mijn uren opgetrokken van 19 naar 30", {"uren_per_week": 30}),
    ("het is niet pc 111 hoor, 124", {"paritair_comite": "124"}),
    ("mijn postcode is niet 9000 maar 9050", {"postcode": "9050"}),
    ("werkte voltijds, nu nog 3/5", {"tewerkstellingspercentage": 60}),
    # where somebody works, and for whom
    ("'k zit al jaren achter de kassa in d'Aldi", {"sector": "prive", "statuut": "werknemer"}),
    ("jaarlijks 9 studiepunten aan de KU Leuven", {"sector": None, "statuut": None}),
    ("ik las in de krant over cheques", {"sector": None, "statuut": None}),
    ("ik sta in crèche De Pinnemuts van de gemeente", {"sector": "lokale_overheid"}),
    ("parkwachter voor het Agentschap Natuur en Bos", {"sector": "vlaamse_overheid"}),
    ("welke premies zijn er voor iemand van bpost?", {"sector": "autonoom_overheidsbedrijf"}),
    # where somebody lives
    ("pendel elke dag Ninove - Brussel", {"woongewest": "vlaanderen", "werkgewest": "brussel"}),
    ("woon Tienen werk Brussel", {"woongewest": "vlaanderen", "werkgewest": "brussel"}),
    ("ons huis in Doornik, werk in Kortrijk", {"woongewest": "wallonie", "werkgewest": "vlaanderen"}),
    # for others is not of others; a supposition that supposes nothing
    ("ik neem tijdskrediet 1/5 voor mijn kinderen", {"onderbreking": "een_vijfde"}),
    ("ons pc is 302 als ik me niet vergis", {"paritair_comite": "302"}),
    # situations
    (
        "ik huur een flat in Elsene en pendel naar Aalst",
        {"woongewest": "brussel", "werkgewest": "vlaanderen"},
    ),
    ("mijn PC? 330 denk ik", {"paritair_comite": "330"}),
    ("cl 51 wz, 2 ktl", {"statuut": "werkzoekende", "leeftijd": 51}),
    ("wij hebben een drukkerij met 9", {"aantal_werknemers": 9}),
    ("18 dienstjaren bij de stad", {"ancienniteit_maanden": 216}),
    ("start op 12/01/2027", {"sector": None, "statuut": None}),
    ("vov nemen, kan dat als ik bij een gemeente werk?", {"sector": "lokale_overheid"}),
    ("mijn contract is ten einde", {"statuut": "werkzoekende"}),
    ("mijn contract is nog niet ten einde", {"statuut": "werknemer"}),
    ("ik werk niet, ik zorg voor ons ma", {"statuut": "niet_actief"}),
    ("kassierster met een halve opdracht", {"tewerkstellingspercentage": 50}),
    ("werk 3,5 dagen per week", {"tewerkstellingspercentage": 70}),
]


@pytest.mark.parametrize(("text", "expected"), TELLS, ids=[text for text, _ in TELLS])
def test_a_mechanism_reads_what_is_told(reader: Reader, text: str, expected: dict[str, Any]) -> None:
    """`None`: nothing may be read for that field."""
    found = {**(reading := reader.read(text, today=TODAY)).profiel, **reading.opleiding}
    assert {name: found.get(name) for name in expected} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("en als ik zelf halftijds zou werken?", {"tewerkstellingspercentage": 50}),
        ("stel dat ze een zelfstandige van mij maken?", {"statuut": "zelfstandige"}),
        ("en stel dat ik volgend jaar 60 word?", {"leeftijd": 60}),
    ],
)
def test_what_is_only_supposed_is_no_fact(reader: Reader, text: str, expected: dict[str, Any]) -> None:
    """A wish or a kind of people inside a supposition is its case."""
    reading = reader.read(text, today=TODAY)
    assert not reading.profiel
    assert reading.supposed == expected
