"""The open WebSockets of each conversation: each is told what is newer than what it has."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from bot.conversation.errors import UnknownConversation
from bot.live import COME_BACK, Live, talk_topic
from bot.live import ERASED as ERASED_SIGN

GOING_AWAY = 1001
ERASED = 4404
SEND_TIMEOUT = 5.0
News = Callable[[str, int], Awaitable[tuple["dict[str, Any] | None", int]]]
"""What is newer than a message, and the number of the newest; UnknownConversation when it was erased."""


@dataclass
class _Open:
    """The streams of one conversation, each with the number of the last message that it has."""

    stop_listening: Callable[[], None] = lambda: None
    seen: dict[web.WebSocketResponse, int] = field(default_factory=dict)
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)


class Streams:
    """Carries each new message to every open stream of its conversation, once and in order."""

    def __init__(self, news: News, live: Live) -> None:
        self._news, self._live = news, live
        self._open: dict[str, _Open] = {}
        self._closing: dict[web.WebSocketResponse, asyncio.Future[bool]] = {}

    def join(self, conversation: str, socket: web.WebSocketResponse, seen: int) -> None:
        """Add an authorised stream that has everything up to message number `seen`."""
        found = self._open.get(conversation)
        if found is None:
            found = self._open[conversation] = _Open()

            async def hear(sign: str) -> None:
                try:
                    await (self.close(conversation) if sign == ERASED_SIGN else self.catch_up(conversation))
                except Exception:
                    await self.close(conversation, COME_BACK, b"kom terug")
                    raise

            found.stop_listening = self._live.listen(talk_topic(conversation), hear)
        found.seen[socket] = seen

    def leave(self, conversation: str, socket: web.WebSocketResponse) -> None:
        """Remove a stream."""
        found = self._open.get(conversation)
        if found is None:
            return
        found.seen.pop(socket, None)
        if not found.seen:
            found.stop_listening()
            del self._open[conversation]

    def count(self) -> int:
        """How many streams are open."""
        return sum(len(found.seen) for found in self._open.values())

    async def catch_up(self, conversation: str) -> None:
        """Send every stream of the conversation what it has not; one that does not take it is closed.

        A conversation that is gone closes them all: its sign may have come before they listened.
        """
        found = self._open.get(conversation)
        if found is None:
            return
        async with found.turn:
            for number in sorted(set(found.seen.values())):
                try:
                    answer, newest = await self._news(conversation, number)
                except UnknownConversation:
                    return await self.close(conversation)
                behind = [socket for socket, seen in found.seen.items() if seen == number]
                found.seen.update((socket, newest) for socket in behind)
                if answer is not None:
                    await asyncio.gather(*(self._deliver(socket, answer) for socket in behind))

    async def _deliver(self, socket: web.WebSocketResponse, answer: dict[str, Any]) -> None:
        try:
            await asyncio.wait_for(socket.send_json(answer), SEND_TIMEOUT)
        except (ConnectionError, asyncio.TimeoutError, RuntimeError):
            await socket.close()

    async def close(
        self, conversation: str, code: int = ERASED, message: bytes = b"gesprek gewist"
    ) -> None:
        """Close the streams of a conversation: it is erased, or for another reason."""
        found = self._open.get(conversation)
        for socket in list(found.seen) if found else ():
            if socket not in self._closing:
                closing = asyncio.ensure_future(socket.close(code=code, message=message))
                self._closing[socket] = closing
                self._forget_when_done(socket, closing)
            await self.closed(socket)

    def _forget_when_done(self, socket: web.WebSocketResponse, closing: asyncio.Future[bool]) -> None:
        closing.add_done_callback(lambda done: self._closing.pop(socket, None))

    async def closed(self, socket: web.WebSocketResponse) -> None:
        """Wait until a stream that is being closed has told its client why."""
        closing = self._closing.get(socket)
        if closing is not None:
            await asyncio.wait([closing])

    async def close_all(self) -> None:
        """Close every stream when the service stops."""
        for conversation in list(self._open):
            await self.close(conversation, GOING_AWAY, b"")
