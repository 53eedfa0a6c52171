"""The open WebSockets of each conversation."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from typing import Any

from aiohttp import web

GOING_AWAY = 1001
ERASED = 4404
SEND_TIMEOUT = 5.0


class Streams:
    """Carries each answer to every open stream of its conversation."""

    def __init__(self) -> None:
        self._open: dict[str, set[web.WebSocketResponse]] = defaultdict(set)

    def join(self, conversation: str, socket: web.WebSocketResponse) -> None:
        """Add an authorised stream."""
        self._open[conversation].add(socket)

    def leave(self, conversation: str, socket: web.WebSocketResponse) -> None:
        """Remove a stream."""
        self._open[conversation].discard(socket)
        if not self._open[conversation]:
            del self._open[conversation]

    def count(self) -> int:
        """How many streams are open."""
        return sum(len(sockets) for sockets in self._open.values())

    async def send(self, conversation: str, answer: dict[str, Any]) -> None:
        """Send an answer to all streams of the conversation; a stream that does not take it is closed."""
        sockets = list(self._open.get(conversation, ()))
        await asyncio.gather(*(self._deliver(socket, answer) for socket in sockets))

    async def _deliver(self, socket: web.WebSocketResponse, answer: dict[str, Any]) -> None:
        try:
            await asyncio.wait_for(socket.send_json(answer), SEND_TIMEOUT)
        except (ConnectionError, asyncio.TimeoutError, RuntimeError):
            await socket.close()

    async def close(self, conversation: str) -> None:
        """Close the streams of an erased conversation."""
        for socket in list(self._open.get(conversation, ())):
            await socket.close(code=ERASED, message=b"gesprek gewist")

    async def close_all(self) -> None:
        """Close every stream when the service stops."""
        for conversation in list(self._open):
            for socket in list(self._open[conversation]):
                await socket.close(code=GOING_AWAY)
