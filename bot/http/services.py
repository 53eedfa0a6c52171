"""What the handlers work with."""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp import web

from bot.conversation.service import Conversations
from bot.http.metrics import Metrics
from bot.http.ratelimit import RateLimit
from bot.http.streams import Streams
from bot.runtime.dialogue import Dialogue
from bot.settings import Settings
from bot.storage import Database
from knowledge import Knowledge


@dataclass(frozen=True)
class Services:
    """The parts of the running service."""

    settings: Settings
    knowledge: Knowledge
    database: Database
    dialogue: Dialogue
    conversations: Conversations
    metrics: Metrics
    streams: Streams
    rate_limit: RateLimit


SERVICES: web.AppKey[Services] = web.AppKey("services", Services)


def services(request: web.Request) -> Services:
    """The parts of the service that handles this request."""
    return request.app[SERVICES]
