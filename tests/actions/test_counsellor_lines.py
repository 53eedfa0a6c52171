"""Lines that a counsellor types later in a file: nothing told before is lowered or lost."""

from __future__ import annotations

import pytest

from knowledge.taal import shared_reader
from knowledge.taal.shorthand import written_out
from tests.actions.talk import Talk


def read(line: str, question: str | None = None) -> dict[str, object]:
    """The facts of a line of shorthand."""
    reading = shared_reader().read(written_out(line), question)
    return {**reading.profiel, **reading.opleiding}


@pytest.mark.parametrize("question", [None, "werkervaring_jaren", "in_opleidingsdatabank", "betaald_door"])
def test_a_row_of_shorthand_is_read_the_same_whatever_was_asked(question: str | None) -> None:
    told = read("0 lbc, 36 mnd, geen lb, geen RVA", question)
    told.pop("statuut", None)
    assert told == {
        "loopbaancheques_gebruikt": 0,
        "ancienniteit_maanden": 36,
        "loopbaanbegeleiding_gevolgd": False,
        "rva_onderbrekingsuitkering": False,
    }


def test_facts_of_every_kind_stand_in_one_row() -> None:
    told = read("180 eur zelf, 15j erv, 36m anc, 0 lbc, in ODB")
    told.pop("statuut", None)
    assert told == {
        "directe_kost": 180,
        "betaald_door": "werknemer",
        "werkervaring_jaren": 15,
        "ancienniteit_maanden": 36,
        "loopbaancheques_gebruikt": 0,
        "in_opleidingsdatabank": True,
    }


def test_months_with_the_employer_do_not_lower_the_years_of_experience() -> None:
    talk = Talk(ingang="begeleider")
    talk.say("vr 42 PC200 4/5 30u HSO 15j erv, woont en werkt in Mechelen")
    answer = talk.say("0 lbc, 36 mnd, geen lb, geen RVA")
    assert talk.profiel["werkervaring_jaren"] == 15
    assert talk.profiel["ancienniteit_maanden"] == 36
    assert "Loopbaancheque: geen recht" not in answer


def test_bare_years_of_somebody_whose_age_is_known_are_years_of_work() -> None:
    talk = Talk(ingang="begeleider")
    talk.say("vr 42 PC200 4/5 30u HSO")
    talk.say("15j, 0 lbc")
    assert (talk.profiel["leeftijd"], talk.profiel["werkervaring_jaren"]) == (42, 15)


def test_months_without_work_are_no_time_with_an_employer() -> None:
    assert "ancienniteit_maanden" not in read("werkloos, 24 mnd, bach")


def test_what_stands_before_the_wish_is_the_diploma() -> None:
    told = read("vr 55 zelfst bijberoep + 50% PC330 bach wil yoga-opl 600eur")
    assert (told["diploma"], told["titel"], told["soort"]) == ("bachelor", "yoga", "hobby")


@pytest.mark.parametrize(
    ("line", "diploma"),
    [
        ("en als bachelor ipv HSO", "bachelor"),
        ("wat als ze bachelor heeft in plaats van HSO", "bachelor"),
        ("wat als master ipv bach", "master"),
    ],
)
def test_what_comes_in_the_place_of_another_is_supposed(line: str, diploma: str) -> None:
    assert shared_reader().read(written_out(line)).supposed == {"diploma": diploma}


def test_a_wage_in_the_next_sentence_leaves_the_price_a_price() -> None:
    told = read("1200 euro, 80 lesuren. Maar mijn vraag was over VOV: wie betaalt zijn loon dan?")
    assert (told["directe_kost"], told["contacturen"]) == (1200, 80)
    assert "directe_kost" not in read("mijn loon is 1200 euro")
