"""Who asks for an amount, a yes or a no, one thing to do or what is real, hears just that."""

from __future__ import annotations

import pytest

from knowledge import shared_knowledge
from knowledge.answers import measures_of
from tests.actions.talk import Talk

CLERK = "ik ben bediende in een winkel in Gent, voltijds, cursus excel van 250 euro"
HAIRDRESSER = "ik ben zelfstandig kapster in Brugge en wil een cursus balayage van 350 euro"


@pytest.fixture
def talk() -> Talk:
    return Talk("2026-11-30")


@pytest.mark.parametrize(
    "text", ["hoeveel kost een cursus nederlands", "hoeveel euro ik betalen voor nederlands les"]
)
def test_dutch_lessons_have_the_price_of_dutch_lessons(talk: Talk, text: str) -> None:
    answer = talk.say(text, "vraag_bedrag")
    assert "per lestijd" in answer and "STAP" not in answer


def test_only_the_country_names_what_the_netherlands_did() -> None:
    knowledge = shared_knowledge()
    assert measures_of(knowledge, "kost een cursus nederlands veel") == []
    assert measures_of(knowledge, "en in nederland , hoe gaat dat daar") == ["nl_stap"]


def test_what_remains_of_a_price_is_reckoned_by_the_rules(talk: Talk) -> None:
    talk.say(HAIRDRESSER)
    open_answer = talk.say("hoeveel van die 350 krijg ik terug in euro", "vraag_bedrag")
    assert "hoe groot is je onderneming" in open_answer
    talk.say("verder")
    talk.say("klein")
    assert talk.profiel["ondernemingsgrootte"] == "klein"
    answer = talk.say("hoeveel blijft er nog te betalen van die 350", "vraag_overzicht")
    assert "245 euro" in answer and "Even nakijken" not in answer


def test_a_measure_and_a_price_ask_for_the_amount(talk: Talk) -> None:
    talk.say(HAIRDRESSER)
    talk.say("klein")
    answer = talk.say("dat van de kmo-portefeuille op mijn 350 euro", "geef_info", 0.5)
    assert "105 euro" in answer and "245 euro" in answer


def test_the_name_of_a_measure_is_no_size_of_the_enterprise(talk: Talk) -> None:
    talk.say(HAIRDRESSER)
    talk.say("dat van de kmo-portefeuille op mijn 350 euro", "geef_info", 0.5)
    assert "ondernemingsgrootte" not in talk.profiel and talk.vraag == "ondernemingsgrootte"


def test_money_paid_before_comes_back_only_if_the_course_has_not_begun(talk: Talk) -> None:
    talk.say(CLERK)
    asked = "ik heb 125 euro zelf voorgeschoten. krijgk da nog terug ja of nee"
    first = talk.say(asked, "vraag_bedrag")
    assert first.startswith("**Alleen als**") and "voor de start" in first
    second = talk.say("das geen antwoord", "klacht", 0.6)
    assert "Sorry" in second and "weet het niet zeker" in second and first not in second
    assert "mens" in talk.buttons


def test_money_paid_for_a_course_that_began_is_too_late(talk: Talk) -> None:
    talk.say(CLERK)
    talk.slots["opleiding"]["startdatum"] = "2026-11-02"
    answer = talk.say("ik heb 125 euro al betaald, krijg ik dat terug", "vraag_bedrag")
    assert answer.startswith("**Nee**") and "te laat" in answer


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("krijg ik vrij van delhaize om naar les te gaan", "vraag_rechten"),
        ("ik vroeg of ik vrij krijg om naar de les te gaan", "uit_drempel"),
        ("krijg ik betaald verlof ja of nee", "vraag_rechten"),
    ],
)
def test_time_off_for_class_is_the_leave(talk: Talk, text: str, intent: str) -> None:
    talk.say("ik werk voltijds bij delhaize als arbeider in Gent")
    answer = talk.say(text, intent, 0.5)
    assert answer.startswith("Misschien. Voor Vlaams opleidingsverlof") and "overzicht" not in answer


