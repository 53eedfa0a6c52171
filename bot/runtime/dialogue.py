"""The dialogue as the service sees it: loads in the background, then takes turns on a thread of its own."""

from __future__ import annotations

import asyncio
import logging
import sys
import threading
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from bot.logs import describe_error
from bot.runtime.lean import prepare_rasa
from bot.runtime.model import components_of, find_model
from bot.runtime.turn import TurnInput, TurnOutput
from bot.settings import PROJECT
from knowledge.catalogue.search import Catalogue, offering
from knowledge.occupations.search import Occupations, offering_occupations

if TYPE_CHECKING:
    from bot.runtime.engine import Engine

logger = logging.getLogger(__name__)
T = TypeVar("T")


class NotReady(Exception):
    """The language model is not loaded (yet)."""


class Dialogue:
    """Owns the thread in which Rasa lives. States: laden, klaar, mislukt."""

    def __init__(
        self,
        models: Path,
        project: Path = PROJECT,
        actions: str = "actions",
        recent_turns: int = 2,
        failed: Callable[[str], None] | None = None,
        catalogue: Catalogue | None = None,
        occupations: Occupations | None = None,
    ) -> None:
        self._catalogue, self._occupations = catalogue, occupations
        self._models, self._project = models, project
        self._actions, self._recent_turns, self._failed = actions, recent_turns, failed
        self._loop = asyncio.new_event_loop()
        self._settled = threading.Event()
        self._engine: Engine | None = None
        self.problem: str | None = None
        self._thread = threading.Thread(target=self._live, name="dialogue", daemon=True)

    @property
    def status(self) -> str:
        """laden, klaar or mislukt."""
        if not self._settled.is_set():
            return "laden"
        return "klaar" if self._engine is not None else "mislukt"

    def start(self) -> None:
        """Begin loading; returns at once."""
        self._thread.start()

    def stop(self) -> None:
        """End the thread after the turn it is busy with."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(timeout=5)

    async def wait(self, seconds: float) -> None:
        """Wait until the model is loaded; raises NotReady when that takes longer or failed."""
        deadline = asyncio.get_running_loop().time() + seconds
        while not self._settled.is_set() and asyncio.get_running_loop().time() < deadline:
            await asyncio.sleep(0.05)
        if self._engine is None:
            raise NotReady(self.status)

    async def turn(self, turn: TurnInput, timeout: float) -> TurnOutput:
        """Let the dialogue answer one message."""
        # what is started inside sees them, also on the other thread
        with offering(self._catalogue), offering_occupations(self._occupations):
            return await self._on_thread(self._ready_engine().take_turn(turn), timeout)

    async def parse(self, text: str, metadata: dict[str, Any], timeout: float) -> dict[str, Any]:
        """Understand one text, outside any conversation."""
        return await self._on_thread(self._ready_engine().parse(text, metadata), timeout)

    def _ready_engine(self) -> Engine:
        if self._engine is None:
            raise NotReady(self.status)
        return self._engine

    async def _on_thread(self, work: Coroutine[Any, Any, T], timeout: float) -> T:
        future = asyncio.run_coroutine_threadsafe(work, self._loop)
        return await asyncio.wait_for(asyncio.wrap_future(future), timeout)

    def _live(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._engine = self._load()
        except NotReady:
            logger.error("no language model: %s", self.problem)
        except Exception as error:
            self.problem = "het laden van het taalmodel mislukte"
            logger.error("the language model could not be loaded: %s", describe_error(error))
        finally:
            self._settled.set()
        self._loop.run_forever()

    def _load(self) -> Engine:
        model = find_model(self._models, self._project)
        if model is None:
            self.problem = "er is geen getraind taalmodel voor deze gegevens; voer `loopbaanwijzer train` uit"
            raise NotReady("no model")
        if str(self._project) not in sys.path:
            sys.path.insert(0, str(self._project))
        prepare_rasa(components_of(model))
        from bot.runtime.engine import Engine

        engine = Engine(model, self._actions, self._recent_turns, self._failed)
        self._loop.run_until_complete(engine.warm_up())
        return engine
