"""Who is worn out, was in need or waits for a human: met with care, and never led on to work by a guess."""

from __future__ import annotations

import pytest

from tests.actions.talk import Talk

BURN_OUT = "zit thuis met burn-out, kan niet meer, slaap niet"


@pytest.mark.parametrize("intent", ["buiten_bereik", "uit_drempel", "geef_info"])
def test_a_burn_out_is_met_with_care(intent: str) -> None:
    talk = Talk()
    answer = talk.say(BURN_OUT, intent)
    assert "huisarts" in answer and "106" in answer and "112" not in answer
    assert talk.vraag is None and talk.buttons == ["verder", "mens"]
    assert talk.profiel["drempel"] == "gezondheid"
    for text, guess in (("kan niet meer", "verfijn_zoekopdracht"), ("ik ben op", "geef_info")):
        answer = talk.say(text, guess)
        assert "veilig" in answer and "106" in answer and "1813" in answer
        assert talk.vraag is None and talk.buttons == ["verder", "mens"]


def test_after_the_help_lines_a_guess_does_not_lead_on() -> None:
    talk = Talk()
    talk.say("ik wil niet meer leven", "noodsituatie", 1.0)
    assert "1813" in talk.say("nee gaat wel", "ontken")
    answer = talk.say("ik weet niet wat ik met mijn leven moet", "competentiecheck", 0.73)
    assert "1813" in answer and "12 korte vragen" not in answer and talk.buttons == ["verder", "mens"]
    assert "12 korte vragen" in talk.say("ik wil de competentiecheck doen", "competentiecheck")


def test_who_had_a_burn_out_and_wants_other_work_is_led_on() -> None:
    talk = Talk()
    answer = talk.say("ik had een burn-out en wil ander werk", "uit_drempel")
    assert "106" not in answer


@pytest.mark.parametrize("text", ["ik heb geen geld meer voor eten", "ik kan geen eten meer kopen"])
def test_no_money_for_food_is_for_the_ocmw(text: str) -> None:
    answer = Talk().say(text, "uit_drempel")
    assert "OCMW" in answer and "CAW" in answer and "opleidingscheque" not in answer


@pytest.mark.parametrize(
    "text", ["hallo? is er iemand", "komt er nog iemand?", "hoe lang moet ik nog wachten"]
)
def test_who_waits_for_a_human_hears_of_the_queue(text: str) -> None:
    talk = Talk()
    talk.metadata["in_de_rij"] = True
    answer = talk.say(text, "groet")
    assert "nog niet" in answer and "VDAB" in answer and talk.vraag is None
    assert talk.requests == {"overdracht": {}}
    assert not Talk().say(text, "groet").startswith("Ik ben de digitale")


@pytest.mark.parametrize(
    "text",
    [
        "mag ik een opleiding volgen terwijl ik op de mutualiteit sta?",
        "mag ik opleiding volgen op ziekenkas?",
    ],
)
def test_learning_on_the_ziekenfonds_is_asked_of_its_doctor(text: str) -> None:
    talk = Talk()
    assert "adviserend arts" in talk.say(text, "vraag_combineren", 0.36)
    assert "mens" in talk.buttons


def test_a_weak_guess_does_not_stop_the_talk() -> None:
    assert "ik stop" not in Talk().say("null", "stop", 0.26)
    assert "ik stop" in Talk().say("stop maar", "stop", 0.9)


def test_who_wants_to_work_again_is_shown_a_way_and_never_left_without_one() -> None:
    talk = Talk()
    answer = talk.say("ik ben huisvrouw al 15 jaar, wil terug gaan werken")
    assert "VDAB" in answer
    talk.say("nee niet ingeschreven")
    assert talk.buttons
    talk.say("ik zoek werk")
    assert talk.profiel["statuut"] == "werkzoekende" and "overzicht" in talk.buttons
