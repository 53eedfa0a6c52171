"""What is read by a mechanism and not by a list: numbers with units, compounds, dialect, repairs, ranges."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.taal import Reader, concepts
from knowledge.taal.dialect import spellings, standard_spelling
from knowledge.taal.literals import LiteralIndex, required_literals
from knowledge.taal.patterns import indexed, load_patterns
from knowledge.taal.ranges import find_ranges
from knowledge.taal.spelling import Speller

TODAY = dt.date(2026, 11, 29)

TELLS: list[tuple[str, dict[str, Any]]] = [
    # days, an own boss, a state after a question
    ("ik werk ma-di-do", {"tewerkstellingspercentage": 60}),
    ("ik werk dinsdag en donderdag, maar woensdag niet", {"tewerkstellingspercentage": 40}),
    ("op dinsdag en donderdag werk ik niet", {"tewerkstellingspercentage": None}),
    ("ik werk maandag en dinsdag niet", {"tewerkstellingspercentage": None}),
    ("ik werk maandag, dinsdag en woensdag niet", {"tewerkstellingspercentage": None}),
    ("ik werk ma en di", {"tewerkstellingspercentage": 40}),
    ("ik werk van ma tot do", {"tewerkstellingspercentage": 80}),
    ("ik werk van dinsdag tot vrijdag", {"tewerkstellingspercentage": 80}),
    ("woensdag en vrijdag ben ik thuis, de andere dagen werk ik", {"tewerkstellingspercentage": 60}),
    ("ik ga op maandag en dinsdag naar school", {"tewerkstellingspercentage": None}),
    ("0,6 FTE bij de stad", {"tewerkstellingspercentage": 60, "sector": "lokale_overheid"}),
    ("ik wil vov en mijn baas staat er achter", {"statuut": "werknemer"}),
    ("kan ik vov krijgen als ik in Gent werk en in Brussel woon?", {"werkgewest": "vlaanderen"}),
    ("en als ik in Brussel werk?", {"werkgewest": None}),
    ("krijg ik meer als ik halftijds werk?", {"tewerkstellingspercentage": None}),
    (
        "ik geef Nederlands aan anderstaligen in een CVO",
        {"sector": "onderwijs", "soort": None, "titel": None},
    ),
    ("wat kost de cursus lassen bij het CVO in Beringen", {"soort": "cvo"}),
    # how long
    ("sinds 2014 bij dezelfde werkgever", {"ancienniteit_maanden": 144}),
    ("ik werk hier een jaar of tien", {"ancienniteit_maanden": 120}),
    ("anciënniteit 7 jaar en 6 maanden", {"ancienniteit_maanden": 90}),
    ("ik zit hier al van 2008", {"ancienniteit_maanden": 216}),
    ("al dertig jaar in de bouw", {"werkervaring_jaren": 30, "ancienniteit_maanden": None}),
    (
        "eerst 14 jaar in een wasserij gewerkt en nu sta ik in een crèche",
        {"werkervaring_jaren": 14, "ancienniteit_maanden": None, "sector": "social_profit"},
    ),
    ("ik heb negen jaar niet gewerkt", {"werkervaring_jaren": None, "ancienniteit_maanden": None}),
    ("18 jaar Umicore, arbeider", {"ancienniteit_maanden": 216, "leeftijd": None}),
    ("kan ik 15 jaar achter de toog laten erkennen", {"leeftijd": None}),
    (
        "hoeveel krijg ik als ik halftijds stop, ik werk bij een bakker in Tielt",
        {"statuut": "werknemer", "sector": "prive"},
    ),
    ("ik verkoop schoenen in een winkel en ik heb een dochter", {"sector": "prive"}),
    ("ik werk al 6 jaar in een metaalbedrijf", {"ancienniteit_maanden": 72, "werkervaring_jaren": None}),
    ("ik ben al 6 jaar lasser", {"leeftijd": None}),
    ("ik wacht al 3 weken op antwoord van jullie dienst", {"ancienniteit_maanden": None}),
    ("ik woon al 12 jaar in België", {"ancienniteit_maanden": None, "werkervaring_jaren": None}),
    # how much
    ("2k8 bruto per maand", {"brutomaandloon": 2800}),
    ("mijn bruto ligt op een 2700", {"brutomaandloon": 2700}),
    ("18 euro per uur bruto", {"brutomaandloon": None}),
    ("45000 bruto per jaar", {"brutomaandloon": None}),
    ("ik werk 7u36 per dag, 5 dagen", {"uren_per_week": 38}),
    ("vier op vijf", {"tewerkstellingspercentage": 80}),
    ("negentig ten honderd", {"tewerkstellingspercentage": 90}),
    # how old
    ("geboren op 12/03/1990", {"leeftijd": 36}),
    ("ben van 81", {"leeftijd": 45}),
    ("ik zit aan mijn 47ste", {"leeftijd": 47}),
    ("school gestopt op mijn 16de", {"leeftijd": None}),
    ("cl. 31j, leefloon, geen dipl., wil heftruck - mogelijkheden?", {"leeftijd": 31, "diploma": "geen"}),
    ("nu 59 en bediende bij een notaris", {"leeftijd": 59}),
    ("Mieke hier, kok in Gent, 4/5. 43.", {"leeftijd": 43}),
    ("ik ben al 20 jaar kapster", {"leeftijd": None, "werkervaring_jaren": 20}),
    ("v, 45 jaar, PC 330", {"leeftijd": 45, "ancienniteit_maanden": None}),
    ("ik ben tweeënzestig", {"leeftijd": 62}),
    # what is used up
    ("heb dit schooljaar al voor 80 euro cheques opgedaan", {"opleidingscheques_bedrag": 80}),
    ("al een jaar tijdskrediet gehad om voor ons vader te zorgen", {"tijdskrediet_zorg_maanden": 12}),
    ("tijdskrediet om te studeren? daar nam ik al 5 maanden van", {"tijdskrediet_opleiding_maanden": 5}),
    ("ik heb 3 maanden tijdskrediet nodig om te studeren", {"tijdskrediet_opleiding_maanden": None}),
    ("loopbaanbegeleiding gedaan, toen gebruikte ik 2 cheques", {"loopbaancheques_gebruikt": 2}),
    ("zorgkrediet: omgerekend 4 voltijdse maanden opgenomen", {"zorgkrediet_maanden_voltijds": 4}),
    # whose facts an employer tells
    (
        "een van onze bedienden, 41 jaar, wil een cursus Excel volgen en wij betalen het inschrijvingsgeld",
        {"statuut": "werknemer", "leeftijd": 41, "betaald_door": "werkgever"},
    ),
    ("wij zijn een kmo met 12 werknemers", {"statuut": "werkgever", "aantal_werknemers": 12}),
    ("ons bedrijf telt een 140-tal mensen", {"aantal_werknemers": 140}),
    # where: the last part of a word
    ("ik werk in een koekjesfabriek", {"sector": "prive", "statuut": "werknemer"}),
    ("verpleegkundige, 75%, UZ Leuven", {"sector": "social_profit", "statuut": "werknemer"}),
    ("ik kuis in een rusthuis van het OCMW", {"sector": "lokale_overheid", "statuut": "werknemer"}),
    ("ik wil mij bijscholen", {"sector": None, "statuut": None}),
    ("voltijds studente aan de Arteveldehogeschool", {"sector": None}),
    # school that was left
    ("ik heb 4 jaar beroeps gedaan", {"diploma": "lager_secundair"}),
    ("beroeps tot het zesde jaar, dus geen diploma secundair", {"diploma": "lager_secundair"}),
    ("ik ben ingenieur van opleiding", {"diploma": "master"}),
    # who proposes, who pays
    ("mijn directrice vroeg of ik verpleegkunde wil doen", {"initiatief": "werkgever"}),
    ("op mijn eigen vraag", {"initiatief": "werknemer"}),
    ("het inschrijvingsgeld zou ik zelf moeten betalen", {"betaald_door": "werknemer"}),
    ("mijn werkgever stelt de cursus voor en betaalt die ook", {"betaald_door": "werkgever"}),
    ("mijn baas betaalt mij slecht", {"betaald_door": None}),
    # ideas that meet, in whatever order (samenhang.yml)
    ("de mutualiteit betaalt me en mijn plek blijft open", {"uitkering": "ziekte"}),
    ("mijn dossier bij de VDAB loopt nog", {"vdab_ingeschreven": True}),
    ("geen enkele week dezelfde uren", {"uurrooster": "variabel"}),
    ("de firma stuurt mij naar die opleiding", {"initiatief": "werkgever"}),
    ("ik wil mij laten omscholen", {"initiatief": None}),
    ("ik ben niet bang om te leren", {"drempel": None}),
    ("itsme krijg ik niet geïnstalleerd", {"drempel": "digitaal"}),
    ("mag mijn werkgever mijn verlof weigeren?", {"drempel": None}),
    ("naast mijn halftijdse job heb ik een eigen btw-nummer", {"bijberoep": True}),
    # what follows
    ("ik sta 4/5 in een winkel in Aalst", {"statuut": "werknemer"}),
    ("4/5", {"statuut": None}),
    ("ik krijg een inschakelingsuitkering", {"statuut": "werkzoekende"}),
    ("wij zijn met 640 collega's in het bedrijf", {"ondernemingsgrootte": "groot"}),
    ("nee, ik werk 25 uur, geen 35", {"statuut": None}),
    # numbers in the ways people say them
    ("wij zijn een bedrijf van een man of tachtig", {"aantal_werknemers": 80}),
    ("ik werk 30u en 24min per week", {"uren_per_week": 30.4}),
    ("een firma met 12 000 man", {"aantal_werknemers": 12000}),
    ("volgende maand word ik veertig", {"leeftijd": 39}),
    ("vov-teller staat op 72 uur", {"vov_uren_opgenomen": 72}),
    ("in het schooljaar 2021-2022 heb ik 100 uur vov gebruikt", {"vov_uren_opgenomen": None}),
    (
        "mijn 250 euro opleidingscheques staan nog open, nog niks van gebruikt",
        {"opleidingscheques_bedrag": 0},
    ),
    ("heb al 100 euro opleidingscheques gebruikt", {"opleidingscheques_bedrag": 100}),
    ("A2 in de verpleging", {"diploma": "gebrevetteerd_verpleegkundige"}),
    ("A2 kantoor, nu zorgkundige", {"diploma": "hoger_secundair"}),
    ("twee dagen thuis, drie dagen werken", {"tewerkstellingspercentage": 60}),
    # courses that hold their subject
    ("mijn baas wil mij een heftruckopleiding laten doen", {"titel": "heftruck"}),
    ("ik volg een avondcursus", {"titel": None}),
    ("zoek een lascursus", {"titel": "lassen"}),
    ("als ik werkzoekend word, mag ik dan studeren?", {"titel": None}),
    # what somebody has, and what a student is learning
    ("student burgerlijk ingenieur", {"diploma": None, "statuut": "student"}),
    ("doctoraat chemie, dus te hoog voor opleidingscheques?", {"diploma": "doctoraat"}),
    ("bestaat er hulp voor een werkloze van 56 zonder diploma?", {"leeftijd": 56, "statuut": "werkzoekende"}),
    ("ik betaal 0 euro?", {"directe_kost": None}),
    # whose workplace, said without a word for working there
    ("economisch werkloos sinds maandag bij Scania", {"sector": "prive", "statuut": "werknemer"}),
    ("ik ben technisch werkloos, wat doet een kok in een hotel?", {"sector": None}),
    ("een collega op het werk (Fluvius) vertelde dat", {"sector": "lokale_overheid", "statuut": "werknemer"}),
    ("via Tempoteam in een weverij", {"statuut": "uitzendkracht", "sector": "prive"}),
    ("19 jaar horeca, ik ben op", {"werkervaring_jaren": 19, "sector": "prive", "leeftijd": None}),
    ("master economie, UGent, nu boekhouder", {"sector": None, "statuut": "werknemer"}),
    # alone, or not alone in doing something
    ("ik wil niet alleen boekhouden leren", {"alleenwonend": None}),
    ("ik woon niet alleen", {"alleenwonend": False}),
    ("ik woon op mijn eentje", {"alleenwonend": True}),
    # a question tells nothing, facts in a row before it do
    ("is 12 studiepunten genoeg voor een premie?", {"studiepunten": None}),
    ("is volledig afstandsonderwijs, 12 ECTS dit jaar", {"afstandsonderwijs": True, "studiepunten": 12}),
    # corrections
    ("ik ben geen 50 maar 48", {"leeftijd": 48}),
    ("vroeger had ik 3000 bruto nu 2200", {"brutomaandloon": 2200, "postcode": None}),
    ("ik ben 54, oei 45 bedoel ik", {"leeftijd": 45}),
    ("voltijds, nee wacht, 4/5", {"tewerkstellingspercentage": 80}),
]


@pytest.mark.parametrize(("text", "expected"), TELLS, ids=[text for text, _ in TELLS])
def test_told(reader: Reader, text: str, expected: dict[str, Any]) -> None:
    reading = reader.read(text, today=TODAY)
    told = {**reading.profiel, **reading.opleiding}
    assert {name: told.get(name) for name in expected} == expected


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("ik werk tussen 20 en 30 uur per week", "uren_per_week"),
        ("ik werk 20 à 25 uur per week", "uren_per_week"),
        ("ik verdien 2000 tot 2500 bruto", "brutomaandloon"),
    ],
)
def test_a_range_is_asked_about_and_not_taken(reader: Reader, text: str, field: str) -> None:
    reading = reader.read(text)
    assert field not in reading.profiel
    assert [(problem.veld, problem.waarde) for problem in reading.out_of_range] == [(field, None)]


@pytest.mark.parametrize("text", ["ik werk van 9 tot 17 uur", "2 kids - 38 u/w", "45 jaar - 4/5"])
def test_hours_of_the_day_and_facts_in_a_row_are_no_range(reader: Reader, text: str) -> None:
    assert reader.read(text).out_of_range == ()


def test_the_ends_of_a_range() -> None:
    speller = Speller()
    assert [(r.low, r.high) for r in find_ranges(speller.read("20 à 25 uur"))] == [("20", "25")]
    assert list(find_ranges(speller.read("25 tot 20"))) == []
    assert [r.is_clock for r in find_ranges(speller.read("van 9 tot 17"))] == [True]


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("goan", "gaan"),
        ("vruuger", "vroeger"),
        ("studern", "studeren"),
        ("kuise", "kuisen"),
        ("gelt", "geld"),
        ("werreken", "werken"),
    ],
)
def test_as_it_sounds(spoken: str, written: str) -> None:
    assert written in set(spellings(spoken))
    assert Speller().read(spoken).text == written


def test_no_word_comes_from_nowhere() -> None:
    assert standard_spelling("xqzt", lambda word: 0.0) is None


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("vlaams opleidings krediet", "vok"),
        ("individueele beroepsopleiding", "ibo"),
        ("de strategische transformatie steun", "strategische_transformatiesteun"),
        ("hoe vraag ik BEV aan", "vov"),
        ("STAP in Nederland", "nl_stap"),
    ],
)
def test_names_of_measures_in_other_spellings(reader: Reader, text: str, measure: str) -> None:
    assert [e.waarde for e in reader.read(text).entities if e.entiteit == "maatregel"] == [measure]


@pytest.mark.parametrize(
    ("text", "occupation"),
    [
        ("ik ben offsetdrukker", "offsetdrukker"),
        ("machinist bij de NMBS", "machinist"),
        ("welke tandarts is open op zondag", None),
        ("geef mij een medewerker", None),
        ("de ploegbaas vindt het goed", None),
    ],
)
def test_occupations_by_their_form_and_place(reader: Reader, text: str, occupation: str | None) -> None:
    found = [e.waarde for e in reader.read(text).entities if e.entiteit == "beroep"]
    assert found == ([occupation] if occupation else [])


def test_an_ordinary_word_is_no_measure(reader: Reader) -> None:
    assert not [e for e in reader.read("een stap terug aub").entities if e.entiteit == "maatregel"]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("liefst een avondopleiding", "avond"),
        ("geen avondlessen aub", None),
        ("online want savonds heb ik geen babysit", "online"),
    ],
)
def test_forms_of_lessons(reader: Reader, text: str, form: str | None) -> None:
    found = [e.waarde for e in reader.read(text).entities if e.entiteit == "lesvorm"]
    assert found == ([form] if form else [])


def test_hurdles_in_many_words(reader: Reader) -> None:
    """Most are read, and hardly anything else is taken for one."""
    content = yaml.safe_load((Path(__file__).parent / "drempels.yml").read_text(encoding="utf-8"))
    right = wrong = total = 0
    for kind, texts in content.items():
        for text in texts:
            read = reader.read(text).profiel.get("drempel")
            total += kind != "geen"
            right += read == kind
            wrong += read is not None and read != kind
    assert right >= 0.82 * total
    assert wrong <= 4


@pytest.mark.parametrize(
    ("source", "literals"),
    [
        (r"(?<!\S)(?:halftijds|voltijds)(?!\S)", {"halftijds", "voltijds"}),
        (r"(\d+) uur( per week)?", {" uur"}),
        (r"\d+", set()),
        (r"(een|twee)? (?:jaar){1,2}", {"jaar"}),
    ],
)
def test_what_a_text_must_hold(source: str, literals: set[str]) -> None:
    assert set(required_literals(source)) == literals


def test_only_what_a_text_may_hold_is_looked_for_in_its_own_order() -> None:
    index = LiteralIndex([("uur", (" uur",)), ("number", ()), ("op", ("op", "van de")), ("none", ("xyz",))])
    assert index.possible("30 uur op school") == ["uur", "number", "op"]
    assert index.possible("de week van de les") == ["number", "op"]
    assert index.possible("") == ["number"]
    patterns = load_patterns()
    for text in ("ik werk 30 uur per week in de zorg", "wil je 4/5 ? nee , 2400 euro bruto"):
        fitting = [pattern for pattern in patterns if pattern.regex.search(text)]
        possible = indexed(patterns).possible(text)
        assert fitting and [pattern for pattern in possible if pattern.regex.search(text)] == fitting


@pytest.mark.parametrize(
    ("typed", "plain_words"),
    [
        ("werk 80 prcent", "werk 80 procent"),
        ("een variabl uurrooster", "een variabel uurrooster"),
        ("kwoon in oostnde enwerk in brugge", "ik woon in oostende en werk in brugge"),
        ("om te volgen zonderdiploma", "om te volgen zonder diploma"),
        ("tydelijk werkloos", "tijdelijk werkloos"),
        ("belastigen", "belastingen"),
        ("zwanger op woensdag", "zwanger op woensdag"),
        ("28u pr week vlams onlin", "28 uur per week vlaams online"),
        ("opgenomn, boekhoudn en werkuurn", "opgenomen , boekhouden en werkuren"),
        ("12 studiepnten, 30 uen", "12 studiepunt , 30 uur"),
        ("een knelpntberoep of bijbroep", "een knelpuntberoep of bijberoep"),
        ("paritair commitee 302", "paritair comite 302"),
        ("in dirst en uit ronsr", "in diest en uit ronse"),
        ("perweek, tijdom, woonin", "per week , tijd om , woon in"),
        ("inoostende en bijantwerpen", "in oostende en bij antwerpen"),
        ("op het dak", "op het dak"),
        ("elke morgen, elke week", "elke morgen , per week"),
        ("me 2 kindjes", "met 2 kinderen"),
        ("hij heft werk", "hij heeft werk"),
    ],
)
def test_typing_errors_and_missing_spaces(reader: Reader, typed: str, plain_words: str) -> None:
    assert reader.read(typed).plain == plain_words


@pytest.mark.parametrize(
    "text",
    [
        "confectie, kozijn, troeven en onbetaald",
        "inkorten of opdoeken, bijvoegen of uitscheiden",
        "lesgever, programmeert, werkwinkel en woonbonus",
        "mevrouw de backer en louter hobby",
        "wij dienen aan te vragen",
    ],
)
def test_real_words_stay(reader: Reader, text: str) -> None:
    """A rare word that looks like a word of this field is no slip for it."""
    told = reader.read(text).plain.replace("we ", "wij ")
    assert told.replace(" ,", ",") == text


def test_a_title_with_a_slip_is_told_right(reader: Reader) -> None:
    assert reader.read("ik wil een cursus fotogafie volgen").opleiding == {"titel": "fotografie"}


@pytest.mark.parametrize(
    ("text", "hurdle"),
    [
        ("ik volg een cursus zelfmoordpreventie maar ik heb geen tijd om te leren", "tijd"),
        ("ik denk aan zelfmoord, ik heb geen tijd om te leren", None),
    ],
)
def test_a_crisis_is_no_hurdle_but_a_saying_is_no_crisis(
    reader: Reader, text: str, hurdle: str | None
) -> None:
    assert reader.read(text).profiel.get("drempel") == hurdle


def test_a_long_message_of_ideas_costs_few_choices(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """Four ideas that each stand forty times are no 40^4 choices."""
    choices = 0
    apart = concepts._apart

    def counted(*given: Any) -> Iterator[Any]:
        nonlocal choices
        for choice in apart(*given):
            choices += 1
            yield choice

    monkeypatch.setattr(concepts, "_apart", counted)
    reader.read("mijn baas die stuurt gisteren mij naar een cursus " * 38)
    assert 0 < choices < 20_000
