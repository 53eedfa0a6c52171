"""Handlers for who runs the service, and the chat page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from aiohttp import web

from bot.http.encoding import dumps
from bot.http.files import give
from bot.http.metrics import CONTENT_TYPE
from bot.http.middleware import not_ready
from bot.http.services import services

SHOWN = 20
"""Problems of the knowledge files that are told at most."""
STATIC = Path(__file__).resolve().parent.parent / "static"


async def page(request: web.Request) -> web.Response:
    """The chat page."""
    return give(request, STATIC / "index.html")


async def frame(request: web.Request) -> web.Response:
    """The same page, for a frame in the websites that `embed_origins` names."""
    return await page(request)


async def demo(request: web.Request) -> web.Response:
    """The web component as hosts can use it, to try out."""
    return give(request, STATIC / "demo.html")


async def healthz(request: web.Request) -> web.Response:
    """The process lives; also with broken knowledge files, for then the last good version answers."""
    wrong = services(request).current.state.problems
    told = {"status": "ok", "kennis": knowledge_state(request)} if wrong else {"status": "ok"}
    return web.json_response(told, dumps=dumps)


def knowledge_state(request: web.Request) -> dict[str, Any]:
    """Which version is in use, and what is wrong with the files as they are now."""
    state = services(request).current.state
    told: dict[str, Any] = {
        "versie": state.version,
        "geladen": state.loaded.isoformat(timespec="seconds"),
        "bestanden": "fout" if state.problems else "goed",
    }
    if state.problems:
        told["aantal_problemen"] = len(state.problems)
        told["problemen"] = [str(problem) for problem in state.problems[:SHOWN]]
        told["gezien"] = state.seen.isoformat(timespec="seconds") if state.seen else None
    return told


async def readyz(request: web.Request) -> web.Response:
    """The language model is loaded."""
    parts = services(request)
    status = parts.dialogue.status
    if status != "klaar":
        problem = not_ready(request)
        body = {**problem.as_dict(), "taalmodel": status, **_states(request)}
        response = problem.response()
        response.text = dumps(body)
        return response
    body = {
        "status": "klaar",
        "taalmodel": status,
        "kennis": parts.knowledge.version,
        **_states(request),
    }
    return web.json_response(body, dumps=dumps)


def _states(request: web.Request) -> dict[str, Any]:
    """How it stands with the knowledge files and with the sources of courses, when there are any."""
    sources = [state.as_json() for state in services(request).refresher.states]
    told: dict[str, Any] = {"kennisbestanden": knowledge_state(request)}
    return {**told, "catalogus": {"bronnen": sources}} if sources else told


async def metrics(request: web.Request) -> web.Response:
    """Numbers for Prometheus."""
    parts = services(request)
    state = parts.current.state
    text = parts.metrics.render(
        ready=int(parts.dialogue.status == "klaar"),
        streams=parts.streams.count(),
        knowledge_problems=len(state.problems),
        knowledge_loaded_timestamp_seconds=state.loaded.timestamp(),
        catalogue_failing_sources=parts.refresher.failing,
        catalogue_refresh_courses=parts.refresher.rows,
    )
    return web.Response(body=text.encode(), headers={"Content-Type": CONTENT_TYPE})
