"""Which choices a visitor may send: those just offered, or any legal value of the pending question."""

from __future__ import annotations

import json
from typing import Any

from knowledge import InvalidFacts, Knowledge

DONT_KNOW = "weet_niet"
PAYLOAD = "/keuze"
GO_ON = {"titel": "Vraag verder", "waarde": "verder"}
"""The order to take up the questions again, which is offered when a counsellor has left."""


def choices_of(buttons: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Rasa buttons in the form of the contract."""
    return [{"titel": str(button["title"]), "waarde": _value(button)} for button in buttons]


def _value(button: dict[str, Any]) -> str:
    payload = str(button.get("payload") or button["title"])
    if not payload.startswith(PAYLOAD):
        return payload
    return str(json.loads(payload[len(PAYLOAD) :])["waarde"])


def title_of(last_answer: dict[str, Any] | None, value: str) -> str | None:
    """The title of an offered choice, or of going on, which always can be; None when it was not offered."""
    for message in (last_answer or {}).get("berichten", []):
        for choice in message["keuzes"]:
            if choice["waarde"] == value:
                return str(choice["titel"])
    return GO_ON["titel"] if value == GO_ON["waarde"] else None


def is_legal_value(knowledge: Knowledge, field: str | None, value: str) -> bool:
    """Whether the value answers the question about this field."""
    if field is None:
        return False
    if value == DONT_KNOW:
        return True
    return any(_accepted(knowledge, field, reading) for reading in _readings(value))


def _readings(value: str) -> list[Any]:
    """The text itself, and what it says as JSON: `true`, `38` and `30.4` are values too."""
    try:
        plain = json.loads(value)
    except ValueError:
        return [value]
    return [value, plain] if isinstance(plain, (bool, int, float)) else [value]


def _accepted(knowledge: Knowledge, field: str, value: Any) -> bool:
    located = knowledge.vocabulary.locate(field)
    of_training = located.startswith("opleiding.")
    facts = {field: value}
    try:
        knowledge.facts({} if of_training else facts, facts if of_training else {})
    except InvalidFacts:
        return False
    return True
