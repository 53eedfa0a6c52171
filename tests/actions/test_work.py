"""Occupations, the competence check, other work and EVC in the talk, with a catalogue of made-up courses."""

from __future__ import annotations

from typing import Any

import pytest

from knowledge.occupations.check import MOST_QUESTIONS, MOST_RATED
from knowledge.occupations.own import own_occupations
from tests.actions.talk import Talk

pytestmark = pytest.mark.usefixtures("courses_offered")
OWN = own_occupations()


def state(talk: Talk) -> dict[str, Any]:
    found: dict[str, Any] = talk.slots["gesprek_staat"]["loopbaan"]
    return found


def begin(talk: Talk, present: str = "kassierster", wished: str = "verpleegster") -> str:
    """Up to the first rating."""
    talk.say("ik wil weten wat ik kan", "competentiecheck")
    talk.say(present)
    return talk.say(wished)


def rate_all(talk: Talk, *values: str) -> str:
    """Answer every rating, in turn with these values; the last answer of the bot."""
    answer, number = "", 0
    while "goed" in talk.buttons and "beetje" in talk.buttons:
        answer = talk.press(values[number % len(values)])
        number += 1
        assert number <= MOST_RATED
    return answer


# ------------------------------------------------------------------ one occupation
def test_what_an_occupation_is_like(talk: Talk) -> None:
    answer = talk.say("wat doet een lasser", "vraag_beroep")
    assert "**Lasser**" in answer and "Je last metaal." in answer
    assert "staat op de lijst van knelpuntberoepen van 2026" in answer
    assert {"zoek_beroep", "check", "ander"} <= set(talk.buttons)
    talk.press("zoek_beroep")
    cards = talk.cards
    assert cards and "Lassen" in cards[0]["titel"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("is dakwerker een knelpuntberoep", "Ja, Dakwerker staat op de lijst"),
        ("is poetsvrouw een knelpuntberoep?", "Ja, Huishoudhulp staat op de lijst"),
        ("is postbode een knelpuntberoep?", "Postbode vond ik niet op de lijst"),
        ("welke knelpuntberoepen zijn er", "Op de lijst van 2026 staan 227 beroepen"),
    ],
)
def test_shortage_is_told_with_its_year_and_doubt(talk: Talk, text: str, told: str) -> None:
    answer = talk.say(text, "vraag_knelpuntberoep")
    assert told in answer and "vdab.be" in answer


def test_an_unknown_occupation_is_no_dead_end(talk: Talk) -> None:
    assert "ken ik niet" in talk.say("wat doet een xqzvwer", "vraag_beroep")
    assert {"check", "mens"} <= set(talk.buttons)


# ------------------------------------------------------------------ the check
def test_a_whole_check_gives_a_picture_and_a_way_for_each_gap(talk: Talk) -> None:
    assert "hoogstens 12" in talk.say("ik wil weten wat ik kan", "competentiecheck")
    assert "Winkelmedewerker" in talk.say("kassierster")
    answer = talk.say("verpleegster")
    assert "Verpleegkundige" in answer and "Vraag 1 van 10" in answer and "Bijvoorbeeld:" in answer
    assert talk.vraag is None, "it is no question about a fact of the law"
    answer = rate_all(talk, "niet", "goed", "beetje")
    for title in ("Dit kan je goed", "Dit kan je een beetje", "Dit kan je nog leren", "Zo kan je het leren"):
        assert title in answer
    assert "Opleiding:" in answer and "voorbeeld dat niet echt bestaat" in answer
    assert len(state(talk)["antwoorden"]) <= MOST_QUESTIONS - 2
    assert state(talk)["check"] == "klaar"
    assert talk.requests == {}, "nothing goes to anybody"


def test_what_the_present_work_does_not_ask_comes_first(talk: Talk) -> None:
    answer = begin(talk, "kok", "bakker")
    shared = {c.id for c in OWN.occupations["kok"].competences}
    first = [c.text for c in OWN.occupations["bakker"].competences if c.id not in shared]
    assert any(text in answer for text in first)


