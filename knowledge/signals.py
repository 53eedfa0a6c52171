"""Signals: the words by which is heard what somebody means, in a file with examples (docs/lezen.md)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from .expanding import compiled
from .lists import DATA, LexiconError, read_list

_KEYS = {"naam", "over", "patronen", "voorbeelden", "niet"}
TALK = DATA / "taal" / "signalen.yml"
"""The signals of the talk."""
GAP = 200
"""What `.*` spans at most, in characters. Endless, the work grows with the square of the text's length."""
_GAP = re.compile(r"(?<!\\)\.\*")
_LOOKS_FROM_EVERYWHERE = re.compile(r"(?:^|\|)\(\?[=!]\.\*")
_LOOKS_FROM_BEGIN = "^(?"


@dataclass(frozen=True)
class Signal:
    """One thing that people say in several ways."""

    name: str
    lines: tuple[re.Pattern[str], ...]
    """The patterns as they stand in the file, one by one."""
    examples: tuple[str, ...]
    others: tuple[str, ...] = ()
    """Texts that look like it and must not fit."""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Any of the lines."""
        return re.compile("|".join(line.pattern for line in self.lines), re.IGNORECASE)


@dataclass(frozen=True)
class Group:
    """The signals of one subject; in an ordered group the first that fits counts."""

    signals: Mapping[str, Signal]
    ordered: bool

    def first(self, text: str) -> str | None:
        """The name of the first signal that fits."""
        return next((name for name, signal in self.signals.items() if signal.pattern.search(text)), None)


@dataclass(frozen=True)
class Signals:
    """The groups of one file by their name."""

    file: str
    groups: Mapping[str, Group]

    def pattern(self, group: str, name: str) -> re.Pattern[str]:
        """The pattern of one signal: `search` in a text, capitals make no difference.

        Raises:
            LexiconError: when the file does not have it.
        """
        try:
            return self.groups[group].signals[name].pattern
        except KeyError as missing:
            raise LexiconError(f"{self.file}: {group}: there is no signal {missing}") from None


@lru_cache(maxsize=8)
def signals_of(path: Path) -> Signals:
    """The signals of a file, checked.

    Raises:
        LexiconError: with the group, the signal, and what is wrong.
    """
    content = dict(read_list(path))
    pieces = content.pop("stukken", {})
    return Signals(path.name, {name: _group(path.name, name, rows, pieces) for name, rows in content.items()})


def _group(file: str, name: str, rows: Any, pieces: Mapping[str, str]) -> Group:
    """A list is ordered; a map is not."""
    found: dict[str, Signal] = {}
    for signal_name, row in _rows(file, name, rows):
        if signal_name in found:
            raise LexiconError(f"{file}: {name}.{signal_name}: stands there twice; put the patterns together")
        found[signal_name] = _signal(signal_name, f"{file}: {name}.{signal_name}", row, pieces)
    return Group(found, isinstance(rows, list))


def _rows(file: str, group: str, rows: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    named, where = isinstance(rows, list), f"{file}: {group}"
    if not named and not isinstance(rows, dict):
        raise LexiconError(f"{where}: must be a list (the first that fits counts) or a map of signals")
    for name, row in ((None, row) for row in rows) if named else rows.items():
        if not isinstance(row, dict):
            where = f"{where}.{name}" if name else where
            raise LexiconError(f"{where}: a signal needs 'patronen' and 'voorbeelden'")
        if named and not row.get("naam"):
            raise LexiconError(f"{where}: a signal of a list needs a 'naam': {row}")
        yield str(row["naam"] if named else name), row


def _signal(name: str, where: str, row: Mapping[str, Any], pieces: Mapping[str, str]) -> Signal:
    unknown = row.keys() - _KEYS
    if unknown:
        known = ", ".join(sorted(_KEYS))
        raise LexiconError(f"{where}: does not know {', '.join(sorted(unknown))}; known are {known}")
    patterns, examples = (_texts(where, row, key) for key in ("patronen", "voorbeelden"))
    for key, texts in (("patronen", patterns), ("voorbeelden", examples)):
        if not texts:
            raise LexiconError(f"{where}: needs at least one text under '{key}'")
    lines = tuple(compiled(_bounded(pattern, where), pieces, where) for pattern in patterns)
    return Signal(name, lines, examples, _texts(where, row, "niet"))


def _bounded(pattern: str, where: str) -> str:
    """The pattern with an end to what `.*` spans; what looks over the whole text does so from its begin."""
    if _LOOKS_FROM_EVERYWHERE.search(pattern):
        raise LexiconError(
            f"{where}: looks over the whole text from each of its places; put ^ before {pattern}"
        )
    return pattern if pattern.startswith(_LOOKS_FROM_BEGIN) else _GAP.sub(f".{{0,{GAP}}}", pattern)


def _texts(where: str, row: Mapping[str, Any], key: str) -> tuple[str, ...]:
    texts = row.get(key) or []
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise LexiconError(f"{where}: '{key}' must be a list of texts; put a number in quotes")
    return tuple(texts)
