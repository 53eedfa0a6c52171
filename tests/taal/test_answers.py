"""Short answers in the light of the question."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from knowledge import Field, Knowledge, shared_knowledge
from knowledge.taal import Reader, Reading

FIELDS = list(shared_knowledge().vocabulary.fields.values())


def told(reading: Reading) -> dict[str, Any]:
    return {**reading.profiel, **reading.opleiding}


@pytest.mark.parametrize("field", [f for f in FIELDS if f.values], ids=lambda f: f.name)
def test_every_choice_by_its_label_and_by_its_name(reader: Reader, field: Field) -> None:
    for value, label in field.values.items():
        for text in (label, value.replace("_", " ")):
            reading = reader.read(text, question=field.name)
            assert told(reading).get(field.name) == value, text
            assert reading.answers_question


@pytest.mark.parametrize("field", [f for f in FIELDS if f.type == "bool"], ids=lambda f: f.name)
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ja", True),
        ("jawel", True),
        ("zeker", True),
        ("ja dat klopt", True),
        ("ik denk het wel", True),
        ("joa", True),
        ("nee", False),
        ("neen", False),
        ("nee hoor", False),
        ("ik denk het niet", False),
        ("nog niet", False),
        ("nope", False),
    ],
)
def test_every_yes_and_no(reader: Reader, field: Field, text: str, value: bool) -> None:
    reading = reader.read(text, question=field.name)
    assert told(reading).get(field.name) is value
    assert reading.answers_question


@pytest.mark.parametrize("field", [f for f in FIELDS if f.is_number], ids=lambda f: f.name)
def test_every_number_in_digits_and_words(reader: Reader, field: Field) -> None:
    special = {"vks_niveau": ("5", "vijf", 5), "brutomaandloon": ("2300", "drieëntwintighonderd", 2300)}
    digits, words, value = special.get(field.name, ("23", "drieëntwintig", 23))
    for text in (digits, words, f"{digits} ofzo", f"ongeveer {words}", f"ik denk {digits}"):
        reading = reader.read(text, question=field.name)
        assert told(reading).get(field.name) == value, text
        assert reading.answers_question


@pytest.mark.parametrize("field", FIELDS, ids=lambda f: f.name)
@pytest.mark.parametrize(
    "text", ["geen idee", "weet ik niet", "kweenie", "dat weet ik niet zeker", "moet ik nakijken"]
)
def test_not_knowing_gives_no_value(reader: Reader, field: Field, text: str) -> None:
    reading = reader.read(text, question=field.name)
    assert reading.unknown_answer
    assert field.name not in told(reading)


ANSWERS: list[tuple[str, str, Any]] = [
    ("onderbreking", "halftijds", "halftijds"),
    ("onderbreking", "een vijfde minder", "een_vijfde"),
    ("onderbreking", "helemaal stoppen", "voltijds"),
    ("uren_per_week", "30 en half ofzo", 30.5),
    ("uren_per_week", "38 uur", 38),
    ("uren_per_week", "7,6 uur per dag", 38),
    ("tewerkstellingspercentage", "4/5", 80),
    ("tewerkstellingspercentage", "voltijds", 100),
    ("tewerkstellingspercentage", "4 dagen", 80),
    ("sector", "bij de stad", "lokale_overheid"),
    ("sector", "Colruyt", "prive"),
    ("sector", "ik geef les", "onderwijs"),
    ("woongewest", "Gent", "vlaanderen"),
    ("woongewest", "9000", "vlaanderen"),
    ("woongewest", "Schaarbeek", "brussel"),
    ("woongewest", "Maastricht", "eer"),
    ("werkgewest", "Charleroi", "wallonie"),
    ("werkgewest", "Eindhoven", "buitenland"),
    ("startdatum", "1/9/2026", "2026-09-01"),
    ("startdatum", "15 september 2027", "2027-09-15"),
    ("ancienniteit_maanden", "anderhalf jaar", 18),
    ("ancienniteit_maanden", "3 jaar", 36),
    ("ancienniteit_maanden", "8 maanden", 8),
    ("werkervaring_jaren", "anderhalf jaar", 1.5),
    ("werkervaring_jaren", "6 maanden", 0.5),
    ("werkervaring_jaren", "30 jaar", 30),
    ("betaald_door", "ik betaal zelf", "werknemer"),
    ("betaald_door", "mijn baas", "werkgever"),
    ("initiatief", "mijn baas", "werkgever"),
    ("initiatief", "ikzelf", "werknemer"),
    ("diploma", "humaniora", "hoger_secundair"),
    ("diploma", "geen", "geen"),
    ("diploma", "unief", "master"),
    ("statuut", "bij een baas", "werknemer"),
    ("loopbaancheques_gebruikt", "nog nooit", 0),
    ("loopbaancheques_gebruikt", "een", 1),
    ("kinderen_ten_laste", "geen", 0),
    ("kinderen_ten_laste", "twee", 2),
    ("paritair_comite", "200", "200"),
    ("paritair_comite", "119.02", "119.02"),
    ("postcode", "9300", "9300"),
    ("titel", "boekhouden voor gevorderden", "boekhouden voor gevorderden"),
    ("brutomaandloon", "2,8k", 2800),
    ("brutomaandloon", "2.650 euro", 2650),
    ("leeftijd", "eenenvijftig", 51),
    ("soort", "avondschool", "cvo"),
    ("uitkering", "dop", "werkloosheid"),
    # with hedges and extras
    ("uren_per_week", "goh een uur of 30 denk ik", 30),
    ("werkervaring_jaren", "rond de 12 jaar", 12),
    ("werkervaring_jaren", "oei een jaar of twintig denk ik", 20),
    ("ancienniteit_maanden", "een jaar of 3", 36),
    ("ancienniteit_maanden", "bijna een jaar", 12),
    ("ancienniteit_maanden", "goh een maand of 8", 8),
    ("contacturen", "3 uur per week gedurende 20 weken", 60),
    ("contacturen", "12 lessen van 3 uur", 36),
    ("contacturen", "elke woensdagavond van 19u tot 22u30, 10 weken", 35),
    ("uren_per_week", "19u30", 19.5),
    ("brutomaandloon", "2 650,75", 2650.75),
    ("vov_uren_opgenomen", "nog niks opgenomen denk ik", 0),
    ("loopbaancheques_gebruikt", "nog niks van gebruikt", 0),
    ("loopbaanbegeleiding_gevolgd", "nog nooit gedaan", False),
    ("vdab_ingeschreven", "ja via vdab", True),
    ("in_pop", "neen dacht het niet", False),
    ("in_opleidingsdatabank", "goh volgens mij wel ja", True),
    ("directe_kost", "gratis denk ik", 0),
    ("directe_kost", "een 300 euro ofzo", 300),
    ("kinderen_ten_laste", "een dochter van 4", 1),
    ("kinderen_ten_laste", "ja, van 6 en 9", 2),
    ("kinderen_ten_laste", "drie, van 6, 8 en 10", 3),
    ("kinderen_ten_laste", "eentje van 6 jaar", 1),
    # a word that names another field
    ("betaald_door", "ik ben werknemer", "werknemer"),
    ("betaald_door", "in loondienst", "werknemer"),
    ("betaald_door", "den baas", "werkgever"),
    ("betaald_door", "zelf vrees ik", "werknemer"),
    ("initiatief", "werknemer", "werknemer"),
    ("initiatief", "mijn werk", "werkgever"),
    ("initiatief", "mijn baas kwam ermee af", "werkgever"),
]


@pytest.mark.parametrize(("field", "text", "value"), ANSWERS, ids=[f"{f}: {t}" for f, t, _ in ANSWERS])
def test_short_answers(reader: Reader, field: str, text: str, value: Any) -> None:
    reading = reader.read(text, question=field)
    assert told(reading).get(field) == value
    assert reading.answers_question


@pytest.mark.parametrize("field", ["betaald_door", "initiatief"])
@pytest.mark.parametrize(
    "text", ["half half", "de vdab", "allebei", "samen met mijn baas", "de vdab en ik de rest"]
)
def test_none_of_the_choices(reader: Reader, field: str, text: str) -> None:
    assert field not in told(reader.read(text, question=field))


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("contacturen", "ik verdien 2500 euro bruto"),
        ("directe_kost", "40 uur"),
        ("kinderen_ten_laste", "3 jaar"),
    ],
)
def test_another_unit_is_no_answer(reader: Reader, field: str, text: str) -> None:
    assert field not in told(reader.read(text, question=field))


def test_years_since_a_year(reader: Reader) -> None:
    today = dt.date(2026, 3, 1)
    assert reader.read("sinds 2010", "werkervaring_jaren", today).profiel == {"werkervaring_jaren": 16}
    assert reader.read("sinds 2021", "ancienniteit_maanden", today).profiel == {"ancienniteit_maanden": 60}


def test_a_fact_besides_the_answer_is_kept(reader: Reader) -> None:
    reading = reader.read("38 uur, en ik woon in Leuven", question="uren_per_week")
    assert reading.profiel == {"uren_per_week": 38, "woongewest": "vlaanderen"}


def test_an_unknown_question_is_ignored(reader: Reader, knowledge: Knowledge) -> None:
    assert "lievelingskleur" not in knowledge.vocabulary.keys
    assert reader.read("ik ben 40", question="lievelingskleur").profiel == {"leeftijd": 40}


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("brutomaandloon", "tussen 1900 en 2300"),
        ("uren_per_week", "20 tot 25 uur"),
        ("directe_kost", "200 à 250 euro"),
    ],
)
def test_two_numbers_for_one_are_asked_about(reader: Reader, question: str, text: str) -> None:
    reading = reader.read(text, question=question)
    assert question not in told(reading)
    assert [problem.veld for problem in reading.out_of_range] == [question]
    assert "één getal" in reading.out_of_range[0].melding


def test_a_negative_number_is_no_value(reader: Reader) -> None:
    reading = reader.read("-6 uur", question="uren_per_week")
    assert told(reading) == {}
    assert [problem.veld for problem in reading.out_of_range] == ["uren_per_week"]


def test_the_diploma_that_somebody_works_on_is_no_answer(reader: Reader) -> None:
    assert "diploma" not in told(reader.read("ik volg nu een graduaat", question="diploma"))
    assert (
        told(reader.read("ik studeer nog voor een master, heb al een bachelor", question="diploma"))[
            "diploma"
        ]
        == "bachelor"
    )


def test_a_month_counts_from_the_day_of_the_talk(reader: Reader) -> None:
    on = dt.date(2025, 3, 14)
    assert told(reader.read("volgende maand", "startdatum", on)) == {"startdatum": "2025-04-01"}
    assert told(reader.read("1 maart", "startdatum", on)) == {"startdatum": "2026-03-01"}


@pytest.mark.parametrize("question", [None, "statuut", "initiatief", "betaald_door"])
@pytest.mark.parametrize(
    "text",
    [
        "mijn baas wil niet",
        "mijn baas wil niet dat ik studeer",
        "mijn baas betaalt niks",
        "mijn baas betaalt de cursus niet",
        "mijn baas zegt dat ik geen cursus mag volgen",
    ],
)
def test_an_employer_who_refuses_neither_asks_nor_pays(
    reader: Reader, text: str, question: str | None
) -> None:
    said = reader.read(text, question)
    assert "werkgever" not in {**said.profiel, **said.opleiding}.values()


def test_an_employer_who_does_want_it_is_heard(reader: Reader) -> None:
    assert reader.read("mijn baas wil dat ik een cursus volg").profiel == {"initiatief": "werkgever"}
    assert reader.read("mijn baas betaalt alles").opleiding == {"betaald_door": "werkgever"}
    assert reader.read("mijn baas betaalt niet, ik betaal zelf").opleiding == {"betaald_door": "werknemer"}


@pytest.mark.parametrize(
    ("question", "text", "field"),
    [
        ("in_opleidingsdatabank", "zijt ge nu doof?? JA OF NEE", "in_opleidingsdatabank"),
        ("in_opleidingsdatabank", "antwoord is, ja of nee", "in_opleidingsdatabank"),
        ("contacturen", "ben gediplomeerd tot 5de middelbaar verkoop", "contacturen"),
        ("directe_kost", "350 euro excl btw, 2 dagen bij syntra", "tewerkstellingspercentage"),
        ("in_opleidingsdatabank", "ja denk het wel, tis 60 uur op zaterdag", "uren_per_week"),
        ("titel", "90 studiepunten over 1,5 jaar", "studiepunten"),
    ],
)
def test_what_looks_like_an_answer_and_is_none(reader: Reader, question: str, text: str, field: str) -> None:
    assert field not in told(reader.read(text, question=question))


def test_a_price_without_tax(reader: Reader) -> None:
    assert told(reader.read("2.400 euro excl, 6 dagen"))["directe_kost"] == 2400
