"""Facts in a sentence, as people in Flanders type them."""

from __future__ import annotations

from typing import Any

import pytest

from knowledge.taal import Reader

TELLS: list[tuple[str, dict[str, Any]]] = [
    # age
    ("ik ben 34", {"leeftijd": 34}),
    ("kben achtenveertig", {"leeftijd": 48}),
    ("ik ben bijna 60 jaar", {"leeftijd": 60}),
    ("Lies, 29, arbeider", {"leeftijd": 29, "statuut": "werknemer"}),
    ("ik ben 50 plus", {}),
    ("zijde gij ne werknemer van de vdab?", {}),
    ("PC 330? dat zegt mij niks", {}),
    ("halftijds, wat is dat dan", {}),
    ("kben marleen 57", {"leeftijd": 57}),
    ("ik ben deeltijds 50", {"leeftijd": None}),
    ("koen 44 jaar, arbeider", {"leeftijd": 44, "statuut": "werknemer"}),
    ("eigenlijk ben ik 31", {"leeftijd": 31}),
    # situation
    ("bediende", {"statuut": "werknemer"}),
    ("ik werk via een interimkantoor", {"statuut": "uitzendkracht"}),
    ("ik zit zonder werk", {"statuut": "werkzoekende"}),
    ("ik ben zelfstandige", {"statuut": "zelfstandige"}),
    ("ik ben zelfstandige in bijberoep", {"bijberoep": True, "statuut": "werknemer"}),
    ("ik ben economisch werkloos", {"tijdelijk_werkloos": True, "statuut": "werknemer"}),
    # sector and committee
    ("ik werk bij Decathlon", {"sector": "prive", "statuut": "werknemer"}),
    ("ik werk in een woonzorgcentrum", {"sector": "social_profit", "statuut": "werknemer"}),
    ("ik werk voor de gemeente", {"sector": "lokale_overheid", "statuut": "werknemer"}),
    ("ik ben ambtenaar bij het departement omgeving", {"sector": "vlaamse_overheid", "statuut": "werknemer"}),
    ("ik werk bij de FOD Financiën", {"sector": "federale_overheid", "statuut": "werknemer"}),
    ("ik sta voor de klas", {"sector": "onderwijs", "statuut": "werknemer"}),
    ("ik werk bij Infrabel", {"sector": "autonoom_overheidsbedrijf", "statuut": "werknemer"}),
    ("paritair comité 119.02", {"paritair_comite": "119.02", "sector": "prive", "statuut": "werknemer"}),
    ("pc330", {"paritair_comite": "330", "sector": "social_profit", "statuut": "werknemer"}),
    # places
    ("ik woon in Poperinge en werk in Rijsel", {"woongewest": "vlaanderen", "werkgewest": "buitenland"}),
    ("mijn kantoor is in Elsene", {"werkgewest": "brussel"}),
    ("ik woon en werk in Namen", {"woongewest": "wallonie", "werkgewest": "wallonie"}),
    ("mijn postcode is 2300", {"postcode": "2300"}),
    ("Torhout", {}),
    ("ik kom uit Polen", {}),
    # how much
    ("ik werk voltijds", {"tewerkstellingspercentage": 100}),
    ("ik werk drie vijfde", {"tewerkstellingspercentage": 60}),
    ("14/20", {"tewerkstellingspercentage": 70}),
    ("ik werk 2 dagen op 5", {"tewerkstellingspercentage": 40}),
    ("60 procent", {"tewerkstellingspercentage": 60}),
    ("ik werk halftijds in een school en 25% in een bakkerij", {"tewerkstellingspercentage": 75}),
    ("ik werk 28 uur per week", {"uren_per_week": 28}),
    ("30,4u/week", {"uren_per_week": 30.4}),
    ("voltijds is 39, ik werk 19u30", {"uren_per_week": 19.5, "tewerkstellingspercentage": 50}),
    (
        "een voltijdse job is bij ons 40 uur, ik doe er 32",
        {"uren_per_week": 32, "tewerkstellingspercentage": 80},
    ),
    ("ik werk 30u op 40", {"uren_per_week": 30, "tewerkstellingspercentage": 75}),
    ("ik werk in ploegen", {"uurrooster": "variabel"}),
    ("ik heb vaste werkuren", {"uurrooster": "vast"}),
    # school
    ("ik heb een A3 diploma", {"diploma": "lager_secundair"}),
    ("ik heb zevende bso gedaan", {"diploma": "hoger_secundair"}),
    ("ik ben regentes", {"diploma": "bachelor"}),
    ("ik heb een licentiaat", {"diploma": "master"}),
    ("ik heb geen diploma", {"diploma": "geen"}),
    ("gene diploma, allez lager middelbaar", {"diploma": "lager_secundair"}),
    # working life
    ("ik heb 12 jaar ervaring", {"werkervaring_jaren": 12}),
    ("ik werk al 3 jaar bij dezelfde firma", {"ancienniteit_maanden": 36}),
    ("ik ben anderhalf jaar in dienst", {"ancienniteit_maanden": 18}),
    ("ik verdien 2.750 euro bruto", {"brutomaandloon": 2750}),
    ("mijn loon is 2100 netto", {}),
    # household and benefits
    ("ik woon alleen", {"alleenwonend": True}),
    ("ik woon samen met mijn vriendin", {"alleenwonend": False}),
    ("ik ben moeder van drie", {"kinderen_ten_laste": 3}),
    ("ik heb geen kinderen", {"kinderen_ten_laste": 0}),
    ("ik krijg een leefloon", {"uitkering": "leefloon"}),
    ("ik zit op de ziekenkas", {"uitkering": "ziekte"}),
    ("ik ben ingeschreven bij de VDAB", {"vdab_ingeschreven": True}),
    ("ik ben niet ingeschreven bij de VDAB", {"vdab_ingeschreven": False}),
    # what was used
    ("ik heb nog nooit een loopbaancheque gebruikt", {"loopbaancheques_gebruikt": 0}),
    ("ik had al 2 loopbaancheques", {"loopbaancheques_gebruikt": 2}),
    ("ik heb nog nooit loopbaanbegeleiding gevolgd", {"loopbaanbegeleiding_gevolgd": False}),
    (
        "4 jaar geleden volgde ik loopbaanbegeleiding",
        {"loopbaanbegeleiding_jaren_geleden": 4, "loopbaanbegeleiding_gevolgd": True},
    ),
    ("ik heb dit schooljaar al 24 uur opleidingsverlof opgenomen", {"vov_uren_opgenomen": 24}),
    # the training
    ("ik wil halftijds tijdskrediet nemen", {"onderbreking": "halftijds"}),
    ("ik wil een dag per week minder werken", {"onderbreking": "een_vijfde"}),
    ("de cursus telt 60 lestijden", {"contacturen": 60}),
    ("de opleiding is 12 studiepunten en kost 450 euro", {"studiepunten": 12, "directe_kost": 450}),
    ("ik betaal de cursus zelf", {"betaald_door": "werknemer"}),
    ("mijn werkgever betaalt de opleiding", {"betaald_door": "werkgever"}),
    ("mijn baas vraagt dat ik die cursus volg", {"initiatief": "werkgever"}),
    ("de opleiding staat in de opleidingsdatabank", {"in_opleidingsdatabank": True}),
    ("de opleiding staat niet in de opleidingsdatabank", {"in_opleidingsdatabank": False}),
    ("ik doe het met een examencontract", {"examencontract": True}),
    ("de les is tijdens de werkuren", {"valt_binnen_werkuren": True}),
    ("de opleiding start op 3/2/2027", {"startdatum": "2027-02-03"}),
    ("ik wil een cursus dakwerken volgen", {"titel": "dakwerken"}),
    # hurdles and goals
    ("ik heb geen tijd", {"drempel": "tijd"}),
    ("dat is te duur", {"drempel": "geld"}),
    ("ik ben te oud om te leren", {"drempel": "zelfvertrouwen"}),
    ("ik heb geen computer", {"drempel": "digitaal"}),
    ("ik wil een andere job", {"doel": "herorienteren"}),
    ("ik wil bijscholen", {"doel": "bijblijven"}),
]


