"""Signs between the parts of several servers, over Redis."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets

from redis.asyncio import Redis
from redis.exceptions import RedisError

from bot.live import CHANGED, Live

logger = logging.getLogger(__name__)
PREFIX = "loopbaanwijzer:"
AGAIN = 1.0
"""Seconds before another try when Redis is away."""
TIMEOUT = 2.0


class RedisLive(Live):
    """Signs go to this server at once and to the others over one channel.

    While Redis is away, signs between servers are lost, never words: when it is back, all listeners are
    called.
    """

    def __init__(self, address: str) -> None:
        super().__init__()
        self._redis: Redis[str] = Redis.from_url(
            address, decode_responses=True, socket_connect_timeout=TIMEOUT, socket_keepalive=True
        )
        self._me = secrets.token_hex(8)
        self._reading: asyncio.Task[None] | None = None
        self.connected = asyncio.Event()

    async def start(self) -> None:
        """Begin to listen; an absent Redis is tried again and again."""
        self._reading = asyncio.create_task(self._read())

    async def stop(self) -> None:
        """Stop listening and close."""
        await super().stop()
        if self._reading is not None:
            self._reading.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._reading
        await self._redis.close()

    async def tell(self, topic: str, sign: str = CHANGED) -> None:
        """Give a sign here at once, and to the other servers; a Redis that is away holds nobody up."""
        self.spread(topic, sign)
        for last in (False, True):  # the first may meet a connection from before Redis went away
            try:
                told = self._redis.publish(f"{PREFIX}{topic}", f"{self._me} {sign}")
                await asyncio.wait_for(told, TIMEOUT)
                return
            except (RedisError, OSError, asyncio.TimeoutError) as error:
                if last:
                    logger.warning("a sign did not reach the other servers: %s", type(error).__name__)

    async def _read(self) -> None:
        while True:
            try:
                async with self._redis.pubsub() as channel:
                    await channel.psubscribe(f"{PREFIX}*")
                    self.connected.set()
                    self._call_everybody()
                    async for message in channel.listen():
                        self._take(message)
            except (RedisError, OSError) as error:
                logger.warning("no signs from other servers: %s", type(error).__name__)
            self.connected.clear()
            await asyncio.sleep(AGAIN)

    def _take(self, message: dict[str, str]) -> None:
        if message["type"] != "pmessage":
            return
        sender, _, sign = message["data"].partition(" ")
        if sender != self._me:
            self.spread(message["channel"].removeprefix(PREFIX), sign)

    def _call_everybody(self) -> None:
        """Signs may have been missed: let everybody look."""
        for topic in list(self._listeners):
            self.spread(topic, CHANGED)
