"""What an enterprise gets for a course, as its owner asks it."""

from __future__ import annotations

import pytest

from tests.actions.talk import Talk


@pytest.fixture
def talk() -> Talk:
    talk = Talk("2026-03-15", "werkgever")
    talk.say("ik ben zelfstandige in Gent met 3 werknemers, kleine onderneming")
    return talk


def test_the_support_is_that_of_the_theme_of_the_course(talk: Talk) -> None:
    answer = talk.say("hoeveel is de kmo-portefeuille?", "vraag_bedrag")
    assert "30 % steun" in answer and "cybersecurity? Dan is de steun hoger: 45 %" in answer
    talk.say("ik wil een cursus cybersecurity van 1000 euro")
    answer = talk.say("hoeveel krijg ik dan?", "vraag_bedrag")
    assert "45 % steun" in answer and "450 euro" in answer and "30 % steun" not in answer


@pytest.mark.parametrize("text", ["hoeveel procent bij cybersecurity", "en voor cyber hoeveel procent"])
def test_the_percentage_of_a_theme_is_answered(talk: Talk, text: str) -> None:
    assert "45 % voor een kleine onderneming" in talk.say(text, "buiten_bereik")


@pytest.mark.parametrize("text", ["hoeveel is de kmo-portefeuille", "wat is de kmo-portefeuille?"])
def test_the_name_of_a_measure_is_no_answer(text: str) -> None:
    talk = Talk("2026-03-15", "werkgever")
    talk.say("ik ben zelfstandige in Gent met 3 werknemers")
    assert talk.vraag == "ondernemingsgrootte"
    answer = talk.say(text, "vraag_bedrag")
    assert "ondernemingsgrootte" not in talk.profiel and talk.vraag == "ondernemingsgrootte"
    assert "Kmo-portefeuille" in answer and "30 %" in answer
