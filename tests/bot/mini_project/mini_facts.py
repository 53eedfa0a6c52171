"""A component that reads one fact, the age, in the form the project's own component uses."""

from __future__ import annotations

import re
from typing import Any, List  # noqa: UP035

from rasa.engine.graph import GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.training_data.message import Message


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR], is_trainable=False)
class FactReader(GraphComponent):
    """Sets `feiten` with the age found in the text."""

    @classmethod
    def create(cls, config: Any, model_storage: Any, resource: Any, execution_context: Any) -> FactReader:
        return cls()

    def process(self, messages: List[Message]) -> List[Message]:  # noqa: UP006 (Rasa compares the type)
        for message in messages:
            found = re.search(r"\b(\d{2})\b", message.get("text") or "")
            profile = {"leeftijd": int(found.group(1))} if found else {}
            message.set("feiten", {"profiel": profile, "opleiding": {}}, add_to_output=True)
            if found:
                entity = {
                    "entity": "leeftijd",
                    "value": profile["leeftijd"],
                    "start": found.start(),
                    "end": found.end(),
                }
                message.set("entities", [*message.get("entities", []), entity], add_to_output=True)
        return messages
