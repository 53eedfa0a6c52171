"""What people take back, put right or say beside something else: only that changes, and it is said."""

from __future__ import annotations

import pytest

from actions.meanings import CODE_INTENT, meaning, tells_only_hours
from knowledge.taal import shared_reader
from tests.actions.talk import Talk

WORKER = "ik ben 35 jaar, voltijds bediende, 3500 bruto"


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("vergeet mijn leeftijd", {"leeftijd"}),
        ("wis mijn loon maar", {"brutomaandloon"}),
        ("kan je mijn leeftijd vergeten?", {"leeftijd"}),
        ("wis aub mijn leeftijd en mijn loon", {"leeftijd", "brutomaandloon"}),
    ],
)
def test_one_fact_is_forgotten_and_not_everything(talk: Talk, text: str, gone: set[str]) -> None:
    talk.say(WORKER)
    before = dict(talk.profiel)
    answer = talk.say(text, "wis_gegevens", 1.0)
    assert before.keys() - talk.profiel.keys() == gone
    assert "alles wis" not in answer and "niet meer" in answer
    assert not gone & set(talk.slots["gesprek_staat"]["gevraagd"])


def test_everything_is_still_wiped_only_after_a_yes(talk: Talk) -> None:
    talk.say(WORKER)
    assert "alles wis" in talk.say("vergeet alles wat ik zei", "wis_gegevens", 1.0)
    assert talk.profiel


def test_what_was_not_told_cannot_be_forgotten(talk: Talk) -> None:
    assert "niet onthouden" in talk.say("vergeet mijn loon", "wis_gegevens", 1.0)


def test_what_was_said_just_now_is_taken_back(talk: Talk) -> None:
    talk.say(WORKER)
    talk.say("en ik ben zelfstandige in bijberoep")
    assert talk.profiel["bijberoep"] is True
    assert "neem ik terug" in talk.say("nee toch niet, gestopt", "corrigeer")
    assert talk.profiel["bijberoep"] is False and talk.profiel["leeftijd"] == 35


def test_of_many_facts_it_is_asked_which_is_meant(talk: Talk) -> None:
    talk.say(WORKER)
    before = dict(talk.profiel)
    assert "Wat klopt er niet?" in talk.say("nee toch niet", "corrigeer")
    assert talk.profiel == before


def test_a_value_put_right_goes_back_to_the_one_before(talk: Talk) -> None:
    talk.say("ik werk 38 uur per week")
    talk.say("ik werk 30 uur per week")
    talk.say("nee toch niet", "corrigeer")
    assert talk.profiel["uren_per_week"] == 38


def test_taking_back_twice_puts_nothing_in_again(talk: Talk) -> None:
    talk.say("ik werk 38 uur per week")
    talk.say("ik werk 30 uur per week")
    talk.say("nee toch niet", "corrigeer")
    assert "Wat klopt er niet?" in talk.say("nee toch niet", "corrigeer")
    assert talk.profiel["uren_per_week"] == 38


def test_what_only_follows_goes_along_and_is_not_read_back(talk: Talk) -> None:
    talk.say("ik zit in paritair comite 124")
    assert {"paritair_comite", "sector", "statuut"} <= talk.profiel.keys()
    answer = talk.say("nee toch niet", "corrigeer")
    assert "neem ik terug" in answer and "werknemer" not in answer and talk.profiel == {}


# ---------------------------------------------------------------- a worker, of whom an employer tells
@pytest.fixture
def employer() -> Talk:
    talk = Talk("2026-03-15", "werkgever")
    talk.say("we hebben een garage met 6 man in Hasselt")
    talk.say("mijn metser is 45 jaar en verdient 3500 euro bruto")
    assert talk.slots["gesprek_staat"]["medewerker"]["leeftijd"] == 45
    return talk


@pytest.mark.parametrize("text", ["vergeet zijn leeftijd", "wis haar leeftijd maar", "vergeet mijn leeftijd"])
def test_what_was_told_of_a_worker_is_forgotten(employer: Talk, text: str) -> None:
    before = dict(employer.profiel)
    answer = employer.say(text, "wis_gegevens", 1.0)
    assert "alles wis" not in answer and "45" in answer
    worker = employer.slots["gesprek_staat"]["medewerker"]
    assert "leeftijd" not in worker and worker["brutomaandloon"] == 3500 and employer.profiel == before


