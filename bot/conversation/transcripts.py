"""Messages on their way into and out of the transcript."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from typing import Any

from bot.conversation import identity
from bot.storage.conversations import StoredMessage

VISITOR, SYSTEM, COUNSELLOR = "gebruiker", "systeem", "begeleider"


def stored(message: dict[str, Any], now: datetime) -> StoredMessage:
    """A message of an answer as it is kept."""
    return StoredMessage(
        message["id"],
        message["van"],
        message["tekst"],
        now,
        message["keuzes"],
        message["kaarten"],
        message["onderwerp"],
    )


def shown(message: StoredMessage) -> dict[str, Any]:
    """A kept message as clients see it."""
    return {
        "id": message.id,
        "van": message.sender,
        "tekst": message.text,
        "keuzes": message.choices,
        "kaarten": message.cards,
        "onderwerp": message.topic,
        "tijd": identity.iso(message.time),
    }


def plain(sender: str, text: str, now: datetime, identifier: str | None = None) -> StoredMessage:
    """A message of text only."""
    return StoredMessage(identifier or identity.new_message_id(), sender, text, now)


def without_piled_marks(text: str) -> str:
    """The text without the marks that are piled on letters for fun; é and ï stay."""
    if not any(unicodedata.combining(char) for char in text):
        return text
    return "".join(char for char in unicodedata.normalize("NFC", text) if not unicodedata.combining(char))


def readable(text: str, limit: int) -> str:
    """What is read of a long message: its beginning, and its end, where a cry for help often stands."""
    text = without_piled_marks(text)
    if len(text) <= limit:
        return text
    ending = limit // 4
    return f"{text[: limit - ending - 1]} {text[-ending:]}"
