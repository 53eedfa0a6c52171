"""What an employer tells of one person who works there: it answers what that person can get."""

from __future__ import annotations

import pytest

from tests.actions.talk import Talk


@pytest.fixture
def employer() -> Talk:
    talk = Talk("2026-03-15", "werkgever")
    talk.say("ik ben zaakvoerder van een bakkerij met 8 man in Aalst")
    return talk


def test_what_a_worker_can_get_is_told_with_what_was_told_of_them() -> None:
    talk = Talk("2026-03-15", "werkgever")
    talk.say("ik ben zaakvoerder van een bouwbedrijf in Gent met 12 werknemers, pc 124")
    before = dict(talk.profiel)
    answer = talk.say("mijn metser is 45 en heeft geen diploma, wil lassen leren", "vraag_rechten")
    assert "45 jaar" in answer and "Vlaams opleidingsverlof: misschien" in answer
    answer = talk.say("en hij werkt 38 uur voltijds")
    assert "45 jaar" in answer and "38 uur" in answer, "what was told before counts too"
    assert "misschien" in talk.say("wat kan hij krijgen", "vraag_rechten")
    assert "Voor de persoon van daarnet" in talk.say(
        "heeft hij recht op opleidingsverlof", "vraag_voorwaarden"
    )
    assert talk.profiel == before


def test_another_worker_is_not_mixed_with_the_one_before(employer: Talk) -> None:
    employer.say("onze bediende is 45 en heeft een bachelor")
    answer = employer.say("mijn arbeider is 31 en werkt 38 uur")
    assert "31 jaar" in answer and "bachelor" not in answer


def test_a_worker_of_whom_only_the_work_is_told_is_spoken_of_without_facts(employer: Talk) -> None:
    answer = employer.say("mijn werknemer is werknemer", "geef_info")
    assert "Voor die persoon kijk ik zo:" in answer and "()" not in answer


def test_who_has_employees_is_an_employer_and_hears_of_the_fund() -> None:
    talk = Talk("2026-03-15", "werkgever")
    answer = talk.say("ik heb 12 werknemers, bouw pc 124")
    told = {"statuut": "werkgever", "aantal_werknemers": 12, "paritair_comite": "124", "sector": "prive"}
    assert told.items() <= talk.profiel.items() and "Constructiv" in answer and talk.vraag == "werkgewest"
    assert "25 euro per uur" in talk.say("wat doet constructiv voor ons", "vraag_maatregel")
