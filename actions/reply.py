"""What the bot says in one turn, before it is handed to Rasa."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from rasa_sdk.executor import CollectingDispatcher

from actions.texts import button

MAX_BUBBLES = 3
"""More than three bubbles in a row is not read."""


@dataclass(frozen=True)
class Option:
    """A button: `value` is a vocabulary value, `weet_niet`, or an order such as `overzicht`."""

    title: str
    value: str

    @property
    def payload(self) -> str:
        """The form in which Rasa sends a pressed button back."""
        return "/keuze" + json.dumps({"waarde": self.value}, ensure_ascii=False)


@dataclass
class Bubble:
    """One message of the bot."""

    text: str
    options: list[Option] = field(default_factory=list)
    topic: str | None = None
    cards: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Reply:
    """The bubbles of a turn, and the requests to the service (a call-back, an erasure) that go with them."""

    bubbles: list[Bubble] = field(default_factory=list)
    requests: list[dict[str, Any]] = field(default_factory=list)

    def say(
        self, text: str, *options: Option, topic: str | None = None, cards: list[dict[str, Any]] | None = None
    ) -> None:
        """Add a bubble."""
        self.bubbles.append(Bubble(text, list(options), topic, cards or []))

    @property
    def offered(self) -> list[list[str]]:
        """Every button, as [title, value]."""
        return [[option.title, option.value] for bubble in self.bubbles for option in bubble.options]

    def send(self, dispatcher: CollectingDispatcher) -> None:
        """Hand everything to Rasa; short bubbles are joined when there are more than `MAX_BUBBLES`."""
        for bubble in _joined(self.bubbles):
            options = dict.fromkeys(bubble.options)
            buttons = [{"title": option.title, "payload": option.payload} for option in options]
            dispatcher.utter_message(
                text=bubble.text, buttons=buttons, onderwerp=bubble.topic, kaarten=bubble.cards
            )
        for request in self.requests:
            dispatcher.utter_message(json_message=request)


def yes_no(yes: str = "ja", no: str = "nee") -> tuple[Option, Option]:
    """Two buttons for a question of the dialogue itself, with the titles of `knoppen`."""
    return Option(button(yes), "true"), Option(button(no), "false")


def command(key: str) -> Option:
    """A button that gives an order to the dialogue; its value is the key."""
    return Option(button(key), key)


def _joined(bubbles: list[Bubble]) -> list[Bubble]:
    """Join the first bubbles without buttons until at most `MAX_BUBBLES` are left."""
    joined = list(bubbles)
    while len(joined) > MAX_BUBBLES:
        first, second, *rest = joined
        joined = [
            Bubble(
                f"{first.text}\n\n{second.text}",
                first.options + second.options,
                second.topic or first.topic,
                first.cards + second.cards,
            ),
            *rest,
        ]
    return joined
