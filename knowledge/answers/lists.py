"""Lists of things in a Dutch sentence."""

from __future__ import annotations

from collections.abc import Iterable


def and_(things: Iterable[str]) -> str:
    """`a`, `a en b`, `a, b en c`."""
    found = list(things)
    return " en ".join([", ".join(found[:-1]), found[-1]]) if len(found) > 1 else "".join(found)
