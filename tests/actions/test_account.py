"""What is used and left, and what changes in the rules: for this person and from which day."""

from __future__ import annotations

import pytest

from tests.actions.talk import Talk

WORKER = "ik werk 80 procent, 30 uur per week, bij een bank in Gent, woon in Gent, diploma secundair"
COURSE = "cursus van 80 lesuren in de databank, kost 180 euro, ik betaal zelf"


@pytest.fixture
def talk() -> Talk:
    talk = Talk("2026-03-15")
    talk.say(f"{WORKER}, {COURSE}")
    return talk


def test_what_is_left_is_computed_and_asked_for(talk: Talk) -> None:
    talk.know_nothing_more()
    answer = talk.say("wat blijft er nog over?", "vraag_overzicht")
    assert "hoogstens 100 uur vrij met loon" in answer and talk.vraag == "vov_uren_opgenomen"
    assert "je hebt nog 60 uur over dit schooljaar" in talk.say("40 uur")


def test_only_the_named_measure(talk: Talk) -> None:
    answer = talk.say("hoeveel opleidingsverlof heb ik nog?", "vraag_overzicht")
    assert "Vlaams opleidingsverlof" in answer and "cheque" not in answer


def test_of_a_stranger_nothing_is_computed() -> None:
    assert "Mijn Burgerprofiel" in Talk().say("wat heb ik al gebruikt?", "vraag_overzicht")


def test_what_changes_comes_with_its_day_and_with_what_it_means_for_this_person(talk: Talk) -> None:
    answer = talk.say("wat verandert er allemaal?", "vraag_hervorming")
    assert "vanaf 1 september 2026" in answer and "vanaf 1 januari 2027" in answer
    assert "Vanaf 1 september 2026. Vlaams opleidingsverlof: recht wordt misschien recht." in answer


def test_the_year_that_is_named_leads() -> None:
    answer = Talk("2026-11-29").say("wat komt er in 2027?", "vraag_hervorming")
    assert "loopbaankrediet" in answer and "2026" not in answer


def test_nothing_found_is_said_so() -> None:
    answer = Talk("2026-11-29").say("wat verandert er aan de leerwinkel?", "vraag_hervorming")
    assert "vond ik geen verandering" in answer


def test_what_if_compares_amounts_too() -> None:
    talk = Talk("2026-03-15")
    talk.say(
        "ik werk 80 procent, 30 uur per week, bij een bank in Gent, cursus van 120 lesuren in de databank"
    )
    answer = talk.say("en als ik voltijds zou werken?", "wat_als")
    assert "nu 100 uur vrij met loon voor deze opleiding, dan 120 uur vrij met loon" in answer


def test_a_correction_tells_the_new_amount() -> None:
    talk = Talk("2026-03-15")
    talk.say(
        "ik werk 80 procent, 30 uur per week, bij een bank in Gent, cursus van 120 lesuren in de databank"
    )
    answer = talk.say("nee sorry, ik werk 100 procent", "corrigeer")
    assert "Dat verandert iets" in answer and "dan 120 uur vrij met loon" in answer
