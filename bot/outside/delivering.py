"""Delivers what is in the outbox, again and again; with several servers each thing by one of them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping

from bot.conversation import identity
from bot.logs import describe_error
from bot.outside import outbox
from bot.outside.adapters import Adapter, Mail, NotDelivered, Webhook
from bot.outside.outbox import Delivery
from bot.settings import Settings
from bot.storage import Database, StorageUnavailable

logger = logging.getLogger(__name__)
TICK = 2.0
"""Seconds between two looks in the outbox."""


class Delivering:
    """Takes what is due and hands it to the adapter of its kind."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        counted: Callable[[str, str], None] = lambda kind, outcome: None,
    ) -> None:
        self._database, self._counted = database, counted
        self.adapters: Mapping[str, Adapter] = {outbox.MAIL: Mail(settings), outbox.WEBHOOK: Webhook()}

    async def run(self) -> None:
        """Until cancelled. A round that fails is left for the next."""
        while True:
            try:
                while await self.round():
                    pass
            except StorageUnavailable:
                logger.warning("nothing delivered: the database is not reachable")
            except Exception as error:
                logger.error("nothing delivered: %s", describe_error(error))
            await asyncio.sleep(TICK)

    async def round(self) -> int:
        """Deliver what is due now, all at once; how many were tried."""
        taken = await self._database.run(outbox.due, identity.now())
        await asyncio.gather(*(self._one(delivery) for delivery in taken))
        return len(taken)

    async def _one(self, delivery: Delivery) -> None:
        try:
            await self.adapters[delivery.kind].deliver(delivery)
        except NotDelivered as error:
            await self._failed(delivery, str(error), final=error.final)
        except Exception as error:
            logger.error("a delivery broke: %s", describe_error(error))
            await self._failed(delivery, type(error).__name__, final=False)
        else:
            await self._database.run(outbox.delivered, delivery, identity.now())
            self._counted(delivery.kind, "bezorgd")

    async def _failed(self, delivery: Delivery, why: str, *, final: bool) -> None:
        def work(connection):  # type: ignore[no-untyped-def]
            return outbox.failed(connection, delivery, why, identity.now(), final=final)

        over = await self._database.run(work)
        self._counted(delivery.kind, "opgegeven" if over else "mislukt")
        logger.warning(
            "%s %s not delivered (%s, attempt %d)%s",
            delivery.kind,
            delivery.event,
            why,
            delivery.attempts,
            ", given up" if over else "",
        )
