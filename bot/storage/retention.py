"""Erases conversations that nobody touched for the kept number of days."""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime, timedelta

from bot.appointments import storage as appointments
from bot.logs import describe_error
from bot.nlu.memory import forget_readings
from bot.outside import outbox
from bot.people import accounts, audit
from bot.storage import conversations
from bot.storage.database import Database, StorageUnavailable

logger = logging.getLogger(__name__)


async def erase_old(database: Database, days: int, now: datetime) -> list[str]:
    """Erase every conversation older than the number of days; the ids that went."""
    gone: list[str] = []
    while True:
        batch = await database.run(conversations.inactive_since, now - timedelta(days=days))
        for identifier in batch:
            await database.run(appointments.erase_with, identifier, now)
        gone += batch
        if not batch:
            break
    if gone:
        forget_readings()
        await database.scrub()
    return gone


async def keep_erasing(
    database: Database,
    days: int,
    interval: int,
    log_days: int = 0,
    sessions: tuple[timedelta, timedelta] | None = None,
) -> None:
    """Round after round until cancelled; 0 days keeps for ever. A round that fails is left for the next.

    `sessions`: how long a session of a counsellor holds unused, and at most.
    """
    while True:
        try:
            now = datetime.utcnow()
            await database.run(appointments.forget_contacts, now - timedelta(days=1))
            await database.run(outbox.forget, now)
            if sessions is not None:
                await database.run(accounts.forget_sessions, *sessions, now)
            if log_days:
                await database.run(audit.forget_before, now - timedelta(days=log_days))
            gone = await erase_old(database, days, now) if days else []
            if gone:
                logger.info("erased %d old conversations", len(gone))
        except StorageUnavailable:
            logger.warning("no old conversations erased: the database is not reachable")
        except Exception as error:
            logger.error("no old conversations erased: %s", describe_error(error))
        await asyncio.sleep(interval)
