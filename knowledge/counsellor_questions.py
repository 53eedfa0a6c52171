"""Which one fact a counsellor asks for in a chat, so that a bare answer ("43") can be read in its light."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from .lists import DATA, read_list
from .vocabulary import bare

if TYPE_CHECKING:
    from .knowledge import Knowledge

FILE = "begeleidersvragen.yml"
_NO_WORD = re.compile(r"[^\w\s/]+")
_FORMAL = re.compile(r"\b(?:(\w+?)t u|u|uw)\b")
_TURNED = re.compile(r"\bheef je\b")
_ELSE = re.compile(
    r"\b(?:nog|over|wil\w*|wens\w*|partner|man|vrouw|zoon|dochter|kind|opvang|ouders?|moeder|vader)\b"
)
"""Words of what is left, wished or another's: no fact of the person."""


def asked_field(knowledge: Knowledge, text: str) -> str | None:
    """The bare name of the field that a text asks for; None when it asks for none, or for more than one.

    Args:
        knowledge: its questions count, and its vocabulary says which fields there are.
        text: one message of a counsellor, in any form of address.
    """
    said = _plain(text)
    if _ELSE.search(said):
        return next((name for name, short in _short_questions(knowledge) if short == said), None)
    patterns = _patterns(knowledge)
    found = [(match.span(), name) for name, pattern in patterns for match in pattern.finditer(said)]
    outer = {name for span, name in found if not any(_inside(span, other) for other, _ in found)}
    return outer.pop() if len(outer) == 1 else None


def _inside(span: tuple[int, int], other: tuple[int, int]) -> bool:
    return span != other and other[0] <= span[0] and span[1] <= other[1]


def _plain(text: str) -> str:
    """Without capitals, accents and signs, and as one says "je"."""
    bare_letters = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    words = " ".join(_NO_WORD.sub(" ", bare_letters).split())
    return _TURNED.sub("heb je", _FORMAL.sub(lambda found: f"{found[1]} je" if found[1] else "je", words))


@lru_cache(maxsize=2)
def _patterns(knowledge: Knowledge) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (name, re.compile(rf"(?<!\S)(?:{pattern})(?!\S)")) for name, pattern in _listed_for(knowledge)
    )


def _listed_for(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    for name, patterns in read_list(DATA / FILE).items():
        for pattern in patterns:
            yield name, pattern
    for name, short in _short_questions(knowledge):
        yield name, re.escape(short)


def _short_questions(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """The questions of the assistant in short, in plain words, by the bare name of their field."""
    for key, question in knowledge.questions.items():
        yield bare(key), _plain(question.kort)
