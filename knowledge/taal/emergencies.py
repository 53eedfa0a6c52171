"""Messages that tell of danger, and sayings that only sound like it: the patterns of `noodwoorden.yml`."""

from __future__ import annotations

import re
from functools import lru_cache

from .cues import cue
from .lexicon import load

DANGER = ("zelfdoding", "geweld", "nood")
SAYINGS = "kalm"
"""The group of what only sounds like an emergency, or where the same words are ordinary."""


@lru_cache(maxsize=8)
def _any_of(*groups: str) -> re.Pattern[str]:
    """Any pattern of these groups, over whole words."""
    patterns = [pattern for group in groups for pattern in load("noodwoorden")[group]]
    return re.compile(rf"(?<!\S)(?:{'|'.join(patterns)})(?!\S)")


@lru_cache(maxsize=1)
def _sayings() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"(?<!\S)(?:{pattern})(?!\S)") for pattern in load("noodwoorden")[SAYINGS])


def without_sayings(plain: str) -> str:
    """The message without what only sounds like an emergency: "ik werk me dood"."""
    for saying in _sayings():
        plain = saying.sub(",", plain)
    return plain


def _tells_of(plain: str, *groups: str) -> bool:
    return bool(_any_of(*groups).search(without_sayings(plain)))


def is_emergency(plain: str) -> bool:
    """Must the help lines come first?"""
    return _tells_of(plain, *DANGER)


def in_crisis(plain: str) -> bool:
    """Does somebody tell of suicide or violence?"""
    return _tells_of(plain, "zelfdoding", "geweld")


def tells_of_violence(plain: str) -> bool:
    """Violence or abuse, without danger of death right now: there the emergency number goes first."""
    if _tells_of(plain, "zelfdoding") or cue("levensgevaar").search(plain):
        return False
    return _tells_of(plain, "geweld")
