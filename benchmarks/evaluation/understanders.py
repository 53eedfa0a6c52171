"""Who is compared: the project's own understanding, parts of it, and plain baselines."""

from __future__ import annotations

import random
import time
from abc import ABC, abstractmethod
from collections.abc import Sequence

import spacy
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import FeatureUnion, make_pipeline
from spacy.training import Example as SpacyExample
from spacy.util import fix_random_seed, minibatch

from benchmarks.evaluation.metrics import Ranking
from benchmarks.evaluation.split import Sentence
from bot.nlu.intents import SEED, Example, IntentModel
from bot.nlu.training import COPIES, train
from bot.nlu.understanding import Understanding
from knowledge.taal import Reader


class Understander(ABC):
    """Something that learns intents and ranks them for a message."""

    name: str
    reads_facts = False
    """Whether a pass also reads the facts of the message."""

    @abstractmethod
    def train(self, sentences: Sequence[Sentence]) -> None:
        """Learn."""

    @abstractmethod
    def rank(self, text: str) -> Ranking:
        """The intents of a message, most likely first."""

    def answer(self, text: str) -> str:
        """The intent that is acted upon."""
        return self.rank(text)[0][0]

    def milliseconds(self, texts: Sequence[str]) -> list[float]:
        """How long each pass takes."""
        return [self._timed(text) for text in texts]

    def _timed(self, text: str) -> float:
        started = time.perf_counter()
        self.answer(text)
        return 1000 * (time.perf_counter() - started)

    def close(self) -> None:  # noqa: B027 (most have nothing to end)
        """End what was started."""


class Ours(Understander):
    """The project's understanding: reading, classifier and guard."""

    name = "loopbaanwijzer"
    reads_facts = True

    def __init__(self, reader: Reader, copies: int = COPIES) -> None:
        self.reader, self._copies = reader, copies
        if copies != COPIES:
            self.name = f"loopbaanwijzer, {copies} noisy copies"

    def train(self, sentences: Sequence[Sentence]) -> None:
        """As the service is trained."""
        self.reader.forget()
        self._take(
            train(self.reader, [s.text for s in sentences], [s.intent for s in sentences], self._copies)
        )

    def _take(self, model: IntentModel) -> None:
        self._model, self.understanding = model, Understanding(self.reader, model)

    def rank(self, text: str) -> Ranking:
        """What the classifier thinks, before the guard."""
        return self._model.predict([Example(text, self.reader.read(text))])[0]

    def answer(self, text: str) -> str:
        """The guard has the last word."""
        return self.understanding.understand(text).verdict.intent

    def _timed(self, text: str) -> float:
        self.reader.forget()
        return super()._timed(text)


class OursWithout(Ours):
    """The same without some of what the classifier looks at, and without noisy copies."""

    def __init__(self, reader: Reader, what: str, **weights: float) -> None:
        super().__init__(reader, copies=0)
        self.name = f"loopbaanwijzer, 0 noisy copies, {what}"
        self._weights = weights

    def train(self, sentences: Sequence[Sentence]) -> None:
        """On the sentences as they are."""
        self.reader.forget()
        examples = [Example(s.text, self.reader.read(s.text)) for s in sentences]
        self._take(IntentModel(**self._weights).train(examples, [s.intent for s in sentences]))


class Regression(Understander):
    """scikit-learn: TF-IDF of the text as it stands, and logistic regression."""

    def __init__(self, characters: bool = False) -> None:
        self.name = f"TF-IDF of words{' and characters' if characters else ''} + logistic regression"
        parts = [("words", TfidfVectorizer(ngram_range=(1, 2), token_pattern=r"(?u)\b\w+\b"))]
        if characters:
            parts.append(("characters", TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), min_df=2)))
        self._model = make_pipeline(
            FeatureUnion(parts), LogisticRegression(C=10, max_iter=300, random_state=SEED)
        )

    def train(self, sentences: Sequence[Sentence]) -> None:
        """On the sentences as they are."""
        self._model.fit([s.text for s in sentences], [s.intent for s in sentences])

    def rank(self, text: str) -> Ranking:
        """The probabilities of the regression."""
        chances = self._model.predict_proba([text])[0]
        pairs = zip(self._model.classes_, map(float, chances), strict=True)
        return sorted(((str(name), chance) for name, chance in pairs), key=lambda pair: -pair[1])


class SpacyBow(Understander):
    """spaCy's text categorizer over a bag of words and pairs of words."""

    name = "spaCy textcat, bag of words"
    rounds = 12
    batch = 64

    def train(self, sentences: Sequence[Sentence]) -> None:
        """Some rounds over the sentences."""
        fix_random_seed(SEED)
        self._language = spacy.blank("nl")
        model = {
            "@architectures": "spacy.TextCatBOW.v3",
            "exclusive_classes": True,
            "ngram_size": 2,
            "no_output_layer": False,
            "length": 262144,
        }
        self._language.add_pipe("textcat", config={"model": model})
        intents = sorted({sentence.intent for sentence in sentences})
        examples = [
            SpacyExample.from_dict(
                self._language.make_doc(text), {"cats": {name: float(name == intent) for name in intents}}
            )
            for text, intent in sentences
        ]
        optimizer = self._language.initialize(lambda: examples)
        chance = random.Random(SEED)
        for _ in range(self.rounds):
            chance.shuffle(examples)
            for batch in minibatch(examples, self.batch):
                self._language.update(batch, sgd=optimizer)

    def rank(self, text: str) -> Ranking:
        """The scores of the categories."""
        return sorted(self._language(text).cats.items(), key=lambda pair: -pair[1])
