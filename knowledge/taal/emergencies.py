"""Messages that tell of danger, and sayings that only sound like it: the patterns of `noodwoorden.yml`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from ..expanding import compiled
from .cues import cue
from .lexicon import load
from .literals import LiteralIndex, required_literals

FILE, PIECES = "noodwoorden", "stukken"
DANGER = ("zelfdoding", "geweld", "nood")
OTHER_LANGUAGES = "anderstalig"
_MARKS = re.compile(r"([,.?!;:])")
SAYINGS = "kalm"
"""The group of what only sounds like an emergency, or where the same words are ordinary."""


@lru_cache(maxsize=8)
def _patterns(group: str) -> LiteralIndex[re.Pattern[str]]:
    """The patterns of a group over whole words, by what their matches must hold."""
    lists = load(FILE)
    patterns = [
        compiled(rf"(?<!\S)(?:{pattern})(?!\S)", lists[PIECES], f"{FILE}: {group}")
        for pattern in lists[group]
    ]
    return LiteralIndex((p, tuple(map(str.lower, required_literals(p.pattern)))) for p in patterns)


def without_sayings(plain: str) -> str:
    """The message without what only sounds like an emergency: "ik werk me dood"."""
    for saying in _patterns(SAYINGS).possible(plain.lower()):
        plain = saying.sub(",", plain)
    return plain


def _tells_of(plain: str, *groups: str) -> bool:
    """Few messages hold such words at all, so that the sayings need not be looked for in the rest."""
    return _finds(plain, groups) and _finds(without_sayings(plain), groups)


def _finds(plain: str, groups: Iterable[str]) -> bool:
    lower = plain.lower()
    return any(pattern.search(plain) for group in groups for pattern in _patterns(group).possible(lower))


def is_emergency(plain: str) -> bool:
    """Must the help lines come first?"""
    return _tells_of(plain, *DANGER)


@lru_cache(maxsize=1)
def _in_other_languages() -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE) for pattern in load(FILE)[OTHER_LANGUAGES]
    )


def is_foreign_cry(text: str) -> bool:
    """Does the message itself, as it was typed, tell of suicide or violence in another language?"""
    typed = text.replace("’", "'")
    if not any(pattern.search(typed) for pattern in _in_other_languages()):
        return False
    calm = without_sayings(_MARKS.sub(r" \1 ", typed.lower()))
    return any(pattern.search(calm) for pattern in _in_other_languages())


@lru_cache(maxsize=1)
def _work() -> re.Pattern[str]:
    return compiled(r"(?<!\S)(?:{werk})(?!\S)", load(FILE)[PIECES], f"{FILE}: {PIECES}")


def speaks_of_work(plain: str) -> bool:
    """Is there a word of work or learning in it? Then "ik wil er niet meer ..." may well be about that."""
    return bool(_work().search(plain))


def in_crisis(plain: str) -> bool:
    """Does somebody tell of suicide or violence?"""
    return _tells_of(plain, "zelfdoding", "geweld")


def tells_of_violence(plain: str) -> bool:
    """Violence or abuse, without danger of death right now: there the emergency number goes first."""
    if _tells_of(plain, "zelfdoding") or cue("levensgevaar").search(plain):
        return False
    return _tells_of(plain, "geweld")
