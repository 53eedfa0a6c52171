"""The example sentences."""

from __future__ import annotations

from collections import Counter

from bot.nlu.measure import load_examples
from knowledge import shared_knowledge

TEXTS, INTENTS = load_examples()


def test_every_intent_of_the_vocabulary_has_examples() -> None:
    counts = Counter(INTENTS)
    assert set(counts) == set(shared_knowledge().vocabulary.intents)
    assert {intent: count for intent, count in counts.items() if count < 25} == {}


def test_no_sentence_stands_twice() -> None:
    assert [text for text, count in Counter(text.lower() for text in TEXTS).items() if count > 1] == []


def test_there_is_enough() -> None:
    assert len(TEXTS) >= 2000
