"""The live side of the console: one WebSocket with what waits and what is said."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType, web

from bot.console import cases
from bot.console.cases import NotVisible
from bot.console.guard import COOKIE, Visit, same_origin, signing_in
from bot.conversation import identity, transcripts
from bot.handover import storage as handovers
from bot.http.encoding import dumps
from bot.live import COME_BACK, Hear, queue_topic, talk_topic
from bot.people import accounts
from bot.storage.conversations import find_conversation

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

HEARTBEAT = 20.0
ALIVE_SECONDS = accounts.PRESENT_SECONDS / 3
"""How often a page is asked whether it is still there: one answer may be missed."""
SIGNED_OUT = 4401
MAX_FRAME = 4096


class Line:
    """The line to one open page."""

    def __init__(self, visit: Visit, socket: web.WebSocketResponse) -> None:
        self.visit, self.socket = visit, socket
        self._turn = asyncio.Lock()
        self._talk: str | None = None
        self._seen = 0
        self._stop: list[Callable[[], None]] = []
        self._stop_talk: Callable[[], None] = lambda: None
        self._closing: asyncio.Future[bool] | None = None

    async def run(self) -> None:
        """Listen until the page goes."""
        live = self.visit.parts.live
        queue = queue_topic(self.visit.who.organisation)
        self._stop.append(live.listen(queue, self._or_anew(self._queue_changed)))
        asking = asyncio.ensure_future(self._ask_for_life())
        try:
            await self._send(soort="open", wachten=await self._waiting())
            async for message in self.socket:
                if message.type is WSMsgType.TEXT:
                    await self._hear(message.data)
        finally:
            asking.cancel()
            for stop in (*self._stop, self._stop_talk):
                stop()
            if self._closing is not None:
                await asyncio.wait([self._closing])  # until the page was told why

    async def _ask_for_life(self) -> None:
        """Ask now and then: a laptop that sleeps does not answer, a page behind another window does."""
        with contextlib.suppress(ConnectionError):
            while not self.socket.closed:
                await asyncio.sleep(ALIVE_SECONDS)
                await self._send(soort="leef")

    async def _hear(self, text: str) -> None:
        try:
            said = json.loads(text)
        except ValueError:
            return
        if not isinstance(said, dict):
            return
        if isinstance(said.get("volg"), str):
            number = said.get("vanaf")
            await self._follow(said["volg"], number if isinstance(number, int) and number >= 0 else 0)
        elif said.get("leef"):
            await self._still_there()

    async def _follow(self, talk: str, seen: int) -> None:
        self._stop_talk()
        self._talk, self._seen = talk, seen
        self._stop_talk = self.visit.parts.live.listen(talk_topic(talk), self._or_anew(self._talk_changed))
        await self._talk_changed()

    def _or_anew(self, tell: Callable[[], Awaitable[None]]) -> Hear:
        """A page that cannot be told now (the database is away) comes back, and then hears all it missed."""

        async def hear(sign: str) -> None:
            try:
                await tell()
            except Exception:
                self._closing = self._closing or asyncio.ensure_future(self.socket.close(code=COME_BACK))
                raise

        return hear

    async def _still_there(self) -> None:
        """A sign of life keeps somebody on duty, but does not keep a session open."""
        key = self.visit.request.cookies.get(COOKIE)
        if await signing_in(self.visit.request).session(key, renew=False) is None:
            await self.socket.close(code=SIGNED_OUT)
            return
        await self.visit.parts.database.run(accounts.renew_duty, self.visit.who.id, identity.now())

    async def _queue_changed(self) -> None:
        await self._send(soort="rij", wachten=await self._waiting())

    async def _waiting(self) -> int:
        """How many wait: a number tells nothing of anybody, so it is no look."""
        visit = self.visit
        return await visit.parts.database.run(handovers.count_waiting, visit.who.organisation)

    async def _talk_changed(self) -> None:
        """Send what is new, in order and once; or that there is nothing to see any more."""
        async with self._turn:
            talk = self._talk
            if talk is None:
                return
            try:
                case, newer = await self.visit.parts.database.run(self._news, talk)
            except NotVisible:
                # not from the sign: a talk erased before this line followed it gave its sign to nobody
                there = await self.visit.parts.database.run(find_conversation, talk)
                await self._send(soort="gewist" if there is None else "dicht", gesprek=talk)
                return
            if newer:
                self._seen = newer[-1][0]
            shown = [{**transcripts.shown(message), "nummer": number} for number, message in newer]
            await self._send(
                soort="berichten", gesprek=talk, toestand=case.handover.state, mijn=case.mine, berichten=shown
            )

    def _news(self, connection: Connection, talk: str) -> Any:
        case = cases.open_case(connection, self.visit.who, talk)
        return case, cases.messages(connection, case, self._seen)

    async def _send(self, **what: Any) -> None:
        if not self.socket.closed:
            await self.socket.send_str(dumps(what))


async def stream(visit: Visit) -> web.StreamResponse:
    """Open the line; only for pages of this site."""
    same_origin(visit.request)
    socket = web.WebSocketResponse(heartbeat=HEARTBEAT, max_msg_size=MAX_FRAME)
    if not socket.can_prepare(visit.request):
        raise web.HTTPBadRequest
    await socket.prepare(visit.request)
    LINES.add(socket)
    try:
        await Line(visit, socket).run()
    finally:
        LINES.discard(socket)
    return socket


LINES: set[web.WebSocketResponse] = set()
"""Open lines of this process, to be closed when it stops."""


async def close_all() -> None:
    """Close every line when the service stops."""
    for socket in list(LINES):
        await socket.close(code=1001)
