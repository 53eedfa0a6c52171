"""What employers and teachers ask between the questions, and what they tell beside it."""

from __future__ import annotations

import pytest

from knowledge.taal import shared_reader
from tests.actions.talk import Talk

HR = (
    "HR manager, 40 mensen, metaal PC 111, Genk. Kan ik kmo-portefeuille krijgen voor opleiding "
    "leidinggeven van onze ploegbaas?"
)


@pytest.fixture(scope="module")
def employer() -> Talk:
    """An employer who told of the enterprise and asked for one measure."""
    talk = Talk(ingang="werkgever")
    talk.answer = talk.say(HR, "zoek_opleiding")  # type: ignore[attr-defined]
    return talk


def test_an_employer_who_asks_for_a_measure_is_answered_and_keeps_the_facts(employer: Talk) -> None:
    assert employer.answer.count("Kmo-portefeuille") == 1  # type: ignore[attr-defined]
    assert employer.profiel["statuut"] == "werkgever"
    assert employer.profiel["aantal_werknemers"] == 40
    assert employer.vraag == "ondernemingsgrootte"


def test_a_group_of_enterprises_is_about_the_size(employer: Talk) -> None:
    answer = employer.say("groep van 300 mensen, telt da?", "zoek_opleiding")
    assert "25 % (partner)" in answer
    assert employer.profiel["aantal_werknemers"] == 40


def test_two_measures_together_then_both_deadlines(employer: Talk) -> None:
    answer = employer.say(
        "mag ik nu VOV en kmo-portefeuille samen voor dezelfde lascursus?", "vraag_voorwaarden"
    )
    assert "of dat samen mag, heb ik niet gevonden" in answer
    answer = employer.say("tegen wanneer moeten we dat aanvragen allebei?", "vraag_deadline")
    assert "3 maanden voor de start" in answer
    assert "14 kalenderdagen" in answer


def test_who_teaches_in_a_school_works_in_education_and_tells_no_diploma() -> None:
    talk = Talk()
    talk.say(
        "ik geef wiskunde in het secundair (vast benoemd) en ben t beu, wil iets anders, programmeren ofzo"
    )
    assert (talk.profiel["sector"], talk.profiel["statuut"]) == ("onderwijs", "werknemer")
    assert "diploma" not in talk.profiel
    assert "secretariaat" in talk.say("en kan ik TBSPA nemen?")


@pytest.mark.parametrize("words", ["verlof zonder wedde", "kan ik dienstvrijstelling krijgen?", "TBSPA"])
def test_a_leave_without_rules_here_is_said_to_be_so(words: str) -> None:
    answer = Talk().say(words)
    assert "geen regels" in answer
    assert "personeelsdienst" in answer


def test_a_project_of_a_fund_is_found_by_its_number() -> None:
    answer = Talk().say("wat was da weer van project 600? heb ik daar recht op?", "vraag_rechten")
    assert "#project 600" in answer
    assert "verpleegkunde" in answer
    assert "#project 600" not in Talk().say("wat is project 777?", "vraag_rechten")


def test_the_hours_of_a_part_timer_are_reckoned_before_a_course_is_known() -> None:
    talk = Talk(ingang="begeleider")
    talk.say("vr 42 PC200 4/5 30u HSO")
    assert "hoogstens 100 uur" in talk.say("vov hoeveel uur exact", "vraag_bedrag")


def test_days_of_lessons_are_no_share_of_work() -> None:
    reader = shared_reader()
    share = "tewerkstellingspercentage"
    assert share not in reader.read("nee 2 dagen les, ik werk 60u per week!", share).profiel
    assert reader.read("2 dagen", share).profiel == {share: 40}


def test_points_over_a_year_and_a_half_are_asked_about_and_answered() -> None:
    talk = Talk()
    answer = talk.say("ik volg een bachelor, tis in odisee aalst 90 studiepunten over 1,5 jaar")
    assert "hoeveel daarvan volg je dit jaar" in answer
    assert (talk.vraag, talk.opleiding.get("studiepunten")) == ("studiepunten", None)
    talk.say("60 dit jaar")
    assert talk.opleiding["studiepunten"] == 60
    talk.say("nee, 30 dit jaar")
    assert talk.opleiding["studiepunten"] == 30


@pytest.mark.parametrize("asked", ["werkgewest", "ondernemingsgrootte"])
def test_region_and_size_in_one_answer(asked: str) -> None:
    talk = Talk(ingang="werkgever")
    talk.say("ik heb 12 werknemers in dienst in de bouw" + (" in Gent" if asked != "werkgewest" else ""))
    talk.say("vlaanderen, klein")
    assert (talk.profiel["werkgewest"], talk.profiel["ondernemingsgrootte"]) == ("vlaanderen", "klein")


def test_the_overview_refuses_no_credit_of_public_service_to_who_works_elsewhere() -> None:
    talk = Talk()
    talk.say("ik werk als bediende in de privésector in Gent, 38 uur, bachelor, 40 jaar")
    assert "zorgkrediet" not in talk.say("toon mijn overzicht", "vraag_rechten").lower()
    answer = talk.say("krijg ik zorgkrediet?", "vraag_voorwaarden")
    assert "Zorgkrediet is er voor de Vlaamse overheid en het onderwijs" in answer
