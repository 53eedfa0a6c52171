"""Which intent has a message: n-grams and a few facts from the reading, with logistic regression."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from knowledge.taal import Reading

_OPENERS = (
    "wat",
    "wie",
    "waar",
    "hoe",
    "hoeveel",
    "wanneer",
    "waarom",
    "welke",
    "kan",
    "mag",
    "moet",
    "is",
    "ik",
    "mijn",
    "en als",
    "stel",
)
_FACTS = (1, 2, 3, 5)
_LENGTHS = (1, 2, 3, 5, 8, 14)


@dataclass(frozen=True)
class Example:
    """A message that is read, for training or for prediction."""

    text: str
    reading: Reading


def described(example: Example) -> list[float]:
    """What the reading tells about the intent, as numbers between 0 and 1."""
    reading, text = example.reading, example.text.strip()
    kinds = {entity.entiteit for entity in reading.entities}
    words = reading.plain.split()
    features = [reading.fact_count >= n for n in _FACTS] + [len(words) >= n for n in _LENGTHS]
    features += [text.endswith("?"), reading.correction, reading.hypothetical, reading.unknown_answer]
    features += [reading.yes_no is True, reading.yes_no is False, bool(reading.withdrawn)]
    features += [
        kind in kinds
        for kind in ("maatregel", "gemeente", "beroep", "opleiding", "lesvorm", "drempel", "prijs", "uren")
    ]
    features += [reading.off_topic > 0, reading.off_topic > 0 and "maatregel" not in kinds]
    features += [reading.insults, bool(reading.replaces)]
    features += ["doel" in reading.profiel, bool(reading.profiel), bool(reading.opleiding)]
    features += [reading.plain.startswith(f"{opener} ") for opener in _OPENERS]
    return [float(feature) for feature in features]


class IntentModel:
    """The trained classifier."""

    def __init__(self, c: float = 20.0, fact_weight: float = 0.5) -> None:
        self.fact_weight = fact_weight
        self.words = TfidfVectorizer(
            analyzer="word", token_pattern=r"\S+", ngram_range=(1, 2), sublinear_tf=True
        )
        self.chars = TfidfVectorizer(
            analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2, max_features=40_000
        )
        self._c = c
        self._intents: list[str] = []
        self._weights = np.empty((0, 0))
        self._bias = np.empty(0)

    @property
    def intents(self) -> list[str]:
        """The intents in the order of the probabilities."""
        return self._intents

    def train(self, examples: Sequence[Example], intents: Sequence[str]) -> IntentModel:
        """Learn from examples."""
        self.words.fit([e.reading.delexicalised for e in examples])
        self.chars.fit([e.reading.plain for e in examples])
        model = LogisticRegression(C=self._c, max_iter=300, class_weight="balanced")
        model.fit(self.features(examples), list(intents))
        self._intents = [str(intent) for intent in model.classes_]
        self._weights = np.ascontiguousarray(
            model.coef_.T
        )  # one row for each feature: a message needs few rows
        self._bias = model.intercept_
        return self

    def features(self, examples: Sequence[Example]) -> csr_matrix:
        """The feature matrix of examples."""
        facts = csr_matrix(np.array([described(e) for e in examples]) * self.fact_weight)
        return hstack(
            [
                self.words.transform([e.reading.delexicalised for e in examples]),
                self.chars.transform([e.reading.plain for e in examples]),
                facts,
            ]
        ).tocsr()

    def predict(self, examples: Sequence[Example]) -> list[list[tuple[str, float]]]:
        """For each example the intents with their probability, most likely first."""
        features, ranked = self.features(examples), []
        for begin, end in zip(features.indptr, features.indptr[1:], strict=False):
            values = features.data[begin:end] @ self._weights[features.indices[begin:end]] + self._bias
            odds = np.exp(values - values.max())
            order = np.argsort(odds)[::-1]
            ranked.append([(self._intents[i], float(odds[i] / odds.sum())) for i in order])
        return ranked


def noisy(text: str, rng: random.Random) -> str:
    """The same message typed in a hurry: a letter dropped, doubled or swapped, no capitals, no final mark."""
    letters = list(text.lower().rstrip("?!."))
    for _ in range(1 + len(letters) // 25):
        spots = [i for i in range(1, len(letters) - 1) if letters[i].isalpha() and letters[i + 1].isalpha()]
        if not spots:
            break
        spot, kind = rng.choice(spots), rng.random()
        if kind < 0.4:
            del letters[spot]
        elif kind < 0.7:
            letters[spot], letters[spot + 1] = letters[spot + 1], letters[spot]
        else:
            letters.insert(spot, letters[spot])
    return "".join(letters)
