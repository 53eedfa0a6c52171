"""What of a row of shorthand was not understood, to be said back: nothing is lost silently."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from .cues import cue
from .message import Message
from .words import is_number

_BREAKS = frozenset({",", ";", ".", "+", "|", "/", "&"})
_SENTENCE = 7
"""From so many words on, a stretch without facts is a story and no shorthand."""


def unread(
    message: Message, covered: Iterable[tuple[int, int]], is_word: Callable[[str], bool]
) -> tuple[str, ...]:
    """The stretches of the message, as they were typed, of which nothing was read.

    Args:
        message: the message.
        covered: where in its plain text something was read.
        is_word: whether a plain word is an ordinary one; others are said back wherever they stand.
    """
    read = list(covered)
    found: list[str] = []
    for row in _rows(message):
        strange = [i for i in row if not _is_covered(message, i, read) and not is_word(_word(message, i))]
        if all(not _is_covered(message, i, read) for i in row):
            strange = row if _tells_something(message, row) else strange
        found += [_typed(message, run) for run in _runs([i for i in strange if _counts(message, i)])]
    return tuple(dict.fromkeys(found))


def _rows(message: Message) -> Iterator[list[int]]:
    """The places of the words between commas and the like."""
    row: list[int] = []
    for place, word in enumerate(message.plain.words):
        if word.text in _BREAKS or "\n" in message.plain.original[_end_before(message, place) : word.start]:
            yield row
            row = []
        if word.text not in _BREAKS:
            row.append(place)
    yield row


def _end_before(message: Message, place: int) -> int:
    return message.plain.words[place - 1].end if place else 0


def _tells_something(message: Message, row: list[int]) -> bool:
    """Whether a stretch is shorthand of which the sense is lost: no story, and more than "ok"."""
    text = " ".join(_word(message, place) for place in row)
    told = any(_counts(message, place) for place in row)
    return told and len(row) < _SENTENCE and not cue("geen_steno").search(text)


def _counts(message: Message, place: int) -> bool:
    """A bare sign says nothing, a bare letter neither, and "cl" only that it is about somebody."""
    word = _word(message, place)
    if cue("geen_steno").fullmatch(word):
        return False
    return is_number(word) or (len(word) > 1 and any(char.isalpha() for char in word))


def _word(message: Message, place: int) -> str:
    return message.plain.words[place].text


def _is_covered(message: Message, place: int, read: list[tuple[int, int]]) -> bool:
    start = message.plain.starts[place]
    end = start + len(_word(message, place))
    return any(first < end and start < last for first, last in read)


def _runs(places: list[int]) -> Iterator[list[int]]:
    """Places that follow each other, together."""
    run: list[int] = []
    for place in places:
        if run and place != run[-1] + 1:
            yield run
            run = []
        run.append(place)
    if run:
        yield run


def _typed(message: Message, run: list[int]) -> str:
    words = message.plain.words
    return re.sub(r"\s+", " ", message.plain.original[words[run[0]].start : words[run[-1]].end])
