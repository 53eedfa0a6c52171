"""A lock store for Rasa that wakes the next message at once instead of looking again every second."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from rasa.core.lock import TicketLock
from rasa.core.lock_store import LOCK_LIFETIME, LockStore

from bot.locks import ConversationLocks


class AsyncioLockStore(LockStore):
    """Rasa's lock store on asyncio locks."""

    def __init__(self) -> None:
        self._locks = ConversationLocks()

    @asynccontextmanager
    async def lock(
        self,
        conversation_id: str,
        lock_lifetime: float = LOCK_LIFETIME,
        wait_time_in_seconds: float = 1,
    ) -> AsyncGenerator[TicketLock, None]:
        """Hold the conversation for one message."""
        async with self._locks.of(conversation_id):
            yield TicketLock(conversation_id)
