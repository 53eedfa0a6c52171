"""How well occupations are found by names of ESCO that the index does not have, beside two plain ways.

Two questions, with the same sample of names. *Own name out*: the names that are asked are kept out of the
index, the others stay, as in daily use with a word that ESCO happens not to have. *No other names*: only the
usual name and the description are in the index, for every occupation; the hardest form.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from benchmarks.report import Row, percentile
from bot.occupations.store import entries
from knowledge.occupations.esco import Esco, read_esco
from knowledge.occupations.index import Entry, Index

SAMPLED, SEED, BEST = 3_000, 20261129, 10
AIM = 0.80
Say = Callable[[str], None]
Ranks = list[int]
"""For each question how many occupations come before the right one."""


@dataclass(frozen=True)
class Measured:
    """The results of one run."""

    questions: int
    occupations: int
    recall: dict[str, dict[str, float]]
    """Form of the question -> way of searching -> part with the right occupation among the best ten."""
    first: dict[str, dict[str, float]]
    """The same for the very first."""
    build_seconds: float
    search_ms: tuple[float, float]
    """p50 and p95 of one question to the whole index."""


def measure_occupations(directory: Path, say: Say) -> Measured:
    """Measure on a directory with the files of ESCO."""
    esco = read_esco(directory)
    asked = sample(esco)
    hidden = frozenset((uri, name) for uri, name in asked)
    place = {uri: number for number, uri in enumerate(esco.occupations)}
    questions = [(place[uri], name) for uri, name in asked]
    known = entries(esco, hidden)
    bare = [Entry(entry.names[:1], entry.text) for entry in known]
    recall: dict[str, dict[str, float]] = {}
    first: dict[str, dict[str, float]] = {}
    for form, indexed in (("own name out", known), ("no other names", bare)):
        say(f"occupations: {form}")
        ranks = {
            "words": _plain(esco, indexed, questions, analyzer="word"),
            "letters": _plain(esco, indexed, questions, analyzer="char", ngram_range=(2, 5)),
            "ours": _ours(Index.build(indexed), questions),
        }
        recall[form] = {way: share(found, BEST) for way, found in ranks.items()}
        first[form] = {way: share(found, 1) for way, found in ranks.items()}
    say("occupations: time")
    started = time.perf_counter()
    index = Index.build(entries(esco))
    built = time.perf_counter() - started
    return Measured(
        len(questions), len(place), recall, first, built, _times(index, [n for _, n in questions[:500]])
    )


def sample(esco: Esco) -> list[tuple[str, str]]:
    """The names that are asked: pairs of address and name, the same ones in every run."""
    pairs = [(o.uri, name) for o in esco.occupations.values() for name in o.other_names]
    return random.Random(SEED).sample(pairs, min(SAMPLED, len(pairs)))


def share(ranks: Ranks, best: int) -> float:
    """Which part of the questions has the right one among so many."""
    return statistics.mean(rank < best for rank in ranks)


def _ours(index: Index, questions: Sequence[tuple[int, str]]) -> Ranks:
    return [_rank(index.scores(name), right) for right, name in questions]


def _plain(esco: Esco, indexed: Sequence[Entry], questions: Sequence[tuple[int, str]], **form: Any) -> Ranks:
    """TF-IDF of scikit-learn on names and description."""
    told = [o.description for o in esco.occupations.values()]
    texts = [" ".join((*entry.names, text)) for entry, text in zip(indexed, told, strict=True)]
    vectorizer = TfidfVectorizer(**form)
    documents = vectorizer.fit_transform(texts).T
    ranks: Ranks = []
    for start in range(0, len(questions), 250):
        part = questions[start : start + 250]
        scores = (vectorizer.transform([name for _, name in part]) @ documents).toarray()
        ranks += [_rank(row, right) for row, (right, _) in zip(scores, part, strict=True)]
    return ranks


def _rank(scores: Any, right: int) -> int:
    """How many come before the right one. One that scores nothing is not found; ties count against it."""
    if scores[right] <= 0:
        return len(scores)
    return int(np.count_nonzero(scores >= scores[right])) - 1


def _times(index: Index, names: Sequence[str]) -> tuple[float, float]:
    spent: list[float] = []
    for name in names:
        started = time.perf_counter()
        index.search(name, BEST)
        spent.append((time.perf_counter() - started) * 1000)
    return statistics.median(spent), percentile(spent, 0.95)


def rows(measured: Measured) -> list[Row]:
    """The table."""
    found: list[Row] = []
    for form, recall in measured.recall.items():
        first = measured.first[form]
        found += [
            Row(f"{form}: in the first ten", "", None, recall["ours"], ("at least", AIM)),
            Row("  beside letters (2-5)", "", recall["letters"], recall["ours"], ("at least", 1.0)),
            Row("  beside words", "", recall["words"], recall["ours"], ("at least", 1.0)),
            Row("  the very first, beside letters", "", first["letters"], first["ours"]),
        ]
    return [
        *found,
        Row("one question, p50", "ms", None, measured.search_ms[0]),
        Row("one question, p95", "ms", None, measured.search_ms[1]),
        Row("making the index", "s", None, measured.build_seconds),
    ]


def as_json(measured: Measured) -> dict[str, Any]:
    """To keep."""
    return asdict(measured)
