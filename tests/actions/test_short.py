"""At most three bubbles a turn, and none of them long, whoever asks whatever."""

from __future__ import annotations

import pytest

from knowledge import shared_knowledge as knowledge
from tests.actions.talk import Talk

MOST_BUBBLES = 3
LONGEST = {"burger": 1500, "werkgever": 1500, "begeleider": 1700}
"""Characters of the longest bubble: that of the overview; a counsellor wants everything at once."""
LONGEST_ANSWER = 1000
"""Of what is no overview."""
STORIES = (
    "ik werk 4/5, 30,4 uur, bij een privébedrijf in Gent, woon in Lier, diploma secundair, cursus van 80 "
    "lestijden bij het cvo in de opleidingsdatabank, kost 180 euro, ik betaal zelf, 6 jaar bij mijn baas",
    "ik ben werkloos, ingeschreven bij de VDAB, woon in Gent en het is te duur voor mij",
    "ik ben zelfstandige in Aalst met 12 werknemers",
    "ik ben leerkracht in het GO! en wil een banaba van 60 studiepunten, ik heb geen tijd",
    "ik werk voltijds bij een bank in Brussel, cursus van 40 lesuren",
)
QUESTIONS = (
    "vraag_maatregel", "vraag_voorwaarden", "vraag_bedrag", "vraag_aanvragen", "vraag_deadline",
    "vraag_combineren", "vraag_hervorming", "vraag_overzicht", "wat_als", "uit_drempel", "vraag_mens",
    "noodsituatie", "help",
)  # fmt: skip


def _check(talk: Talk, longest: int) -> None:
    texts = [message["text"] for message in talk.messages if message.get("text")]
    assert len(texts) <= MOST_BUBBLES, texts
    assert max(map(len, texts)) <= longest, max(texts, key=len)


@pytest.mark.parametrize("ingang", LONGEST)
@pytest.mark.parametrize("day", ["2025-03-15", "2026-03-15", "2026-11-29"])
def test_a_whole_talk_with_overview_stays_short(ingang: str, day: str) -> None:
    for story in STORIES:
        talk = Talk(day, ingang)
        talk.say(story)
        _check(talk, LONGEST[ingang])
        talk.say("toon mijn overzicht", "vraag_rechten")
        _check(talk, LONGEST[ingang])
        while talk.vraag is not None:
            talk.press("weet_niet")
            _check(talk, LONGEST[ingang])
        for order in ("aanvragen", "pakket", "aanpassen"):
            talk.press(order)
            _check(talk, 1400)


@pytest.mark.parametrize("measure", sorted(knowledge().measures))
def test_every_answer_about_every_measure_stays_short(measure: str) -> None:
    talk = Talk("2026-03-15")
    talk.say(STORIES[0])
    name = knowledge().measures[measure].naam
    for intent in QUESTIONS[:7]:
        answer = talk.say(f"{name}?", intent)
        assert answer.strip() and not {"{", "}"} & set(answer)
        _check(talk, LONGEST_ANSWER)


@pytest.mark.parametrize("intent", QUESTIONS)
@pytest.mark.parametrize("story", STORIES)
def test_every_kind_of_answer_stays_short(story: str, intent: str) -> None:
    talk = Talk("2026-03-15")
    talk.say(story)
    talk.say("opleidingsverlof, en als ik halftijds zou werken?", intent)
    _check(talk, LONGEST_ANSWER)
