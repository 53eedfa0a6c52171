"""The spaCy side: which Dutch pipeline is used, and looking up phrases in a message."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import spacy
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from .spelling import Speller
from .words import PlainText

MODEL = "nl_core_news_sm"
_UNUSED = ("parser", "ner", "senter")
_OTHER = "\N{BULLET}"
"""Stands for every word that no phrase has."""


def load_pipeline(name: str = MODEL) -> Language:
    """The installed Dutch model, or the blank Dutch pipeline when there is none."""
    if spacy.util.is_package(name):
        return spacy.load(name, exclude=list(_UNUSED))
    return spacy.blank("nl")


@dataclass(frozen=True)
class Hit:
    """A phrase of a word list at `text[start:end]` of the plain text."""

    label: str
    value: str
    start: int
    end: int


class Phrasebook:
    """Word lists, looked up in one pass."""

    def __init__(self, nlp: Language, speller: Speller) -> None:
        self._nlp = nlp
        self._speller = speller
        self._matcher = PhraseMatcher(nlp.vocab)
        self._values: dict[str, dict[str, str]] = {}
        self._words: set[str] = set()

    def add(self, label: str, phrases: Iterable[tuple[str, str]]) -> None:
        """Add (phrase, value) pairs under a label; the first value of a phrase stays."""
        known = self._values.setdefault(label, {})
        fresh = []
        for phrase, value in phrases:
            plain = self._speller.read(phrase, correct=False)
            if plain.text and plain.text not in known:
                known[plain.text] = value
                self._words.update(word.text for word in plain.words)
                fresh.append(self._doc(plain))
        self._matcher.add(label, fresh)

    def texts(self, label: str) -> dict[str, str]:
        """Phrase -> value of a label."""
        return self._values.get(label, {})

    def find(self, plain: PlainText) -> list[Hit]:
        """All phrases in a message; of overlapping phrases with the same label the longest."""
        if not plain.words:
            return []
        found: dict[str, list[Hit]] = {}
        for key, first, last in self._matcher(self._doc(plain)):
            label = self._nlp.vocab.strings[key]
            start, end = plain.starts[first], plain.starts[last - 1] + len(plain.words[last - 1].text)
            found.setdefault(label, []).append(
                Hit(label, self._values[label][plain.text[start:end]], start, end)
            )
        return [hit for hits in found.values() for hit in longest(hits)]

    def _doc(self, plain: PlainText) -> Doc:
        """Words of no phrase are all the same here: spaCy keeps for ever each word that it meets."""
        words = [word.text if word.text in self._words else _OTHER for word in plain.words]
        return Doc(self._nlp.vocab, words=words)


def longest(hits: Iterable[Hit]) -> Iterator[Hit]:
    """Hits without those that overlap a longer one, in reading order."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start - h.end, h.start)):
        if not any(hit.start < other.end and other.start < hit.end for other in kept):
            kept.append(hit)
    yield from sorted(kept, key=lambda h: h.start)
