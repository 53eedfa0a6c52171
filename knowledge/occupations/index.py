"""An index of job titles and descriptions: pieces of words, whole words and parts of compounds together.

Everything is kept as arrays of numbers, so that an index can be stored in a file and read at once. A piece
of text is known by its hash: no list of pieces is kept.
"""

from __future__ import annotations

import io
import json
import math
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from .words import Splitter, count_stems, title_words

BUCKETS = 1 << 18
SHORTEST_PIECE, LONGEST_PIECE = 2, 5
VERSION = 1
SAME = 0.995
"""From this likeness on a name is the name that was asked: it comes before all that is only alike."""


@dataclass(frozen=True)
class Weights:
    """How much each way of looking counts; together 3. Chosen on half of ESCO (docs/benchmarks.md)."""

    label: float = 0.6
    """Pieces of words, with the one name that is most alike."""
    text: float = 1.2
    """Pieces of words, with names, description and group."""
    words: float = 1.2
    """Words and parts of compounds, with names, description and group."""


@dataclass(frozen=True)
class Entry:
    """One occupation to be found: its names (the first is the usual one), and what else is told about it."""

    names: tuple[str, ...]
    text: str = ""


class _Field:
    """Rows of weighed pieces, looked up by piece. A row is a name, or an occupation."""

    def __init__(self, starts: Any, rows: Any, weights: Any, rarity: Any, count: int) -> None:
        self.starts, self.rows, self.weights = starts, rows, weights
        self.rarity, self.count = rarity, count

    @classmethod
    def build(cls, bags: Sequence[Mapping[int, int]]) -> _Field:
        """Weigh: a piece that few rows have counts most; every row is as long as another."""
        lengths = np.fromiter((len(bag) for bag in bags), np.int64, len(bags))
        total = int(lengths.sum())
        pieces = np.fromiter((piece for bag in bags for piece in bag), np.int32, total)
        times = np.fromiter((n for bag in bags for n in bag.values()), np.float32, total)
        rows = np.repeat(np.arange(len(bags), dtype=np.int32), lengths)
        seen = np.bincount(pieces, minlength=BUCKETS)
        rarity = (np.log((1 + len(bags)) / (1 + seen)) + 1).astype(np.float32)
        weights = (1 + np.log(times)) * rarity[pieces]
        length = np.sqrt(np.bincount(rows, weights**2, minlength=len(bags)))
        weights = weights / np.maximum(length, 1e-9)[rows]
        order = np.argsort(pieces, kind="stable")
        starts = np.concatenate([[0], np.cumsum(seen)]).astype(np.int32)
        return cls(starts, rows[order], weights[order].astype(np.float16), rarity, len(bags))

    def scores(self, bag: Mapping[int, int]) -> Any:
        """How alike each row is, 0 to 1."""
        weights = {piece: (1 + math.log(n)) * float(self.rarity[piece]) for piece, n in bag.items()}
        length = math.sqrt(sum(weight**2 for weight in weights.values())) or 1.0
        spans = [
            (self.starts[piece], self.starts[piece + 1], weight / length) for piece, weight in weights.items()
        ]
        spans = [span for span in spans if span[0] < span[1]]
        if not spans:
            return np.zeros(self.count, np.float32)
        rows = np.concatenate([self.rows[start:end] for start, end, _ in spans])
        amounts = np.concatenate(
            [self.weights[start:end].astype(np.float32) * weight for start, end, weight in spans]
        )
        return np.bincount(rows, amounts, minlength=self.count).astype(np.float32)

    def arrays(self, name: str) -> dict[str, Any]:
        """To store."""
        return {f"{name}_{part}": getattr(self, part) for part in ("starts", "rows", "weights", "rarity")}

    @classmethod
    def read(cls, name: str, stored: Mapping[str, Any], count: int) -> _Field:
        """What was stored."""
        return cls(
            stored[f"{name}_starts"],
            stored[f"{name}_rows"],
            stored[f"{name}_weights"],
            stored[f"{name}_rarity"],
            count,
        )


