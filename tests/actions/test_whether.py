"""Whether somebody gets something: yes, no or perhaps first, and a condition that nobody can tell is said."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge import shared_knowledge
from knowledge.answers import overview_bubbles
from tests.actions.talk import Talk


@pytest.fixture
def talk() -> Talk:
    talk = Talk("2026-03-15")
    talk.say("ik ben bediende in een bank in Gent, voltijds 38 uur, 50 jaar")
    return talk


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("krijg ik VOV?", "vraag_bedrag"),
        ("ok bedankt. dus krijg ik nu tijdskrediet?", "bedank"),
        ("heb ik dan ook recht op opleidingscheques", "vraag_overzicht"),
    ],
)
def test_whether_is_answered_with_yes_no_or_perhaps(talk: Talk, text: str, intent: str) -> None:
    assert talk.say(text, intent, 0.7).startswith("Misschien.")


def test_how_much_is_still_how_much(talk: Talk) -> None:
    answer = talk.say("hoeveel uren vov krijg ik", "vraag_bedrag")
    assert "125 uur" in answer and "Misschien" not in answer


def test_who_works_in_brussels_hears_no_and_what_there_is_instead() -> None:
    talk = Talk("2026-03-15")
    talk.say("ik werk voltijds 38 uur bij een bank in Brussel en woon in Aalst")
    answer = talk.say("krijg ik vov?", "vraag_bedrag")
    assert answer.startswith("Nee") and "Brusselse educatief verlof" in answer
    asked = talk.vraag
    assert "educatief_verlof_brussel" in talk.buttons
    assert "educatief verlof" in talk.press("educatief_verlof_brussel") and talk.vraag == asked


@pytest.mark.parametrize("text", ["heb ik recht op outplacement?", "krijg ik outplacement"])
def test_what_the_facts_cannot_tell_is_a_condition_and_no_yes(talk: Talk, text: str) -> None:
    answer = talk.say(text, "vraag_voorwaarden")
    assert "krijg je alleen als je werkgever je ontslaat" in answer and not answer.startswith("Ja")
    assert "alleen als je werkgever je ontslaat" in talk.say("wat is outplacement", "vraag_maatregel")
    assert "alleen als je werkgever je ontslaat" in talk.say("hoeveel is outplacement", "vraag_bedrag")


def test_the_overview_says_the_condition_too(talk: Talk) -> None:
    knowledge = shared_knowledge()
    facts = knowledge.facts(talk.profiel, {})
    assessment = knowledge.assess(facts, date(2026, 3, 15), ["outplacement"])
    assert [result.status for result in assessment.results] == ["recht"]
    overview = "\n".join(overview_bubbles(knowledge, assessment, facts))
    assert "**Outplacement** (alleen als je werkgever je ontslaat" in overview


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("hoeveel krijg ik met tijdskrediet", ("36 maanden", "109,25 euro", "oud bedrag")),
        ("hoeveel is het opleidingskrediet halftijds", ("312,24 euro", "kon ik niet bevestigen")),
    ],
)
def test_old_amounts_are_told_as_old(talk: Talk, text: str, told: tuple[str, ...]) -> None:
    answer = talk.say(text, "vraag_bedrag")
    assert all(words in answer for words in told)
