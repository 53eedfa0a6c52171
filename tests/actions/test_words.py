"""Every legal term that the assistant uses is explained on request, and then the open question returns."""

from __future__ import annotations

import re

import pytest

from knowledge import shared_knowledge as knowledge
from knowledge.answers import explain_term
from tests.actions.talk import Talk
from tests.taalniveau import spoken_texts, words

CHOICES = ("statuut", "sector", "diploma", "uitkering", "soort", "uurrooster", "onderbreking")
PLAIN = (
    "geen",
    "student",
    "onderwijs",
    "vast",
    "variabel",
    "volledig",
    "één vijfde",
    "examencommissie",
    "voltijds",
)
"""Values that everybody knows, or that the question explains."""
ELSEWHERE = re.compile(r"^maatregelen/(fr|gb|nl|de|sg)_|sectorfondsen|^beroepen/|^widget/")
"""Other countries, funds, occupations and the buttons of the page name things of their own."""
NAMES = {"VRT", "CIF", "ESAT", "ILA", "CAP", "IGO", "OVSG", "WEWIS", "VITO", "INOM", "AB", "K-IBO", "UWV"}
"""Names of one organisation or scheme, told with what they are where they are used."""


def _explained(word: str) -> bool:
    if explain_term(word) is not None:
        return True
    known = (
        name
        for measure in knowledge().measures.values()
        for name in (measure.naam, measure.afkorting, *measure.ook_bekend_als)
    )
    return word.lower() in {name.lower() for name in known if name}


@pytest.mark.parametrize("veld", CHOICES)
def test_every_choice_of_a_question_is_explained(veld: str) -> None:
    labels = knowledge().vocabulary.field(veld).values.values()
    missing = [label for label in labels if not label.startswith(PLAIN) and not _explained(label)]
    assert not missing


def test_every_abbreviation_that_is_said_is_explained() -> None:
    missing = {
        word: text.where
        for text in spoken_texts()
        if not ELSEWHERE.search(text.where)
        for word in words(text.text)
        if len(word) > 1 and word.isupper() and word.isalpha() and word not in NAMES and not _explained(word)
    }
    assert not missing, missing


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("wat is een paritair comité?", "afspraken maakt"),
        ("wa is da, bruto", "vóór belastingen"),
        ("wat betekent erkend?", "goedkeurde"),
        ("wat is een uitzendkracht?", "interimkantoor"),
        ("wat is een pop", "ontwikkelingsplan"),
        ("wat is RSZ?", "sociale zekerheid"),
        ("wat zijn studiepunten eigenlijk?", "hoger onderwijs"),
        ("wat is opleidingstegoed?", "Mijn Burgerprofiel"),
    ],
)
@pytest.mark.parametrize("intent", ["niet_begrepen", "vraag_maatregel", "buiten_bereik", "geef_info"])
def test_a_word_is_explained_whatever_the_model_thinks_and_the_question_returns(
    text: str, piece: str, intent: str
) -> None:
    talk = Talk("2026-03-15")
    talk.say("ik werk voltijds bij een bank in Gent")
    before, question = (talk.profiel, talk.opleiding), talk.vraag
    answer = talk.say(text, intent)
    assert piece in answer and "Terug naar mijn vraag" in answer
    assert talk.vraag == question and (talk.profiel, talk.opleiding) == before


def test_a_word_is_explained_before_anything_was_asked() -> None:
    talk = Talk()
    assert "afspraken maakt" in talk.say("wat is een paritair comité?", "vraag_maatregel")
    assert talk.vraag is None and "begin" in talk.buttons


def test_a_question_that_is_not_understood_is_explained_itself() -> None:
    talk = Talk("2026-03-15")
    talk.say("ik werk voltijds bij een bank in Gent")
    answer = talk.say("ik snap niet goed wat je van mij wil weten over die opleiding hier", "niet_begrepen")
    assert answer.startswith(knowledge().question(str(talk.vraag)).uitleg)
