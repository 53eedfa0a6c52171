"""Slips that only the words beside them tell."""

from __future__ import annotations

import pytest

from knowledge.taal import Reader
from knowledge.taal.context import WordPairs

MEANT = {
    "ik week voltijds als bediende": "ik werk voltijds als bediende",
    "mn bass stelt voor dat": "mijn baas stelt voor dat",
    "nog noot loopbaanbegeleiding gevolgd": "nog nooit loopbaanbegeleiding gevolgd",
    "ervaring late erkennen": "ervaring laten erkennen",
    "werk in de zorh": "werk in de zorg",
    "15 jaar in de bouq": "15 jaar in de bouw",
    "studeer ng aan de universiteit": "studeer nog aan de universiteit",
    "2 kinderen tn laste": "2 kinderen ten laste",
    "45 uur pe week": "45 uur per week",
    "en woon in gheel": "en woon in geel",
}
POINTS = {
    "ik durf niet meer studeren ik ben al 57": "ik durf niet meer studeren , ik ben al 57",
    "ik woon in gent ik werk in brussel": "ik woon in gent , ik werk in brussel",
    "ik ben poolse vrouw 40 jaar werk in wasserij": "ik ben poolse vrouw 40 jaar , werk in wasserij",
}
NO_POINTS = (
    "welke cursus ik kan volgen",
    "die cursus wil ik volgen",
    "het bedrijf waar ik werk",
    "na 40 jaar werk ik halftijds",
)
STAYS = (
    "volgende week voltijds",
    "mijn werkgever zegt nee",
    "mijn leerkrediet staat op min 12",
    "verspreid over 3 sites",
    "de lessen vallen net in mijn werkuren",
    "cl gebrevetteerd vpk",
    "ik werk met messen in een beenhouwerij",
    "ik zag het licht in temse",
    "niemand mij ooit nog vindt",
    "alleenwonend met 2 kinderen",
    "haai",
)


@pytest.mark.parametrize(("typed", "meant"), MEANT.items())
def test_what_was_meant(reader: Reader, typed: str, meant: str) -> None:
    assert reader.read(typed).plain == meant


@pytest.mark.parametrize("text", STAYS)
def test_what_is_right_stays(reader: Reader, text: str) -> None:
    assert reader.read(text).plain == text


@pytest.mark.parametrize(("typed", "meant"), POINTS.items())
def test_a_clause_begins_without_a_point(reader: Reader, typed: str, meant: str) -> None:
    assert reader.read(typed).plain == meant


@pytest.mark.parametrize("text", NO_POINTS)
def test_no_clause_begins(reader: Reader, text: str) -> None:
    assert reader.read(text).plain == text


def test_a_point_takes_no_place(reader: Reader) -> None:
    age = next(e for e in reader.read("ik durf niet meer ik ben 57").entities if e.entiteit == "leeftijd")
    assert (age.tekst, age.start, age.end) == ("ik ben 57", 18, 27)


def test_the_file_holds_what_was_counted() -> None:
    counted = WordPairs.count([["ik", "werk", "0", "uur"], ["ik", "werk"]])
    assert counted.seen("ik", "werk") == 2
    assert counted.seen("werk", "_") == 1
    assert counted.fits("ik", "werk", "_") > counted.fits("ik", "uur", "_")
    assert "werk 2 0 1 _ 1" in list(counted.lines())
    shipped = WordPairs.load()
    assert shipped.seen("ik", "werk") > 100
    assert shipped.total > 50_000
