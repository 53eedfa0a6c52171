"""Words of the field, explained; a question that only asks what a word means."""

from __future__ import annotations

import re

from ..signals import TALK, signals_of
from .files import knowledge_list

ASKED = ("begrip", "wat_is")
"""The signal of a question what a word means; its `rest` begins with that word."""
LEFT_OVER = 2
"""Words that may follow the word itself: "eigenlijk", "voor iets", "in"."""


def explain_term(text: str) -> str | None:
    """The explanation of the longest known word in `text`, or None."""
    said = _plain(text)
    found = [
        (len(word), uitleg)
        for word, uitleg in _words()
        if re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", said)
    ]
    return max(found)[1] if found else None


def asked_term(text: str) -> str | None:
    """The explanation of the word that the text asks about and nothing else ("wat is bruto?"), or None."""
    asked = signals_of(TALK).pattern(*ASKED).search(_plain(text))
    if asked is None:
        return None
    rest = asked["rest"]
    found = [
        (len(word), uitleg)
        for word, uitleg in _words()
        if rest == word or (rest.startswith(f"{word} ") and len(rest[len(word) :].split()) <= LEFT_OVER)
    ]
    return max(found)[1] if found else None


def _words() -> list[tuple[str, str]]:
    entries = knowledge_list("teksten/woordenlijst")
    return [(str(word), str(entry["uitleg"])) for entry in entries for word in entry["woorden"]]


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[\w'-]+", text.lower()))
