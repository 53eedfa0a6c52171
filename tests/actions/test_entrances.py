"""Every entrance has its own talk: an employer asks for the staff, a counsellor types about a client."""

from __future__ import annotations

import re

import pytest

from knowledge import shared_knowledge as knowledge
from tests.actions.talk import Talk

BAKERY = "ik ben zaakvoerder van een bakkerij met 8 man in Aalst"
SHORTHAND = "vr 42 PC200 4/5 30u HSO kw werk meche, boekh avond cvo 80lt 180eur, lc 1x 2024"


@pytest.fixture
def employer() -> Talk:
    talk = Talk("2026-03-15", "werkgever")
    talk.say(BAKERY)
    return talk


@pytest.fixture
def counsellor() -> Talk:
    return Talk("2026-03-15", "begeleider")


# ---------------------------------------------------------------- employers
def test_an_employer_hears_what_comes_back_for_the_leave_of_the_staff(employer: Talk) -> None:
    question = "wat krijg ik terug als mijn bakker opleidingsverlof neemt voor een cursus van 40 lesuren?"
    answer = employer.say(question, "vraag_bedrag")
    assert "Vlaanderen betaalt jou 14,91 euro terug per goedgekeurd uur" in answer
    assert "Voor 40 uur is dat 596,40 euro" in answer and "3 maanden" in answer
    assert employer.profiel["statuut"] == "werkgever"


@pytest.mark.parametrize(
    "intent", ["vraag_maatregel", "vraag_voorwaarden", "vraag_aanvragen", "vraag_deadline"]
)
def test_every_question_about_leave_is_answered_to_an_employer_as_such(employer: Talk, intent: str) -> None:
    answer = employer.say("opleidingsverlof", intent)
    assert "is er voor je werknemers" in answer and "Jij betaalt hun loon door" in answer


def test_a_measure_that_only_the_learner_can_ask_for_says_so(employer: Talk) -> None:
    answer = employer.say("en een opleidingscheque?", "vraag_maatregel")
    assert "niet voor een werkgever" in answer and "Je werknemer vraagt het zelf aan" in answer


def test_a_measure_of_the_enterprise_itself_is_answered_as_their_own(employer: Talk) -> None:
    employer.press("klein")
    assert "Voor jou: 30 % steun" in employer.say("hoeveel is de kmo-portefeuille?", "vraag_bedrag")


def test_who_owns_a_business_can_say_that_they_work_for_somebody_too(employer: Talk) -> None:
    employer.say("nee, ik ben werknemer bij die bakkerij", "corrigeer")
    assert employer.profiel["statuut"] == "werknemer"


@pytest.mark.parametrize("situation", ["werkgever", "zelfstandige"])
def test_a_joint_committee_or_a_wage_does_not_undo_an_own_business(situation: str) -> None:
    talk = Talk("2026-03-15", "werkgever")
    talk.say({"werkgever": BAKERY, "zelfstandige": "ik ben zelfstandige"}[situation])
    talk.say("PC 200, hij verdient 3200 bruto")
    assert talk.profiel["paritair_comite"] == "200" and talk.profiel["statuut"] == situation


def test_the_overview_of_an_employer_is_about_the_enterprise_and_the_staff(employer: Talk) -> None:
    answer = employer.know_nothing_more()
    assert "**Voor je personeel**" in answer and "per goedgekeurd uur" in answer
    assert "Niet voor jouw situatie" not in answer and "zorgkrediet" not in answer


@pytest.mark.parametrize(
    ("town", "leave"), [("Brussel", "educatief_verlof_brussel"), ("Namen", "educatief_verlof_wallonie")]
)
def test_the_leave_of_the_staff_is_that_of_the_region(town: str, leave: str) -> None:
    talk = Talk("2026-03-15", "werkgever")
    answer = talk.say(f"ik ben werkgever in {town}, 25 werknemers")
    staff = (talk.know_nothing_more() or answer).split("**Voor je personeel**")[1]
    assert knowledge().measures[leave].naam in staff and "Vlaams opleidingsverlof" not in staff


def test_an_employer_is_asked_about_the_business_not_about_a_job() -> None:
    talk = Talk("2026-03-15", "werkgever")
    texts = [talk.say("ik ben werkgever")]
    while talk.vraag is not None:
        texts.append(talk.press("weet_niet"))
    assert any("Waar ligt je bedrijf" in text for text in texts)
    assert not any("Waar werk je" in text for text in texts)


def test_a_self_employed_person_without_staff_is_answered_for_themselves() -> None:
    talk = Talk("2026-03-15", "werkgever")
    talk.say("ik ben zelfstandige in Aalst, ik werk alleen")
    assert "je werknemers" not in talk.say("wat is opleidingsverlof?", "vraag_maatregel")


