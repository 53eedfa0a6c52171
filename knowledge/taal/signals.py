"""The words by which the talk hears what somebody means, from `signalen.yml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from ..signals import TALK, Group, signals_of
from .lexicon import DATA

FILE = TALK.stem


def signal_groups(directory: Path = DATA) -> Mapping[str, Group]:
    """Every group by its name, checked.

    Raises:
        LexiconError: with the group, the signal, and what is wrong.
    """
    return signals_of(directory / f"{FILE}.yml").groups


def signal(group: str, name: str) -> re.Pattern[str]:
    """The pattern of one signal: `search` in a text, capitals make no difference.

    Raises:
        LexiconError: when the file does not have it.
    """
    return signals_of(TALK).pattern(group, name)


def first_signal(group: str, text: str) -> str | None:
    """The name of the first signal of an ordered group that fits this text."""
    return signal_groups()[group].first(text)
