"""What a text must hold for a regex to fit: it saves running hundreds of patterns that cannot."""

from __future__ import annotations

import sre_parse
from collections.abc import Iterable
from typing import Any, Generic, TypeVar

_MOST = 40
"""More alternatives than this are not worth looking up."""
_GRAM = 3
"""Letters by which a piece of text is looked up."""

Item = TypeVar("Item")


class LiteralIndex(Generic[Item]):
    """Which of many things can be in a text, by the pieces of which the text must hold one.

    A text is cut in runs of three letters, and only pieces with such a run in them are looked for. So a
    message costs what its own length asks, however many patterns there are.
    """

    def __init__(self, items: Iterable[tuple[Item, tuple[str, ...]]]) -> None:
        """Things with their pieces, in lower case; without pieces a thing may be anywhere."""
        self._items: list[Item] = []
        self._always: set[int] = set()
        self._by_gram: dict[str, dict[str, set[int]]] = {}
        self._short: dict[str, set[int]] = {}
        pieces: dict[str, set[int]] = {}
        for place, (item, literals) in enumerate(items):
            self._items.append(item)
            if not literals:
                self._always.add(place)
            for literal in literals:
                pieces.setdefault(literal, set()).add(place)
        for literal, places in pieces.items():
            if len(literal) < _GRAM:
                self._short[literal] = places
            else:
                gram = min(_grams(literal), key=self._crowd)
                self._by_gram.setdefault(gram, {})[literal] = places

    def _crowd(self, gram: str) -> tuple[int, str]:
        """The run with the fewest pieces under it yet."""
        return len(self._by_gram.get(gram, ())), gram

    def possible(self, text: str) -> list[Item]:
        """The things that may be in a text in lower case, in their own order."""
        found = set(self._always)
        for literal, places in self._short.items():
            if literal in text:
                found |= places
        for gram in self._by_gram.keys() & _grams(text):
            for literal, places in self._by_gram[gram].items():
                if literal in text:
                    found |= places
        return [self._items[place] for place in sorted(found)]


def _grams(text: str) -> set[str]:
    return {text[start : start + _GRAM] for start in range(len(text) - _GRAM + 1)}


def required_literals(source: str) -> tuple[str, ...]:
    """Pieces of text of which every match holds at least one; empty when that cannot be told."""
    found = _required(sre_parse.parse(source))
    return tuple(sorted(found, key=len)) if found and len(found) <= _MOST else ()


def _required(items: Any) -> set[str] | None:
    """The best set of alternatives for a sequence: the one whose shortest piece is longest."""
    options: list[set[str]] = []
    run = ""
    for operation, argument in items:
        if operation is sre_parse.LITERAL:
            run += chr(argument)
            continue
        if run.strip():
            options.append({run})
        run = ""
        inner = _of_part(operation, argument)
        if inner:
            options.append(inner)
    if run.strip():
        options.append({run})
    return max(options, key=_worth, default=None)


def _of_part(operation: Any, argument: Any) -> set[str] | None:
    if operation is sre_parse.SUBPATTERN:
        return _required(argument[-1])
    if operation is sre_parse.BRANCH:
        branches = [_required(branch) for branch in argument[1]]
        return set().union(*(b for b in branches if b)) if all(branches) else None
    if operation in (sre_parse.MAX_REPEAT, sre_parse.MIN_REPEAT) and argument[0] >= 1:
        return _required(argument[2])
    return None


def _worth(pieces: set[str]) -> tuple[int, int]:
    return min(min(len(piece.strip()) for piece in pieces), 5), -len(pieces)
