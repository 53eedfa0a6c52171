"""Small questions that name nothing: what they are about is what was talked of, else the talk itself."""

from __future__ import annotations

import pytest

from knowledge import Knowledge
from tests.actions.talk import Talk

FULL_TIME = "ik ben bediende in een bank in Gent, voltijds"
LESS = "ik ben bediende in een bank in Gent, 60 procent"


def test_is_it_free_without_a_course_says_that_talking_is(talk: Talk) -> None:
    assert "gratis" in talk.say("is da gratis?", "vraag_opleiding", 0.39)
    assert "zoek" in talk.buttons


def test_is_it_free_with_a_course_reckons_it(talk: Talk) -> None:
    talk.say("ik ben zelfstandig kapster in Brugge en wil een cursus balayage van 600 euro")
    assert "600 euro" in talk.say("is dat gratis?", "vraag_opleiding", 0.39)


def test_how_long_without_a_course_asks_which(talk: Talk) -> None:
    answer = talk.say("hoelang duurt dat", "vraag_opleiding")
    assert "hoogstens" in answer and "Tijdskrediet" not in answer


def test_later_is_possible_and_a_last_day_may_hold(talk: Talk) -> None:
    assert "later verder" in talk.say("kan ik dat later nog doen?", "vraag_deadline")


def test_by_when_is_no_lack_of_time(talk: Talk) -> None:
    talk.say(FULL_TIME)
    talk.say("tegen wanneer moet ik da doen", "vraag_deadline")
    assert "drempel" not in talk.profiel


def test_why_not_gives_only_the_reason_of_the_refusal() -> None:
    talk = Talk("2026-03-15")
    talk.say(LESS)
    talk.say("krijg ik vov?", "vraag_voorwaarden")
    answer = talk.say("waarom niet?", "vraag_voorwaarden")
    assert "60 %" in answer and "Niet in orde" not in answer


def test_why_no_leave_names_the_leave() -> None:
    talk = Talk("2026-03-15")
    talk.say(LESS)
    answer = talk.say("ja maar echt waarom krijg ik geen verlof", "vraag_voorwaarden")
    assert "**Vlaams opleidingsverlof**: Je werkt 60 %" in answer


def test_another_question_is_answered_before_the_number_is_asked_again(talk: Talk) -> None:
    talk.say(FULL_TIME)
    talk.say("bel mij", "maak_afspraak")
    answer = talk.say("en hoeveel uur verlof kan ik krijgen?", "vraag_bedrag")
    assert "125 uur" in answer and "telefoonnummer" in answer and "false" in talk.buttons
    assert "0470" not in talk.say("en krijg ik vov?", "vraag_voorwaarden")


def test_a_phone_number_is_no_answer_to_a_question_about_years(talk: Talk) -> None:
    talk.say(FULL_TIME)
    talk.slots["gesprek_staat"]["openstaand"] = "werkervaring_jaren"
    answer = talk.say("bel mij op 0470123456 morgen voormiddag", "maak_afspraak")
    assert "Even nakijken" not in answer and "meegeven" in answer


@pytest.mark.parametrize("question", ["en voor mijn vrouw?", "wat met mijn zoon?"])
def test_somebody_of_the_family(talk: Talk, question: str) -> None:
    assert "gaan over jou" in talk.say(question, "wat_als", 0.33)


def test_few_measures_get_a_line_each_instead_of_a_question(talk: Talk) -> None:
    talk.say("ik ben zelfstandig kapster in Brugge en wil een cursus balayage van 600 euro")
    answer = talk.say("hoeveel krijg ik terug?", "vraag_bedrag")
    assert "Kmo-portefeuille" in answer and "Over welke steun" not in answer


def test_both_of_what_was_offered(talk: Talk) -> None:
    talk.say("hoeveel is dat?", "vraag_bedrag")
    answer = talk.say("allebei", "ontken", 0.6)
    assert "Vlaams opleidingsverlof" in answer and "Opleidingscheques" in answer


def test_abuse_is_met_calmly(talk: Talk) -> None:
    assert "Ik snap dat je boos bent" in talk.say("jullie zijn een stelletje idioten", "beledig", 0.19)


def test_who_refuses_as_an_employer_is_sent_to_no_union() -> None:
    talk = Talk("2026-03-15", "werkgever")
    assert "vakbond" not in talk.say("mag ik dat weigeren?", "vraag_voorwaarden")


def test_less_work_without_support_sends_a_self_employed_person_to_no_union(talk: Talk) -> None:
    talk.say("ik ben zelfstandige in Gent")
    assert "vakbond" not in talk.say("ik wil minder werken", "geef_info")


def test_he_is_the_worker_of_just_now() -> None:
    talk = Talk("2026-03-15", "werkgever")
    talk.say("ik ben zaakvoerder van een bouwbedrijf in Leuven, pc 124, 12 werknemers")
    talk.say("mijn metser is 45 en werkt halftijds")
    talk.say("hij werkt voltijds")
    worker = talk.slots["gesprek_staat"]["medewerker"]
    assert worker["leeftijd"] == 45 and worker["tewerkstellingspercentage"] == 100


def test_who_speaks_for_personnel_is_an_employer() -> None:
    talk = Talk("2026-03-15", "werkgever")
    talk.say("hr van een school in gent, 60 personeelsleden")
    talk.say("en voor leerkrachten?", "geef_info")
    assert talk.profiel["statuut"] == "werkgever"


def test_a_housewife_who_looks_for_work_looks_for_work(talk: Talk) -> None:
    talk.say("ik ben huisvrouw, zoek werk")
    assert talk.profiel["statuut"] == "werkzoekende"


