"""Questions about a subject, as people put them: an allowance that may stop, pay, exams, a clause."""

from __future__ import annotations

import pytest

from knowledge.taal import shared_reader
from knowledge.taal.subjects import subject_of
from tests.actions.talk import Talk


@pytest.fixture
def talk() -> Talk:
    return Talk("2026-03-15")


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("verlies ik mijn uitkering als ik naar school ga?", "uitkering"),
        ("wordt mijn dop gestopt als ik een opleiding volg", "uitkering"),
        ("word ik gekort als ik les volg", "uitkering"),
        ("ben ik mijn stempelgeld kwijt als ik terug ga studeren", "uitkering"),
        ("gaan ze mijn uitkering afpakken", "uitkering"),
        ("krijg ik mijn volle loon", "loon"),
        ("wat is het loonplafond", "loon"),
        ("word ik doorbetaald als ik naar de les ga", "loon"),
        ("heb ik vov voor mijn examens?", "examens"),
        ("en kinderopvang?", "kinderopvang"),
        ("wie betaalt de opvang van mijn kind", "kinderopvang"),
        ("mijn baas wil een scholingsbeding laten tekenen", "terugbetalen"),
        ("moet ik terugbetalen als ik wegga", "terugbetalen"),
        ("kan mijn baas mij ontslaan als ik vov neem", "ontslag"),
        ("ik verlies mijn uitkering in maart", None),
        ("ik krijg een uitkering en wil leren lassen", None),
        ("ik krijg 2500 euro loon", None),
        ("ik heb examens in juni", None),
        ("ik wil in de kinderopvang werken", None),
        ("ik zoek een cursus begeleider kinderopvang", None),
        ("wat is een loonplafond", None),
        ("ik ben ontslagen", None),
    ],
)
def test_the_words_tell_the_subject(text: str, subject: str | None) -> None:
    assert subject_of(shared_reader().read(text).plain) == subject


@pytest.mark.parametrize(
    "text", ["verlies ik mijn uitkering als ik naar school ga?", "word ik gekort als ik les volg"]
)
def test_a_worry_about_an_allowance_is_answered_and_makes_nobody_a_student(talk: Talk, text: str) -> None:
    talk.press("begin")
    talk.press("herorienteren")
    assert talk.vraag == "statuut"
    answer = talk.say(text, "vraag_combineren")
    assert "vrijstelling" in answer and "Hulpkas" in answer and "VDAB" in answer
    assert "statuut" not in talk.profiel and talk.vraag == "statuut"


def test_the_answer_on_an_allowance_is_for_this_person(talk: Talk) -> None:
    talk.say("ik ben werkloos, krijg een uitkering en woon in Brussel")
    assert "Actiris" in talk.say("verlies ik mijn uitkering als ik een cursus volg?", "vraag_combineren")
    talk = Talk("2026-03-15")
    talk.say("ik leef van een leefloon")
    answer = talk.say("verlies ik mijn uitkering als ik een cursus volg?", "vraag_combineren")
    assert "OCMW" in answer and "vrijstelling" not in answer


@pytest.mark.parametrize(
    ("wage", "told"),
    [
        ("", "Ja, je krijgt loon voor elk uur verlof"),
        ("2500 euro bruto", "gewone loon"),
        ("4800 euro bruto", "misschien niet alles"),
    ],
)
def test_pay_during_leave_is_answered_for_this_wage(talk: Talk, wage: str, told: str) -> None:
    talk.say(f"ik werk voltijds 38 uur bij een bank in Gent {wage}")
    answer = talk.say("krijg ik mijn volle loon tijdens vov", "vraag_bedrag")
    assert told in answer and "per studiepunt" not in answer


def test_pay_is_of_the_measure_that_was_spoken_of(talk: Talk) -> None:
    talk.say("ik werk voltijds 38 uur bij een bank in Gent")
    talk.say("wat is tijdskrediet", "vraag_maatregel")
    assert "krijg je geen loon" in talk.say("en krijg ik dan loon?", "vraag_bedrag")


def test_what_no_source_tells_is_said_as_unknown_with_whom_to_ask(talk: Talk) -> None:
    talk.say("ik werk voltijds 38 uur bij een bank in Gent")
    asked = talk.vraag
    answer = talk.say("mijn baas wil een scholingsbeding laten tekenen", "geef_info")
    assert "kon ik niet nakijken" in answer and "vakbond" in answer
    assert talk.vraag == asked and "soort" not in talk.opleiding


def test_child_care_is_answered_for_who_looks_for_work_and_who_works(talk: Talk) -> None:
    talk.say("ik ben werkloos en ingeschreven bij de vdab, woon in Gent")
    assert "erkende opvang" in talk.say("en kinderopvang?", "verfijn_zoekopdracht")
    assert "soort" not in talk.opleiding
    talk = Talk("2026-03-15")
    talk.say("ik werk voltijds 38 uur bij een bank in Gent")
    assert "vond ik niet" in talk.say("en kinderopvang?", "verfijn_zoekopdracht")