# ---------------------------------------------------------------- counsellors
def test_a_line_of_shorthand_is_filled_in_and_answered_at_once(counsellor: Talk) -> None:
    answer = counsellor.say(SHORTHAND, "vraag_bedrag")
    assert "Ingevuld: 42 jaar, werknemer, privésector, paritair comité 200" in answer
    assert "Geslacht bewaar ik niet" in answer
    asked, settled = answer.split("Nu al:")
    assert "in de opleidingsdatabank (beslist over VOV" in asked and "gewest waar je woont" in asked
    assert "geen recht (LC-C4, regel sinds 1 november 2025)" in settled
    assert counsellor.vraag == "in_opleidingsdatabank" and "spoor" in counsellor.buttons
    assert not {"geslacht", "vrouw"} & counsellor.profiel.keys()


def test_the_state_is_provisional_until_all_is_settled(counsellor: Talk) -> None:
    counsellor.say(SHORTHAND)
    assert counsellor.slots["gesprek_staat"]["overzicht_getoond"] == "voorlopig"
    counsellor.know_nothing_more()
    assert counsellor.slots["gesprek_staat"]["overzicht_getoond"] == "definitief"


def test_the_trace_names_every_condition_with_its_outcome_and_date(counsellor: Talk) -> None:
    counsellor.say(SHORTHAND)
    for ask in (lambda: counsellor.say("spoor", "bevestig"), lambda: counsellor.press("spoor")):
        ask()
        cards = counsellor.cards
        assert len(cards) >= len(knowledge().core)
        leave = next(card for card in cards if card["titel"].startswith("Vlaams opleidingsverlof"))
        assert "VOV-6 (ja, sinds 1 september 2025)" in leave["tekst"]
        assert all(re.search(r"\d{4}\)", card["tekst"]) for card in cards)
        assert counsellor.vraag == "in_opleidingsdatabank"


def test_several_questions_in_one_line_are_all_answered(counsellor: Talk) -> None:
    counsellor.say(SHORTHAND)
    answer = counsellor.say("wat is vov, hoe vraagt ze dat aan en tegen wanneer", "vraag_deadline")
    assert "Je blijft weg van het werk" in answer and "vraag je zo aan" in answer and "31 oktober" in answer


def test_answers_in_shorthand_settle_several_questions(counsellor: Talk) -> None:
    counsellor.say(SHORTHAND)
    answer = counsellor.say("odb ja, woont lier, betaalt zelf")
    assert "VOV: recht, 80 uur" in answer
    assert counsellor.opleiding["betaald_door"] == "werknemer"


def test_no_small_talk_and_no_comfort_for_a_counsellor(counsellor: Talk) -> None:
    assert len(counsellor.say("goeiemorgen", "groet")) < 80
    answer = counsellor.say("m 54 werkloos, drempel: zelfvertrouwen")
    assert "Ingevuld" in answer and "Dat gevoel" not in answer and "niet niks" not in answer


def test_who_settles_everything_gets_the_result_with_how_to_apply(counsellor: Talk) -> None:
    counsellor.say(SHORTHAND)
    counsellor.say("odb ja, woont lier, betaalt zelf")
    answer = counsellor.know_nothing_more()
    assert "Op 15 maart 2026:" in answer and "VOV aanvragen: Bij je werkgever" in answer
    assert "spoor" in counsellor.buttons


# ---------------------------------------------------------------- the next client
LINE = "42 PC200 4/5 30u HSO boekh avond"


@pytest.fixture
def filled() -> Talk:
    talk = Talk("2026-03-15", "begeleider")
    talk.say(LINE)
    return talk


def test_a_new_client_that_is_announced_begins_anew_and_the_one_before_stays(filled: Talk) -> None:
    before = dict(filled.profiel)
    answer = filled.say("nieuwe klant: vr 29 werkzoekend geen diploma")
    assert "ik begin opnieuw" in answer and "29 jaar" in answer
    assert filled.profiel["leeftijd"] == 29 and "paritair_comite" not in filled.profiel
    filled.say("vorige klant", "vorige_vraag")
    assert filled.profiel == before


@pytest.mark.parametrize(
    "line",
    ["nieuwe klant: wil zichzelf iets aandoen", "vr 29, werkzoekende, zegt dat ze er een eind aan wil maken"],
)
def test_an_emergency_goes_before_the_question_whose_file_it_is(filled: Talk, line: str) -> None:
    before = dict(filled.profiel)
    answer = filled.say(line, "noodsituatie", 1.0)
    assert "1813" in answer.split("klant:")[0] and filled.slots["gesprek_staat"]["pauze"]
    assert filled.vraag is None
    assert filled.profiel == ({} if line.startswith("nieuwe") else before)


