"""Lost spaces, spaces too many, and slips that need more than the letters of one word."""

from __future__ import annotations

from collections import Counter

import pytest
import yaml

from knowledge.taal import Reader
from knowledge.taal.lexicon import DATA

LOST = {
    "mijn werkgeveris in orde": "mijn werkgever is in orde",
    "alsik wil": "als ik wil",
    "watisda juist": "wat is dat juist",
    "bijmijne baas": "bij mijn baas",
    "bijeenuitzendkantoor": "bij een uitzendkantoor",
    "ik werkvoltijds": "ik werk voltijds",
    "loopbaanbegeleidinggevolgd": "loopbaanbegeleiding gevolgd",
    "ik werk inGenk": "ik werk in genk",
    "in UZLeuven": "in uz leuven",
    "geen enkelPOP": "geen enkel pop",
    "bij de vlaamseoverheid": "bij de vlaamse overheid",
    "bij de vlaamseoverhied": "bij de vlaamse overheid",
    "hoe vragk dat aan": "hoe vraag ik dat aan",
    "iser een opleiding": "is er een opleiding",
    "vraagt om dopleiding": "vraagt om de opleiding",
}
TOO_MANY = {
    "ik ben werk loos": "ik ben werkloos",
    "vlaams opleidings verlof": "vlaams opleidingsverlof",
    "buiten mijn werk uren": "buiten mijn werkuren",
    "2 loopbaan cheqeus": "2 loopbaancheque",
    "tandarts asistente": "tandartsassistente",
}
SLIPS = {
    "moey ik": "moet ik",
    "njet meer": "niet meer",
    "op 15 maarr 2027": "op 15 maart 2027",
    "bruto 3150 p mnd": "bruto 3150 per maand",
    "doe interimwekr": "doe interim",
    "agtien jaar": "18 jaar",
    "in Gznt": "in gent",
    "na vijftien jaaf": "na 15 jaar",
    "950 uero": "950 euro",
    "120 lestijdsn": "120 lestijd",
    "een sjokoladefabriek": "een chocoladefabriek",
    "een batsjelor": "een bachelor",
    "durf niet meer studeere": "durf niet meer studeren",
    "men hoogste diploma": "mijn hoogste diploma",
    "'k sta voltijds": "ik sta voltijds",
    "kdurf niet": "ik durf niet",
    "ik werk uren te veel per week": "ik werk uur te veel per week",
}
STAYS = (
    "moet men hebben",
    "men zegt dat",
    "thuis blijven",
    "mijn werk tijd voor iets nieuws",
    "vast benoemd",
    "gebrevetteerd verpleegkundige",
    "ik ben 15 maar ik werk",
    "een tussendiploma",
    "een opleiding haarverzorging",
    "de sterktetest en de ziekteperiode",
    "een kookopleiding in een bloemenzaak",
    "een boek openslaan",
    "zelfmoordgedachten",
    "landmeten met YouTube en LinkedIn",
)


@pytest.mark.parametrize(("typed", "meant"), (LOST | TOO_MANY | SLIPS).items())
def test_what_was_meant(reader: Reader, typed: str, meant: str) -> None:
    assert reader.read(typed).plain == meant


@pytest.mark.parametrize("text", STAYS)
def test_what_is_right_stays(reader: Reader, text: str) -> None:
    assert reader.read(text).plain == text.lower()


def test_words_apart_lead_back_to_where_they_stood(reader: Reader) -> None:
    town = next(one for one in reader.read("ik werk inGenk").entities if one.entiteit == "gemeente")
    assert (town.tekst, town.start, town.end) == ("Genk", 10, 14)


def test_no_row_of_spellings_hides_another() -> None:
    tree = yaml.compose((DATA / "spelling.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    rows = next(value for key, value in tree.value if key.value == "schrijfwijzen")
    assert [name for name, times in Counter(key.value for key, _ in rows.value).items() if times > 1] == []
