"""Looks at the knowledge files now and then, and loads them anew when they changed."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from knowledge import Current

logger = logging.getLogger(__name__)
TOLD = 20
"""Problems in the log at most; the command `loopbaanwijzer kennis controleer` tells them all."""


class Watch:
    """Reloads on a thread of its own, so that visitors do not wait for it."""

    def __init__(
        self, current: Current, interval: int, count: Callable[[str], None] = lambda outcome: None
    ) -> None:
        """Look every `interval` seconds (0: only when asked); `count` hears how each reload ended."""
        self._current, self._interval, self._count = current, interval, count
        self._asked = asyncio.Event()

    def ask(self) -> None:
        """Reload now, also when nothing seems changed."""
        self._asked.set()

    async def run(self) -> None:
        """Look until cancelled. A change counts when it stood still for a whole interval."""
        before = self._current.loaded_signature
        while True:
            asked = await self._pause()
            now = await asyncio.to_thread(self._current.signature)
            if asked or (now != self._current.loaded_signature and now == before):
                await self.reload()
            before = now

    async def _pause(self) -> bool:
        try:
            await asyncio.wait_for(self._asked.wait(), self._interval or None)
        except asyncio.TimeoutError:
            return False
        self._asked.clear()
        return True

    async def reload(self) -> None:
        """Take the files in use, or say what is wrong with them and go on with what there was."""
        state = await asyncio.to_thread(self._current.reload)
        self._count("refused" if state.problems else "loaded")
        if not state.problems:
            logger.info("the knowledge was loaded anew: version %s", state.version)
            return
        logger.error(
            "the knowledge files cannot be used (%d problems); version %s stays in use",
            len(state.problems),
            state.version,
        )
        for problem in state.problems[:TOLD]:
            logger.error("%s", problem)
