"""A limit on the requests of one client address, as a bucket that fills again evenly."""

from __future__ import annotations

import ipaddress
import math
import time
from collections.abc import Callable

from aiohttp import web

MAX_CLIENTS = 50_000


class RateLimit:
    """At most `per_minute` requests in a burst, refilled at the same rate. 0 is no limit."""

    def __init__(
        self,
        per_minute: int,
        local_too: bool = False,
        behind_proxy: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._per_minute, self._local_too, self._behind_proxy = per_minute, local_too, behind_proxy
        self._clock = clock
        self._buckets: dict[str, tuple[float, float]] = {}

    def seconds_to_wait(self, request: web.BaseRequest) -> int:
        """0 when the request may go on, otherwise after how many seconds it may."""
        client = self._client(request)
        if not self._per_minute or (not self._local_too and _is_local(client)):
            return 0
        return self._take(client)

    def _client(self, request: web.BaseRequest) -> str:
        forwarded = request.headers.get("X-Forwarded-For", "") if self._behind_proxy else ""
        return forwarded.rsplit(",", 1)[-1].strip() or request.remote or ""

    def _take(self, client: str) -> int:
        now, rate = self._clock(), self._per_minute / 60
        if len(self._buckets) >= MAX_CLIENTS:
            self._forget_full(now, rate)
        tokens, since = self._buckets.get(client, (float(self._per_minute), now))
        tokens = min(float(self._per_minute), tokens + (now - since) * rate)
        if tokens < 1:
            self._buckets[client] = (tokens, now)
            return math.ceil((1 - tokens) / rate)
        self._buckets[client] = (tokens - 1, now)
        return 0

    def _forget_full(self, now: float, rate: float) -> None:
        """Drop the clients whose bucket is full again; when that frees nothing, all of them."""
        full = self._per_minute
        kept = {c: (t, s) for c, (t, s) in self._buckets.items() if t + (now - s) * rate < full}
        self._buckets = kept if len(kept) < MAX_CLIENTS else {}


def _is_local(client: str) -> bool:
    try:
        return ipaddress.ip_address(client).is_loopback
    except ValueError:
        return False
