"""An index of job titles and descriptions: pieces of words, whole words, parts of compounds, and meaning.

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

from ..meaning import packed, unpacked, vectors
from .words import Splitter, count_stems, title_words

BUCKETS = 1 << 18
SHORTEST_PIECE, LONGEST_PIECE = 2, 5
VERSION, WITHOUT_MEANING = 2, 1
"""Of what is stored; what the older one stored is read too."""
NEIGHBOURS = 10
CLEAR = 1.2
"""From this likeness on letters and words tell enough, and meaning is not asked."""
SAME = 0.995
"""From this likeness on a name is the name that was asked: it comes before all that is only alike."""


@dataclass(frozen=True)
class Weights:
    """How much each way of looking counts. Chosen on half of ESCO (docs/benchmarks.md)."""

    label: float = 0.6
    """Pieces of words, with the one name that is most alike."""
    text: float = 1.2
    """Pieces of words, with names, description and group."""
    words: float = 1.2
    """Words and parts of compounds, with names, description and group."""
    meant_name: float = 0.5
    """What the text means beside what the usual name means."""
    meant_text: float = 1.0
    """What the text means beside what the description means."""


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


class _Meaning:
    """What the usual name and the description of each entry mean."""

    PARTS = ("meant_names", "meant_texts", "crowds")
    """To store."""

    def __init__(self, names: Any, texts: Any, crowds: Any) -> None:
        """Two times packed vectors, one row an entry, and how crowded it is around each (2 x n)."""
        self.stored = names, texts, crowds
        self._rows = unpacked(names), unpacked(texts)

    @classmethod
    def build(cls, entries: Sequence[Entry]) -> _Meaning:
        """Read all names and descriptions: 10 to 20 ms an entry."""
        names = vectors([entry.names[0] for entry in entries])
        texts = vectors([entry.text or entry.names[0] for entry in entries])
        crowds = np.array([_crowding(names, rows) for rows in (names, texts)], dtype=np.float32)
        return cls(packed(names), packed(texts), crowds)

    def scores(self, text: str, weights: Weights) -> Any:
        """How alike each entry is, less what it is to everything: some descriptions lie near any question."""
        asked = vectors([text])[0]
        name, told = (rows @ asked - crowd for rows, crowd in zip(self._rows, self.stored[2], strict=True))
        return weights.meant_name * name + weights.meant_text * told


def _crowding(names: Any, rows: Any) -> Any:
    """For each row half of how alike it is, at the mean, to the names of entries that are most like it."""
    alike = names @ rows.T
    np.fill_diagonal(alike, -1.0)
    count = min(NEIGHBOURS, len(rows) - 1)
    if count < 1:
        return np.zeros(len(rows), np.float32)
    return np.partition(alike, -count, axis=0)[-count:].mean(axis=0) / 2


class Index:
    """Finds entries by their number, best first."""

    def __init__(
        self,
        fields: Mapping[str, _Field],
        first: Any,
        seen: Mapping[str, int],
        meaning: _Meaning | None = None,
    ) -> None:
        self._fields, self._first, self._seen, self._meaning = fields, first, seen, meaning
        self._splitter = Splitter(seen)

    @classmethod
    def build(cls, entries: Sequence[Entry], meaning: bool = False) -> Index:
        """Make the index of these entries; every entry has at least one name.

        Args:
            entries: what can be found.
            meaning: whether they are also found by what they mean; that takes a while to make.
        """
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
        return cls(fields, first, seen, _Meaning.build(entries) if meaning else None)

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
        found = (
            weights.label * label
            + weights.text * self._fields["text"].scores(pieces)
            + weights.words * self._fields["words"].scores(terms)
        )
        if self._meaning is None or not 0 < found.max() < CLEAR:
            return found  # letters at random have no meaning
        together = found + self._meaning.scores(text, weights)
        return together - (together.max() - found.max())  # in another order, but no more alike than before

    def stored(self) -> bytes:
        """The index as it can be kept in a file."""
        arrays: dict[str, Any] = {"first": self._first}
        for name, field in self._fields.items():
            arrays.update(field.arrays(name))
        seen = json.dumps(self._seen, ensure_ascii=False).encode()
        arrays["seen"] = np.frombuffer(seen, np.uint8)
        if self._meaning is not None:
            arrays.update(zip(_Meaning.PARTS, self._meaning.stored, strict=True))
        content = io.BytesIO()
        np.savez(content, version=np.array(VERSION), **arrays)
        return content.getvalue()

    @classmethod
    def read(cls, content: bytes) -> Index | None:
        """What was stored; None when that was done by another version."""
        with np.load(io.BytesIO(content), allow_pickle=False) as stored:
            if int(stored["version"]) not in (VERSION, WITHOUT_MEANING):
                return None
            arrays = {name: stored[name] for name in stored.files}
        first = arrays["first"]
        names = int(arrays["label_rows"].max()) + 1
        counts = {"label": names, "text": len(first), "words": len(first)}
        fields = {name: _Field.read(name, arrays, count) for name, count in counts.items()}
        meant = [arrays[name] for name in _Meaning.PARTS if name in arrays]
        return cls(fields, first, json.loads(arrays["seen"].tobytes()), _Meaning(*meant) if meant else None)


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
