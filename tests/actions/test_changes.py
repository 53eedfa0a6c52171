"""Facts that somebody changes on a panel: taken over, said back, with what follows from it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.actions.talk import Talk

STORY = "Ik ben 41 jaar, werknemer in de privésector in Gent, werk 100 % en 38 uur per week"


def change(talk: Talk, **changes: Any) -> str:
    """Press what the service presses when a panel changes facts."""
    talk.metadata["aanpassing"] = changes
    answer = talk.press("pas_aan")
    del talk.metadata["aanpassing"]
    return answer


def test_a_changed_fact_is_said_back_and_the_question_stays() -> None:
    talk = Talk()
    talk.say(STORY)
    asked = talk.vraag
    answer = change(talk, leeftijd=42)
    assert "42 jaar" in answer
    assert talk.profiel["leeftijd"] == 42
    assert talk.vraag == asked


def test_the_consequences_are_told() -> None:
    talk = Talk()
    talk.say(STORY)
    talk.know_nothing_more()
    answer = change(talk, sector="onderwijs")
    assert "Dat verandert iets" in answer
    assert "Vlaams zorgkrediet voor een opleiding: geen recht wordt" in answer


def test_a_wiped_fact_is_gone_and_may_be_asked_again() -> None:
    talk = Talk()
    talk.say(STORY)
    answer = change(talk, sector=None)
    assert "sector" not in talk.profiel
    assert "gebruik ik niet meer" in answer


def test_what_was_derived_from_an_old_value_goes_along() -> None:
    talk = Talk()
    talk.say("Ik heb een master")
    change(talk, diploma="hoger_secundair")
    assert talk.profiel["diploma"] == "hoger_secundair"
    assert talk.profiel.get("scholingsgraad") in (None, "midden")


def test_a_question_of_the_dialogue_itself_is_not_answered_by_it() -> None:
    talk = Talk()
    talk.say(STORY)
    talk.say("wis mijn gegevens", "wis_gegevens")
    change(talk, leeftijd=43)
    assert talk.profiel["leeftijd"] == 43
    assert not any(message.get("custom") for message in talk.messages)


def test_the_same_value_changes_nothing() -> None:
    talk = Talk()
    talk.say(STORY)
    assert "wist ik al" in change(talk, leeftijd=41)


def test_the_button_alone_does_nothing() -> None:
    talk = Talk()
    talk.say(STORY)
    before = dict(talk.profiel)
    talk.press("pas_aan")
    assert talk.profiel == before


@pytest.mark.parametrize(("button", "kept"), [("true", {"leeftijd": 38}), ("false", {})])
def test_what_a_portal_handed_over_may_be_refused(button: str, kept: dict[str, Any]) -> None:
    talk = Talk(ingang="mijn_loopbaan")
    talk.slots.update(profiel={"leeftijd": 38}, gesprek_staat={"wacht": {"op": "overgenomen"}})
    talk.press(button)
    assert talk.profiel == kept
    assert talk.vraag is not None
