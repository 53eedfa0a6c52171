"""Questions about a subject, as people put them: an allowance that may stop, pay, exams, a clause."""

from __future__ import annotations

import pytest

from knowledge import shared_knowledge
from knowledge.answers.subjects import whom_to_ask
from knowledge.dated import WARNING
from knowledge.taal import shared_reader
from knowledge.taal.subjects import subject_of
from tests.actions.talk import Talk


@pytest.fixture
def talk() -> Talk:
    return Talk("2026-03-15")


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("verlies ik mijn uitkering als ik naar school ga?", "uitkering"),
        ("wordt mijn dop gestopt als ik een opleiding volg", "uitkering"),
        ("word ik gekort als ik les volg", "uitkering"),
        ("ben ik mijn stempelgeld kwijt als ik terug ga studeren", "uitkering"),
        ("gaan ze mijn uitkering afpakken", "uitkering"),
        ("krijg ik mijn volle loon", "loon"),
        ("wat is het loonplafond", "loon"),
        ("word ik doorbetaald als ik naar de les ga", "loon"),
        ("heb ik vov voor mijn examens?", "examens"),
        ("en kinderopvang?", "kinderopvang"),
        ("wie let op de kindjes", "kinderopvang"),
        ("krijg ik dan nog leefloon als ik studeer", "uitkering"),
        ("loon tijdens vov?", "loon"),
        ("wie betaalt de opvang van mijn kind", "kinderopvang"),
        ("mijn baas wil een scholingsbeding laten tekenen", "terugbetalen"),
        ("moet ik terugbetalen als ik wegga", "terugbetalen"),
        ("kan mijn baas mij ontslaan als ik vov neem", "ontslag"),
        ("ik verlies mijn uitkering in maart", None),
        ("ik krijg een uitkering en wil leren lassen", None),
        ("ik krijg 2500 euro loon", None),
        ("ik heb examens in juni", None),
        ("ik wil in de kinderopvang werken", None),
        ("ik zoek een cursus begeleider kinderopvang", None),
        ("wat is een loonplafond", None),
        ("ik ben ontslagen", None),
    ],
)
def test_the_words_tell_the_subject(text: str, subject: str | None) -> None:
    assert subject_of(shared_reader().read(text).plain) == subject


@pytest.mark.parametrize(
    "text", ["verlies ik mijn uitkering als ik naar school ga?", "word ik gekort als ik les volg"]
)
def test_a_worry_about_an_allowance_is_answered_and_makes_nobody_a_student(talk: Talk, text: str) -> None:
    talk.press("begin")
    talk.press("herorienteren")
    assert talk.vraag == "statuut"
    answer = talk.say(text, "vraag_combineren")
    assert "vrijstelling" in answer and "Hulpkas" in answer and "VDAB" in answer
    assert "statuut" not in talk.profiel and talk.vraag == "statuut"


def test_the_answer_on_an_allowance_is_for_this_person(talk: Talk) -> None:
    talk.say("ik ben werkloos, krijg een uitkering en woon in Brussel")
    assert "Actiris" in talk.say("verlies ik mijn uitkering als ik een cursus volg?", "vraag_combineren")
    talk = Talk("2026-03-15")
    talk.say("ik leef van een leefloon")
    answer = talk.say("verlies ik mijn uitkering als ik een cursus volg?", "vraag_combineren")
    assert "OCMW" in answer and "vrijstelling" not in answer


@pytest.mark.parametrize(
    ("wage", "told"),
    [
        ("", "Ja, je krijgt loon voor elk uur verlof"),
        ("2500 euro bruto", "gewone loon"),
        ("4800 euro bruto", "misschien niet alles"),
    ],
)
def test_pay_during_leave_is_answered_for_this_wage(talk: Talk, wage: str, told: str) -> None:
    talk.say(f"ik werk voltijds 38 uur bij een bank in Gent {wage}")
    answer = talk.say("krijg ik mijn volle loon tijdens vov", "vraag_bedrag")
    assert told in answer and "per studiepunt" not in answer


