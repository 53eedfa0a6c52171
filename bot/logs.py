"""Logging without personal data: no message texts, no slots, no tokens, and no exception messages."""

from __future__ import annotations

import logging
import traceback
from types import TracebackType
from typing import Any

ExcInfo = tuple[type[BaseException], BaseException, "TracebackType | None"] | tuple[None, None, None]
FRAMES = 6


class DiscreetFormatter(logging.Formatter):
    """Shows where an exception came from and its type. Its message may quote a visitor, so that stays out."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 (the name is logging's)
        error = ei[1]
        return "" if error is None else describe_error(error)


def describe_error(error: BaseException) -> str:
    """The types along the chain of causes, with the innermost places in the code."""
    lines = []
    link: BaseException | None = error
    while link is not None:
        lines.append(f"{type(link).__module__}.{type(link).__qualname__}")
        lines += [_place(frame) for frame in traceback.extract_tb(link.__traceback__)[-FRAMES:]]
        link = link.__cause__ or link.__context__
    return "\n".join(lines)


def _place(frame: traceback.FrameSummary) -> str:
    return f"  {frame.filename}:{frame.lineno} in {frame.name}"


def set_up_logging(level: str) -> None:
    """One handler on the root, discreet; Rasa and the HTTP library only when something is wrong."""
    handler = logging.StreamHandler()
    handler.setFormatter(DiscreetFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name in ("rasa", "rasa_sdk", "aiohttp", "apscheduler", "sanic", "matplotlib", "alembic", "fontTools"):
        logging.getLogger(name).setLevel(logging.ERROR)
    logging.captureWarnings(True)  # those of Rasa's dependencies about their own future would fill the screen
    for name in ("py.warnings", "asyncio"):
        logging.getLogger(name).setLevel(logging.ERROR)


def silence_structlog() -> None:
    """Rasa's structured log prints parse results with texts and slots: nothing of it is kept."""
    import structlog

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
