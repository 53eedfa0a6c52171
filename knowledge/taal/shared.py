"""One reader for the whole process."""

from __future__ import annotations

from functools import lru_cache

from .. import shared_knowledge
from .reader import Reader


@lru_cache(maxsize=1)
def shared_reader() -> Reader:
    """The reader of the project's own data; it is built once and never changes."""
    return Reader(shared_knowledge())
