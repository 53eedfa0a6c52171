"""Shows what Rasa is doing while it trains."""

from __future__ import annotations

import contextlib
import logging
import re
import time
from collections.abc import Callable, Iterator

WATCHED = ("rasa.engine.training", "rasa.model_training")
NAMED = re.compile(r"'([A-Za-z0-9_.]+)'")


class _Reporter(logging.Handler):
    """Says the start and end of each component that is trained."""

    def __init__(self, say: Callable[[str], None]) -> None:
        super().__init__(logging.INFO)
        self._say = say
        self._started = time.monotonic()

    def emit(self, record: logging.LogRecord) -> None:
        text = record.getMessage()
        named = NAMED.search(text)
        if named and text.startswith(("Starting to train", "Finished training")):
            seconds = time.monotonic() - self._started
            self._say(f"  [{seconds:5.1f} s] {named.group(1)} {'...' if text[0] == 'S' else 'done'}")


@contextlib.contextmanager
def show_progress(say: Callable[[str], None]) -> Iterator[None]:
    """Report progress while the block runs."""
    reporter = _Reporter(say)
    loggers = [logging.getLogger(name) for name in WATCHED]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.addHandler(reporter)
        logger.setLevel(logging.INFO)
    for logger in loggers:
        logger.propagate = False
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.removeHandler(reporter)
            logger.setLevel(level)
            logger.propagate = True
