"""The word lists of `data/taal`: read once, checked, handed out in a typed form."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from spacy.lang.nl.stop_words import STOP_WORDS
from wordfreq import get_frequency_dict

from ..lists import DATA as LISTS
from ..lists import LexiconError as LexiconError
from ..lists import read_list

DATA = LISTS / "taal"
REAL = 2e-7
"""The share of all words from which on a word is taken to exist."""


REAL_SHORT = 4e-6
"""The same for a word of two or three letters."""


def load(name: str, directory: Path = DATA) -> Any:
    """The content of one word list (`gemeenten` -> `gemeenten.yml`); cached, so treat it as read-only.

    Raises:
        LexiconError: when it cannot be read, or holds nothing.
    """
    return read_list(directory / f"{name}.yml")


@dataclass(frozen=True)
class Place:
    """A town, region or country with the two readings that it can have in a profile."""

    name: str
    work_region: str
    home_region: str
    needs_context: bool = False
    is_town: bool = True


def _words(block: str) -> Iterator[str]:
    for line in block.splitlines():
        for name in line.split(","):
            if name.strip():
                yield name.strip()


def places(directory: Path = DATA) -> Mapping[str, Place]:
    """Every place by its own spelling (several spellings may stand for one place)."""
    content = load("gemeenten", directory)
    wider = set(_words(content["geen_gemeente"]))
    cautious = {name.lower() for name in _words(content["ook_een_gewoon_woord"])} | ordinary_words()
    found: dict[str, Place] = {}
    for region, block in content["gewesten"].items():
        for name in _words(block):
            spelling, _, canonical = name.partition("=")
            canonical = (canonical or spelling).strip()
            home = content["woongewest"].get(region, region)
            work = content["werkgewest"].get(region, region)
            found[spelling.strip()] = Place(
                canonical, work, home, spelling.strip().lower() in cautious, canonical not in wider
            )
    return found


def phrases(name: str, directory: Path = DATA) -> Iterator[tuple[str, str]]:
    """(phrase, value) pairs of a list in the form `value: "phrase, phrase"` or `value: [phrase, ...]`."""
    for value, block in load(name, directory).items():
        for phrase in _words(block) if isinstance(block, str) else block:
            yield str(phrase), str(value)


@lru_cache(maxsize=1)
def word_frequencies() -> Mapping[str, float]:
    """How often Dutch words are used, without accents; words of three letters or fewer are left out.

    What is rarer than `REAL` is left out too: there slips of the finger stand between the words.
    """
    found: dict[str, float] = {}
    for word, share in get_frequency_dict("nl", "large").items():
        if share >= REAL and len(word) > 3 and word.isalpha():
            bare = "".join(char for char in unicodedata.normalize("NFKD", word) if char.isalpha())
            found[bare] = max(found.get(bare, 0.0), share)
    return found


@lru_cache(maxsize=1)
def short_words() -> Mapping[str, float]:
    """How often Dutch words of two or three letters are used; rarer ones are slips."""
    return {
        word: share
        for word, share in get_frequency_dict("nl", "large").items()
        if 1 < len(word) < 4 and share >= REAL_SHORT and word.isalpha()
    }


@lru_cache(maxsize=1)
def ordinary_words() -> frozenset[str]:
    """Frequent Dutch words that name nothing in particular."""
    return frozenset(load("spelling")["gewone_woorden"].split()) | STOP_WORDS