def test_a_supposition_of_which_the_law_is_unknown_is_told_as_such() -> None:
    talk = Talk("2026-11-30", "begeleider")
    talk.say("42 PC200 80% 30u HSO werkt en woont in Mechelen, boekh cvo 80lt 180eur, betaalt zelf")
    talk.say("databank ja")
    answer = talk.say("wat als ze 40% werkt", "wat_als")
    assert "Vlaams opleidingsverlof: dat kan veranderen" in answer and "verandert er niets" not in answer


def test_a_correction_of_work_is_no_answer_about_the_course() -> None:
    talk = Talk("2026-03-15")
    talk.say("ik werk voltijds in een winkel in Kortrijk en wil een graduaat verpleegkunde")
    talk.say("nee wacht ik werk 75 procent", "corrigeer", 0.69)
    assert talk.profiel["tewerkstellingspercentage"] == 75
    assert "in_opleidingsdatabank" not in talk.opleiding


def test_the_open_question_is_answered_after_something_else(talk: Talk) -> None:
    talk.say("ik ben zelfstandig kapster in Brugge zonder personeel, wil een cursus balayage van 600 euro")
    talk.say("is dat gratis", "vraag_opleiding", 0.39)
    talk.say("klein", "afscheid", 0.34)
    assert talk.profiel["ondernemingsgrootte"] == "klein"


def test_how_to_apply_for_what_is_refused_says_so(talk: Talk) -> None:
    talk.say("ik ben werkzoekende")
    assert "krijg je dit niet" in talk.say("hoe vraag ik vov aan", "vraag_aanvragen")


def test_what_now_without_a_situation_asks_for_it(talk: Talk) -> None:
    talk.say("ik ben 20 en mijn leerkrediet is bijna op")
    assert "WSE-loket" not in talk.say("wat nu", "help")
    assert talk.vraag == "statuut"


def test_a_burn_out_is_heard_first(talk: Talk) -> None:
    talk.say("ik zit thuis met een burn-out", "geef_info", 0.7)
    assert talk.profiel["drempel"] == "gezondheid"


def test_leave_of_a_worker_is_no_emergency() -> None:
    talk = Talk("2026-03-15", "werkgever")
    talk.say("ik ben zaakvoerder van een garage in Hasselt, pc 112, 15 werknemers")
    assert "112** (noodnummer" not in talk.say("en hij, krijgt hij verlof", "noodsituatie", 0.58)
    assert "112** (noodnummer" in talk.say("ik wil er niet meer zijn", "noodsituatie", 0.58)


def test_the_reason_stands_beside_what_is_refused() -> None:
    talk = Talk("2026-03-15")
    talk.say("ik ben ambtenaar bij de stad Antwerpen")
    assert "lokale overheid" in talk.say("krijg ik verlof", "buiten_bereik", 0.58)


def test_a_wish_to_work_half_time_is_no_supposition(talk: Talk) -> None:
    talk.say("ik ben bediende in een bank in Gent, voltijds")
    answer = talk.say("kzou halftijds willen werken, wa krijg ik dan", "wat_als", 0.4)
    assert "Minder werken om te leren" in answer


# ---------------------------------------------------------------- a direction, and what is asked twice
@pytest.mark.parametrize("intent", ["beledig", "geef_info", "buiten_bereik"])
@pytest.mark.parametrize("text", ["programmeren ofzo", "weet niet, programmeren of zoiets"])
def test_a_direction_in_a_word_or_two_is_kept(talk: Talk, text: str, intent: str) -> None:
    answer = talk.say(text, intent, 0.37)
    assert talk.opleiding["titel"] == "programmeren" and "boos" not in answer
    assert talk.slots["gesprek_staat"]["richting"] is True


@pytest.mark.parametrize(("text", "direction"), [("programmeren ofzo", True), ("lassen", False)])
def test_a_course_named_as_its_kind_is_kept(talk: Talk, text: str, direction: bool) -> None:
    talk.say("ik werk voltijds bij een bank in Gent, 38 uur")
    talk.slots["gesprek_staat"]["openstaand"] = talk.slots["vraag"] = "soort"
    talk.say(text, "geef_info", 0.9)
    assert talk.opleiding == {"titel": text.split()[0], "soort": "arbeidsmarktgericht"}
    assert talk.slots["gesprek_staat"]["richting"] is direction


@pytest.mark.parametrize("text", ["beroepsopleiding", "in de winkel ofzo", "30 uur ofzo"])
def test_what_names_no_course_gives_no_title(talk: Talk, text: str) -> None:
    talk.say("ik werk voltijds bij een bank in Gent")
    talk.slots["gesprek_staat"]["openstaand"] = talk.slots["vraag"] = "soort"
    talk.say(text, "geef_info", 0.9)
    assert "titel" not in talk.opleiding


def test_the_same_prices_are_not_listed_twice(talk: Talk, courses_offered: None) -> None:
    talk.say("ik werk voltijds in een winkel in Gent en wil boekhouden leren")
    first = talk.say("wat kost dat mij?", "vraag_bedrag")
    assert "prijzen" in first
    again = talk.say("ja maar wat kost dat mij dan?", "vraag_bedrag")
    assert "Andere prijzen vond ik niet" in again and "mens" in talk.buttons


@pytest.mark.parametrize("those", [(), ("okot", "vdab_opleiding")])
def test_is_it_free_at_vdab_with_none_or_more_of_its_measures(
    talk: Talk, monkeypatch: pytest.MonkeyPatch, those: tuple[str, ...]
) -> None:
    monkeypatch.setattr(Knowledge, "having", lambda self, trait: those)
    answer = talk.say("en via vdab, is da gratis", "geef_info")
    assert "Onderwijskwalificerend" in answer if those else "Praten met mij is gratis" in answer
