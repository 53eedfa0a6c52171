"""The way to a human in the chat: a counsellor now when one is on duty, a call otherwise."""

from __future__ import annotations

import pytest

from tests.actions.talk import Talk


@pytest.fixture
def talk() -> Talk:
    """A talk while a counsellor is on duty."""
    talk = Talk()
    talk.metadata["begeleiders"] = True
    return talk


def test_nobody_on_duty_leaves_the_call() -> None:
    talk = Talk()
    assert "begeleider aan dienst" not in talk.say("ik wil een mens", "vraag_mens")
    assert "chat_nu" not in talk.buttons


def test_a_chat_is_asked_for_with_what_may_go_along(talk: Talk) -> None:
    talk.say("ik ben 38 jaar en werk in Mechelen")
    assert "begeleider aan dienst" in talk.say("ik wil een mens", "vraag_mens")
    assert talk.buttons[:1] == ["chat_nu"]
    assert "38 jaar" in talk.press("chat_nu")
    assert talk.buttons == ["geef_feiten", "geef_alles", "geef_niets"]
    talk.press("geef_alles")
    assert talk.requests == {"overdracht": {"meegeven": True, "verloop": True}}


@pytest.mark.parametrize(("intent", "shared"), [("bevestig", True), ("ontken", False)])
def test_words_instead_of_buttons(talk: Talk, intent: str, shared: bool) -> None:
    talk.say("ik ben 38 jaar")
    talk.say("ik wil een mens", "vraag_mens")
    talk.say("ja graag", "bevestig")
    talk.say("doe maar", intent)
    assert talk.requests == {"overdracht": {"meegeven": shared, "verloop": False}}


def test_without_facts_there_are_no_facts_to_share(talk: Talk) -> None:
    talk.say("ik wil een mens", "vraag_mens")
    talk.press("chat_nu")
    assert talk.buttons == ["geef_alles", "geef_niets"]


def test_nothing_is_asked_without_an_answer(talk: Talk) -> None:
    talk.say("ik wil een mens", "vraag_mens")
    talk.press("chat_nu")
    talk.say("wat is een opleidingscheque?", "vraag_maatregel")
    assert talk.requests == {}


def test_rather_a_call_or_neither(talk: Talk) -> None:
    talk.say("ik wil een mens", "vraag_mens")
    assert "telefoonnummer" in talk.press("true")
    talk.say("stop", "stop")
    talk.say("ik wil een mens", "vraag_mens")
    talk.say("nee", "ontken")
    assert talk.requests == {}


@pytest.mark.parametrize("on_duty", [True, False])
def test_much_that_is_uncertain_offers_a_human_who_is_there(on_duty: bool) -> None:
    talk = Talk("2026-03-15")
    talk.metadata["begeleiders"] = on_duty
    talk.say("ik ben 38, werk voltijds 38 uur per week als bediende in de privesector in Mechelen")
    assert ("met je meekijken" in talk.know_nothing_more()) is on_duty
    assert "mens" in talk.buttons