class Index:
    """Finds entries by their number, best first."""

    def __init__(self, fields: Mapping[str, _Field], first: Any, seen: Mapping[str, int]) -> None:
        self._fields, self._first, self._seen = fields, first, seen
        self._splitter = Splitter(seen)

    @classmethod
    def build(cls, entries: Sequence[Entry]) -> Index:
        """Make the index of these entries; every entry has at least one name."""
        seen = count_stems(text for entry in entries for text in (*entry.names, entry.text))
        splitter = Splitter(seen)
        names = [name for entry in entries for name in entry.names]
        first = np.cumsum([0, *(len(entry.names) for entry in entries[:-1])]).astype(np.int32)
        whole = [" ".join((*entry.names, entry.text)) for entry in entries]
        fields = {
            "label": _Field.build([_pieces(name) for name in names]),
            "text": _Field.build([_pieces(text) for text in whole]),
            "words": _Field.build([_hashed(splitter.terms(text)) for text in whole]),
        }
        return cls(fields, first, seen)

    def search(self, text: str, most: int = 10, weights: Weights = Weights()) -> list[tuple[int, float]]:
        """The entries most alike, with how much (0 to 3; a name that is the same more), best first."""
        scores = self.scores(text, weights)
        count = min(most, len(scores))
        best = np.argpartition(-scores, count - 1)[:count]
        return [
            (int(n), float(scores[n]))
            for n in best[np.argsort(-scores[best], kind="stable")]
            if scores[n] > 0
        ]

    def scores(self, text: str, weights: Weights = Weights()) -> Any:
        """How much each entry is alike."""
        pieces, terms = _pieces(text), _hashed(self._splitter.terms(text))
        label = np.maximum.reduceat(self._fields["label"].scores(pieces), self._first)
        label = label + (label > SAME)
        return (
            weights.label * label
            + weights.text * self._fields["text"].scores(pieces)
            + weights.words * self._fields["words"].scores(terms)
        )

    def stored(self) -> bytes:
        """The index as it can be kept in a file."""
        arrays: dict[str, Any] = {"first": self._first}
        for name, field in self._fields.items():
            arrays.update(field.arrays(name))
        seen = json.dumps(self._seen, ensure_ascii=False).encode()
        arrays["seen"] = np.frombuffer(seen, np.uint8)
        content = io.BytesIO()
        np.savez(content, version=np.array(VERSION), **arrays)
        return content.getvalue()

    @classmethod
    def read(cls, content: bytes) -> Index | None:
        """What was stored; None when that was done by another version."""
        with np.load(io.BytesIO(content), allow_pickle=False) as stored:
            if int(stored["version"]) != VERSION:
                return None
            arrays = {name: stored[name] for name in stored.files}
        first = arrays["first"]
        names = int(arrays["label_rows"].max()) + 1
        counts = {"label": names, "text": len(first), "words": len(first)}
        fields = {name: _Field.read(name, arrays, count) for name, count in counts.items()}
        return cls(fields, first, json.loads(arrays["seen"].tobytes()))


def _pieces(text: str) -> dict[int, int]:
    """The hashes of all pieces of two to five letters of the words of a text."""
    found: Counter[int] = Counter()
    for word in title_words(text):
        found.update(_pieces_of(word))
    return found


@lru_cache(maxsize=100_000)
def _pieces_of(word: str) -> tuple[int, ...]:
    padded = f" {word} "
    return tuple(
        _hash(padded[start : start + size])
        for size in range(SHORTEST_PIECE, LONGEST_PIECE + 1)
        for start in range(len(padded) - size + 1)
    )


def _hashed(terms: Iterable[str]) -> dict[int, int]:
    return Counter(_hash(term) for term in terms)


@lru_cache(maxsize=200_000)
def _hash(piece: str) -> int:
    return zlib.crc32(piece.encode()) % BUCKETS
