"""Emergencies, other languages and messages that are mostly facts."""

from __future__ import annotations

import pytest

from bot.nlu.guard import Guard
from knowledge.taal import Reader

GUARD = Guard()
CALM = [("vraag_rechten", 0.9), ("geef_info", 0.1)]


@pytest.mark.parametrize(
    "text",
    [
        "ik wil niet meer leven",
        "ik denk aan zelfmoord",
        "kwil dood",
        "ik ga mezelf iets aandoen",
        "mijn man slaat mij",
        "ik word thuis mishandeld",
        "ik zie geen uitweg meer",
        "Ik wil er een einde aan maken.",
        "hoeveel vov krijg ik, ik wil dood",
        "mijn ex bedreigt mij",
    ],
)
def test_emergencies_come_first(reader: Reader, text: str) -> None:
    verdict = GUARD.judge(text, reader.read(text), CALM)
    assert (verdict.intent, verdict.certainty) == ("noodsituatie", 1.0)


@pytest.mark.parametrize(
    "text",
    [
        "ik wil stoppen met werken",
        "ik zie die cursus niet zitten",
        "mijn baas slaat de bal mis",
        "ik wil een einde aan dit gesprek",
        "de deadline is dood en begraven",
        "ik ben mijn job beu",
        "ik durf niet naar school",
    ],
)
def test_no_false_alarm(reader: Reader, text: str) -> None:
    assert GUARD.judge(text, reader.read(text), CALM).intent != "noodsituatie"


@pytest.mark.parametrize(
    "text",
    [
        "I would like to follow a course",
        "je cherche une formation en comptabilité",
        "ich möchte einen Kurs machen",
        "quiero estudiar español",
        "أريد أن أتعلم الهولندية",
        "хочу учиться",
        "nie mówię po niderlandzku",
        "vreau un curs de olandeza",
    ],
)
def test_other_languages(reader: Reader, text: str) -> None:
    assert GUARD.judge(text, reader.read(text), CALM).intent == "andere_taal"


@pytest.mark.parametrize(
    "text",
    [
        "ik zoek cursus nederlands",
        "ik werken in fabriek en wil leren",
        "cursus project management",
        "ik wil een job in HR",
        "wa kan ik krijgen",
        "full time",
        "merci he",
    ],
)
def test_broken_or_mixed_dutch_is_dutch(reader: Reader, text: str) -> None:
    assert GUARD.judge(text, reader.read(text), CALM).intent != "andere_taal"


def test_doubt_is_out_of_scope(reader: Reader) -> None:
    assert (
        GUARD.judge("zoef", reader.read("zoef"), [("vraag_mens", 0.05), ("groet", 0.04)]).intent
        == "buiten_bereik"
    )


def test_doubt_about_a_fact_is_information(reader: Reader) -> None:
    text = "ne spoorwegman van 44 jaar oud"
    verdict = GUARD.judge(text, reader.read(text), [("buiten_bereik", 0.2), ("geef_info", 0.15)])
    assert verdict.intent == "geef_info"


def test_an_answer_to_the_question_is_information(reader: Reader) -> None:
    reading = reader.read("Gent", question="woongewest")
    assert (
        GUARD.judge("Gent", reading, [("verfijn_zoekopdracht", 0.6), ("geef_info", 0.2)], "woongewest").intent
        == "geef_info"
    )


def test_not_knowing_the_answer(reader: Reader) -> None:
    reading = reader.read("geen idee", question="woongewest")
    assert GUARD.judge("geen idee", reading, CALM, "woongewest").intent == "weet_niet"


def test_a_question_during_the_questions_stays_a_question(reader: Reader) -> None:
    text = "wat kost een opleidingscheque?"
    assert (
        GUARD.judge(
            text,
            reader.read(text, question="diploma"),
            [("vraag_bedrag", 0.8), ("geef_info", 0.1)],
            "diploma",
        ).intent
        == "vraag_bedrag"
    )