def test_what_was_told_of_a_worker_is_taken_back(employer: Talk) -> None:
    before = dict(employer.profiel)
    assert "neem ik terug" in employer.say("nee toch niet", "corrigeer")
    assert employer.slots["gesprek_staat"]["medewerker"] == {} and employer.profiel == before


def test_what_is_known_of_a_worker_is_shown(employer: Talk) -> None:
    assert "Van de persoon die bij je werkt: " in employer.press("aanpassen") and "45" in employer.press(
        "aanpassen"
    )


# ---------------------------------------------------------------- amounts that are no wage by the month
@pytest.mark.parametrize("text", ["mijn loon is 100", "mijn loon is 99999"])
def test_what_nobody_earns_in_a_month_is_asked_again(talk: Talk, text: str) -> None:
    assert "per maand juist?" in talk.say(text, "buiten_bereik")
    assert "brutomaandloon" not in talk.profiel and "bruto" not in talk.buttons


def test_a_wage_by_the_hour_never_makes_a_month_that_cannot_be() -> None:
    talk = Talk()
    talk.say("ik werk 60 uur per week")
    assert "per maand juist?" in talk.say("99 euro bruto per uur") and "brutomaandloon" not in talk.profiel


# ---------------------------------------------------------------- wages
def test_a_wage_is_put_right_without_saying_its_kind_again(talk: Talk) -> None:
    talk.say(WORKER)
    assert "4.500" in talk.say("mijn loon is eigenlijk 4500", "buiten_bereik")
    assert talk.profiel["brutomaandloon"] == 4500


def test_a_wage_without_its_kind_is_asked(talk: Talk) -> None:
    talk.say("mijn loon is 4500", "buiten_bereik")
    assert talk.buttons == ["bruto", "netto"] and "brutomaandloon" not in talk.profiel


def test_a_wage_by_the_hour_comes_to_a_wage_by_the_month(talk: Talk) -> None:
    talk.say("ik werk 38 uur per week")
    assert "4.117" in talk.say("ik verdien 25 euro per uur")
    talk.press("bruto")
    assert talk.profiel["brutomaandloon"] == 4117


@pytest.mark.parametrize("text", ["25 euro bruto per uur", "mijn uurloon is 15 euro", "16 euro/uur"])
def test_a_wage_by_the_hour_is_no_price_and_no_monthly_wage(talk: Talk, text: str) -> None:
    assert "loonbrief" in talk.say(text)
    assert not talk.profiel and not talk.opleiding


def test_a_price_by_the_hour_is_no_wage(talk: Talk) -> None:
    assert "loon" not in talk.say("de les kost 25 euro per uur")


@pytest.mark.parametrize("text", ["ik ben 7 jaar", "ben 9 jaar oud"])
def test_an_age_that_cannot_be_is_answered(talk: Talk, text: str) -> None:
    assert "leeftijd" in talk.say(text) and "leeftijd" not in talk.profiel


def test_hours_of_a_course_have_an_end(talk: Talk) -> None:
    assert "kan niet kloppen" in talk.say("cursus van 99999 uur") and "contacturen" not in talk.opleiding


# ---------------------------------------------------------------- a course and the next one
def test_hours_and_a_price_are_those_of_a_course(talk: Talk) -> None:
    talk.say("ik werk 38 uur per week als bediende")
    talk.say("cursus boekhouden bij syntra")
    talk.say("60 uur, 450 euro")
    assert talk.profiel["uren_per_week"] == 38
    told = {"titel": "boekhouden", "soort": "arbeidsmarktgericht", "contacturen": 60, "directe_kost": 450}
    assert told.items() <= talk.opleiding.items()


def test_hours_alone_are_those_of_the_course_that_is_spoken_of(talk: Talk) -> None:
    talk.say("ik wil een cursus lassen volgen")
    talk.say("120 uur")
    assert talk.opleiding["contacturen"] == 120 and "uren_per_week" not in talk.profiel


