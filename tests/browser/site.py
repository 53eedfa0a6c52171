"""A website of others: pages that embed the assistant, with a line to the service that can misbehave."""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import aiohttp
from aiohttp import web

HOP = {"connection", "transfer-encoding", "content-encoding", "content-length", "host", "keep-alive"}
PAGE = """<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Een andere website</title>
<meta name="viewport" content="width=device-width, initial-scale=1">{head}</head>
<body><h1>Een andere website</h1><p id="tekst">{text}</p><button id="iets">Iets anders</button>{body}
</body></html>"""
SCRIPT = '<script src="{address}/static/loopbaan-wijzer.js" defer></script>'


@dataclass
class Line:
    """How the line to the service behaves; a test changes it while the page is open."""

    mode: str = "good"
    """good, dead, held (until it is something else), broken (502 with HTML), failing (503), busy (429),
    garbled, or lossy: the answers to two requests get lost (a browser itself sends one once more)."""
    retry_after: int = 1
    lost: int = 0
    only: str = "/berichten"
    """The end of the path that is hit; other requests pass, except when the line is dead."""
    requests: list[str] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    """When each of the requests that were hit came, in seconds."""
    sockets: set[web.WebSocketResponse] = field(default_factory=set)
    """The open streams: the service said on them that they are."""


@dataclass
class Site:
    """The running website."""

    address: str
    service: str
    line: Line
    loop: asyncio.AbstractEventLoop
    pages: dict[str, tuple[str, dict[str, str]]] = field(default_factory=dict)

    def page(self, name: str, body: str, head: str = "", **headers: str) -> str:
        """Put a page on the website; gives its address. Header names have _ for -."""
        text = "Hier staat een tekst van de gastheer. " * 40
        html = PAGE.format(head=head, body=body, text=text)
        self.pages[f"/{name}"] = (html, {key.replace("_", "-"): value for key, value in headers.items()})
        return f"{self.address}/{name}"

    def embed(self, name: str, attributes: str = "", direct: bool = False, **headers: str) -> str:
        """A page with the component; direct: on the service's own origin, else over the line."""
        script = SCRIPT.format(address=self.service if direct else "")
        return self.page(name, f"<loopbaan-wijzer {attributes}></loopbaan-wijzer>", script, **headers)

    def cut(self) -> None:
        """Break every open stream."""

        async def close() -> None:
            for socket in list(self.line.sockets):
                transport = socket._req.transport if socket._req is not None else None
                if transport is not None:
                    transport.abort()

        asyncio.run_coroutine_threadsafe(close(), self.loop).result(10)

    def reset(self) -> None:
        """Everything works again."""
        self.line.mode, self.line.only, self.line.lost = "good", "/berichten", 0
        self.line.requests.clear()


@contextmanager
def running_site(port: int, service: str) -> Iterator[Site]:
    """The website, in a thread of its own."""
    loop = asyncio.new_event_loop()
    site = Site(f"http://127.0.0.1:{port}", service, Line(), loop)
    ready = threading.Event()
    thread = threading.Thread(target=_serve, args=(site, port, ready), daemon=True)
    thread.start()
    if not ready.wait(20):
        raise RuntimeError("the website did not start")
    yield site
    loop.call_soon_threadsafe(loop.stop)
    thread.join(20)


def _serve(site: Site, port: int, ready: threading.Event) -> None:
    asyncio.set_event_loop(site.loop)

    async def start() -> web.AppRunner:
        app = web.Application(client_max_size=10**8)
        app.router.add_route("*", "/{path:.*}", lambda request: _handle(site, request))
        runner = web.AppRunner(app, shutdown_timeout=1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        return runner

    runner = site.loop.run_until_complete(start())
    ready.set()
    site.loop.run_forever()
    site.loop.run_until_complete(runner.cleanup())


async def _handle(site: Site, request: web.Request) -> web.StreamResponse:
    if request.path in site.pages:
        html, headers = site.pages[request.path]
        return web.Response(text=html, content_type="text/html", headers=headers)
    site.line.requests.append(f"{request.method} {request.path}")
    wrong = await _misbehave(site.line, request)
    if wrong is not None:
        return wrong
    if request.headers.get("Upgrade", "").lower() == "websocket":
        return await _forward_stream(site, request)
    response = await _forward(site, request)
    if site.line.mode == "lossy" and request.path.endswith(site.line.only):
        site.line.lost += 1
        if site.line.lost == 2:
            site.line.mode = "good"
        _abort(request)
    return response


def _abort(request: web.Request) -> None:
    if request.transport is not None:
        request.transport.abort()


async def _misbehave(line: Line, request: web.Request) -> web.Response | None:
    if line.mode == "dead":
        _abort(request)
        return web.Response()
    if not request.path.endswith(line.only):
        return None
    line.times.append(time.monotonic())
    while line.mode == "held":
        await asyncio.sleep(0.05)
    answers = {
        "broken": lambda: web.Response(status=502, text="<h1>Bad Gateway</h1>", content_type="text/html"),
        "failing": lambda: web.Response(status=503, text="{}", content_type="application/json"),
        "garbled": lambda: web.Response(text='{"berichten": [', content_type="application/json"),
        "busy": lambda: web.Response(status=429, text="{}", headers={"Retry-After": str(line.retry_after)}),
    }
    return answers[line.mode]() if line.mode in answers else None


async def _forward(site: Site, request: web.Request) -> web.Response:
    headers = {name: value for name, value in request.headers.items() if name.lower() not in HOP}
    async with (
        aiohttp.ClientSession() as session,
        session.request(
            request.method, site.service + request.path_qs, headers=headers, data=await request.read()
        ) as answer,
    ):
        body = await answer.read()
        kept = {name: value for name, value in answer.headers.items() if name.lower() not in HOP}
        return web.Response(status=answer.status, body=body, headers=kept)


async def _forward_stream(site: Site, request: web.Request) -> web.WebSocketResponse:
    near = web.WebSocketResponse()
    await near.prepare(request)
    address = site.service.replace("http", "ws") + request.path_qs
    try:
        async with aiohttp.ClientSession() as session, session.ws_connect(address) as far:
            back = asyncio.create_task(_pump(far, near, lambda: site.line.sockets.add(near)))
            with contextlib.suppress(Exception):
                await _pump(near, far)
            back.cancel()
    finally:
        site.line.sockets.discard(near)
    return near


async def _pump(
    source: web.WebSocketResponse | aiohttp.ClientWebSocketResponse,
    target: web.WebSocketResponse | aiohttp.ClientWebSocketResponse,
    passed: Callable[[], None] = lambda: None,
) -> None:
    async for message in source:
        if message.type is aiohttp.WSMsgType.TEXT:
            await target.send_str(message.data)
            passed()
    await target.close(code=source.close_code or 1000)
