"""What is put right or put back, going on, and what only resembles the end of a talk."""

from __future__ import annotations

import pytest

from tests.actions.talk import Talk


@pytest.fixture
def talk() -> Talk:
    return Talk("2026-03-15")


@pytest.mark.parametrize("text", ["toch niet, Vlaanderen", "nee, in Vlaanderen", "ik bedoel Vlaanderen"])
@pytest.mark.parametrize("intent", ["corrigeer", "ontken", "geef_info"])
def test_a_region_by_itself_puts_right_where_somebody_works(talk: Talk, text: str, intent: str) -> None:
    talk.say("ik ben bediende en ik werk in Brussel")
    talk.say(text, intent)
    assert talk.profiel["werkgewest"] == "vlaanderen"


@pytest.mark.parametrize(
    "text",
    ["zet terug", "zet da terug", "maak dat ongedaan", "vergeet dat", "zet terug zoals het was"]
    + ["vergeet die wat als"],
)
@pytest.mark.parametrize("intent", ["corrigeer", "wis_gegevens"])
def test_a_supposition_is_let_go_and_the_question_stays_open(working: Talk, text: str, intent: str) -> None:
    before, question = working.profiel, working.vraag
    working.say("wat als ik halftijds werk?", "wat_als")
    answer = working.say(text, intent, 0.7)
    assert "niet veranderd" in answer and working.profiel == before and working.vraag == question


@pytest.mark.parametrize("text", ["verder", "doe verder", "ga verder"])
def test_who_says_go_on_is_asked_on(working: Talk, text: str) -> None:
    assert "stop met vragen" not in working.say(text, "stop") and working.vraag is not None


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("ik zit in het 5de BSO maar wil stoppen", "stop"),
        ("ik zit nog in mijn opzeg tot maart, ik ben magazijnier", "afscheid"),
        ("ich wil vrachwage riije", "vorige_vraag"),
    ],
)
def test_what_only_resembles_a_farewell_ends_and_undoes_nothing(
    working: Talk, text: str, intent: str
) -> None:
    before = working.profiel
    answer = working.say(text, intent)
    assert not any(words in answer for words in ("stop met vragen", "Graag gedaan", "vorige vraag"))
    assert before.items() <= working.profiel.items()


@pytest.mark.parametrize("text", ["ik wil mijn plan zien", "laat mijn plan zien", "mijn plan aub"])
def test_the_own_plan_is_shown(working: Talk, text: str) -> None:
    assert "Jouw plan" in working.say(text, "maak_afspraak", 0.6)


def test_who_asks_how_old_they_are_is_told(working: Talk) -> None:
    working.say("ik ben 34")
    assert "34 jaar" in working.say("hoe oud ben ik?", "vraag_overzicht")


def test_who_wants_to_stop_in_an_occupation_gets_no_card_of_it(working: Talk) -> None:
    working.say("Ik wil stoppen als verpleegkundige", "vraag_beroep")
    assert not any(card.get("soort") == "beroep" for card in working.cards)


def test_questions_beside_ours_leave_it_open(working: Talk) -> None:
    question = working.vraag
    for _ in range(5):
        answer = working.say("wat is vlaams opleidingsverlof?", "vraag_maatregel")
        assert "sla ik die vraag over" not in answer and working.vraag == question
