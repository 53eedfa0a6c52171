"""What people read is simple Dutch: short sentences, known or explained words, "je", no officialese."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest
import yaml

from tests.project import ROOT
from tests.taalniveau import Text, is_known, sentences, spoken_texts, words

LONGEST = 20
"""Words in a sentence."""
TEXTS = list(spoken_texts())
CLEAR = frozenset(
    yaml.safe_load((ROOT / "tests" / "duidelijke_woorden.yml").read_text(encoding="utf-8"))["woorden"].split()
)
"""Rare words that explain themselves, and names that are told where they are used."""
OFFICIALESE = re.compile(
    r"\b(conform|teneinde|inzake|middels|dient te|dienen te|betreffende|derhalve|alsmede|hieromtrent"
    r"|desbetreffende|voornoemde?|bovenvermelde?|onderhavige?|krachtens|ingevolge|hetwelk|dewelke"
    r"|te allen tijde|ten belope van|rechthebbende|in hoofde van|naar aanleiding van"
    r"|met betrekking tot|ten gevolge van)\b",
    re.IGNORECASE,
)
POLITE = re.compile(r"\b(u|uw|uzelf)\b", re.IGNORECASE)


def test_there_are_texts_to_look_at() -> None:
    assert len(TEXTS) > 900


def _where(found: list[tuple[Text, str]]) -> str:
    return "\n".join(f"{text.where}: {what}" for text, what in found)


def test_sentences_are_short() -> None:
    long = [
        (text, sentence)
        for text in TEXTS
        for sentence in sentences(text.text)
        if len(words(sentence)) > LONGEST
    ]
    assert not long, _where(long)


def test_words_are_known_or_explained() -> None:
    rare: dict[str, str] = defaultdict(str)
    for text in TEXTS:
        for word in words(text.text):
            if word.lower() not in CLEAR and not is_known(word):
                rare[word.lower()] = text.where
    assert not rare, f"explain these in woordenlijst.yml, or say it simpler: {dict(rare)}"


@pytest.mark.parametrize("pattern", [OFFICIALESE, POLITE], ids=["officialese", "u"])
def test_people_are_spoken_to_as_people(pattern: re.Pattern[str]) -> None:
    stiff = [(text, match.group()) for text in TEXTS if (match := pattern.search(text.text))]
    assert not stiff, _where(stiff)


def test_a_clear_word_is_really_used() -> None:
    used = {word.lower() for text in TEXTS for word in words(text.text)}
    assert used >= CLEAR, f"remove from duidelijke_woorden.yml: {sorted(CLEAR - used)}"
