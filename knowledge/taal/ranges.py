"""Two numbers for one: `tussen 20 en 30 uur`, `20 a 25 uur`. Neither is taken for a fact."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .words import PlainText

_NUMBER = r"\d+(?:\.\d+)?"
_RANGE = re.compile(
    rf"(?<!\S)(?:tussen (?:de )?(?P<a>{_NUMBER})(?: (?!en)\S+)? en (?:de )?(?P<b>{_NUMBER})"
    rf"|(?P<e>{_NUMBER})(?: (?:,|\.\.+|euh|eh|of|misschien))+ {_NUMBER}"
    rf"(?: (?:,|\.\.+|euh|eh|misschien))* of (?:misschien )?(?P<f>{_NUMBER})"
    rf"|(?P<lead>van )?(?P<c>{_NUMBER})(?: (?!en|euh|of)[a-z]+)? (?:, )?"
    rf"(?P<link>a|tot|of|euh|-|tot en met) (?:de )?(?P<d>{_NUMBER}))(?!\S)"
)
_LAST_HOUR = 24


class Range(NamedTuple):
    """The two ends and where they stand in the plain text."""

    low: str
    high: str
    start: int
    end: int
    is_clock: bool
    """Hours of the day: `van 9 tot 17`."""


def find_ranges(plain: PlainText) -> Iterator[Range]:
    """Every pair of a lower and a higher number that stand for one."""
    for match in _RANGE.finditer(plain.text):
        low, high = match["a"] or match["c"] or match["e"], match["b"] or match["d"] or match["f"]
        if match["link"] in ("of", "euh") or match["e"]:
            low, high = sorted((low, high), key=float)
        written = plain.source(*match.span())[0]
        if float(low) >= float(high) or (match["link"] == "-" and " - " in written):
            continue
        clock = float(high) <= _LAST_HOUR and match["a"] is None and (match["lead"] or match["link"] == "-")
        yield Range(low, high, *match.span(), bool(clock))