def test_it_stops_and_resumes_where_it_was(talk: Talk) -> None:
    begin(talk)
    talk.press("goed")
    talk.press("niet")
    assert "antwoorden blijven staan" in talk.say("stop", "stop")
    answer = talk.say("competentiecheck", "competentiecheck")
    assert "verder waar we stopten" in answer and "Vraag 3 van 10" in answer
    assert len(state(talk)["antwoorden"]) == 2


def test_back_and_skip(talk: Talk) -> None:
    begin(talk)
    talk.press("goed")
    assert "Vraag 1 van 10" in talk.say("vorige vraag", "vorige_vraag")
    assert state(talk)["antwoorden"] == {}
    assert "Vraag 2 van 10" in talk.say("sla over", "sla_over")
    assert "Vraag 1 van 10" in talk.say("vorige", "vorige_vraag")
    assert "Welk werk wil je" in talk.say("vorige", "vorige_vraag")
    assert "je werk nu" in talk.say("vorige", "vorige_vraag")
    assert "geen vorige vraag" in talk.say("vorige", "vorige_vraag")


@pytest.mark.parametrize(
    ("text", "intent", "rating"),
    [
        ("ja heel goed", "bevestig", "goed"),
        ("ja", "bevestig", "goed"),
        ("nee", "ontken", "niet"),
        ("een beetje", "geef_info", "beetje"),
        ("niet zo goed", "geef_info", "niet"),
        ("nog nooit gedaan", "geef_info", "niet"),
        ("dat gaat vlot", "buiten_bereik", "goed"),
        ("1", "geef_info", "goed"),
    ],
)
def test_a_rating_can_be_typed(talk: Talk, text: str, intent: str, rating: str) -> None:
    begin(talk)
    talk.say(text, intent)
    assert list(state(talk)["antwoorden"].values()) == [rating]


def test_facts_told_meanwhile_are_kept_and_the_question_comes_back(talk: Talk) -> None:
    begin(talk)
    answer = talk.say("ik ben 38 jaar en woon in Mechelen", "geef_info")
    assert talk.profiel["leeftijd"] == 38
    assert "Vraag 1 van 10" in answer and state(talk).get("antwoorden", {}) == {}


def test_something_else_is_answered_and_the_check_comes_back(talk: Talk) -> None:
    begin(talk)
    answer = talk.say("wat is een opleidingscheque", "vraag_maatregel")
    assert "opleidingscheque" in answer.lower() and "Vraag 1 van 10" in answer
    answer = talk.say("ik wil met iemand praten", "vraag_mens")
    assert "0800 30 700" in answer and "Vraag 1" not in answer, "that asks something itself"
    answer = talk.say("ik wil er een eind aan maken", "noodsituatie")
    assert "1813" in answer and "Vraag" not in answer


def test_an_unknown_occupation_is_asked_again_and_then_left_open(talk: Talk) -> None:
    talk.say("wat kan ik", "competentiecheck")
    assert "vind ik niet" in talk.say("xqzvw")
    assert "Welk werk wil je" in talk.say("qqqqq")
    answer = talk.press("weet_niet")
    assert "Zonder beroep" in answer and {"mens", "ander"} <= set(talk.buttons)


@pytest.mark.parametrize("text", ["ik heb nu geen werk", "ik ben werkloos", "nee"])
def test_who_has_no_work_goes_on_to_the_wished_work(talk: Talk, text: str) -> None:
    talk.say("wat kan ik", "competentiecheck")
    answer = talk.say(text, "ontken" if text == "nee" else "geef_info")
    assert "Welk werk wil je" in answer and state(talk)["huidig"] is None


def test_only_the_present_work_is_enough(talk: Talk) -> None:
    talk.say("wat kan ik", "competentiecheck")
    talk.say("ik ben metser")
    talk.press("weet_niet")
    answer = rate_all(talk, "goed")
    assert "Dit kan je goed" in answer and "Zo kan je het leren" not in answer
    assert "laten erkennen (EVC)" in answer


