"""Puts the service together."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Coroutine
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.catalogue.filling import fill_in_background
from bot.catalogue.refreshing import Refresher
from bot.catalogue.search import FtsCatalogue
from bot.catalogue.sources import read_sources
from bot.catalogue.store import open_store
from bot.codes.secret import CodeKey
from bot.console import live as console_live
from bot.console.routes import add_console
from bot.conversation.identity import today
from bot.conversation.prefill import trust_of
from bot.conversation.service import Conversations
from bot.handover.desk import Desk
from bot.http.endpoints import add_routes
from bot.http.metrics import Metrics
from bot.http.middleware import MIDDLEWARES
from bot.http.ratelimit import RateLimit
from bot.http.services import SERVICES, Services
from bot.http.streams import Streams
from bot.knowledge_watch import Watch
from bot.live import Live
from bot.occupations.store import EscoFile
from bot.outside.delivering import Delivering
from bot.people.oidc import Provider
from bot.people.oidc_accounts import mappings
from bot.runtime.dialogue import Dialogue
from bot.settings import PROJECT, Settings
from bot.storage import Database
from bot.storage.retention import keep_erasing
from knowledge import Current, Knowledge
from knowledge.occupations.own import renew as renew_occupations
from knowledge.occupations.search import Occupations


def build_app(
    settings: Settings,
    project: Path = PROJECT,
    actions: str = "actions",
    current: Current | None = None,
) -> web.Application:
    """The application; loading the language model starts when the application does."""
    metrics = Metrics()
    current = current or Current(prepare=_prepare)
    database = Database(settings.database_url, settings.database_timeout)

    def failed(what: str) -> None:
        metrics.count("failures_total", what=what)

    def reloaded(outcome: str) -> None:
        metrics.count("knowledge_reloads_total", outcome=outcome)

    catalogue = FtsCatalogue(
        open_store(settings.catalogue_place, settings.catalogue_path, settings.database_timeout)
    )
    occupations = Occupations(EscoFile(settings.occupations_path))
    recent = settings.recent_turns
    dialogue = Dialogue(settings.models_directory, project, actions, recent, failed, catalogue, occupations)
    live = _live(settings)
    desk = Desk(settings, database, live, lambda: current.knowledge.phones)
    conversations = Conversations(settings, database, current, dialogue, desk, live, failed)
    app = web.Application(middlewares=MIDDLEWARES, client_max_size=settings.max_body + 1)

    def tried(kind: str, outcome: str) -> None:
        metrics.count("deliveries_total", kind=kind, outcome=outcome)

    app[SERVICES] = Services(
        settings=settings,
        trust=trust_of(settings),
        current=current,
        database=database,
        dialogue=dialogue,
        conversations=conversations,
        desk=desk,
        live=live,
        metrics=metrics,
        streams=Streams(conversations.since, live),
        rate_limit=RateLimit(settings.rate_limit, settings.rate_limit_local, settings.behind_proxy),
        watch=Watch(current, settings.knowledge_interval, reloaded),
        catalogue=catalogue,
        occupations=occupations,
        refresher=_refresher(settings, catalogue, metrics),
        delivering=Delivering(settings, database, tried),
        provider=_provider(settings),
        code_key=CodeKey(settings),
    )
    add_routes(app)
    add_console(app)
    app.cleanup_ctx.append(_run)
    return app


def _live(settings: Settings) -> Live:
    """Signs within this process, or between servers where Redis is configured."""
    if not settings.live:
        return Live()
    from bot.live_redis import RedisLive

    return RedisLive(settings.live)


async def _run(app: web.Application) -> AsyncIterator[None]:
    """Start what works beside the requests; at the end close all of it, also when one part fails."""
    parts = app[SERVICES]
    async with contextlib.AsyncExitStack() as closing:
        closing.callback(parts.database.close)
        closing.callback(parts.catalogue.store.close)
        closing.callback(parts.dialogue.stop)
        parts.dialogue.start()
        closing.push_async_callback(parts.streams.close_all)
        closing.push_async_callback(console_live.close_all)
        closing.push_async_callback(parts.live.stop)
        await parts.live.start()
        await closing.enter_async_context(_beside(parts.desk.keep_watch()))
        kept = parts.settings
        erasing = keep_erasing(
            parts.database,
            kept.retention_days,
            kept.retention_interval,
            kept.log_retention_days,
            kept.session_limits,
        )
        await closing.enter_async_context(_beside(erasing))
        await closing.enter_async_context(_beside(parts.delivering.run()))
        await closing.enter_async_context(_beside(parts.watch.run()))
        await closing.enter_async_context(_beside(parts.refresher.run()))
        if parts.settings.catalogue_examples and not parts.refresher.states:
            filling = fill_in_background(parts.catalogue.store, today())
            await closing.enter_async_context(_beside(filling))
        yield


def _provider(settings: Settings) -> Provider | None:
    """Where counsellors sign in, when that is configured; raises SettingError when its mappings are wrong."""
    if not settings.oidc_issuer:
        return None
    mappings(settings)
    return Provider(settings)


def _refresher(settings: Settings, catalogue: FtsCatalogue, metrics: Metrics) -> Refresher:
    """Reads the configured sources of courses; raises SettingError when their file is wrong."""
    sources = read_sources(settings.path(settings.catalogue_sources)) if settings.catalogue_sources else ()

    def read(source: str, outcome: str) -> None:
        metrics.count("catalogue_refreshes_total", source=source, outcome=outcome)

    return Refresher(catalogue.store, sources, read, lambda: catalogue.finder.warm())


@contextlib.asynccontextmanager
async def _beside(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """This work goes on beside the requests as long as the context lasts."""
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


def _prepare(knowledge: Knowledge) -> None:
    """Read the occupations anew and build the reader of Dutch of a new version, before a turn needs them."""
    from knowledge.taal import reader_of  # here: it loads spaCy, and the service listens before that

    reader_of(knowledge)
    renew_occupations()
