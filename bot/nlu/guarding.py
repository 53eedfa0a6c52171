"""The Rasa side of the guard. Apart from what learns, so that new words of the guard need no training."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from knowledge.taal import Reading
from knowledge.taal.emergencies import is_foreign_cry

from .components import FACTS, RANKING, pending_question, read_message, set_intent
from .form import facts_of
from .guard import UNSURE, Guard


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class IntentGuard(GraphComponent):
    """Emergencies, other languages, messages that are mostly facts, and doubt."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`onzeker_onder`: below this certainty a message is out of scope."""
        return {"onzeker_onder": UNSURE}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> IntentGuard:
        """The rules come from the data files."""
        return cls(Guard(float(config["onzeker_onder"])))

    def process(self, messages: list[Message]) -> list[Message]:
        """Let the guard have the last word."""
        for message in messages:
            text, ranking = message.get(TEXT), message.get(RANKING)
            if text and ranking:
                pairs = [(row["name"], row["confidence"]) for row in ranking]
                verdict = self._guard.judge(
                    str(text), read_message(message), pairs, pending_question(message)
                )
                rest = [(name, certainty) for name, certainty in pairs if name != verdict.intent]
                set_intent(message, [(verdict.intent, verdict.certainty), *rest])
                if verdict.intent == "andere_taal" or is_foreign_cry(str(text)):
                    message.set(ENTITIES, [], add_to_output=True)
                    message.set(FACTS, facts_of(Reading()), add_to_output=True)
        return messages
