"""Handlers for who runs the service, and the chat page."""

from __future__ import annotations

from pathlib import Path

from aiohttp import web

from bot.http.encoding import dumps
from bot.http.metrics import CONTENT_TYPE
from bot.http.middleware import not_ready
from bot.http.problems import Problem
from bot.http.services import services

STATIC = Path(__file__).resolve().parent.parent / "static"


async def page(request: web.Request) -> web.FileResponse:
    """The chat page."""
    index = STATIC / "index.html"
    if not index.is_file():
        raise Problem(404, "De chatpagina is niet geïnstalleerd.")
    return web.FileResponse(index)


async def healthz(request: web.Request) -> web.Response:
    """The process lives."""
    return web.json_response({"status": "ok"})


async def readyz(request: web.Request) -> web.Response:
    """The language model is loaded."""
    parts = services(request)
    status = parts.dialogue.status
    if status != "klaar":
        problem = not_ready(request)
        body = {**problem.as_dict(), "taalmodel": status}
        response = problem.response()
        response.text = dumps(body)
        return response
    return web.json_response({"status": "klaar", "taalmodel": status, "kennis": parts.knowledge.version})


async def metrics(request: web.Request) -> web.Response:
    """Numbers for Prometheus."""
    parts = services(request)
    text = parts.metrics.render(parts.dialogue.status == "klaar", parts.streams.count())
    return web.Response(body=text.encode(), headers={"Content-Type": CONTENT_TYPE})
