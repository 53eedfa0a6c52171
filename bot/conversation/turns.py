"""What goes into a conversation, and what comes out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Incoming:
    """One message of a visitor: a text, a choice, or facts changed on a panel (None is wiped)."""

    text: str | None = None
    choice: str | None = None
    client_id: str | None = None
    changes: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Opened:
    """A new conversation, with the only copy of its token."""

    id: str
    token: str
    messages: list[dict[str, Any]]


@dataclass(frozen=True)
class Answered:
    """The answer object; not fresh when it was given before."""

    answer: dict[str, Any]
    fresh: bool
