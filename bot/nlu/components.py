"""The Rasa side of the understanding: what reads the facts, and what learns the intents."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import joblib
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from knowledge.taal import Reading, shared_reader

from .asked import ranked
from .form import entities_of, facts_of
from .intents import IntentModel
from .training import COPIES, train

FACTS = "feiten"
RANKING = "intent_ranking"
QUESTION = "vraag"
REFERENCE_DAY = "peildatum"
_FILE = "intents.joblib"


def pending_question(message: Message) -> str | None:
    """The field that was asked, when the channel tells it in the metadata of the message."""
    metadata = message.get(METADATA)
    question = metadata.get(QUESTION) if isinstance(metadata, dict) else None
    return str(question) if question else None


def reference_day(message: Message) -> date | None:
    """The day on which the talk takes place, when the channel tells it; "next month" counts from there."""
    metadata = message.get(METADATA)
    day = metadata.get(REFERENCE_DAY) if isinstance(metadata, dict) else None
    return date.fromisoformat(day) if day else None


def read_message(message: Message, with_question: bool = True) -> Reading:
    """The reading of a message."""
    question = pending_question(message) if with_question else None
    return shared_reader().read(str(message.get(TEXT) or ""), question, reference_day(message))


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class FactExtractor(GraphComponent):
    """Sets the entities and the property `feiten` of a message."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> FactExtractor:
        """Nothing is stored: the reader follows the data files."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Read every message."""
        for message in messages:
            if message.get(TEXT):
                reading = read_message(message)
                message.set(FACTS, facts_of(reading), add_to_output=True)
                message.set(ENTITIES, entities_of(reading.entities), add_to_output=True)
        return messages


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class DutchIntentClassifier(GraphComponent):
    """N-grams and ideas of plain Dutch, with a linear classifier."""

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        model: IntentModel | None = None,
    ) -> None:
        self._config, self._storage, self._resource, self._model = config, model_storage, resource, model

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`kopieen`: noisy copies of every example to learn from."""
        return {"kopieen": COPIES}

    @staticmethod
    def required_packages() -> list[str]:
        """What must be installed."""
        return ["sklearn", "spacy"]

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> DutchIntentClassifier:
        """A classifier that is still to be trained."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> DutchIntentClassifier:
        """The trained classifier."""
        with model_storage.read_from(resource) as directory:
            return cls(config, model_storage, resource, joblib.load(directory / _FILE))

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the examples and store the result."""
        examples = [m for m in training_data.intent_examples if m.get(TEXT) and m.get(INTENT)]
        self._model = train(
            shared_reader(),
            [m.get(TEXT) for m in examples],
            [m.get(INTENT) for m in examples],
            int(self._config["kopieen"]),
        )
        with self._storage.write_to(self._resource) as directory:
            joblib.dump(self._model, directory / _FILE, compress=3)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Rank the intents of every message."""
        if self._model is None:
            return messages
        for message in messages:
            if text := str(message.get(TEXT) or ""):
                reading = read_message(message, with_question=False)
                set_intent(message, ranked(self._model, shared_reader(), text, reading))
        return messages


def set_intent(message: Message, ranking: Sequence[tuple[str, float]]) -> None:
    """Put the intent and the ten best of the ranking on the message."""
    rows = [{"name": name, "confidence": certainty} for name, certainty in ranking[:10]]
    message.set(INTENT, rows[0], add_to_output=True)
    message.set(RANKING, rows, add_to_output=True)
