"""Reading the sources again when it is time, beside the requests. One that fails keeps its old courses."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar

from sqlalchemy import select

from bot.catalogue import tables as t
from bot.catalogue.fetching import PATIENT, Patience, fetch, forgotten_afterwards, items_of
from bot.catalogue.importing import Report, take_in
from bot.catalogue.sources import ScheduledSource
from bot.catalogue.store import CatalogueStore
from bot.logs import describe_error
from bot.storage import StorageUnavailable
from knowledge.catalogue.forms import FORMS
from knowledge.catalogue.model import SourceError
from knowledge.catalogue.opening import of_file

logger = logging.getLogger(__name__)
T = TypeVar("T")
AGAIN = timedelta(hours=1)
"""How long after a failure it is tried again at the latest."""
LOOK = 30.0
"""Seconds between two looks at what is due."""
HEED = 0.25
"""Seconds in which a fetch that gets no answer notices that the service is ending."""
TOLD = 30.0
"""Seconds between two lines in the log about one import."""
WAITING, BUSY, GOOD, FAILED = "wacht", "bezig", "goed", "mislukt"
Count = Callable[[str, str], None]


class Stopped(Exception):
    """The service is ending."""


@dataclass
class SourceState:
    """How it stands with one source."""

    source: ScheduledSource
    state: str = WAITING
    tried: datetime | None = None
    done: int = 0
    """Courses read by the import that is going on or was last."""
    message: str = ""
    """Why it failed, in Dutch."""
    report: Report | None = None

    def as_json(self) -> dict[str, Any]:
        """For `/readyz`. The address is not told: it may hold a password."""
        told: dict[str, Any] = {"naam": self.source.name, "toestand": self.state, "gelezen": self.done}
        if self.tried is not None:
            told["geprobeerd"] = self.tried.isoformat(timespec="seconds")
        if self.message:
            told["melding"] = self.message
        if self.report is not None:
            told["problemen"] = self.report.skipped
        return told


class Refresher:
    """Reads each source as often as it says, one at a time, on a thread."""

    def __init__(
        self,
        store: CatalogueStore,
        sources: Sequence[ScheduledSource],
        count: Count = lambda source, outcome: None,
        after: Callable[[], None] = lambda: None,
        patience: Patience = PATIENT,
        look: float = LOOK,
    ) -> None:
        """`count` hears how each reading ended; `after` is called on the thread when courses changed."""
        self.store = store
        self.states = [SourceState(source) for source in sources]
        self._count, self._after, self._patience, self._look = count, after, patience, look
        self._ending = threading.Event()

    @property
    def failing(self) -> int:
        """How many sources could not be read the last time."""
        return sum(state.state == FAILED for state in self.states)

    @property
    def rows(self) -> int:
        """Courses read by the import that is going on; 0 when none is."""
        return sum(state.done for state in self.states if state.state == BUSY)

    async def run(self) -> None:
        """Look until cancelled what is due."""
        try:
            while self.states:
                for state in self.states:
                    await asyncio.to_thread(self.refresh_when_due, state, datetime.utcnow())
                await asyncio.sleep(self._look)
        finally:
            self.end()

    def end(self) -> None:
        """Let a reading that is going on stop; it may be called from any thread."""
        self._ending.set()

    def refresh_when_due(self, state: SourceState, now: datetime) -> bool:
        """Read a source when it is time; whether it was. Nothing that goes wrong gets out of here."""
        try:
            if not self._is_due(state, now):
                return False
            self._refresh(state, now)
        except Stopped:
            return False
        except SourceError as error:
            self._failed(state, str(error))
        except StorageUnavailable:
            self._failed(state, "De catalogus is niet bereikbaar of er schrijft al iemand.")
        except Exception as error:  # a source must never end the refreshing of the others
            logger.error("source %s: %s", state.source.name, describe_error(error))
            self._failed(state, "Er ging iets mis bij het inlezen.")
        return True

    def _is_due(self, state: SourceState, now: datetime) -> bool:
        every = state.source.every
        if state.state == FAILED and state.tried is not None:
            return now >= state.tried + min(every, AGAIN)
        with self.store.reading() as connection:
            c = t.bronnen.c
            query = select(c.ingelezen).where(c.naam == state.source.name)
            read: datetime | None = connection.execute(query).scalar_one_or_none()
        return read is None or now >= read + every

    def _refresh(self, state: SourceState, now: datetime) -> None:
        source = state.source
        state.state, state.tried, state.done = BUSY, now, 0
        logger.info("source %s: reading", source.name)
        report = self._far(state, now) if source.far else self._near(state, now)
        state.state, state.message, state.report, state.done = GOOD, "", report, report.offered
        self._count(source.name, "done")
        logger.info(
            "source %s: %d new, %d changed, %d the same, %d gone, %d problems",
            *(source.name, report.new, report.changed, report.same, report.gone, report.skipped),
        )
        if report.new or report.changed or report.gone:
            self._after()

    def _near(self, state: SourceState, now: datetime) -> Report:
        source = state.source
        items = FORMS[source.form](of_file(_file(source)))
        return take_in(self.store, source.name, items, now, self._progress(state))

    def _far(self, state: SourceState, now: datetime) -> Report:
        def told(pages: int, size: int) -> None:
            if self._ending.is_set():
                raise Stopped

        source = state.source
        fetching = fetch(self.store, source.name, source.address, told, self._patience)
        pages = asyncio.run(self._unless_ending(fetching))
        with forgotten_afterwards(self.store, source.name):
            items = items_of(source.form, pages)
            return take_in(self.store, source.name, items, now, self._progress(state))

    async def _unless_ending(self, work: Coroutine[Any, Any, T]) -> T:
        """What the work gives. The service does not wait for a source that keeps silent: Stopped."""
        task = asyncio.create_task(work)
        while not self._ending.is_set():
            done, _ = await asyncio.wait([task], timeout=HEED)
            if done:
                return task.result()
        task.cancel()
        await asyncio.wait([task])
        raise Stopped

    def _progress(self, state: SourceState) -> Callable[[int], None]:
        last = monotonic()

        def told(done: int) -> None:
            nonlocal last
            if self._ending.is_set():
                raise Stopped
            state.done = done
            if monotonic() - last >= TOLD:
                last = monotonic()
                logger.info("source %s: %d courses so far", state.source.name, done)

        return told

    def _failed(self, state: SourceState, message: str) -> None:
        state.state, state.message = FAILED, message
        self._count(state.source.name, "failed")
        logger.error("source %s cannot be read; its old courses stay: %s", state.source.name, message)


def _file(source: ScheduledSource) -> Path:
    path = Path(source.address)
    if not path.is_file():
        raise SourceError("Het bestand van deze bron is er niet.")
    return path
