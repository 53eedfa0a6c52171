"""A talk with the real action, knowledge and reader; only the intent, which the model gives, is told."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.beurt import Beurt

SLOTS = ("profiel", "opleiding", "vraag", "gesprek_staat")


class Talk:
    """Runs turns one after the other, as Rasa would: slots in, messages and slot events out."""

    def __init__(self, peildatum: str = "2025-10-01", ingang: str = "burger") -> None:
        self.metadata = {"peildatum": peildatum, "ingang": ingang}
        self.slots: dict[str, Any] = dict.fromkeys(SLOTS)
        self.messages: list[dict[str, Any]] = []

    def say(
        self,
        text: str,
        intent: str = "geef_info",
        certainty: float = 0.9,
        ranking: Sequence[tuple[str, float]] = (),
    ) -> str:
        """Say something; gives what the bot answers, as one text."""
        rows = [{"name": name, "confidence": chance} for name, chance in ranking]
        said = {"text": text, "intent": {"name": intent, "confidence": certainty}, "entities": []}
        return self._turn({**said, "intent_ranking": rows})

    def press(self, value: str) -> str:
        """Press a button."""
        entity = {"entity": "waarde", "value": value}
        text = "/keuze" + json.dumps({"waarde": value})
        return self._turn(
            {"text": text, "intent": {"name": "keuze", "confidence": 1.0}, "entities": [entity]}
        )

    def know_nothing_more(self) -> str:
        """Answer "weet ik niet" to everything that is still asked; gives the last answer."""
        answer = ""
        while self.vraag is not None:
            answer = self.press("weet_niet")
        return answer

    def _turn(self, message: dict[str, Any]) -> str:
        dispatcher = CollectingDispatcher()
        tracker = Tracker(
            "t",
            dict(self.slots),
            {**message, "metadata": self.metadata},
            [],
            False,
            None,
            {},
            "action_listen",
        )
        for event in Beurt().run(dispatcher, tracker, {}):
            if event["event"] == "slot":
                self.slots[event["name"]] = json.loads(json.dumps(event["value"]))
        self.messages = dispatcher.messages
        return "\n".join(message["text"] for message in dispatcher.messages if message.get("text"))

    @property
    def profiel(self) -> dict[str, Any]:
        return self.slots["profiel"] or {}

    @property
    def opleiding(self) -> dict[str, Any]:
        return self.slots["opleiding"] or {}

    @property
    def vraag(self) -> str | None:
        return self.slots["vraag"]

    @property
    def buttons(self) -> list[str]:
        """The values of the buttons of the last message."""
        payloads = [b["payload"] for m in self.messages for b in m.get("buttons") or []]
        return [json.loads(p.removeprefix("/keuze"))["waarde"] for p in payloads]

    @property
    def cards(self) -> list[dict[str, Any]]:
        """The cards of the last turn, of all its messages."""
        return [card for message in self.messages for card in message.get("kaarten") or []]

    @property
    def requests(self) -> dict[str, Any]:
        """What the action asked of the service in this turn."""
        return {key: value for m in self.messages for key, value in (m.get("custom") or {}).items()}
