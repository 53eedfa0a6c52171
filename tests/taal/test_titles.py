"""Titles of trainings that stand in no list, and the ones that are no title."""

from __future__ import annotations

import pytest

from knowledge.taal import Reader

WISHED: list[tuple[str, str]] = [
    ("ik wil een opleiding drukkerijtechnieken volgen", "drukkerijtechnieken"),
    ("ik zou graag GIS leren", "GIS"),
    ("CNC leren?", "CNC"),
    ("ik wil VBA leren", "VBA"),
    ("kan ik opleidingsverlof krijgen voor een cursus houtsnijden?", "houtsnijden"),
    (
        "zijn er premies voor een bachelor biomedische laboratoriumtechnologie?",
        "biomedische laboratoriumtechnologie",
    ),
    ("ik wil mij verdiepen in erfrecht", "erfrecht"),
    ("ik wil mij graag in kunstgeschiedenis verdiepen", "kunstgeschiedenis"),
    ("ik wil me bekwamen in restauratietechnieken", "restauratietechnieken"),
    ("ik wil me specialiseren in cardiologie maar heb geen geld", "cardiologie"),
    ("mijn baas wil dat ik me bijschool in BIM", "BIM"),
    ("een opleiding over dementievriendelijke zorg van 40 uur", "dementievriendelijke zorg"),
    ("ik overweeg een graduaat winkelmanagement aan Howest", "winkelmanagement"),
    ("ik volg nu avondles meubelstofferen", "meubelstofferen"),
    ("ik ben bezig met een bachelor milieuzorg", "milieuzorg"),
    ("postgraduaat relatietherapie, 20 studiepunten", "relatietherapie"),
    ("ik wil bijenteelt leren, kost 300 euro", "bijenteelt"),
    ("ik studeer farmacie", "farmacie"),
    ("zou graag nog wat bijleren over wijn", "wijn"),
    ("cursus natuurgids in Brugge vanaf september", "natuurgids"),
    ("ik zoek een cursus hoefsmid", "hoefsmid"),
    ("cursus Grieks voor beginners in het CVO", "Grieks voor beginners"),
    ("opleiding elektrisch lassen volgen, kan dat met verlof?", "elektrisch lassen"),
    ("ik heb een opleiding haarverzorging gevonden in Kortrijk", "haarverzorging"),
    ("welke steun krijg ik als ik een opleiding veeteelt doe naast mijn werk", "veeteelt"),
    ("wij willen een opleiding valpreventie voor onze medewerkers", "valpreventie"),
    ("ik heb een graduaat bouwkunde maar zou een opleiding drone-piloot volgen", "drone-piloot"),
    ("ik heb een bachelor verpleegkunde en wil een postgraduaat oncologie doen", "oncologie"),
    ("ik wil geen boekhouden maar lassen leren", "lassen"),
    ("ik vind geen cursus lassen", "lassen"),
    ("ik wil niet alleen boekhouden leren", "boekhouden"),
    ("ik heb een master in de rechten en wil notariaat studeren", "notariaat"),
]


@pytest.mark.parametrize(("text", "title"), WISHED, ids=[text for text, _ in WISHED])
def test_the_wished_title(reader: Reader, text: str, title: str) -> None:
    assert reader.read(text).opleiding.get("titel") == title


@pytest.mark.parametrize(
    "text",
    [
        "ik heb een master geschiedenis",
        "30 jaar, bachelor, woon in brugge",
        "ik wil geen boekhouden leren",
        "ik wil geen cursus boekhouden",
        "ik heb vroeger houtbewerking gestudeerd",
        "ik heb een opleiding metaalbewerking gevolgd en wil nu iets anders",
        "ik heb al veel opleidingen gevolgd",
        "een opleiding volgen is moeilijk met kinderen",
        "ik wil een opleiding volgen maar weet niet welke",
        "ik wil een opleiding waarmee ik thuis kan werken",
        "ik wil iets nieuws leren",
        "ik wil imker worden, bestaat daar een opleiding voor",
        "is de opleiding erkend",
        "de cursus is te duur",
        "opleiding in Gent",
        "opleiding buiten de werkuren",
        "kan ik verlof nemen voor mijn opleiding",
        "mijn opleiding kost 500 euro en duurt 60 uur",
        "hoeveel uren verlof krijg ik voor een opleiding van 40 uur",
        "een korte cursus is genoeg",
        "wat kost een opleiding",
        "heb je een opleiding voor mij",
        "kan ik mijn attest ergens uploaden",
        "mijn zoon studeert rechten",
    ],
)
def test_no_title(reader: Reader, text: str) -> None:
    assert "titel" not in reader.read(text).opleiding


def test_what_is_not_wished_for_is_no_title(reader: Reader) -> None:
    said = reader.read("ik wil geen boekhouden leren maar iets met dieren")
    assert said.opleiding.get("titel") == "dieren"
