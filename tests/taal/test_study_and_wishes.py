"""What people say of a course, of what they used up, of a hurdle and of what they wish: in whatever words."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from knowledge.taal import Reader

TELLS: list[tuple[str, dict[str, Any]]] = [
    # what is used up, told with the measure first, or in a message that ends as a question
    ("mijn vov is 80 uur niet 60", {"vov_uren_opgenomen": 80}),
    ("mijn cheques waren 125 euro en geen 250", {"opleidingscheques_bedrag": 125}),
    ("10 maanden 1/5 zorgkrediet achter de rug", {"zorgkrediet_maanden_voltijds": 2, "onderbreking": None}),
    ("14 maand halftijds zorgkrediet gehad", {"zorgkrediet_maanden_voltijds": 7}),
    ("8 maand halftijds zorgkrediet aangevraagd", {"zorgkrediet_maanden_voltijds": None}),
    ("heb al 6 maanden TKO gehad", {"tijdskrediet_opleiding_maanden": 6}),
    ("tijdskrediet zorgmotief 30 maand op, nu een opleiding?", {"tijdskrediet_zorg_maanden": 30}),
    ("hoeveel van de 125 uur vov mag ik opnemen?", {"vov_uren_opgenomen": None}),
    ("ik krijg voor mijn tijdskrediet geen cent van de rva", {"rva_onderbrekingsuitkering": False}),
    ("de rva betaalt mijn tijdskrediet", {"rva_onderbrekingsuitkering": True}),
    ("de loopbaanbegeleiding was vorig jaar, met een cheque", {"loopbaancheques_gebruikt": 1}),
    ("ik wil loopbaanbegeleiding met een cheque", {"loopbaancheques_gebruikt": None}),
    # who asks, what it costs, how long it takes
    ("het idee was van mij, maar daarna kwam het voorstel van de werkgever", {"initiatief": "werkgever"}),
    ("zonder btw is het 800 euro", {"directe_kost": 800}),
    ("is dat gratis voor onze nieuwe medewerker?", {"directe_kost": None}),
    ("onze jongste gaat naar school en moet 15 euro betalen voor turnles", {"directe_kost": None}),
    ("cursus is 3 uur in de week maal 20 weken", {"contacturen": 60, "uren_per_week": None}),
    ("opleiding van 180 lestijden per schooljaar", {"contacturen": 180}),
    ("vov is 125 uur per jaar voor een opleiding", {"contacturen": None}),
    # goals and hurdles
    ("geen goesting meer in de bouw, wil iets met computers", {"doel": "herorienteren", "drempel": None}),
    ("geen goesting meer om in de zorg te werken", {"drempel": None}),
    ("geen zin in een opleiding", {"drempel": "motivatie"}),
    ("geen goesting om na mijn uren nog les te volgen", {"valt_binnen_werkuren": None}),
    ("mijn humaniora nog afmaken, kan dat op mijn 41?", {"doel": "inhalen", "diploma": None}),
    ("gewoon om mee te zijn met de nieuwe machines", {"doel": "bijblijven"}),
    ("kan niet met de pc werken, hoe dan online les?", {"drempel": "digitaal"}),
    ("mijn vrouw zei nee, dus ik doe het niet", {"drempel": "steun"}),
    ("grootste drempel is kinderopvang", {"drempel": "steun"}),
    # a subject without a word of learning
    ("Spaans voor beginners, waar kan dat?", {"titel": "Spaans"}),
    ("fotografie, liefst in Hasselt", {"titel": "fotografie"}),
    ("wil leren hoe je brood bakt", {"titel": "brood bakt"}),
    ("wil leren hoe je vov aanvraagt", {"titel": None}),
    ("lassen in een fabriek, 20 jaar al", {"titel": None}),
    ("als ik nu eens verpleegkunde zou doen", {"titel": "verpleegkunde"}),
    ("de opleiding is geregistreerd in de opleidingsdatabank", {"titel": None}),
    # a question that ends the message, a course that leads to nothing, another who learns
    ("ge krijgt daar geen attest van, enkel een bewijs", {"leidt_tot_kwalificatie": False, "diploma": None}),
    ("label opleidingskrediet ontbreekt", {"opleidingskrediet_label": False}),
    ('de opleiding heet "Webdeveloper full stack"', {"titel": "Webdeveloper full stack"}),
    (
        "mijn man volgt een cursus van 600 euro, zijn baas betaalt",
        {"directe_kost": None, "betaald_door": None},
    ),
    ("zondag les, normaal werk ik dan", {"valt_binnen_werkuren": True}),
    ("de les valt niet in mijn uren", {"valt_binnen_werkuren": False}),
    ("1300 euro voor 90 uur", {"directe_kost": 1300, "contacturen": 90}),
    ("is er tekort aan apothekers? mijn diploma is van Syrië", {"sector": None, "statuut": None}),
    ("mag ik als gepensioneerde nog een cursus volgen?", {"statuut": "gepensioneerd"}),
    ("mag een gepensioneerde nog een cursus volgen?", {"statuut": None}),
    ("nog eens naar school op mijn 44e", {"leeftijd": 44, "directe_kost": None}),
    ("van kassa naar kantoor, kan dat?", {"doel": "herorienteren"}),
    # career counselling
    ("zes jaar terug bij een loopbaancentrum", {"loopbaanbegeleiding_gevolgd": True}),
    ("loopbaancheques 1, geen 2", {"loopbaancheques_gebruikt": 1}),
    # people and work
    ("zit in mijn derde bachelor", {"statuut": "student"}),
    ("30 jaar gewerkt, waarvan de laatste 5 bij Barco", {"ancienniteit_maanden": 60}),
    (
        "zelfstandig dakwerker met drie gasten in loondienst",
        {"aantal_werknemers": 3, "kinderen_ten_laste": None},
    ),
    ("werk bij VDAB als consulent", {"vdab_ingeschreven": None}),
    ("kinderen: nihil. woonvorm: alleen.", {"kinderen_ten_laste": 0, "alleenwonend": True}),
    ("altijd dezelfde ploeg", {"uurrooster": "vast"}),
]


@pytest.mark.parametrize(("text", "facts"), TELLS)
def test_what_is_told_of_study_and_wishes(reader: Reader, text: str, facts: dict[str, Any]) -> None:
    reading = reader.read(text, today=dt.date(2026, 11, 30))
    told = {**reading.profiel, **reading.opleiding}
    assert {name: told.get(name) for name in facts} == facts


@pytest.mark.parametrize(
    ("text", "kind", "values"),
    [
        ("zoek lassen, niet in Antwerpen, wel in Geel", "gemeente", ["Geel"]),
        ("educatief verlof maar dan in Brussel", "maatregel", ["educatief_verlof_brussel"]),
        ("gir vov: hoeveel uur komt erbij", "maatregel", ["vov_gir"]),
        ("half in de klas, half thuis", "lesvorm", ["blended", "blended"]),
        ("ik word liever schilder dan stukadoor", "beroep", ["schilder"]),
        ("van verkoopster naar grafisch vormgever", "beroep", ["verkoopster", "grafisch vormgever"]),
    ],
)
def test_what_is_named(reader: Reader, text: str, kind: str, values: list[str]) -> None:
    entities = reader.read(text, today=dt.date(2026, 11, 30)).entities
    assert [entity.waarde for entity in entities if entity.entiteit == kind] == values
