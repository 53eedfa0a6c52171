"""A turn as the service knows it, without Rasa: what goes in and what comes out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class TurnInput:
    """One message with the state it meets. `choice` is a validated choice; otherwise `text` is plain text."""

    conversation: str
    text: str
    choice: str | None = None
    slots: dict[str, Any] = field(default_factory=dict)
    recent: list[dict[str, Any]] = field(default_factory=list)
    metadata: dict[str, Any] = field(default_factory=dict)
    message_id: str = "-"


@dataclass(frozen=True)
class TurnOutput:
    """What the turn made: Rasa messages, the new state and what was understood."""

    messages: list[dict[str, Any]]
    slots: dict[str, Any]
    recent: list[dict[str, Any]]
    events: list[dict[str, Any]]
    parse_data: dict[str, Any]