@pytest.mark.parametrize(
    "turns", [("nieuwe klant: 29 jaar",), ("nieuwe klant: 29 jaar", "vorige klant", "vorige klant")]
)
def test_taking_back_never_brings_facts_of_another_client(filled: Talk, turns: tuple[str, ...]) -> None:
    assert filled.profiel["leeftijd"] == 42
    for line in turns:
        filled.say(line)
    filled.say("nee toch niet", "corrigeer")
    assert filled.profiel.get("leeftijd") in (None, 29) and "paritair_comite" not in filled.profiel


def test_no_other_client_begins_in_a_talk_that_a_colleague_can_read(filled: Talk) -> None:
    before = dict(filled.profiel)
    filled.metadata["doorgegeven"] = True
    assert "Open een nieuw gesprek" in filled.say("nieuwe klant: 29 jaar") and filled.profiel == before
    assert not filled.slots["gesprek_staat"]["meer_klanten"]


def test_that_two_clients_stand_in_one_talk_is_said_and_stays_known(filled: Talk) -> None:
    assert "blijft wel in dit gesprek" in filled.say("nieuwe klant: 29 jaar")
    filled.say("opnieuw", "opnieuw_beginnen")
    filled.press("true")
    assert filled.profiel == {} and filled.slots["gesprek_staat"]["meer_klanten"]


def test_back_at_the_client_before_there_is_nothing_to_take_back(filled: Talk) -> None:
    before = dict(filled.profiel)
    filled.say("nieuwe klant: 29 jaar")
    filled.say("vorige klant")
    filled.say("nee toch niet", "corrigeer")
    assert filled.profiel == before


@pytest.mark.parametrize("line", ["vr 29 wz geen dipl", "55 arb pc 111 voltijds"])
def test_a_line_like_that_of_another_client_is_asked_about_first(filled: Talk, line: str) -> None:
    before = dict(filled.profiel)
    assert "nieuwe klant" in filled.say(line) and filled.profiel == before
    filled.press("true")
    assert filled.profiel["leeftijd"] == int("".join(filter(str.isdigit, line))[:2])
    assert "uren_per_week" not in filled.profiel


def test_a_line_that_was_about_the_same_client_changes_it_and_can_be_undone(filled: Talk) -> None:
    before = dict(filled.profiel)
    filled.say("vr 29 wz geen dipl")
    filled.press("false")
    assert filled.profiel["leeftijd"] == 29 and filled.profiel["uren_per_week"] == 30
    filled.say("undo", "vorige_vraag")
    assert filled.profiel == before


@pytest.mark.parametrize("line", ["30u", "nee 45 jaar, niet 42", "woont in 2800 mechelen", "40 lt avond"])
def test_more_of_the_same_client_is_just_filled_in(filled: Talk, line: str) -> None:
    assert "nieuwe klant" not in filled.say(line)


@pytest.mark.parametrize("text", ["mag ik 50% gaan werken?", "mag cl 50% gaan werken?"])
def test_may_somebody_work_less_is_reckoned_and_not_filled_in(filled: Talk, text: str) -> None:
    answer = filled.say(text, "vraag_voorwaarden")
    assert "Stel: werkt 50 %" in answer and "opleidingsverlof" in answer
    assert filled.profiel["tewerkstellingspercentage"] == 80


# ---------------------------------------------------------------- what contradicts itself, what is not read
@pytest.mark.parametrize(
    ("said", "asked"),
    [("klein denk ik, 60 man", True), ("klein, 30 man", False), ("groot bedrijf, 12 man", True)],
)
def test_a_size_that_contradicts_the_number_is_asked_back(said: str, asked: bool) -> None:
    talk = Talk("2026-03-15", "werkgever")
    talk.say("HR hier van een schoonmaakbedrijf", "groet")
    answer = talk.say(said)
    assert ("Even nakijken" in answer) == asked
    assert (talk.vraag == "ondernemingsgrootte") == asked
    assert ("ondernemingsgrootte" in talk.profiel) != asked
    if asked:
        assert "50" in answer
        talk.press("middelgroot")
        assert talk.profiel["ondernemingsgrootte"] == "middelgroot"


def test_what_was_not_read_of_a_row_is_said_back(counsellor: Talk) -> None:
    answer = counsellor.say("vr 42 MSO W=Antw 30,4u/w")
    assert "Dit las ik niet: MSO" in answer and counsellor.profiel["werkgewest"] == "vlaanderen"
    assert "las ik niet" not in counsellor.say("HSO, in ODB")


def test_a_counsellor_can_ask_what_is_still_open(counsellor: Talk) -> None:
    counsellor.say("vr 42 PC200 4/5 30u HSO")
    answer = counsellor.say("wat nog open", "vraag_overzicht")
    assert "Nog te vragen" in answer and "Mijn Burgerprofiel" not in answer


def test_a_cost_that_is_shared_is_asked_about(counsellor: Talk) -> None:
    answer = counsellor.say("vr 42 PC200 4/5 30u HSO, boekh avond, wg betaalt helft")
    assert "Wie betaalt de rekening" in answer and "betaald_door" not in counsellor.opleiding
