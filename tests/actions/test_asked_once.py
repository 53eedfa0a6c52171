"""An offer is made once, and what somebody wants or says goodbye to is not asked again."""

from __future__ import annotations

import pytest

from knowledge import Knowledge
from knowledge import shared_knowledge as knowledge
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


def test_a_question_that_is_not_understood_is_said_otherwise_then_let_go(talk: Talk) -> None:
    talk.say("ik werk voltijds bij een bank in Gent")
    asked, question = talk.vraag, knowledge().question(str(talk.vraag))
    first = talk.say("ik begrijp het niet", "niet_begrepen")
    assert first.startswith(question.uitleg) and talk.vraag == asked
    second = talk.say("niet begrijp", "niet_begrepen")
    assert question.uitleg not in second and question.waarom in second
    assert talk.vraag == asked and "mens" in talk.buttons
    third = talk.say("wa bedoelde", "niet_begrepen")
    assert third.startswith("Dan sla ik die vraag over") and talk.vraag not in (None, asked)
    assert asked in talk.slots["gesprek_staat"]["overgeslagen"]


def test_an_answer_that_is_not_understood_is_said_otherwise(talk: Talk) -> None:
    talk.say("ik werk voltijds bij een bank in Gent")
    asked, told = talk.vraag, talk.say("wat is vov?", "vraag_maatregel")
    again = talk.say("wa bedoelde", "niet_begrepen")
    assert again.startswith("Ik zeg het anders. Kort: **misschien**") and "mens" in talk.buttons
    assert told.split("\n")[0] not in again and talk.vraag == asked
    assert again.split("Terug naar")[0] not in talk.say("ik snap het niet", "niet_begrepen")


def test_an_overview_that_is_not_understood_is_said_in_short(talk: Talk) -> None:
    talk.say(
        "ik werk voltijds bij een bank in Gent, 38 uur, bachelor, cursus Excel van 40 uur in de databank"
    )
    talk.know_nothing_more()
    again = talk.say("ik snap er niks van", "niet_begrepen")
    assert again.startswith("Ik zeg het korter. Dit is het belangrijkste voor jou: Vlaams opleidingsverlof")
    assert "gratis bellen" in talk.say("nog altijd niet", "niet_begrepen")


@pytest.mark.parametrize("text", ["niet begrijp", "nee ik snap dat niet", "nie verstaan", "niet duidelijk"])
def test_who_does_not_understand_a_yes_or_no_question_says_no_to_nothing(talk: Talk, text: str) -> None:
    talk.say("ik werk voltijds bij een bank in Gent")
    talk.slots["gesprek_staat"]["openstaand"] = talk.slots["vraag"] = "in_opleidingsdatabank"
    talk.say(text, "niet_begrepen")
    assert "in_opleidingsdatabank" not in talk.opleiding and talk.vraag == "in_opleidingsdatabank"


def test_nearly_full_time_is_asked_and_not_taken(talk: Talk) -> None:
    answer = talk.say("ik werk bijna voltijds in een winkel in Aalst")
    assert "tewerkstellingspercentage" not in talk.profiel and talk.vraag == "tewerkstellingspercentage"
    assert "'Bijna' is niet juist genoeg" in answer
    talk.say("90")
    assert talk.profiel["tewerkstellingspercentage"] == 90


def test_who_does_not_understand_the_opening_hears_what_it_is_for(talk: Talk) -> None:
    assert "Zeg bijvoorbeeld" in talk.say("ik begrijp het niet", "niet_begrepen")
    assert "begin" in talk.buttons


@pytest.mark.parametrize("intent", ["waarom_vraag", "buiten_bereik"])
def test_a_question_that_keeps_coming_back_is_set_aside(talk: Talk, intent: str) -> None:
    talk.say("ik werk voltijds bij een bank in Gent")
    asked = talk.vraag
    for _ in range(2):
        talk.say("wat is vov?", intent)
        assert talk.vraag == asked
    answer = talk.say("wat is vov?", intent)
    assert "Dan sla ik die vraag over" in answer and talk.vraag not in (None, asked)
    assert asked not in (talk.profiel | talk.opleiding)
    assert talk.know_nothing_more()


def test_what_is_not_understood_three_times_is_set_aside_and_a_human_offered(talk: Talk) -> None:
    talk.say("ik werk voltijds bij een bank in Gent")
    asked = talk.vraag
    answers = [talk.say("blubber de blub", "nlu_fallback", 0.2) for _ in range(3)]
    assert "Dan sla ik die vraag over" in answers[-1] and "mens" in talk.buttons
    talk.press("verder")
    assert talk.vraag not in (None, asked)


def test_a_value_out_of_range_is_not_asked_for_ever(talk: Talk) -> None:
    talk.say("ik werk voltijds bij een bank in Gent")
    talk.slots["gesprek_staat"]["openstaand"] = talk.slots["vraag"] = "uren_per_week"
    answers = [talk.say("ik werk 240 uur per week") for _ in range(3)]
    assert "Dan sla ik die vraag over" in answers[-1] and "uren_per_week" not in talk.profiel


def test_a_fact_beside_the_question_gives_it_another_chance(talk: Talk) -> None:
    talk.say("ik werk voltijds bij een bank in Gent")
    asked = talk.vraag
    for fact in ("ik ben 38 jaar", "ik woon in Aalst", "ik werk hier 12 jaar", "ik woon alleen"):
        assert "sla ik" not in talk.say(fact) and talk.vraag == asked


def test_an_answer_after_the_question_was_set_aside_is_kept(talk: Talk) -> None:
    talk.say("ik werk voltijds bij een bank in Gent")
    for _ in range(3):
        talk.say("wat is vov?", "vraag_maatregel")
    talk.say("de opleiding staat in de databank")
    assert talk.opleiding["in_opleidingsdatabank"] is True
    assert "in_opleidingsdatabank" not in talk.slots["gesprek_staat"]["overgeslagen"]
