"""The knowledge in use: one version for a whole turn, replaced in one go when the files changed and are good.

A file that is broken or half written changes nothing: the last good version stays, and `state` says what is
wrong. What a language model was trained with cannot be replaced under it; such a change is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timezone
from functools import lru_cache
from pathlib import Path
from threading import Lock

from .errors import KnowledgeError, Problem
from .knowledge import Knowledge
from .loading import DATA, VOCABULARY, load_knowledge
from .vocabulary import Vocabulary
from .worked_examples import example_problems

TAAL = "taal"
RETRAIN = "Run 'loopbaanwijzer train' and start the service again."
Signature = frozenset[tuple[str, int, int]]

_of_this_turn: ContextVar[Knowledge | None] = ContextVar("knowledge_of_this_turn", default=None)


def shared_knowledge() -> Knowledge:
    """The knowledge of the turn under way; outside a turn the project's own, loaded once per process."""
    return _of_this_turn.get() or _own()


@lru_cache(maxsize=1)
def _own() -> Knowledge:
    return load_knowledge()


@dataclass(frozen=True)
class State:
    """How the last look at the files ended."""

    version: str
    """The version in use."""
    loaded: datetime
    """Since when it is in use."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with the files as they are now; empty when they are in use."""
    seen: datetime | None = None
    """When the problems were found."""


class Current:
    """The last good version of a directory of knowledge files. May be shared between threads."""

    def __init__(
        self,
        knowledge: Knowledge | None = None,
        directory: Path = DATA,
        prepare: Callable[[Knowledge], object] = lambda knowledge: None,
    ) -> None:
        """Start with this version (default: the project's own); `prepare` a new one before it is used."""
        self.directory = directory
        self._prepare = prepare
        self._loading = Lock()
        self.loaded_signature = self.signature()
        self._knowledge = knowledge or shared_knowledge()
        self._trained_with = _taal_files(directory)
        self.state = State(self._knowledge.version, _now())

    @property
    def knowledge(self) -> Knowledge:
        """The version of the turn under way; outside a turn the newest good one."""
        return _of_this_turn.get() or self._knowledge

    @contextmanager
    def turn(self) -> Iterator[Knowledge]:
        """One version from start to end for all that happens inside, also what it starts on other loops."""
        known = _of_this_turn.get()
        if known is not None:
            yield known
            return
        newest = self._knowledge
        token = _of_this_turn.set(newest)
        try:
            yield newest
        finally:
            _of_this_turn.reset(token)

    def signature(self) -> Signature:
        """What tells cheaply whether a file was changed: names, sizes and times."""
        found = set()
        for path in self.directory.rglob("*.yml"):
            try:
                status = path.stat()
            except OSError:  # it went between the listing and the look
                continue
            found.add((str(path), status.st_mtime_ns, status.st_size))
        return frozenset(found)

    def reload(self) -> State:
        """Read the files anew, run their worked examples, and use them when nothing is wrong."""
        with self._loading:
            self.loaded_signature = self.signature()
            fresh, problems = self._read()
            if fresh is not None:
                self._knowledge = fresh
                self.state = State(fresh.version, _now())
            else:
                self.state = State(self._knowledge.version, self.state.loaded, problems, _now())
            return self.state

    def _read(self) -> tuple[Knowledge | None, tuple[Problem, ...]]:
        try:
            fresh = load_knowledge(self.directory)
            problems = [*self._refusals(fresh), *example_problems(fresh)]
            if not problems:
                self._prepare(fresh)
                return fresh, ()
        except KnowledgeError as error:
            problems = list(error.problems)
        except Exception as error:  # whatever is in the files, the version in use stays
            problems = [
                Problem(self.directory.name, 1, f"the files cannot be used: {type(error).__name__}: {error}")
            ]
        return None, tuple(sorted(set(problems)))

    def _refusals(self, fresh: Knowledge) -> Iterator[Problem]:
        """What needs a new language model."""
        now = _taal_files(self.directory)
        for name in sorted(
            name
            for name in now.keys() | self._trained_with.keys()
            if now.get(name) != self._trained_with.get(name)
        ):
            yield Problem(name, 1, "this file changed, and the language model was trained with it.", RETRAIN)
        for what in changed_names(self._knowledge.vocabulary, fresh.vocabulary):
            yield Problem(VOCABULARY, 1, f"{what}, and the language model was trained before that.", RETRAIN)


def changed_names(old: Vocabulary, new: Vocabulary) -> Iterator[str]:
    """Which changes of the vocabulary the language model and stored conversations do not know."""
    for key in sorted(old.fields.keys() | new.fields.keys()):
        before, after = old.fields.get(key), new.fields.get(key)
        if before is None or after is None:
            yield f"the field '{key}' was {'added' if before is None else 'removed'}"
        elif (before.type, set(before.values)) != (after.type, set(after.values)):
            yield f"the type or the values of '{key}' changed"
    for intent in sorted(old.intents.keys() ^ new.intents.keys()):
        yield f"the intent '{intent}' was {'added' if intent in new.intents else 'removed'}"


def _taal_files(directory: Path) -> dict[str, bytes]:
    return {
        path.relative_to(directory).as_posix(): path.read_bytes()
        for path in (directory / TAAL).rglob("*.yml")
    }


def _now() -> datetime:
    return datetime.now(timezone.utc)
