"""One asyncio lock per conversation."""

from __future__ import annotations

import asyncio
from weakref import WeakValueDictionary


class ConversationLocks:
    """Locks that are made on demand and go when nobody holds or waits for them."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def of(self, conversation: str) -> asyncio.Lock:
        """The lock of this conversation; keep the reference while it is used."""
        lock = self._locks.get(conversation)
        if lock is None:
            lock = self._locks[conversation] = asyncio.Lock()
        return lock
