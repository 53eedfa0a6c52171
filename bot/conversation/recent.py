"""Who was let in a moment ago, so that each message does not ask the database again."""

from __future__ import annotations

import time

from bot.storage.conversations import Conversation

SECONDS = 30.0
MOST = 4096


class Recent:
    """Conversations by id and the hash of their token. Only for what finds out by itself that one is gone."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], tuple[float, Conversation]] = {}

    def find(self, identifier: str, token_hash: str) -> Conversation | None:
        """The conversation, when this token was right a moment ago."""
        until, found = self._known.get((identifier, token_hash), (0.0, None))
        return found if until > time.monotonic() else None

    def keep(self, conversation: Conversation) -> None:
        """It was let in now."""
        if len(self._known) >= MOST:
            self._known.clear()
        key = (conversation.id, conversation.token_hash)
        self._known[key] = (time.monotonic() + SECONDS, conversation)

    def forget(self, conversation: Conversation) -> None:
        """It is gone."""
        self._known.pop((conversation.id, conversation.token_hash), None)
