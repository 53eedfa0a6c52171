"""The ideas behind the words of a message, so that words which no example has are understood too."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from knowledge.taal.lexicon import load

PHRASE = "_"
"""Joins the words of a phrase in the list."""
TOLD_IN_A_PHRASE = "!"
"""Marks an idea that a whole phrase tells, which is stronger evidence than a word."""
CACHED = 20_000


class Ideas:
    """Which ideas of `begrippen.yml` the words of a plain text stand for."""

    def __init__(self) -> None:
        self._words: dict[str, set[str]] = {}
        self._starts: list[tuple[str, str]] = []
        self._phrases: dict[str, set[str]] = {}
        for idea, block in load("begrippen").items():
            self._add(str(idea), (word.strip() for word in str(block).split(",")))
        self._of_word = lru_cache(maxsize=CACHED)(self._find)

    def _add(self, idea: str, entries: Iterable[str]) -> None:
        for entry in entries:
            if entry.endswith("*"):
                self._starts.append((entry.rstrip("*"), idea))
            elif PHRASE in entry:
                self._phrases.setdefault(f" {entry.replace(PHRASE, ' ')} ", set()).add(idea)
            elif entry:
                self._words.setdefault(entry, set()).add(idea)

    def _find(self, word: str) -> tuple[str, ...]:
        found = set(self._words.get(word, ()))
        found.update(idea for start, idea in self._starts if word.startswith(start))
        return tuple(sorted(found))

    def of(self, plain: str) -> str:
        """The ideas in a plain text, one word each, in the order of the text."""
        told = [idea for word in plain.split() for idea in self._of_word(word)]
        padded = f" {plain} "
        for phrase, ideas in self._phrases.items():
            if phrase in padded:
                told += [idea + TOLD_IN_A_PHRASE for idea in sorted(ideas)]
        return " ".join(told)


@lru_cache(maxsize=1)
def shared_ideas() -> Ideas:
    """The list, loaded once a process."""
    return Ideas()
