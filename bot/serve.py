"""Runs the service until it is told to stop."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys

from aiohttp import web

from bot.http.app import build_app
from bot.http.services import SERVICES
from bot.logs import set_up_logging
from bot.runtime.lean import quiet_environment
from bot.settings import Settings
from knowledge import KnowledgeError

logger = logging.getLogger(__name__)
GRACE = 10.0


def serve(settings: Settings) -> int:
    """Listen and serve; the exit code."""
    set_up_logging(settings.log_level)
    quiet_environment()
    try:
        app = build_app(settings)
    except KnowledgeError as error:
        print(f"loopbaanwijzer: the knowledge cannot be used:\n{error}", file=sys.stderr)
        return 1
    try:
        asyncio.run(_run(app, settings))
    except OSError as error:
        print(
            f"loopbaanwijzer: cannot listen on {settings.host}:{settings.port}: {error.strerror}. "
            "Is another service running there? Choose another port with --port.",
            file=sys.stderr,
        )
        return 1
    return 0


async def _run(app: web.Application, settings: Settings) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    if hasattr(signal, "SIGHUP"):
        loop.add_signal_handler(signal.SIGHUP, app[SERVICES].watch.ask)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=GRACE)
    await runner.setup()
    try:
        await web.TCPSite(runner, settings.host, settings.port).start()
        host, port = runner.addresses[0][:2]
        logger.info("listening on http://%s:%d; the language model is loading", host, port)
        await stop.wait()
    finally:
        await runner.cleanup()
