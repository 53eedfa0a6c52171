"""Points that were not typed: `ik durf niet studeren ik ben al 57` is two things.

Where a new main clause begins without any mark, a comma is put, so that what is said in one clause is not
taken for the other. Only the surest begins count: `ik` and a verb behind a word that leads no clause, and a
verb behind an age.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .words import Word, is_number

_MARKS = frozenset((*",.;:?!()-/", "..", "..."))
_ASKS = frozenset(("welk", "welke", "wat", "hoeveel", "dat", "of"))
_LEAST = 3
"""Words without a mark before a point."""
_AGES = (14, 80)


class Points:
    """Puts the points; build it once."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        """`data`: the list `spelling`."""
        self._verbs = frozenset(data["punt_werkwoorden"].split())
        self._leads = frozenset(data["punt_niet_na"].split()) | self._verbs

    def put(self, words: list[Word]) -> list[Word]:
        """The words with a comma where a clause begins without a mark; it takes no place in the message."""
        out: list[Word] = []
        since = 0
        for place, word in enumerate(words):
            since = 0 if word.text in _MARKS else since + 1
            if since > _LEAST and self._begins(words, place):
                out.append(Word(",", word.start, word.start))
                since = 1
            out.append(word)
        return out

    def _begins(self, words: list[Word], place: int) -> bool:
        here, before = words[place].text, words[place - 1].text
        after = words[place + 1].text if place + 1 < len(words) else ""
        if here == "ik":
            leads = before in self._leads or not (before.isalpha() or is_number(before))
            lead = {word.text for word in words[max(place - _LEAST, 0) : place]}
            return after in self._verbs and not leads and not lead & _ASKS  # `welke cursus ik kan volgen`
        return before == "jaar" and here in self._verbs and after != "ik" and _is_age(words[place - 2].text)


def _is_age(text: str) -> bool:
    return is_number(text) and _AGES[0] <= float(text) <= _AGES[1]
