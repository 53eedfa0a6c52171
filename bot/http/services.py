"""What the handlers work with."""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp import web

from bot.catalogue.refreshing import Refresher
from bot.catalogue.search import FtsCatalogue
from bot.codes.secret import CodeKey
from bot.conversation.prefill import Trust
from bot.conversation.service import Conversations
from bot.handover.desk import Desk
from bot.http.metrics import Metrics
from bot.http.ratelimit import RateLimit
from bot.http.streams import Streams
from bot.knowledge_watch import Watch
from bot.live import Live
from bot.outside.delivering import Delivering
from bot.people.oidc import Provider
from bot.runtime.dialogue import Dialogue
from bot.settings import Settings
from bot.storage import Database
from knowledge import Current, Knowledge
from knowledge.occupations.search import Occupations


@dataclass(frozen=True)
class Services:
    """The parts of the running service."""

    settings: Settings
    trust: Trust
    current: Current
    database: Database
    dialogue: Dialogue
    conversations: Conversations
    desk: Desk
    live: Live
    metrics: Metrics
    streams: Streams
    rate_limit: RateLimit
    watch: Watch
    catalogue: FtsCatalogue
    occupations: Occupations
    refresher: Refresher
    delivering: Delivering
    provider: Provider | None
    code_key: CodeKey

    @property
    def knowledge(self) -> Knowledge:
        """The version of the knowledge that this request sees."""
        return self.current.knowledge


SERVICES: web.AppKey[Services] = web.AppKey("services", Services)


def services(request: web.Request) -> Services:
    """The parts of the service that handles this request."""
    return request.app[SERVICES]