def test_a_counsellor_gets_the_result_only_after_a_yes(talk: Talk) -> None:
    begin(talk, "kok", "bakker")
    rate_all(talk, "goed", "niet")
    assert "Mag ik je resultaat" in talk.press("check_delen") and talk.requests == {}
    assert "niemand ziet" in talk.press("false") and talk.requests == {}
    talk.press("check_delen")
    talk.press("true")
    asked = talk.requests["overdracht"]
    assert asked["meegeven"] is False and asked["verloop"] is False
    assert "Kan goed:" in asked["reden"] and "Nog te leren:" in asked["reden"]


def test_there_is_nothing_to_share_before_the_check(talk: Talk) -> None:
    assert "nog geen resultaat" in talk.press("check_delen") and talk.requests == {}


# ------------------------------------------------------------------ other work
def test_other_work_shares_something_says_what_is_missing_and_names_a_human(talk: Talk) -> None:
    answer = talk.say("ik ben kok en wil ander werk zonder weekend", "ander_werk")
    chosen = [value.removeprefix("beroep:") for value in talk.buttons if value.startswith("beroep:")]
    assert 1 <= len(chosen) <= 3 and "kok" not in chosen
    assert all("weekend" not in OWN.occupations[name].conditions for name in chosen)
    assert "Dit kan je al" in answer and "Dit leer je nog bij" in answer
    assert "loopbaanbegeleider" in answer and "mens" in talk.buttons
    told = talk.press(f"beroep:{chosen[0]}")
    assert OWN.occupations[chosen[0]].name in told and state(talk)["gewenst"] == chosen[0]


def test_more_suggestions_are_other_ones(talk: Talk) -> None:
    talk.say("ik ben kok en wil ander werk", "ander_werk")
    first = [value for value in talk.buttons if value.startswith("beroep:")]
    talk.press("meer_werk")
    second = [value for value in talk.buttons if value.startswith("beroep:")]
    assert second and not set(first) & set(second)


def test_a_barrier_counts(talk: Talk) -> None:
    talk.say("ik ben metser, mijn rug is kapot, ik wil ander werk", "ander_werk")
    chosen = [value.removeprefix("beroep:") for value in talk.buttons if value.startswith("beroep:")]
    assert chosen and all("fysiek" not in OWN.occupations[name].conditions for name in chosen)


def test_without_anything_known_it_asks_and_offers_the_check(talk: Talk) -> None:
    answer = talk.say("ik wil iets anders doen", "ander_werk")
    assert "Wat doe je nu" in answer


# ------------------------------------------------------------------ recognition
def test_recognition_tells_what_it_costs_this_person_where_and_what_is_not_known(talk: Talk) -> None:
    talk.say("ik ben werknemer", "geef_info")
    answer = talk.say("kan ik mijn ervaring als kok laten erkennen", "vraag_evc")
    assert "sinds juni 2022 een EVC-test" in answer
    assert "120 euro" in answer and "testcentrum" in answer and "vrijstelling" in answer
    answer = talk.say("en als lasser", "vraag_evc")
    assert "Of er een EVC-test is voor lasser, weet ik niet" in answer


def test_recognition_names_what_was_rated_as_good(talk: Talk) -> None:
    begin(talk, "kok", "bakker")
    rate_all(talk, "goed")
    assert "Dit kan je al goed" in talk.press("evc")


def test_recognition_before_it_existed_is_not_made_up() -> None:
    talk = Talk("2018-01-01")
    assert "niet vinden" in talk.say("kan ik mijn ervaring laten erkennen", "vraag_evc")


# ------------------------------------------------------------------ beside the check
def test_a_question_about_an_occupation_is_no_answer_to_the_check(talk: Talk) -> None:
    talk.say("wat kan ik", "competentiecheck")
    answer = talk.say("is dakwerker een knelpuntberoep", "vraag_knelpuntberoep")
    assert "Ja, Dakwerker staat op de lijst" in answer and "je werk nu" in answer
    assert not state(talk).get("huidig")


