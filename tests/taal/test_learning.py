"""What is told of learning: degrees that are begun, limits of a search, forms of lessons, vouchers."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from knowledge.taal import Reader

TODAY = dt.date(2026, 11, 29)

TELLS: list[tuple[str, dict[str, Any]]] = [
    # a degree that is begun, and one that somebody has; the subject of a degree is none
    ("kan ik verlof krijgen als ik een bachelor begin", {"diploma": None}),
    ("mijn lessen graduaat vallen op vrijdag", {"diploma": None, "soort": "hoger_onderwijs"}),
    ("master secundair onderwijs, werk in een school", {"diploma": "master"}),
    ("bachelor vroedkunde, UZ Gent, halftijds", {"diploma": "bachelor", "titel": None}),
    ("heb dus al een master", {"diploma": "master"}),
    ("gehuwd, HS-diploma", {"diploma": "hoger_secundair"}),
    ("van school af op mijn vijftiende", {"scholingsgraad": "kort"}),
    # a limit is no fact, and course hours are no hours of work
    ("toon alles van minder dan 35 uur", {"uren_per_week": None, "contacturen": None}),
    ("ik werk minder dan 20 uur", {"uren_per_week": 20}),
    ("de cursus telt maximum 45 uur", {"contacturen": 45}),
    ("budget 300", {"directe_kost": None}),
    # breaks, moments of the lessons, goals
    ("ik onderbreek halftijds voor mijn opleiding", {"onderbreking": "halftijds"}),
    ("les op maandag en dan werk ik", {"valt_binnen_werkuren": True}),
    ("cursus op dinsdag, dan werk ik niet", {"valt_binnen_werkuren": False}),
    ("van kok naar buschauffeur", {"doel": "herorienteren"}),
    ("al 30 van de 125 uur vov opgenomen", {"vov_uren_opgenomen": 30, "contacturen": None}),
    ("2 keer 4 uur in de week, 20 weken", {"contacturen": 160}),
    ("2e graad bso", {"diploma": "lager_secundair"}),
    ("zoek een verkoopsopl", {"soort": None}),
]


@pytest.mark.parametrize(("text", "expected"), TELLS, ids=[text for text, _ in TELLS])
def test_told(reader: Reader, text: str, expected: dict[str, Any]) -> None:
    reading = reader.read(text, today=TODAY)
    told = {**reading.profiel, **reading.opleiding}
    assert {name: told.get(name) for name in expected} == expected


NAMED: list[tuple[str, str, list[Any]]] = [
    ("kan ik cheques en VOV samen krijgen", "maatregel", ["opleidingscheques", "vov"]),
    ("een loopbaancoach met cheques", "maatregel", ["loopbaancheque"]),
    ("ik krijg maaltijd cheques", "maatregel", []),
    ("liefst weekendlessen", "lesvorm", ["weekend"]),
    ("een onlinetraject", "lesvorm", ["online"]),
    ("iets na 18u30", "lesvorm", ["avond"]),
    ("bel mij na 18u", "lesvorm", []),
    ("onder de 80 uur graag", "uren", [80]),
    ("hoogstens 250 euro", "prijs", [250]),
]


@pytest.mark.parametrize(("text", "entity", "values"), NAMED)
def test_what_is_named(reader: Reader, text: str, entity: str, values: list[Any]) -> None:
    found = [e.waarde for e in reader.read(text, None, TODAY).entities if e.entiteit == entity]
    assert sorted(map(str, found)) == sorted(map(str, values))
