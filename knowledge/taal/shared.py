"""The reader that goes with a version of the knowledge; each is built once."""

from __future__ import annotations

from functools import lru_cache
from threading import Lock
from weakref import WeakKeyDictionary

from spacy.language import Language

from ..current import shared_knowledge
from ..knowledge import Knowledge
from .pipeline import load_pipeline
from .reader import Reader

_readers: WeakKeyDictionary[Knowledge, Reader] = WeakKeyDictionary()
_building = Lock()


def shared_reader() -> Reader:
    """The reader of the knowledge of this turn."""
    return reader_of(shared_knowledge())


def reader_of(knowledge: Knowledge) -> Reader:
    """The reader of this version; it goes when the version goes."""
    found = _readers.get(knowledge)
    if found is None:
        with _building:
            found = _readers.get(knowledge) or _readers.setdefault(knowledge, Reader(knowledge, _pipeline()))
    return found


def forget_readings() -> None:
    """Let every reader forget what it read."""
    for reader in list(_readers.values()):
        reader.forget()


@lru_cache(maxsize=1)
def _pipeline() -> Language:
    return load_pipeline()
