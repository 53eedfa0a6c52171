"""What newcomers say in other words than the polite ones: they get the same good answer."""

from __future__ import annotations

import pytest

from tests.actions.talk import Talk

NOT_REFUSED = "kan het recht niet weigeren"


@pytest.mark.parametrize(
    "text",
    ["hij zegt dat het te druk is", "hij zegt dat het niet gaat", "ze zegt dat ik moet wachten"],
)
def test_what_the_employer_answers_is_about_refusing(text: str) -> None:
    talk = Talk()
    talk.say("mag mijn baas mijn opleidingsverlof weigeren", "vraag_voorwaarden")
    answer = talk.say(text, "uit_drempel")
    assert NOT_REFUSED in answer and "een andere datum" in answer


def test_a_service_or_a_school_may_be_the_employer() -> None:
    talk = Talk()
    talk.say("ik ben leerkracht")
    for text in ("mag mijn dienst weigeren", "en de school mag weigeren?"):
        answer = talk.say(text, "vraag_voorwaarden")
        assert "zorgkrediet" in answer and "in geen enkele bron" in answer and "drempel" not in talk.profiel
    talk.say("krijg ik zorgkrediet", "vraag_voorwaarden")
    answer = talk.say("mag mijn dienst weigeren", "vraag_voorwaarden")
    assert "zorgkrediet" in answer and "opleidingsverlof" not in answer


def test_of_what_somebody_has_no_right_to_is_told_why() -> None:
    talk = Talk()
    talk.say("ik ben ambtenaar bij de Vlaamse overheid")
    answer = talk.say("mag mijn dienst vov weigeren", "vraag_voorwaarden")
    assert NOT_REFUSED not in answer and "opleidingsverlof" in answer


def test_who_scolds_and_asks_gets_the_answer_and_one_sorry() -> None:
    asked = "mijn opleidingsverlof is geweigerd door mijn baas en ik wil weten of da mag"
    polite = Talk().say(asked, "vraag_voorwaarden")
    answer = Talk().say(f"jullie zijn nen hoop prutsers, {asked}", "vraag_combineren")
    assert NOT_REFUSED in polite and answer.endswith(polite)
    assert answer.lower().count("sorry") == 1
