"""YAML with line numbers. A Reader walks one node and files every problem, not just the first."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TypeVar

import yaml

from .errors import Problem, did_you_mean

T = TypeVar("T")
_NUMBER = re.compile(r"-?\d+(\.\d+)?$")
_NULL = frozenset({"", "~", "null"})
_PLAIN = (None, "")
"""The style of a scalar without quotes."""
_BOOLEANS = {"true": True, "false": False}


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Composes nodes only. The files' own readers say what a scalar is, so YAML's guesses are left out."""

    resolve = descend_resolver = ascend_resolver = staticmethod("".format)  # takes anything, gives "", in C


class Reader:
    """One node of a YAML file, with the list of problems that all readers of a load share."""

    __slots__ = ("file", "node", "problems")

    def __init__(self, node: yaml.Node | None, file: str, problems: list[Problem]) -> None:
        self.node, self.file, self.problems = node, file, problems

    @classmethod
    def of_text(cls, text: str, file: str, problems: list[Problem]) -> Reader:
        """Read a whole document."""
        try:
            node = yaml.compose(text, Loader=_Loader)
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            problems.append(
                Problem(file, line, f"this is no valid YAML: {error.problem}.", "Mend the syntax.")
            )
            node = None
        except yaml.reader.ReaderError as error:
            line = text.count("\n", 0, error.position) + 1
            problems.append(Problem(file, line, f"a character cannot be read: {error.reason}.", "Remove it."))
            node = None
        else:
            if node is None:
                problems.append(Problem(file, 1, "the file is empty.", "Fill it or remove it."))
        return cls(node, file, problems)

    @property
    def line(self) -> int:
        """The line of this node, counted from 1."""
        return int(self.node.start_mark.line) + 1 if self.node is not None else 1

    @property
    def broken(self) -> bool:
        """Whether the document could not be read at all."""
        return self.node is None

    def fail(self, message: str, fix: str = "") -> None:
        """File a problem at this place; a node of an overlay knows its own file."""
        self.problems.append(Problem(getattr(self.node, "file", self.file), self.line, message, fix))

    # ------------------------------------------------------------ structure
    def mapping(
        self, required: Collection[str] = (), optional: Collection[str] | None = None
    ) -> dict[str, Reader]:
        """The entries; unknown, missing and double keys are problems; `optional` None: any key."""
        if self.node is None:
            return {}
        if not isinstance(self.node, yaml.MappingNode):
            self.fail(
                "a mapping (key: value) is needed here.", "See docs/knowledge.md for the form of this file."
            )
            return {}
        file, problems = self.file, self.problems
        pairs = self.node.value
        entries = {str(key.value): Reader(value, file, problems) for key, value in pairs}
        if len(entries) != len(pairs):
            self._name_doubles(pairs)
        if not entries.keys() >= frozenset(required) or not (
            optional is None or entries.keys() <= _allowed(tuple(required), tuple(optional))
        ):
            self._check_keys(entries, required, optional)
        return entries

    def _name_doubles(self, pairs: list[tuple[yaml.Node, yaml.Node]]) -> None:
        seen = set()
        for key_node, _ in pairs:
            key = str(key_node.value)
            if key in seen:
                Reader(key_node, self.file, self.problems).fail(
                    f"'{key}' stands here twice.", "Keep one of the two."
                )
            seen.add(key)

    def _check_keys(
        self, entries: dict[str, Reader], required: Collection[str], optional: Collection[str] | None
    ) -> None:
        for key in required:
            if key not in entries:
                self.fail(f"'{key}' is missing.", f"Add '{key}:'.")
        if optional is None:
            return
        for key, entry in entries.items():
            if key not in required and key not in optional:
                hint = did_you_mean(key, [*required, *optional])
                entry.fail(f"'{key}' is not a key of this form.", hint.strip() or "Remove it.")

    def items(self) -> list[Reader]:
        """The entries of a list."""
        if not isinstance(self.node, yaml.SequenceNode):
            self.fail("a list is needed here.", "Write [a, b] or lines that start with '- '.")
            return []
        return [Reader(node, self.file, self.problems) for node in self.node.value]

    @property
    def is_mapping(self) -> bool:
        """Whether this is a mapping."""
        return isinstance(self.node, yaml.MappingNode)

    # ------------------------------------------------------------ scalars
    @property
    def is_null(self) -> bool:
        """Whether nothing is written here: `null`, `~` or empty."""
        node = self.node
        return isinstance(node, yaml.ScalarNode) and node.value in _NULL and node.style in _PLAIN

    @property
    def raw(self) -> str | None:
        """The text of a scalar as written, or None."""
        node = self.node
        if not isinstance(node, yaml.ScalarNode) or (node.value in _NULL and node.style in _PLAIN):
            return None
        return str(node.value)

    def text(self) -> str:
        """A text that is not empty."""
        raw = self.raw
        if raw is None or not raw.strip():
            self.fail("a text is needed here.", "Write it, in quotes if it holds ': ' or '#'.")
            return ""
        return raw.strip()

    def one_of(self, allowed: Collection[str]) -> str:
        """One of a closed set of words."""
        value = self.raw or ""
        if value not in allowed:
            hint = did_you_mean(value, allowed).strip()
            self.fail(f"'{value}' is not allowed here.", hint or f"Choose from: {', '.join(allowed)}.")
        return value

    def number(self) -> Decimal:
        """A number, exactly as written."""
        raw = self.raw or ""
        if not _NUMBER.match(raw):
            self.fail(f"'{raw}' is not a number.", "Write digits with a dot for decimals, like 21.30.")
            return Decimal(0)
        return Decimal(raw)

    def boolean(self) -> bool:
        """true or false."""
        if self.raw not in _BOOLEANS:
            self.fail(f"'{self.raw}' is not true or false.", "Write true or false.")
        return _BOOLEANS.get(self.raw or "", False)

    def day(self) -> date:
        """A date as YYYY-MM-DD."""
        try:
            return date.fromisoformat(self.raw or "")
        except ValueError:
            self.fail(f"'{self.raw}' is not a date.", "Write it as 2025-09-01.")
            return date(1900, 1, 1)

    def plain(self) -> object:
        """The node as plain Python: numbers as Decimal, dates as date, quoted scalars as text."""
        if isinstance(self.node, yaml.MappingNode):
            return {key: entry.plain() for key, entry in self.mapping().items()}
        if isinstance(self.node, yaml.SequenceNode):
            return [entry.plain() for entry in self.items()]
        return self._plain_scalar()

    def _plain_scalar(self) -> object:
        raw = self.raw
        if raw is None or not isinstance(self.node, yaml.ScalarNode) or self.node.style not in _PLAIN:
            return raw
        if raw in _BOOLEANS:
            return _BOOLEANS[raw]
        if _NUMBER.match(raw):
            return Decimal(raw)
        try:
            return date.fromisoformat(raw)
        except ValueError:
            return raw


@cache
def _allowed(required: tuple[str, ...], optional: tuple[str, ...]) -> frozenset[str]:
    return frozenset((*required, *optional))


def optional(entries: dict[str, Reader], key: str, read: Callable[[Reader], T]) -> T | None:
    """What stands under a key, or None when the key is absent or empty."""
    entry = entries.get(key)
    return None if entry is None or entry.is_null else read(entry)


def text_of(entry: dict[str, Reader], key: str) -> str:
    """The text at `key`; empty when it is not there."""
    return entry[key].text() if key in entry else ""


def texts(entries: dict[str, Reader], key: str) -> tuple[str, ...]:
    """A list of texts under a key; absent is empty."""
    return tuple(item.text() for item in listed(entries, key))


def listed(entries: dict[str, Reader], key: str) -> Iterator[Reader]:
    """The entries of a list under a key; absent is empty."""
    entry = entries.get(key)
    return iter(() if entry is None or entry.is_null else entry.items())