@pytest.mark.usefixtures("courses_offered")
def test_a_price_that_was_asked_is_looked_up_and_not_asked_back() -> None:
    talk = Talk()
    answer = talk.say("ik wil lassen leren, wa kost da nu ECHT", "zoek_opleiding")
    assert "euro" in answer and "voorbeelden" in answer and "Typ een bedrag" not in answer
    assert "begreep ik niet" not in talk.say("ja da vraag ik net aan u he", "bevestig", 0.53)
    real = talk.say("voorbeeld? dus die opleiding bestaat niet echt??", "niet_begrepen", 0.35)
    assert real.startswith("Eerlijk: nee") and "vdab.be/opleidingen" in real


def test_a_price_that_is_not_found_is_said_to_be_unknown(talk: Talk) -> None:
    answer = talk.say("ik wil lassen leren, wa kost da nu ECHT", "zoek_opleiding")
    assert "De echte prijs weet ik niet" in answer and "Typ een bedrag" not in answer
    assert "Typ een bedrag" not in talk.say("ja da vraag ik net aan u he", "bevestig", 0.53)
    talk.say("180")
    assert talk.opleiding["directe_kost"] == 180


@pytest.mark.parametrize(
    ("text", "intent"),
    [("maak mij is een plan", "maak_afspraak"), ("nee da plan, wat moet ik wanneer doen", "vraag_deadline")],
)
def test_who_asks_for_a_plan_gets_it(talk: Talk, text: str, intent: str) -> None:
    talk.say(CLERK)
    assert talk.say(text, intent).startswith("**Jouw plan**")


def test_who_asks_for_one_thing_gets_one_step(talk: Talk) -> None:
    talk.say(CLERK)
    answer = talk.say("geef mij 1 ding dat ik morgen moet doen", "buiten_bereik")
    assert answer.startswith("Eén ding: Opleidingscheques voor werknemers: Koop je")


def test_no_with_another_wish_answers_nothing(talk: Talk) -> None:
    talk.say(CLERK)
    talk.slots["gesprek_staat"]["openstaand"] = talk.slots["vraag"] = "knelpuntberoep"
    talk.say("nee ik wil gewoon iets om handen hebben", "ontken", 0.15)
    assert "knelpuntberoep" not in talk.opleiding


def test_another_occupation_takes_the_place_of_the_course(talk: Talk) -> None:
    talk.say("ik wil heftruck leren")
    answer = talk.say("nee toch geen heftruck, liever kok", "corrigeer", 0.35)
    assert "**Kok**" in answer and "titel" not in talk.opleiding


def test_a_direction_goes_before_the_present_work_and_the_age_is_answered(talk: Talk) -> None:
    answer = talk.say(
        "dag, kben kassierster van 47 en wil iets met ouderen doen, kan da nog?", "ander_werk", 0.74
    )
    assert talk.profiel["leeftijd"] == 47 and "Ja, je leeftijd" in answer
    assert "Zorgkundige" in answer and "Slager" not in answer


def test_too_old_is_answered_from_the_rules(talk: Talk) -> None:
    assert talk.say("kan dat nog op mijn leeftijd", "uit_drempel").startswith("Ja, je leeftijd")


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("wa is da nu weer ne databank?", "niet_begrepen"),
        ("nee waarom vraagt ge dat", "waarom_vraag"),
        ("niet begrijp", "niet_begrepen"),
    ],
)
def test_a_question_about_the_question_answers_nothing(talk: Talk, text: str, intent: str) -> None:
    talk.say(CLERK)
    answer = talk.say(text, intent, 0.97)
    assert "in_opleidingsdatabank" not in talk.opleiding and talk.vraag == "in_opleidingsdatabank"
    assert "databank" in answer.split("Terug naar")[0]


def test_is_it_free_tells_no_price_and_vdab_answers(talk: Talk) -> None:
    answer = talk.say("en via vdab die rijbewijs C, is da gratis", "geef_info")
    assert "directe_kost" not in talk.opleiding and "ingeschreven bij VDAB" in answer


def test_can_it_be_done_without_a_diploma_tells_no_diploma(talk: Talk) -> None:
    answer = talk.say("zorgkundige, kan ik dat worden zonder diploma?", "vraag_beroep", 0.47)
    assert "diploma" not in talk.profiel and "Zorgkundige" in answer
