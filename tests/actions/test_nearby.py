"""Asking who is near: the dialogue finds out where, the service looks."""

from __future__ import annotations

import pytest

from tests.actions.talk import Talk


def test_where_somebody_lives_is_used_when_it_is_known() -> None:
    talk = Talk()
    talk.say("ik woon in 9000 Gent")
    talk.say("ik wil iemand spreken", "vraag_mens")
    assert talk.buttons == ["true", "false", "buurt"]
    talk.press("buurt")
    assert talk.requests == {"dienst": {"postcode": "9000"}}


@pytest.mark.parametrize(
    ("said", "postcode"), [("2800", "2800"), ("Sint-Niklaas", "9100"), ("in Genk", "3600")]
)
def test_else_it_is_asked(said: str, postcode: str) -> None:
    talk = Talk()
    assert "postcode of gemeente" in talk.press("buurt")
    talk.say(said, "geef_info")
    assert talk.requests == {"dienst": {"postcode": postcode}}


def test_no_place_is_asked_once_more_and_then_left() -> None:
    talk = Talk()
    talk.press("buurt")
    assert "ken ik niet" in talk.say("blabla", "buiten_bereik")
    assert "Bellen kan altijd" in talk.say("blabla", "buiten_bereik")
    talk.press("buurt")
    assert "Bellen kan altijd" in talk.say("nee", "ontken")
    talk.press("buurt")
    assert len(talk.say("wat is een opleidingscheque precies voor iets?", "vraag_maatregel")) > 80
    assert talk.requests == {}
