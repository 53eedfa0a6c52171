"""Tells whoever listens that something changed. Only a sign: the content is read from the database.

So a sign that is lost or comes twice costs nothing but time: who listens asks what is newer than it has.
"""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable

from bot.logs import describe_error

logger = logging.getLogger(__name__)
Hear = Callable[[str], Awaitable[None]]

CHANGED, ERASED = "nieuw", "gewist"
COME_BACK = 1013
"""Closes a WebSocket of who could not be told what changed: it connects again and asks what it missed."""


def talk_topic(conversation: str) -> str:
    """What happens in one conversation."""
    return f"gesprek:{conversation}"


def queue_topic(organisation: str | None) -> str:
    """What happens in the queue of one organisation."""
    return f"wachtrij:{organisation or ''}"


class Live:
    """Signs between the parts of one process."""

    def __init__(self) -> None:
        self._listeners: dict[str, set[Hear]] = defaultdict(set)
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Nothing to open within one process."""

    async def stop(self) -> None:
        """Let go of what is still being told."""
        for task in list(self._tasks):
            task.cancel()

    def listen(self, topic: str, hear: Hear) -> Callable[[], None]:
        """Call `hear` with each sign about the topic, until the returned function is called."""
        self._listeners[topic].add(hear)

        def leave() -> None:
            self._listeners[topic].discard(hear)
            if not self._listeners[topic]:
                self._listeners.pop(topic, None)

        return leave

    async def tell(self, topic: str, sign: str = CHANGED) -> None:
        """Give a sign; never waits for those who hear it."""
        self.spread(topic, sign)

    def spread(self, topic: str, sign: str) -> None:
        """Call every listener of this process."""
        for hear in list(self._listeners.get(topic, ())):
            task = asyncio.ensure_future(_heard(hear, sign))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)


async def _heard(hear: Hear, sign: str) -> None:
    try:
        await hear(sign)
    except asyncio.CancelledError:
        raise
    except Exception as error:
        logger.error("a sign was not understood: %s", describe_error(error))
