"""Made-up courses for a catalogue that has nothing else, so that everything works from the first start."""

from __future__ import annotations

import asyncio
import logging
from datetime import date, datetime, timedelta

from bot.catalogue.importing import Progress, Report, state_of, take_in
from bot.catalogue.store import CatalogueStore
from bot.logs import describe_error
from knowledge.catalogue.examples import DEFAULT_COUNT, SOURCE, example_courses
from knowledge.catalogue.model import Found

logger = logging.getLogger(__name__)
STALE_DAYS = 30
"""After so many days the made-up courses get new dates; else they would all have begun one day."""


def fill(
    store: CatalogueStore,
    today: date,
    count: int = DEFAULT_COUNT,
    progress: Progress = lambda done: None,
) -> Report:
    """Put this many made-up courses in the catalogue."""
    courses = (Found("", course) for course in example_courses(count, today))
    return take_in(store, SOURCE, courses, datetime.combine(today, datetime.min.time()), progress)


def fill_when_needed(store: CatalogueStore, today: date) -> Report | None:
    """Fill an empty catalogue, or renew its made-up courses; one with other courses is left alone."""
    with store.reading() as connection:
        sources = state_of(connection)
    if any(source["bron"] != SOURCE for source in sources):
        return None
    oldest = datetime.combine(today - timedelta(days=STALE_DAYS), datetime.min.time())
    if any(source["ingelezen"] > oldest for source in sources):
        return None
    count = max([DEFAULT_COUNT, *(source["aangeboden"] for source in sources)])
    return fill(store, today, count)


async def fill_in_background(store: CatalogueStore, today: date) -> None:
    """As `fill_when_needed`, on a thread. A catalogue that cannot be filled stops nothing else."""
    try:
        report = await asyncio.to_thread(fill_when_needed, store, today)
    except Exception as error:
        logger.error("the catalogue could not be filled: %s", describe_error(error))
        return
    if report is not None:
        logger.info("the catalogue has %d made-up courses", report.offered)
