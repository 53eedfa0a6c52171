"""Words of the field, explained; a question that only asks what a word means."""

from __future__ import annotations

import re

from .files import knowledge_list

ASKED = re.compile(
    r"^(?:(?:en|ma|maar|wacht|euh|ja|sorry|zeg) )*"
    r"(?:wat|wa|wadde|wie) (?:is|zijn|doet|doen|"
    r"betekent|betekende?n?|bedoel je met|bedoelt ge met|wil zeggen|houdt|is dat)"
    r"(?: (?:dat|da|nu|eigenlijk|precies|juist|nou|eens|een|de|het|den|nen|ne|n|zo|zon|zo'n|met))*"
    r" (?P<rest>.+)$"
)
"""What is ...? The rest begins with the word that is asked about."""
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
    asked = ASKED.match(_plain(text))
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
