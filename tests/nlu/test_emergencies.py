"""Emergencies are found by the words alone, and sayings are not taken for one."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from knowledge.taal import Reader
from knowledge.taal.emergencies import is_emergency, is_foreign_cry

MESSAGES: dict[str, list[str]] = yaml.safe_load(
    Path(__file__).with_name("noodsituaties.yml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("text", MESSAGES["nood"])
def test_danger_is_heard(reader: Reader, text: str) -> None:
    assert is_emergency(reader.read(text).plain)


@pytest.mark.parametrize("text", MESSAGES["kalm"])
def test_a_way_of_speaking_raises_no_alarm(reader: Reader, text: str) -> None:
    assert not is_emergency(reader.read(text).plain)


@pytest.mark.parametrize(
    "text",
    [
        "je veux mourir",
        "I want to die",
        "my husband beats me",
        "ich will nicht mehr leben",
        "ölmek istiyorum",
        "أريد أن أموت",
        "хочу померти",
        "chcę umrzeć",
        "mi marido me pega",
        "vreau să mor",
        "heart attack, help",
        "he wants to kill me",
        "je veux en finir",
        "quiero morirme",
        "I can't go on anymore, I want to end it",
        "he hits me and the kids",
        "my boyfriend beat me yesterday",
        "my father hits me",
        "je ne veux plus vivre",
        "mon mari me bat",
        "kocam bana vurdu",
        "i want to kill myself",
        "I want to die, please help",
        "kendimi öldürmek istiyorum",
        "kocam beni dövüyor",
        "زوجي يضربني",
        "chcę się zabić",
        "mąż mnie bije",
        "my boss hit me",
        "my boss hits my face",
        "he beats my kids",
        "my husband hits my son",
        "I feel suicidal",
        "j'ai envie de me tuer",
        "je veux plus vivre",
        "mon mari me tape",
        "mon mari me frappe",
        "je vais me tuer",
        "i'm going to kill myself",
        "someone is trying to kill me",
        "there is a fire",
        "intihar etmek istiyorum",
        "yaşamak istemiyorum",
        "eşim bana vuruyor",
        "لا أريد العيش",
        "اريد ان انتحر",
        "nie chcę żyć",
        "chcę ze sobą skończyć",
    ],
)
def test_danger_is_heard_in_another_language(text: str) -> None:
    assert is_foreign_cry(text)


@pytest.mark.parametrize(
    "text",
    [
        "opleiding suicidepreventie",
        "I want to learn Dutch",
        "je veux apprendre",
        "iş arıyorum",
        "quiero trabajar",
        "I want to work, my boss beats the competition",
        "my husband hit the jackpot and I want to study",
        "il bat des records, mon patron",
        "my boss hit my car",
        "ik volg een opleiding suicide preventie",
        "my husband hit a wall in his career",
        "I want to work in suicide prevention",
        "je bats le beurre dans une boulangerie",
    ],
)
def test_a_wish_in_another_language_is_no_alarm(text: str) -> None:
    assert not is_foreign_cry(text)
