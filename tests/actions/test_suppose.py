"""What if: an honest answer also when too little is known; what is known stays as it is."""

from __future__ import annotations

import pytest

from tests.actions.talk import Talk

FULL_TIME = "ik ben bediende in een bank in Gent, voltijds"


def test_with_too_little_known_the_talk_says_so_and_asks_what_decides() -> None:
    talk = Talk("2026-03-15")
    talk.say("ik ben werkloos")
    answer = talk.say("en wat als ik halftijds werk?", "wat_als")
    assert "kan ik nog niet berekenen" in answer and "verandert er niets" not in answer
    assert talk.vraag == "uitkering" and "tewerkstellingspercentage" not in talk.profiel


def test_what_changes_is_told() -> None:
    talk = Talk("2026-03-15")
    talk.say(FULL_TIME)
    assert "geen recht" in talk.say("en wat als ik halftijds werk?", "wat_als")


@pytest.mark.parametrize(
    ("question", "supposed"),
    [
        ("krijg ik vov als ik 80 procent werk?", "Stel: werkt 80 %"),
        ("krijg ik vov als ik 30 uur per week werk?", "Stel: 30 uur"),
        ("krijg ik vov als ik in Brussel werk?", "Stel: werkt in Brussel"),
        ("heb ik recht op opleidingscheques als ik als zelfstandige werk?", "Stel: zelfstandige"),
    ],
)
def test_a_question_about_another_case_leaves_what_is_known(question: str, supposed: str) -> None:
    talk = Talk("2026-03-15")
    talk.say(FULL_TIME)
    known = dict(talk.profiel)
    answer = talk.say(question, "vraag_voorwaarden")
    assert supposed in answer and talk.profiel == known
    assert "Opleidingscheques" in answer if "cheques" in question else "Vlaams opleidingsverlof" in answer


def test_a_question_about_a_case_fills_what_is_unknown_and_repeats_what_is_known() -> None:
    talk = Talk("2026-03-15")
    talk.say("ik ben bediende")
    assert "Stel:" not in talk.say("krijg ik vov als ik in Gent werk?", "vraag_voorwaarden")
    assert talk.profiel["werkgewest"] == "vlaanderen"
    assert "Stel:" not in talk.say("krijg ik vov als ik in Gent werk?", "vraag_voorwaarden")


def test_the_facts_beside_the_case_are_kept() -> None:
    talk = Talk("2026-03-15")
    talk.say(FULL_TIME)
    talk.say("ik ben 45. krijg ik vov als ik 80 procent werk?", "vraag_voorwaarden")
    assert talk.profiel["leeftijd"] == 45 and talk.profiel["tewerkstellingspercentage"] == 100


def test_a_measure_asked_by_name_is_answered_when_nothing_changes() -> None:
    talk = Talk("2026-03-15")
    talk.say(FULL_TIME)
    answer = talk.say("krijg ik een loopbaancheque als ik 80 procent werk?", "vraag_voorwaarden")
    assert "Voor Loopbaancheque weet ik nog niet alles" in answer


LINE = "bediende, voltijds, Gent, 45j, bachelor, pc 200, vov"


def test_a_counsellor_hears_every_change_and_others_how_many_more_there_are() -> None:
    counsellor, citizen = Talk("2026-03-15", "begeleider"), Talk("2026-03-15")
    counsellor.say(LINE)
    citizen.say(LINE)
    all_of_them = counsellor.say("wat als werkzoekende", "wat_als").count("\n- ")
    answer = citizen.say("wat als ik werkzoekende zou zijn", "wat_als")
    assert all_of_them > 5 == answer.count("\n- ")
    assert f"nog meer ({all_of_them - 5})" in answer
