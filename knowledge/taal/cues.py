"""The words of `verband.yml` that tell what something in a message means, as regexes on whole plain words."""

from __future__ import annotations

import re
from functools import lru_cache

from .lexicon import load


@lru_cache(maxsize=256)
def cue(name: str) -> re.Pattern[str]:
    """The words of one list."""
    return re.compile(rf"(?<!\S)(?:{'|'.join(load('verband')[name])})(?!\S)")


@lru_cache(maxsize=64)
def cue_at_end(name: str) -> re.Pattern[str]:
    """The words of one list at the end of a stretch of text."""
    return re.compile(rf"(?<!\S)(?:{'|'.join(load('verband')[name])})$")


@lru_cache(maxsize=16)
def cues(name: str) -> tuple[re.Pattern[str], ...]:
    """Each entry of a list as a regex of its own (entries may name the same group)."""
    return tuple(re.compile(rf"(?<!\S)(?:{entry})(?!\S)") for entry in load("verband")[name])


@lru_cache(maxsize=4)
def _crisis(*names: str) -> re.Pattern[str]:
    groups = load("noodwoorden")
    patterns = [pattern for name in names for pattern in groups[name]]
    return re.compile(rf"(?<!\S)(?:{'|'.join(patterns)})(?!\S)")


def in_crisis(text: str) -> bool:
    """Does somebody tell of suicide or violence, in plain words?"""
    return bool(_crisis("zelfdoding", "geweld").search(text))


def tells_of_violence(text: str) -> bool:
    """Violence or abuse, without danger of death right now: there the emergency number goes first."""
    if _crisis("zelfdoding").search(text) or cue("levensgevaar").search(text):
        return False
    return bool(_crisis("geweld").search(text))