@pytest.mark.parametrize(("text", "expected"), TELLS, ids=[text for text, _ in TELLS])
def test_facts_of_a_sentence(reader: Reader, text: str, expected: dict[str, Any]) -> None:
    reading = reader.read(text)
    told = {**reading.profiel, **reading.opleiding}
    if expected:
        assert {name: told.get(name) for name in expected} == expected
    else:
        assert told == {}


def test_several_facts_at_once(reader: Reader) -> None:
    reading = reader.read(
        "kzen 41, werk 3 dagen op 5 in een kinderdagverblijf in Lokeren en woon in Zele, heb A2"
    )
    assert reading.profiel == {
        "leeftijd": 41,
        "tewerkstellingspercentage": 60,
        "sector": "social_profit",
        "statuut": "werknemer",
        "werkgewest": "vlaanderen",
        "woongewest": "vlaanderen",
        "diploma": "hoger_secundair",
    }


def test_entities_point_at_the_words(reader: Reader) -> None:
    text = "Hoeveel opleidingsverlof krijg ik voor een cursus lassen in Genk?"
    entities = {entity.entiteit: entity for entity in reader.read(text).entities}
    assert entities["maatregel"].waarde == "vov"
    assert entities["gemeente"].waarde == "Genk"
    assert all(text[e.start : e.end] == e.tekst for e in entities.values())


