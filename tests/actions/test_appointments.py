"""An appointment in the chat: the dialogue asks what is needed and tells the service what is wanted."""

from __future__ import annotations

import pytest

from tests.actions.talk import Talk

SLOT = "moment:ter_plaatse:m1"


@pytest.fixture
def talk() -> Talk:
    """A talk while nobody is on duty and moments are free."""
    talk = Talk()
    talk.metadata["momenten"] = True
    return talk


def orders(talk: Talk) -> dict[str, object]:
    found: dict[str, object] = talk.requests.get("afspraak", {})
    return found


def test_nobody_on_duty_offers_an_appointment_first(talk: Talk) -> None:
    assert "afspraak maken" in talk.say("ik wil een mens", "vraag_mens")
    assert talk.buttons == ["afspraak", "true", "false", "buurt"]
    talk.press("afspraak")
    assert orders(talk) == {"doe": "toon"}
    talk.say("maak een afspraak")
    assert orders(talk) == {"doe": "toon"}, "the title of the button, typed"
    talk.say("ik wil een mens", "vraag_mens")
    talk.say("ja graag", "bevestig")
    assert orders(talk) == {"doe": "toon"}
    talk.say("ik wil een mens", "vraag_mens")
    assert "telefoonnummer" in talk.press("true")


def test_on_duty_the_chat_comes_first(talk: Talk) -> None:
    talk.metadata["begeleiders"] = True
    talk.say("ik wil een mens", "vraag_mens")
    assert talk.buttons == ["chat_nu", "afspraak", "true", "false", "buurt"]
    talk.press("afspraak")
    assert orders(talk) == {"doe": "toon"}


def test_a_moment_a_way_to_be_reached_and_what_goes_along(talk: Talk) -> None:
    talk.say("ik ben 38 jaar")
    talk.say("ik wil graag een afspraak", "maak_afspraak")
    assert orders(talk) == {"doe": "toon"}
    assert "e-mailadres" in talk.press(SLOT)
    assert talk.buttons == ["geen_contact"]
    assert "38 jaar" in talk.say("els@voorbeeld.be")
    talk.press("geef_alles")
    assert orders(talk) == {
        "doe": "boek",
        "moment": "m1",
        "contact": "els@voorbeeld.be",
        "meegeven": True,
        "verloop": True,
    }


@pytest.mark.parametrize("contact", ["els..p@voorbeeld.be", "els@voorbeeld", "els@a.be, jan@a.be", "0470"])
def test_what_cannot_be_reached_is_asked_again(talk: Talk, contact: str) -> None:
    talk.press(SLOT)
    assert "lees ik niet als nummer of e-mailadres" in talk.say(contact, "geef_info")
    assert orders(talk) == {}


def test_a_phone_call_needs_a_number(talk: Talk) -> None:
    talk.press("moment:telefoon:m2")
    assert "Belgisch telefoonnummer" in talk.say("els@voorbeeld.be")
    talk.say("0470 12 34 56")
    talk.say("nee", "ontken")
    assert orders(talk)["contact"] == "0470123456" and orders(talk)["meegeven"] is False


@pytest.mark.parametrize("steps", [["stop"], ["wablief", "wablief"]])
def test_without_a_number_nothing_is_booked(talk: Talk, steps: list[str]) -> None:
    talk.press("moment:telefoon:m2")
    for text in steps:
        answer = talk.say(text, "stop" if text == "stop" else "buiten_bereik")
    assert "leg niets vast" in answer and orders(talk) == {}


def test_a_question_instead_of_consent_books_nothing_and_is_answered(talk: Talk) -> None:
    talk.press(SLOT)
    talk.press("geen_contact")
    answer = talk.say("wat is een opleidingscheque?", "vraag_maatregel")
    assert "leg niets vast" in answer and len(answer) > 100 and orders(talk) == {}


def test_moving_and_calling_off(talk: Talk) -> None:
    talk.metadata["afspraak"] = True
    talk.say("ik wil een afspraak", "maak_afspraak")
    assert orders(talk) == {"doe": "stand"}
    assert "blijft je afspraak staan" in talk.press("afspraak_verzet")
    assert orders(talk) == {"doe": "toon"}
    talk.press(SLOT)
    assert orders(talk) == {"doe": "verzet", "moment": "m1"}
    talk.press("afspraak_annuleer")
    assert "blijft staan" in talk.press("false")
    talk.press("afspraak_annuleer")
    talk.press("true")
    assert orders(talk) == {"doe": "annuleer"}


def test_taking_consent_or_a_call_back(talk: Talk) -> None:
    talk.press("afspraak_niets_delen")
    assert orders(talk) == {"doe": "niets_delen"}
    talk.say("ik wil een mens", "vraag_mens")
    talk.press("true")
    talk.say("0470 12 34 56")
    talk.press("namiddag")
    assert talk.buttons[:1] == ["bel_niet"]
    talk.press("bel_niet")
    assert orders(talk) == {"doe": "bel_niet"}
