"""Which questions about a measure one message asks."""

from __future__ import annotations

import re
from functools import lru_cache

from .lexicon import load


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (intent, re.compile(rf"(?<!\S)(?:{'|'.join(entries)})(?!\S)"))
        for intent, entries in load("aspecten").items()
    )


def aspects(plain: str) -> list[str]:
    """The intents of every question in these plain words, in the order in which they are answered."""
    return [intent for intent, pattern in _patterns() if pattern.search(plain)]