def test_typing_errors_in_a_measure(reader: Reader) -> None:
    assert [e.waarde for e in reader.read("wat is opleidingsverlfo").entities] == ["vov"]


def test_out_of_range_is_said_and_not_taken(reader: Reader) -> None:
    reading = reader.read("ik ben 9 jaar oud")
    assert reading.profiel == {}
    (problem,) = reading.out_of_range
    assert (problem.veld, problem.waarde) == ("leeftijd", 9)
    assert "tussen 14 en 110" in problem.melding


@pytest.mark.parametrize("text", ["", "   ", "?", "🙂", "\u0000", "a" * 5000, "9" * 400, "((((", "'k", "4/0"])
def test_odd_input_is_read_without_trouble(reader: Reader, text: str) -> None:
    assert reader.read(text).profiel == {}


@pytest.mark.parametrize("question", [None, "tewerkstellingspercentage", "uren_per_week"])
@pytest.mark.parametrize(
    "text", ["ik werk bijna voltijds", "bijna 80%", "zo goed als een voltijdse job", "haast halftijds"]
)
def test_nearly_so_much_is_no_number_but_a_question(reader: Reader, text: str, question: str | None) -> None:
    reading = reader.read(text, question)
    assert "tewerkstellingspercentage" not in reading.profiel
    assert [problem.veld for problem in reading.out_of_range] == ["tewerkstellingspercentage"]


@pytest.mark.parametrize(
    ("text", "share"), [("ik werk al bijna 10 jaar 80%", 80), ("ik werk bijna 20 jaar voltijds", 100)]
)
def test_nearly_so_many_years_leaves_the_share(reader: Reader, text: str, share: int) -> None:
    assert reader.read(text).profiel["tewerkstellingspercentage"] == share


def test_nearly_with_the_hours_asks_nothing(reader: Reader) -> None:
    reading = reader.read("ik werk bijna voltijds, 36 uur per week")
    assert reading.profiel == {"uren_per_week": 36} and not reading.out_of_range


def test_too_old_for_school_tells_no_work_at_a_school(reader: Reader) -> None:
    assert "sector" not in reader.read("te oud voor school").profiel


def test_better_dutch_is_a_training(reader: Reader) -> None:
    assert reader.read("ik werk in fabriek. ik wil beter nederlands").opleiding["soort"] == "nt2"