def test_pay_is_of_the_measure_that_was_spoken_of(talk: Talk) -> None:
    talk.say("ik werk voltijds 38 uur bij een bank in Gent")
    talk.say("wat is tijdskrediet", "vraag_maatregel")
    assert "krijg je geen loon" in talk.say("en krijg ik dan loon?", "vraag_bedrag")


def test_what_no_source_tells_is_said_as_unknown_with_whom_to_ask(talk: Talk) -> None:
    talk.say("ik werk voltijds 38 uur bij een bank in Gent")
    asked = talk.vraag
    answer = talk.say("mijn baas wil een scholingsbeding laten tekenen", "geef_info")
    assert "kon ik niet nakijken" in answer and "vakbond" in answer
    assert talk.vraag == asked and "soort" not in talk.opleiding


def test_child_care_is_answered_for_who_looks_for_work_and_who_works(talk: Talk) -> None:
    talk.say("ik ben werkloos en ingeschreven bij de vdab, woon in Gent")
    assert "erkende opvang" in talk.say("en kinderopvang?", "verfijn_zoekopdracht")
    assert "soort" not in talk.opleiding
    talk = Talk("2026-03-15")
    talk.say("ik werk voltijds 38 uur bij een bank in Gent")
    assert "vond ik niet" in talk.say("en kinderopvang?", "verfijn_zoekopdracht")


# ---------------------------------------------------------------- the measure spoken of
def test_a_measure_named_in_passing_is_the_one_that_is_asked_about(talk: Talk) -> None:
    talk.say("ik wil VOV voor een avondcursus spaans, ik werk 38u bij een bedrijf in Gent")
    assert "125 uur" in talk.say("hoeveel uur krijg ik", "vraag_bedrag")
    assert "inschrijvingsattest" in talk.say("hoe vraag ik dat aan", "vraag_aanvragen")


def test_the_only_break_that_was_told_is_the_one_that_is_asked_about(talk: Talk) -> None:
    talk.say("ik ben leerkracht lager onderwijs en wil minder lesgeven om een master te doen")
    assert "zorgkrediet" in talk.say("hoeveel krijg ik dan", "vraag_bedrag")
    assert "maar een uitkering" in talk.say("blijf ik mijn loon krijgen", "vraag_privacy", 0.3)


@pytest.mark.parametrize("text", ["wat kost mij da netto", "hoeveel kost da allemaal"])
def test_what_it_really_costs_needs_the_price_and_is_then_reckoned(talk: Talk, text: str) -> None:
    talk.say("ik werk voltijds 38 uur bij een bank in Gent, woon in Gent en wil een cursus boekhouden volgen")
    talk.say(text, "vraag_bedrag")
    assert talk.vraag == "directe_kost"
    talk.say("300 euro")
    assert "300 euro" in talk.say(text, "vraag_bedrag") and talk.vraag != "directe_kost"


def test_an_employer_who_says_no_is_answered(talk: Talk) -> None:
    talk.say("ik werk voltijds 38 uur bij een bank in Gent")
    answer = talk.say("mijn baas weigerde vov", "vraag_voorwaarden")
    assert "niet weigeren" in answer and "vakbond" in answer


@pytest.mark.parametrize(
    ("first", "told"),
    [
        ("bedrijf met 12 werknemers", "recht op 1 dag per jaar"),
        ("bedrijf met 50 werknemers", "recht op 5 dagen"),
    ],
)
def test_days_of_training_are_those_of_this_enterprise(talk: Talk, first: str, told: str) -> None:
    talk.say(f"ik werk voltijds 38 uur bij een {first} in Gent")
    talk.say("wat is vov", "vraag_maatregel")
    assert told in talk.say("hoeveel dagen opleiding mag ik volgen per jaar", "vraag_bedrag")


def test_an_employer_hears_of_a_clause_as_an_employer() -> None:
    talk = Talk("2026-03-15", "werkgever")
    talk.say("we hebben een garage met 6 man in Hasselt")
    talk.say("en vov?", "vraag_maatregel")
    answer = talk.say("kan ik vragen dat ze terugbetalen als ze weggaan", "buiten_bereik")
    assert "sociaal secretariaat" in answer and "Je loon" not in answer


