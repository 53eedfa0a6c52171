"""What a text must hold for a regex to fit: it saves running hundreds of patterns that cannot."""

from __future__ import annotations

import sre_parse
from typing import Any

_MOST = 40
"""More alternatives than this are not worth looking up."""


def required_literals(source: str) -> tuple[str, ...]:
    """Pieces of text of which every match holds at least one; empty when that cannot be told."""
    found = _required(sre_parse.parse(source))
    return tuple(sorted(found, key=len)) if found and len(found) <= _MOST else ()


def _required(items: Any) -> set[str] | None:
    """The best set of alternatives for a sequence: the one whose shortest piece is longest."""
    options: list[set[str]] = []
    run = ""
    for operation, argument in items:
        if operation is sre_parse.LITERAL:
            run += chr(argument)
            continue
        if run.strip():
            options.append({run})
        run = ""
        inner = _of_part(operation, argument)
        if inner:
            options.append(inner)
    if run.strip():
        options.append({run})
    return max(options, key=_worth, default=None)


def _of_part(operation: Any, argument: Any) -> set[str] | None:
    if operation is sre_parse.SUBPATTERN:
        return _required(argument[-1])
    if operation is sre_parse.BRANCH:
        branches = [_required(branch) for branch in argument[1]]
        return set().union(*(b for b in branches if b)) if all(branches) else None
    if operation in (sre_parse.MAX_REPEAT, sre_parse.MIN_REPEAT) and argument[0] >= 1:
        return _required(argument[2])
    return None


def _worth(pieces: set[str]) -> tuple[int, int]:
    return min(min(len(piece.strip()) for piece in pieces), 5), -len(pieces)
