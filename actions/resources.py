"""The knowledge and the reader, loaded once per process."""

from __future__ import annotations

from functools import lru_cache

from knowledge import Knowledge, load_knowledge
from knowledge.taal import Reader


@lru_cache(maxsize=1)
def knowledge() -> Knowledge:
    """The rules and texts of the domain."""
    return load_knowledge()


@lru_cache(maxsize=1)
def reader() -> Reader:
    """The reader of Dutch text."""
    return Reader(knowledge())
