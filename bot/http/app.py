"""Puts the service together."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

from aiohttp import web

from bot.conversation.service import Conversations
from bot.http.endpoints import add_routes
from bot.http.metrics import Metrics
from bot.http.middleware import MIDDLEWARES
from bot.http.ratelimit import RateLimit
from bot.http.services import SERVICES, Services
from bot.http.streams import Streams
from bot.runtime.dialogue import Dialogue
from bot.settings import PROJECT, Settings
from bot.storage import Database
from bot.storage.retention import keep_erasing
from knowledge import Knowledge, shared_knowledge


def build_app(
    settings: Settings,
    project: Path = PROJECT,
    actions: str = "actions",
    knowledge: Knowledge | None = None,
) -> web.Application:
    """The application; loading the language model starts when the application does."""
    metrics = Metrics()
    knowledge = knowledge or shared_knowledge()
    database = Database(settings.database_url, settings.database_timeout)

    def failed(what: str) -> None:
        metrics.count("failures_total", what=what)

    dialogue = Dialogue(settings.models_directory, project, actions, settings.recent_turns, failed)
    app = web.Application(middlewares=MIDDLEWARES, client_max_size=settings.max_body + 1)
    app[SERVICES] = Services(
        settings=settings,
        knowledge=knowledge,
        database=database,
        dialogue=dialogue,
        conversations=Conversations(settings, database, knowledge, dialogue, failed),
        metrics=metrics,
        streams=Streams(),
        rate_limit=RateLimit(settings.rate_limit, settings.rate_limit_local, settings.behind_proxy),
    )
    add_routes(app)
    app.cleanup_ctx.append(_run)
    return app


async def _run(app: web.Application) -> AsyncIterator[None]:
    """Start what works beside the requests; at the end close all of it, also when one part fails."""
    parts = app[SERVICES]
    async with contextlib.AsyncExitStack() as closing:
        closing.callback(parts.database.close)
        closing.callback(parts.dialogue.stop)
        parts.dialogue.start()
        closing.push_async_callback(parts.streams.close_all)
        await closing.enter_async_context(_erasing(parts))
        yield


@contextlib.asynccontextmanager
async def _erasing(parts: Services) -> AsyncIterator[None]:
    """Old conversations are erased as long as this lasts."""
    days, interval = parts.settings.retention_days, parts.settings.retention_interval
    task = asyncio.create_task(keep_erasing(parts.database, days, interval)) if days else None
    try:
        yield
    finally:
        if task is not None:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