def test_the_way_to_the_lessons_is_paid_for_who_looks_for_work(talk: Talk) -> None:
    talk.say("ik ben werkloos en ingeschreven bij vdab")
    assert "per kilometer" in talk.say("ok en wie betaalt dan de bus", "bevestig", 0.3)


def test_an_employer_hears_the_days_of_training_of_the_staff() -> None:
    talk = Talk("2026-03-15", "werkgever")
    talk.say("we hebben een garage met 35 man in Hasselt")
    answer = talk.say("hoeveel dagen opleiding moet ik geven", "vraag_bedrag")
    assert "5 dagen opleiding per jaar" in answer and "vond ik geen regel" not in answer


@pytest.mark.parametrize(
    ("text", "intent"), [("ah ok en krijg ik dat", "vraag_aanvragen"), ("krijg ik het nu?", "samenvatting")]
)
def test_whether_somebody_gets_that_is_of_the_measure_spoken_of(talk: Talk, text: str, intent: str) -> None:
    talk.say("ik werk 32u bij Carrefour in Gent, voltijds is 38")
    talk.say("wat is vov", "vraag_maatregel")
    assert talk.say(text, intent, 0.4).startswith("Misschien. Voor Vlaams opleidingsverlof")


def test_what_there_is_then_is_an_overview(talk: Talk) -> None:
    talk.say("ik werk voltijds 38 uur bij een bank in Gent")
    assert "Misschien" in talk.say("wat dan wel", "bevestig", 0.4)


def test_who_fears_to_fail_is_answered(talk: Talk) -> None:
    talk.say("ik werk voltijds 38 uur bij een bank in Gent")
    assert "eindproef" in talk.say("en als ik zak voor het examen?", "wat_als")


def test_who_is_held_back_is_heard_first(talk: Talk) -> None:
    talk.say("alleenstaande mama van 2, ik werk halftijds in een winkel in Aalst")
    answer = talk.say("wil iets leren maar wie let er op de kinderen", "uit_drempel")
    assert "Alleen is het zwaar" in answer and talk.profiel["drempel"] == "steun"


def test_an_allowance_of_the_health_fund_is_not_that_of_the_jobless(talk: Talk) -> None:
    talk.say("ik zit in de ziekteuitkering en woon in Leuven")
    answer = talk.say("kan ik mijn uitkering houden als ik omscholing doe", "vraag_combineren")
    assert "ziekenfonds" in answer and "maanden" not in answer


# ---------------------------------------------------------------- dismissal and paying back
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("mag ik ontslagen worden?", set()),
        ("moet ik mijn opleiding terugbetalen bij ontslag?", set()),
        ("ik ben ontslagen, moet ik mijn opleiding terugbetalen?", {"statuut"}),
    ],
)
def test_a_question_about_leaving_tells_of_no_lost_work_and_no_title(
    talk: Talk, text: str, told: set[str]
) -> None:
    answer = talk.say(text, "vraag_voorwaarden")
    assert "vakbond" in answer and talk.profiel.keys() | talk.opleiding.keys() == told


@pytest.mark.parametrize(
    ("entrance", "text"),
    [
        ("werkgever", "mag mijn bakker ontslagen worden?"),
        ("werkgever", "mag ik mijn werknemer ontslaan tijdens vov?"),
        ("burger", "mag ik mijn werknemer ontslaan tijdens vov?"),
    ],
)
def test_who_dismisses_hears_it_as_an_employer(entrance: str, text: str) -> None:
    talk = Talk("2026-03-15", entrance)
    answer = talk.say(text, "vraag_voorwaarden")
    assert "niet ontslaan om dit verlof" in answer and "sociaal secretariaat" in answer
    assert "vakbond" not in answer and "Je bent beschermd" not in answer and not talk.profiel