@pytest.mark.parametrize(
    ("text", "only"), [("120 uur", True), ("het duurt 40 uur", True), ("38 uur per week", False)]
)
def test_only_hours(text: str, only: bool) -> None:
    assert tells_only_hours(text) is only


def test_facts_of_a_course_are_not_those_of_the_next(talk: Talk) -> None:
    talk.say("ik volg een cursus lassen, 60 uur, 450 euro, mijn baas betaalt")
    answer = talk.say("of nee toch liever een cursus excel", "zoek_opleiding")
    assert talk.opleiding["titel"] == "excel" and "andere opleiding" in answer
    assert not {"contacturen", "directe_kost"} & talk.opleiding.keys()
    assert talk.opleiding["betaald_door"] == "werkgever", "who pays is no fact of one course"


def test_the_same_course_in_other_words_keeps_its_facts(talk: Talk) -> None:
    talk.say("ik volg een cursus boekhouden, 60 uur, 450 euro")
    talk.say("het is de opleiding dubbel boekhouden")
    assert talk.opleiding["contacturen"] == 60


# ---------------------------------------------------------------- beside a request
def test_a_fact_beside_a_request_for_a_human_is_kept(talk: Talk) -> None:
    answer = talk.say("ik ben 29 jaar, wil een afspraak maken", "maak_afspraak", 1.0)
    assert talk.profiel["leeftijd"] == 29 and "VDAB" in answer and "29 jaar" in answer


@pytest.mark.parametrize(
    "text",
    [
        "maak een code",
        "ik wil een code om te delen met mijn begeleider",
        "code om te tonen aan vdab",
        "kan ik een code krijgen voor mijn consulent",
        "code",
    ],
)
def test_the_code_for_a_counsellor_is_found(talk: Talk, text: str) -> None:
    answer = talk.say(text, "buiten_bereik")
    assert "Code voor mijn begeleider" in answer and "dagen" not in answer
    talk.metadata["dagen_code"] = 7
    assert "werkt 7 dagen" in talk.say(text, "buiten_bereik"), "no longer than the talk is kept"


@pytest.mark.parametrize("text", ["cursus code 95", "ik wil leren code schrijven", "mijn postcode is 9000"])
def test_other_codes_are_not_that_one(text: str) -> None:
    assert meaning(shared_reader().read(text), None) != CODE_INTENT


@pytest.mark.parametrize(
    ("text", "intent"),
    [("30 en waarom vraag je dat?", "waarom_vraag"), ("30, wat is een paritair comite?", "")],
)
def test_a_number_beside_another_question_is_the_answer(talk: Talk, text: str, intent: str) -> None:
    talk.say("ik werk voltijds als bediende in de privé in Gent, cursus van 80 uur in de databank")
    while talk.vraag != "uren_per_week":
        talk.press("weet_niet")
    talk.say(text, intent or "niet_begrepen")
    assert talk.profiel["uren_per_week"] == 30 and "leeftijd" not in talk.profiel


def test_what_stands_before_a_question_is_told(talk: Talk) -> None:
    talk.say("voltijds, wat is vov eigenlijk?", "vraag_maatregel")
    assert talk.profiel["tewerkstellingspercentage"] == 100


def test_enrolled_is_at_vdab_unless_a_course_is_spoken_of(talk: Talk) -> None:
    talk.say("ja ingeschreven", "bevestig")
    assert talk.profiel["vdab_ingeschreven"] is True
    other = Talk()
    other.say("ik volg een cursus lassen")
    other.say("ingeschreven", "bevestig")
    assert "vdab_ingeschreven" not in other.profiel


def test_credits_over_some_years_count_by_the_year(talk: Talk) -> None:
    talk.say("een bachelor van 60 studiepunten over 2 jaar")
    assert talk.opleiding["studiepunten"] == 30


def test_a_capital_is_no_support_for_learners(talk: Talk) -> None:
    assert "Compte" not in talk.say("wat is de hoofdstad van frankrijk", "buiten_bereik")
    assert "Compte" in talk.say("wat krijg ik in frankrijk om te leren", "buiten_bereik")
