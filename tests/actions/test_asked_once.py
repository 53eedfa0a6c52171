"""An offer is made once, and what somebody wants or says goodbye to is not asked again."""

from __future__ import annotations

import pytest

from knowledge import Knowledge
from tests.actions.talk import Talk

OFFER = "Wil je weten of jij dit krijgt?"


def test_both_are_told_with_one_offer_and_the_others_are_named(talk: Talk) -> None:
    talk.say("hoeveel is dat?", "vraag_bedrag")
    assert len(talk.buttons) > 2
    answer = talk.say("allebei", "ontken", 0.6)
    assert answer.count(OFFER) == 1 and "Opleidingscheques" in answer
    assert "Hierover vertelde ik nu niets" in answer


def test_goodbye_ends_the_question_for_a_number(talk: Talk) -> None:
    talk.say("bel mij", "vraag_mens")
    answer = talk.say("tot ziens", "afscheid")
    assert "later" in answer and "nummer" not in answer and talk.vraag is None


def test_a_correction_is_taken_in_while_a_number_is_asked(talk: Talk) -> None:
    talk.say("bel mij", "vraag_mens")
    assert "nummer" in talk.say("nee ik werk halftijds", "corrigeer")
    assert talk.profiel["tewerkstellingspercentage"] == 50


def test_by_when_leaves_a_lack_of_money(talk: Talk) -> None:
    talk.say("tegen wanneer moet ik beslissen, ik heb geen geld", "vraag_deadline")
    assert talk.profiel["drempel"] == "geld"


def test_later_says_how_long_the_talk_stays(talk: Talk) -> None:
    answer = talk.say("kan dat later nog?", "vraag_deadline")
    assert "zolang dit tabblad open is" in answer and "overzicht" in answer


def test_an_employer_hears_why_not_as_an_employer() -> None:
    employer = Talk("2026-03-15", "werkgever")
    employer.say("ik ben zaakvoerder van een bouwbedrijf in Leuven, pc 124, 12 werknemers")
    employer.say("wat is vov", "vraag_maatregel")
    assert "voor je werknemers" in employer.say("waarom niet?", "vraag_voorwaarden")


def test_recognition_without_a_measure_for_it_is_not_known(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Knowledge, "having", lambda self, trait: ())
    assert "geen gegevens" in talk.say("kan ik mijn ervaring laten erkennen?", "vraag_evc")
