"""What a command says: results on standard output, progress and errors beside it."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
GOOD, FOUND, FAILED = 0, 1, 2
"""Exit codes: nothing found; something found that needs attention; the command could not do its work."""
_EVERY = 0.2


class CommandError(Exception):
    """The command cannot do its work; the message says in Dutch why, and what to do."""


def say(text: str = "") -> None:
    """A line of the result."""
    print(text)


def note(text: str) -> None:
    """A line beside the result."""
    print(text, file=sys.stderr)


def progress(what: str, items: Iterable[T], total: int) -> Iterator[T]:
    """The items, while a terminal shows how far it is; a log stays clean."""
    shown = sys.stderr.isatty()
    last = 0.0
    for number, item in enumerate(items, 1):
        yield item
        if shown and (time.monotonic() - last > _EVERY or number == total):
            last = time.monotonic()
            print(f"\r{what}: {number} van {total} ", end="", file=sys.stderr, flush=True)
    if shown and total:
        print(file=sys.stderr)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Rows below each other, as wide as their widest cell; the last column as it comes."""
    lines = [head, *rows]
    widths = [max(len(line[place]) for line in lines) for place in range(len(head))]
    widths[-1] = 0
    ruled = [lines[0], ["-" * max(width, 4) for width in widths], *lines[1:]]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in ruled
    )


def count(number: int, one: str, many: str) -> str:
    """`1 maatregel`, `3 maatregelen`."""
    return f"{number} {one if number == 1 else many}"
