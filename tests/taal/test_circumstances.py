"""Workplaces, prices, benefits, household, schedules and what was used: told in passing."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from knowledge.taal import Reader

TELLS: list[tuple[str, dict[str, Any]]] = [
    # the place of work through the workplace
    ("wij zijn een school in Hasselt", {"sector": "onderwijs", "werkgewest": "vlaanderen"}),
    (
        "wij zijn een kleine vzw in Ukkel met 12 werknemers",
        {"werkgewest": "brussel", "aantal_werknemers": 12},
    ),
    ("onze winkel ligt in Aalst", {"werkgewest": "vlaanderen"}),
    ("we runnen een bakkerij in Kortrijk", {"werkgewest": "vlaanderen"}),
    ("ik sta in een apotheek in Deinze", {"statuut": "werknemer", "werkgewest": "vlaanderen"}),
    ("ik werk als boekhouder in een architectenbureau in Elsene", {"werkgewest": "brussel"}),
    ("ik ben onthaalbediende in een ziekenhuis in Namen", {"werkgewest": "wallonie"}),
    ("ik woon boven een winkel in Aalst", {"woongewest": "vlaanderen", "werkgewest": None}),
    ("ik woon naast een school in Gent", {"werkgewest": None}),
    ("ik zoek werk in een school in Gent", {"werkgewest": None, "sector": None}),
    ("ik volg les in een school in Gent", {"werkgewest": None}),
    ("ik zoek een school in Gent", {"werkgewest": None}),
    # an age with nothing near it that tells how long
    ("ik ben slager in Lier 35 jaar", {"leeftijd": 35, "ancienniteit_maanden": None}),
    ("42 jaar PC200 4/5 HSO werkt in Aalst", {"leeftijd": 42, "werkervaring_jaren": None}),
    ("51 PC 124 voltijds", {"leeftijd": 51}),
    ("mijn bazin is 55 jaar", {"leeftijd": None, "ancienniteit_maanden": None}),
    ("ik werk 22 jaar in een slagerij", {"leeftijd": None, "ancienniteit_maanden": 264}),
    # the price
    ("900 euro per persoon", {"directe_kost": 900}),
    ("de opleiding kost me ongeveer 250", {"directe_kost": 250}),
    ("inschrijving 1.250 euro", {"directe_kost": 1250}),
    ("de cursus is gratis", {"directe_kost": 0}),
    ("die opleiding kost niks", {"directe_kost": 0}),
    ("is de cursus gratis?", {"directe_kost": None}),
    ("zoek gratis cursussen", {"directe_kost": None}),
    ("ik krijg 1200 euro uitkering", {"directe_kost": None}),
    ("ik verdien 2100 euro", {"directe_kost": None}),
    ("mijn huur kost 800 euro", {"directe_kost": None}),
    # benefits
    ("ik ben werkloos, houd ik dan nog mijn uitkering?", {"uitkering": "werkloosheid"}),
    ("ik ben werkzoekende, verlies ik mijn uitkering als ik studeer", {"uitkering": "werkloosheid"}),
    ("hoe behoud ik mijn uitkering tijdens een opleiding, ik zit zonder werk", {"uitkering": "werkloosheid"}),
    ("ik ben werkzoekende zonder uitkering, heb ik recht op iets", {"uitkering": "geen"}),
    ("ik werk halftijds, verlies ik mijn uitkering", {"uitkering": None}),
    ("wie werkloos is, behoudt die zijn uitkering?", {"uitkering": None, "statuut": None}),
    ("ik krijg stempelgeld", {"uitkering": "werkloosheid"}),
    ("ik trek dop", {"uitkering": "werkloosheid", "statuut": "werkzoekende"}),
    ("ik zit op de mutualiteit", {"uitkering": "ziekte"}),
    ("ik leef van OCMW-steun", {"uitkering": "leefloon"}),
    ("ik werk bij het OCMW", {"uitkering": None, "sector": "lokale_overheid"}),
    # household
    ("we zijn met zijn drieën thuis", {"alleenwonend": False}),
    ("alleenstaande mama van 2", {"alleenwonend": True, "kinderen_ten_laste": 2}),
    ("3 kinderen waarvan nog 2 ten laste", {"kinderen_ten_laste": 2}),
    # schedule
    ("ik doe de vroege en de late", {"uurrooster": "variabel"}),
    ("de ene week vroeg, de andere week laat", {"uurrooster": "variabel"}),
    ("ik werk in een beurtrol", {"uurrooster": "variabel"}),
    ("mijn rooster is nooit hetzelfde", {"uurrooster": "variabel"}),
    ("elke week krijg ik een ander uurrooster", {"uurrooster": "variabel"}),
    ("ik werk van maandag tot vrijdag van 9 tot 17 uur", {"uurrooster": "vast"}),
    # how long with the employer, and the gross wage
    ("ik ben 18 maanden geleden gestart bij mijn werkgever", {"ancienniteit_maanden": 18}),
    ("al acht jaar trouw aan dezelfde baas", {"ancienniteit_maanden": 96}),
    ("ik werk nog maar 4 maanden op deze job", {"ancienniteit_maanden": 4}),
    ("mijn brutowedde ligt rond de 3.200", {"brutomaandloon": 3200}),
    # used this school year
    ("heb dit schooljaar al cheques gekregen voor 150 euro", {"opleidingscheques_bedrag": 150}),
    ("van mijn opleidingscheques is al 90 euro op", {"opleidingscheques_bedrag": 90}),
    ("ik heb dit schooljaar al voor 120 euro cheques gebruikt", {"opleidingscheques_bedrag": 120}),
    ("ik heb nog geen opleidingscheques besteld dit schooljaar", {"opleidingscheques_bedrag": 0}),
    ("ik heb dit schooljaar nog geen opleidingsverlof opgenomen", {"vov_uren_opgenomen": 0}),
    ("nog niks opgenomen van mijn opleidingsverlof", {"vov_uren_opgenomen": 0}),
    ("al 40 uur opgenomen van mijn opleidingsverlof", {"vov_uren_opgenomen": 40}),
]


@pytest.mark.parametrize(("text", "expected"), TELLS, ids=[text for text, _ in TELLS])
def test_told_in_passing(reader: Reader, text: str, expected: dict[str, Any]) -> None:
    reading = reader.read(text)
    told = {**reading.profiel, **reading.opleiding}
    assert {name: told.get(name) for name in expected} == expected


@pytest.mark.parametrize(
    "text",
    [
        "ik werk sinds 2015 bij dezelfde werkgever",
        "ik ben hier begonnen in 2015",
        "ik ben in dienst sinds maart 2015",
    ],
)
def test_with_the_employer_since_a_year(reader: Reader, text: str) -> None:
    assert reader.read(text, today=dt.date(2026, 3, 1)).profiel["ancienniteit_maanden"] == 132


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("hello can you help me please", "en"),
        ("bonjour je cherche une formation", "fr"),
        ("ich suche einen kurs", "de"),
        ("Здравствуйте, помогите", "ru"),
        ("ik zoek een cursus", None),
        ("ok", None),
    ],
)
def test_the_language_of_a_message(reader: Reader, text: str, code: str | None) -> None:
    reading = reader.read(text)
    assert reading.language == code
    assert [e.waarde for e in reading.entities if e.entiteit == "taal"] == ([code] if code else [])
