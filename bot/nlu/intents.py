"""Which intent has a message: n-grams, ideas and a few facts from the reading, with a linear classifier."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, TypeAlias

import numpy as np
import snowballstemmer
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

from knowledge.taal import Reading

from .ideas import shared_ideas

SEED = 17
FOLDS = 4
SHARPEST = (0.5, 20.0)
TINY = 1e-12
_STEMMER = snowballstemmer.stemmer("dutch")
_DRAWN_OUT = re.compile(r"([a-z])\1{2,}")

Matrix: TypeAlias = "NDArray[np.float64]"
Labels: TypeAlias = "NDArray[np.str_]"

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


FAR = 4
"""Up to so many words apart, two words are a pair that may tell the intent."""
STEMS_CACHED = 50_000


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


def stemmed(text: str) -> str:
    """The words without their endings."""
    return " ".join(map(_stem, text.split()))


@lru_cache(maxsize=STEMS_CACHED)
def _stem(word: str) -> str:
    return word if word.startswith("_") else str(_STEMMER.stemWord(word))


def shortened(text: str) -> str:
    """The words without drawn-out letters: "doeiiii" is "doei"."""
    return _DRAWN_OUT.sub(r"\1", text)


def distant_pairs(text: str) -> list[str]:
    """The pairs of words that stand near each other but not side by side."""
    words = text.split()
    return [
        f"{word} {other}" for place, word in enumerate(words) for other in words[place + 2 : place + 1 + FAR]
    ]


class IntentModel:
    """The trained classifier: a linear support vector machine, with its margins made into probabilities."""

    def __init__(
        self,
        penalty: float = 0.4,
        fact_weight: float = 0.5,
        idea_weight: float = 0.5,
        pair_weight: float = 0.5,
    ) -> None:
        self.words = TfidfVectorizer(
            analyzer="word", token_pattern=r"\S+", ngram_range=(1, 2), sublinear_tf=True
        )
        self.chars = TfidfVectorizer(
            analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2, max_features=40_000
        )
        self.ideas = TfidfVectorizer(analyzer="word", token_pattern=r"\S+", sublinear_tf=True)
        self.pairs = TfidfVectorizer(analyzer=distant_pairs, sublinear_tf=True, min_df=3)
        self.fact_weight, self.idea_weight, self.pair_weight = fact_weight, idea_weight, pair_weight
        self._penalty = penalty
        self._sharpness = 1.0
        self._intents: list[str] = []
        self._weights: Matrix = np.empty((0, 0))
        self._bias: Matrix = np.empty(0)

    @property
    def intents(self) -> list[str]:
        """The intents in the order of the probabilities."""
        return self._intents

    def train(
        self, examples: Sequence[Example], intents: Sequence[str], sources: Sequence[int] | None = None
    ) -> IntentModel:
        """Learn from examples.

        Args:
            examples: the messages, read.
            intents: the intent of each.
            sources: which message each is a copy of, the messages themselves first; default each its own.
        """
        parts = [vectorizer.fit_transform(texts) for vectorizer, texts in self._parts(examples)]
        features, labels = self._joined(parts, examples), np.array(intents)
        self._intents = sorted(set(intents))
        originals = len(set(sources)) if sources is not None else len(labels)
        self._sharpness = _sharpness(self._machine(), features[:originals], labels[:originals])
        model = self._machine().fit(features, labels)
        self._weights = np.ascontiguousarray(
            model.coef_.T
        )  # a row for each feature: a message needs few rows
        self._bias = model.intercept_
        return self

    def _machine(self) -> LinearSVC:
        return LinearSVC(C=self._penalty, random_state=SEED)

    def _parts(self, examples: Sequence[Example]) -> list[tuple[TfidfVectorizer, list[str]]]:
        """What each vectorizer looks at, in the order of the columns."""
        ideas = shared_ideas()
        stems = [stemmed(shortened(e.reading.delexicalised)) for e in examples]
        plain = [shortened(e.reading.plain) for e in examples]
        return [
            (self.words, stems),
            (self.chars, plain),
            (self.ideas, [ideas.of(text) for text in plain]),
            (self.pairs, stems),
        ]

    @property
    def _part_weights(self) -> tuple[float, ...]:
        return (1.0, 1.0, self.idea_weight, self.pair_weight)

    def features(self, examples: Sequence[Example]) -> csr_matrix:
        """The feature matrix of examples."""
        parts = [vectorizer.transform(texts) for vectorizer, texts in self._parts(examples)]
        return self._joined(parts, examples)

    def _joined(self, parts: Sequence[csr_matrix], examples: Sequence[Example]) -> csr_matrix:
        """The parts side by side, each with its weight, and the facts."""
        weighted = [part * weight for part, weight in zip(parts, self._part_weights, strict=True)]
        facts = csr_matrix(np.array([described(e) for e in examples]) * self.fact_weight)
        return hstack([*weighted, facts]).tocsr()

    def predict(self, examples: Sequence[Example]) -> list[list[tuple[str, float]]]:
        """For each example the intents with their probability, most likely first."""
        return [self._ranked(example) for example in examples]

    def _ranked(self, example: Example) -> list[tuple[str, float]]:
        """The same as with the feature matrix, for one message and without building it."""
        margins, row = self._bias.copy(), 0
        parts = zip(self._grams, self._parts([example]), self._part_weights, strict=True)
        for grams, (_, [text]), weight in parts:
            margins += weight * grams.score(text, self._weights[row : row + grams.size])
            row += grams.size
        margins += np.array(described(example)) * self.fact_weight @ self._weights[row:]
        chances = _chances(margins[np.newaxis], self._sharpness)[0]
        return [(self._intents[place], float(chances[place])) for place in np.argsort(chances)[::-1]]

    @cached_property
    def _grams(self) -> tuple[Grams, ...]:
        return tuple(Grams(vectorizer) for vectorizer in (self.words, self.chars, self.ideas, self.pairs))

    def __getstate__(self) -> dict[str, Any]:
        """Without what is made again from the rest."""
        return {name: value for name, value in self.__dict__.items() if name != "_grams"}


class Grams:
    """What a fitted vectorizer does, for one text and without matrices."""

    def __init__(self, vectorizer: TfidfVectorizer) -> None:
        self._places: dict[str, int] = vectorizer.vocabulary_
        self._split: Callable[[str], list[str]] = vectorizer.build_analyzer()
        self._rarity = np.array(vectorizer.idf_)
        self.size = len(self._places)

    def score(self, text: str, weights: Matrix) -> Matrix | float:
        """The weights of the n-grams of a text, each as heavy as it is rare and often said."""
        places = Counter(place for gram in self._split(text) if (place := self._places.get(gram)) is not None)
        if not places:
            return 0.0
        rows = np.fromiter(places, int, len(places))
        values = (np.log(np.fromiter(places.values(), float, len(places))) + 1) * self._rarity[rows]
        score: Matrix = values @ weights[rows] / np.sqrt(values @ values)
        return score


def _chances(margins: Matrix, sharpness: float) -> Matrix:
    """Margins to probabilities, row by row."""
    scaled = margins * sharpness
    odds = np.exp(scaled - scaled.max(axis=1, keepdims=True))
    chances: Matrix = odds / odds.sum(axis=1, keepdims=True)
    return chances


def _sharpness(machine: LinearSVC, features: csr_matrix, labels: Labels) -> float:
    """How sharply to read margins, so that a probability of 0.8 is right four times in five.

    Found on a part that the machine did not learn from; one number needs no more than one part.
    """
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=SEED)
    known, unseen = next(folds.split(features, labels))
    margins: Matrix = machine.fit(features[known], labels[known]).decision_function(features[unseen])
    places: NDArray[np.int64] = np.searchsorted(machine.classes_, labels[unseen])

    def surprise(sharpness: float) -> float:
        right = _chances(margins, sharpness)[np.arange(len(unseen)), places]
        return float(-np.log(right + TINY).mean())

    return float(minimize_scalar(surprise, bounds=SHARPEST, method="bounded").x)
