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
}
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


def test_the_file_holds_what_was_counted() -> None:
    counted = WordPairs.count([["ik", "werk", "0", "uur"], ["ik", "werk"]])
    assert counted.seen("ik", "werk") == 2
    assert counted.seen("werk", "_") == 1
    assert counted.fits("ik", "werk", "_") > counted.fits("ik", "uur", "_")
    assert "werk 2 0 1 _ 1" in list(counted.lines())
    shipped = WordPairs.load()
    assert shipped.seen("ik", "werk") > 100
    assert shipped.total > 50_000
