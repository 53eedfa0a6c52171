"""Not sure what is meant: ask which of the two likeliest, and answer the chosen one."""

from __future__ import annotations

import pytest

from actions.handlers import HANDLERS
from actions.texts import has_text
from tests.actions.talk import Talk

UNCLEAR = [("buiten_bereik", 0.6), ("vraag_bedrag", 0.35), ("vraag_deadline", 0.2)]


def test_two_likely_meanings_are_offered(talk: Talk) -> None:
    answer = talk.say("opleidingscheques da van die euro", "buiten_bereik", 0.6, UNCLEAR)
    assert "niet zeker wat je bedoelt" in answer
    assert talk.buttons == ["vraag_bedrag", "vraag_deadline", "iets_anders", "mens"]


def test_the_chosen_meaning_answers_the_message(talk: Talk) -> None:
    talk.say("opleidingscheques da van die euro", "buiten_bereik", 0.6, UNCLEAR)
    assert "Opleidingscheques voor werknemers" in talk.press("vraag_bedrag")


def test_neither_leads_on(talk: Talk) -> None:
    talk.say("hoe zit da met die euro", "buiten_bereik", 0.6, UNCLEAR)
    assert "Wat wil je doen?" in talk.press("iets_anders") and talk.buttons


@pytest.mark.parametrize(
    "ranking", [[], UNCLEAR[:2], [("buiten_bereik", 0.9), ("vraag_bedrag", 0.15), ("klacht", 0.1)]]
)
def test_without_two_likely_meanings_nothing_is_offered(talk: Talk, ranking: list[tuple[str, float]]) -> None:
    assert "Daar weet ik niets over" in talk.say("blabla", "buiten_bereik", 0.9, ranking)


def test_another_message_instead_of_a_choice_is_simply_answered(talk: Talk) -> None:
    talk.say("hoe zit da met die euro", "buiten_bereik", 0.6, UNCLEAR)
    talk.say("ik werk halftijds", "geef_info")
    assert talk.profiel["tewerkstellingspercentage"] == 50


def test_every_meaning_that_can_be_offered_has_a_handler() -> None:
    assert has_text("bedoelingen.vraag_bedrag")
    assert all(
        has_text(f"bedoelingen.{i}")
        for i in HANDLERS
        if i.startswith(("vraag_", "zoek_")) and i != "vraag_bron"
    )