def test_what_somebody_is_now_is_not_what_they_want(talk: Talk) -> None:
    talk.say("wat kan ik", "competentiecheck")
    talk.say("poetshulp")
    answer = talk.say("ik ben kok en wil ander werk", "ander_werk")
    assert "Ik neem: Kok" in answer and "Welk werk wil je" in answer
    assert state(talk)["huidig"] == "kok" and "gewenst" not in state(talk)


@pytest.mark.parametrize("text", ["ga verder met de check", "de competentiecheck verder", "check afmaken"])
def test_a_check_is_taken_up_again_in_other_words(talk: Talk, text: str) -> None:
    begin(talk)
    talk.press("goed")
    talk.say("stop", "stop")
    assert "Vraag 2 van 10" in talk.say(text, "verfijn_zoekopdracht")


def test_recognition_tells_of_the_present_work_too(talk: Talk) -> None:
    begin(talk, "kok", "verpleegkundige")
    answer = talk.say("kan ik mijn ervaring laten erkennen", "vraag_evc")
    assert "Voor kok is er sinds juni 2022 een EVC-test" in answer
    assert "verpleegkundige, weet ik niet" in answer


def test_the_plan_names_a_course_for_what_is_missing(talk: Talk) -> None:
    begin(talk, "kok", "verpleegkundige")
    rate_all(talk, "niet")
    plan = talk.press("pop")
    assert "Dat kan met de opleiding" in plan and "voorbeeld dat niet echt bestaat" in plan


def test_what_is_needed_to_start_is_told_with_how_sure_that_is(talk: Talk) -> None:
    note = OWN.ways.note
    assert OWN.ways.certainty == "D" and "niet in een officiële bron" in note
    assert note in talk.say("wat doet een lasser", "vraag_beroep")
    talk.say("ik ben kok", "geef_info")
    assert talk.say("ik wil ander werk", "ander_werk").count(note) == 1


def test_the_check_waits_when_somebody_does_other_things(talk: Talk) -> None:
    begin(talk)
    for _ in range(2):
        assert "Vraag 1 van 10" in talk.say("wat is een opleidingscheque", "vraag_maatregel")
    answer = talk.say("wat is een opleidingscheque", "vraag_maatregel")
    assert "De check wacht op je" in answer and "Vraag 1" not in answer
    assert "Vraag 1" not in talk.say("wat is een opleidingscheque", "vraag_maatregel")
    assert "Vraag 1 van 10" in talk.say("verder met de check", "verfijn_zoekopdracht")
    assert "Vraag 2 van 10" in talk.press("goed")


def test_how_hard_is_about_the_occupation_that_was_talked_of(talk: Talk) -> None:
    talk.say("wat doet een verpleegkundige", "vraag_beroep")
    answer = talk.say("is dat moeilijk", "niet_begrepen")
    assert "verpleegkundige" in answer and "check" in talk.buttons


def test_who_says_what_they_want_to_become_hears_of_that(talk: Talk) -> None:
    talk.say("ik ben poetsvrouw en werk halftijds")
    answer = talk.say("wil graag verpleegkundige worden", "ander_werk")
    assert "**Verpleegkundige**" in answer and "Kamermeisje" not in answer


def test_a_back_that_hurts_is_no_wish_for_heavy_work(talk: Talk) -> None:
    talk.say("ik werk voltijds")
    answer = talk.say("poetsvrouw, rugpijn, wil ander werk", "ander_werk")
    assert "Dit ligt dicht bij" in answer and "zwaar lichamelijk" not in answer
    again = talk.say("iets zonder tillen", "verfijn_zoekopdracht")
    assert "geen opleiding" not in again and "**" in again


def test_a_plan_is_asked_for_in_words(talk: Talk) -> None:
    talk.say("ik ben 40 en werk voltijds")
    assert "Jouw plan" in talk.say("wat is mijn plan", "niet_begrepen")