@pytest.mark.parametrize(
    "text", ["kan ik ontslagen worden?", "moet ik terugbetalen als ik wegga?", "krijg ik mijn volle loon?"]
)
def test_who_works_alone_is_sent_to_no_union_and_no_staff_office(talk: Talk, text: str) -> None:
    talk.say("ik ben zelfstandige in hoofdberoep")
    answer = talk.say(text, "vraag_voorwaarden")
    assert "1700" in answer and "vakbond" not in answer and "personeelsdienst" not in answer


def test_an_answer_that_rests_on_weak_sources_alone_warns(talk: Talk) -> None:
    talk.say("ik ben werkloos en ingeschreven bij vdab")
    assert talk.say("en kinderopvang?", "verfijn_zoekopdracht").count(WARNING) == 2
    talk = Talk("2026-03-15")
    talk.say("ik werk voltijds 38 uur bij een bank in Gent")
    assert WARNING not in talk.say("kan mijn baas mij ontslaan als ik vov neem", "vraag_voorwaarden")


@pytest.mark.parametrize(
    "situation", [None, "werknemer", "werkgever", "zelfstandige", "werkzoekende", "student"]
)
def test_where_no_rule_was_found_one_place_to_ask_is_named(situation: str | None) -> None:
    knowledge = shared_knowledge()
    facts = knowledge.facts({"statuut": situation} if situation else {}, {})
    assert [text.count("vond ik geen regel") for text in whom_to_ask(knowledge, facts)] == [1]


def test_two_measures_are_told_side_by_side(talk: Talk) -> None:
    answer = talk.say("wat is het verschil tss vov en opleidingscheques", "vraag_maatregel")
    assert (
        "**Vlaams opleidingsverlof**" in answer
        and "**Opleidingscheques" in answer
        and "dat mag samen" in answer
    )
    assert "hangt af van" in talk.say("wat is beter, opleidingsverlof of tijdskrediet", "buiten_bereik")
    assert "Kmo-portefeuille" in talk.say("kan ik da samen doen? vov en kmop", "vraag_combineren")


def test_how_long_a_measure_may_take(talk: Talk) -> None:
    talk.say("wat is zorgkrediet", "vraag_maatregel")
    assert "18 maanden" in talk.say("hoe lang mag dat", "vraag_deadline")
    assert "18 maanden" in talk.say("hoe lang", "buiten_bereik")
    assert "36 maanden" in talk.say("hoe lang duurt tijdskrediet", "vraag_maatregel")
    talk.say("wat zijn opleidingscheques", "vraag_maatregel")
    assert "niet gevonden" in talk.say("hoe lang mag dat", "vraag_deadline")


def test_hours_of_leave_are_no_cheques(talk: Talk) -> None:
    talk.say("wat zijn opleidingscheques", "vraag_maatregel")
    answer = talk.say("hoeveel uur verlof krijg ik dan", "vraag_bedrag")
    assert "**Vlaams opleidingsverlof**" in answer


@pytest.mark.parametrize("text", ["wat doet vdab", "wie is vdab"])
def test_what_a_service_does(talk: Talk, text: str) -> None:
    assert "dienst voor werk" in talk.say(text, "ben_je_robot")


def test_support_for_somebody_else_is_not_told_as_mine(talk: Talk) -> None:
    answer = talk.say("mijn dochter van 19 studeert, kan zij iets krijgen?", "vraag_rechten")
    assert "gaan over jou" in answer and talk.profiel == {}


def test_a_supposition_is_read_as_if_it_were_told(talk: Talk) -> None:
    talk.say("ik ben bediende 80% in prive en wil een cursus excel van 300 euro", "geef_info")
    assert "Stel: 900 euro" in talk.say("en als het 900 euro was?", "wat_als")
    assert "social profit" in talk.say("en als ik ga werken in een ziekenhuis 50%", "wat_als")
    assert talk.opleiding["directe_kost"] == 300 and talk.profiel["sector"] == "prive"


def test_an_employer_who_asks_about_pay_hears_of_the_leave() -> None:
    talk = Talk(ingang="werkgever")
    talk.say("kmo portefeuille hoeveel", "vraag_bedrag")
    answer = talk.say("moet ik hun loon doorbetalen als ze op cursus zijn", "vraag_opleiding")
    assert "loon door" in answer and "Kmo" not in answer
