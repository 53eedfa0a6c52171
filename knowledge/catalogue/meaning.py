"""For words that no list knows: the listed words that mean about the same, and what they stand for.

The lists tell of 3,300 words which subjects they belong to. A question with a word that is not among them
("thermostaat") is held beside all of them; the nearest ones ("radiator", "ketel") say where to look.
"""

from __future__ import annotations

import hashlib
import io
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import numpy as np

from ..lists import read_list
from ..meaning import SIZE, packed, unpacked, vectors
from .asking import Level
from .words import DATA, Phrase, how_usual, lists, names_for_courses, subject_words, telling

KEPT: Final = DATA / "betekenis.npz"
"""Vectors of the listed words, made by `python -m knowledge.catalogue.meaning`. A word that it lacks is read
when the lists are loaded: the file saves seconds, and may lag behind."""
NEAREST: Final = 10
"""So many listed words speak for a question."""
SHARP: Final = 6
"""How much more the nearest of them count: their likeness to this power."""
LEAST: Final = 0.1
"""What has less than this share of the votes of the best is left out."""
LEAST_ALIKE, LEAST_ODD = 0.5, 0.7
"""When no word of the question is known, the nearest listed word must be so like it at least; more when none
of its words is Dutch that people write, for letters at random are always somewhat like something."""


@dataclass(frozen=True, eq=False)
class Listed:
    """The listed words, as people write them."""

    rows: Any
    """The vector of each (n x SIZE)."""
    meant: Sequence[tuple[Phrase, ...]]
    """What each stands for."""

    def nearest(self, text: str, least: float = 0.0) -> tuple[Level, ...]:
        """What the listed words that are most like this text stand for, the best first, that one worth 1.

        Args:
            text: the question.
            least: nothing is told when even the nearest word is less alike (0 to 1).
        """
        alike = self.rows @ vectors([text])[0]
        if alike.max() < least:
            return ()
        votes: dict[Phrase, float] = {}
        for place in np.argpartition(-alike, NEAREST)[:NEAREST]:
            for found in self.meant[place]:
                votes[found] = votes.get(found, 0.0) + max(0.0, float(alike[place])) ** SHARP
        most = max(votes.values()) or 1.0
        ordered = sorted(votes.items(), key=lambda item: -item[1])
        return tuple(Level(vote / most, (found,)) for found, vote in ordered if vote >= LEAST * most)


def meant_by(text: str, known: bool) -> tuple[Level, ...]:
    """Where to look for a question with words that no list knows; nothing when nothing is like it.

    Args:
        text: the question.
        known: whether some of its words are known: then the answer has something to lean on.
    """
    if known:
        return listed().nearest(text)
    usual = any(how_usual(word) for word in subject_words(text))
    return listed().nearest(text, LEAST_ALIKE if usual else LEAST_ODD)


@lru_cache(maxsize=1)
def listed() -> Listed:
    """The words of all lists, with their vectors."""
    table = dict(_listed_words())
    kept = _kept()
    fresh = [word for word in table if _mark(word) not in kept]
    if fresh:
        kept = {**kept, **dict(zip(map(_mark, fresh), packed(vectors(fresh)), strict=True))}
    rows = np.array([kept[_mark(word)] for word in table], dtype=np.int8).reshape(-1, SIZE)
    return Listed(unpacked(rows), list(table.values()))


def _listed_words() -> Iterator[tuple[str, tuple[Phrase, ...]]]:
    """Each listed word or saying, and the phrases that it stands for."""
    table: dict[str, dict[Phrase, None]] = {}
    subjects: Mapping[str, str] = read_list(DATA / "hoort_bij.yml")
    belonging = ((named, subject) for subject, named in subjects.items())
    for said, meant in (*lists()["bedoelt"], *names_for_courses(), *belonging):
        phrases = dict.fromkeys(found for item in meant.split(",") if (found := telling(item)))
        for item in said.split(","):
            if item.strip():
                table.setdefault(item.strip(), {}).update(phrases)
    for word, phrases in table.items():
        yield word, tuple(phrases)


def _mark(word: str) -> bytes:
    """Names a word in the file."""
    return hashlib.blake2b(word.encode(), digest_size=8).digest()


def _kept() -> dict[bytes, Any]:
    if not KEPT.is_file():
        return {}
    with np.load(io.BytesIO(KEPT.read_bytes()), allow_pickle=False) as stored:
        marks = stored["marks"].tobytes()
        return {marks[8 * place : 8 * place + 8]: row for place, row in enumerate(stored["rows"])}


def keep() -> int:
    """Write the vectors of the words of now to the file; how many words there are."""
    words = sorted({word for word, _ in _listed_words()})
    marks = np.frombuffer(b"".join(map(_mark, words)), np.uint8)
    content = io.BytesIO()
    np.savez_compressed(content, marks=marks, rows=packed(vectors(words)))
    KEPT.write_bytes(content.getvalue())
    return len(words)


if __name__ == "__main__":
    sys.stdout.write(f"{keep()} woorden in {KEPT.name}\n")
