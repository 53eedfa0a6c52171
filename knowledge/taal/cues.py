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
