"""What holds people back and what they learn for: answered for this person, remembered, and used later."""

from __future__ import annotations

import pytest
import yaml

from actions.texts import ORDERS
from knowledge import shared_knowledge as knowledge
from tests.actions.talk import Talk
from tests.project import ROOT

WORKER = "ik werk 4/5, 30,4 uur per week, bij een privébedrijf in Gent"


@pytest.fixture
def talk() -> Talk:
    return Talk("2026-03-15")


def test_no_time_is_answered_with_the_hours_that_this_person_gets(talk: Talk) -> None:
    talk.say(f"{WORKER}, cursus van 80 lestijden bij het cvo die in de opleidingsdatabank staat")
    answer = talk.say("ik heb geen tijd om te studeren", "uit_drempel")
    assert "80 uur vrij met loon voor deze opleiding" in answer
    assert {"zoek_avond", "zoek_online"} <= set(talk.buttons)


def test_a_barrier_is_no_answer_to_the_open_question(talk: Talk) -> None:
    talk.say(f"{WORKER}, cursus van 80 lestijden bij het cvo die in de opleidingsdatabank staat")
    assert talk.vraag == "diploma"
    talk.say("ik heb geen tijd", "uit_drempel")
    assert "diploma" not in talk.profiel and talk.profiel["drempel"] == "tijd" and talk.vraag == "diploma"


def test_a_right_that_is_out_of_reach_is_not_held_out(talk: Talk) -> None:
    talk.say("ik ben zelfstandige, geen bijberoep")
    answer = talk.say("ik heb geen tijd om te studeren", "uit_drempel")
    assert "opleidingsverlof" not in answer and "avond" in answer


@pytest.mark.parametrize(
    ("story", "text", "piece"),
    [
        ("ik ben werkloos en ingeschreven bij de VDAB", "opleidingen zijn te duur voor mij", "gratis"),
        (WORKER, "opleidingen zijn te duur voor mij", "opleidingscheque"),
        (
            "ik ben zelfstandige in Aalst, geen bijberoep",
            "opleidingen zijn te duur voor mij",
            "kmo-portefeuille",
        ),
        ("ik ben 54 en werkloos", "ik durf niet meer terug naar school", "op de werkvloer"),
        (WORKER, "ik durf niet meer terug naar school", "Competentiecheck"),
    ],
)
def test_a_barrier_is_answered_for_this_very_person(talk: Talk, story: str, text: str, piece: str) -> None:
    talk.say(story)
    assert piece in talk.say(text, "uit_drempel")
    assert "mens" in talk.buttons


@pytest.mark.parametrize("barrier", sorted(knowledge().motives.barriers))
@pytest.mark.parametrize(
    "story", [WORKER, "ik ben werkloos", "ik ben zelfstandige", "ik ben student", "hallo"]
)
def test_every_barrier_has_an_answer_for_anybody(talk: Talk, barrier: str, story: str) -> None:
    talk.say(story)
    talk.slots["gesprek_staat"]["openstaand"] = talk.slots["vraag"] = "drempel"
    answer = talk.press(barrier)
    assert answer.startswith(knowledge().motives.barriers[barrier].heard) and "\n- " in answer
    assert "{" not in answer and "mens" in talk.buttons and talk.profiel["drempel"] == barrier


def test_an_unclear_barrier_is_asked_for(talk: Talk) -> None:
    talk.say("het lukt mij allemaal niet zo goed", "uit_drempel")
    assert talk.vraag == "drempel" and "tijd" in talk.buttons
    assert "vrije tijd" in talk.press("tijd")


def test_who_comes_back_to_a_barrier_is_not_told_the_same_again(talk: Talk) -> None:
    talk.say(WORKER)
    first = talk.say("ik heb geen tijd", "uit_drempel")
    again = talk.say("ja maar ik heb echt geen tijd", "uit_drempel")
    assert first.splitlines()[0] not in again and "mens" in talk.buttons


def test_a_barrier_beside_another_question_is_heard_too(talk: Talk) -> None:
    answer = talk.say("mijn rug is kapot, ik wil ander werk", "ander_werk")
    assert "Je gezondheid komt eerst" in answer


def test_the_overview_begins_with_what_helps_with_the_barrier(talk: Talk) -> None:
    talk.say(f"{WORKER}, ik woon in Gent, cursus van 80 lestijden in de opleidingsdatabank, kost 180 euro")
    talk.say("ik betaal zelf, diploma secundair")
    talk.say("het is te duur voor mij", "uit_drempel")
    answer = talk.know_nothing_more()
    first = answer.split("1) **")[1].split("**")[0]
    assert first == "Opleidingscheques voor werknemers"
    assert "Je let op je geld" in answer


def test_the_purpose_leads_the_overview_and_the_next_steps(talk: Talk) -> None:
    answer = talk.say(f"{WORKER}, ik wil een andere job en werk al 20 jaar")
    assert "andere richting" in answer and talk.profiel["doel"] == "herorienteren"
    answer = talk.know_nothing_more()
    order = [answer.find(name) for name in ("**Loopbaan", "Opleidingscheques")]
    assert -1 < order[0] < order[1]
    assert {"ontdek", "zoek"} <= set(talk.buttons)


def test_a_purpose_is_not_asked_of_who_tells_a_story(talk: Talk) -> None:
    talk.say(WORKER)
    assert talk.vraag != "doel"


@pytest.mark.parametrize("file", ["drempels", "doelen"])
def test_the_buttons_that_the_data_name_exist(file: str) -> None:
    content = yaml.safe_load((ROOT / "knowledge" / "data" / f"{file}.yml").read_text(encoding="utf-8"))
    entries = content.get("drempels", content)
    assert {order for entry in entries.values() for order in entry["keuzes"]} <= set(ORDERS)
