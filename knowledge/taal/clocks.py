"""Clock times in words: "half elf", "9u30", and the stretches between two of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from knowledge.formatting import MONTHS

from .numbers import COUNTED

_NUMBERS = {name: number for number, name in enumerate(COUNTED, 1)}
HOUR = rf"(?:\d{{1,2}}|{'|'.join(_NUMBERS)})"
"""The pattern of a number that can be an hour."""
_HALF = re.compile(rf"\bhalf ?({HOUR})\b")
_QUARTER = re.compile(rf"\bkwart(?:ier)? (voor|over|na) ({HOUR})\b")
_DIGITS = re.compile(r"\b([01]?\d|2[0-3]) ?[:.uh] ?([0-5]\d)\b")
_WHOLE = re.compile(rf"\b({HOUR}) ?(?:u|uur|h|uren)\b|\b(?:om|rond|tegen) ({HOUR})\b(?![/.-]\d)")
_TIME = (
    rf"(?:half ?{HOUR}|kwart(?:ier)? (?:voor|over|na) {HOUR}|\d{{1,2}} ?[:.uh] ?[0-5]\d|{HOUR})"
    r"(?: ?(?:uur|uren|u|h))?"
)
_STRETCH = re.compile(
    rf"\b(?:tussen|van(?:af)?) (?P<first>{_TIME}) (?:en|tot(?: en met)?|a) (?P<last>{_TIME})\b"
    rf"(?![/.:-]\d)(?! ?(?:dag|we[ek]|jaar|maand|minuten|euro|km|keer|{'|'.join(MONTHS)}))"
)
_FROM_TO = re.compile(
    r"\b(?P<first>\d{1,2} ?(?:uur|u|h)(?: ?[0-5]\d)?|\d{1,2}[:.][0-5]\d) ?(?:-|tot) ?"
    rf"(?P<last>{_TIME})\b(?![/.:-]\d)"
)
"""The same without a word before it: "9u-12u"."""
_NOT_THEN = re.compile(r"^ (?:kan|past|gaat|lukt)\b[^,;]*\bniet\b")
_LIMIT = re.compile(
    r"\b(niet (?:voor|na|(?:vroeger|eerder|later) dan)|(?:vroeger|eerder|later) dan|ten (?:vroegste|laatste)"
    r"|vanaf|na|voor|tegen|tot)\s*$"
)
_FROM = frozenset(
    {"vanaf", "na", "niet voor", "later dan", "niet vroeger dan", "niet eerder dan", "ten vroegste"}
)
_BEFORE = frozenset({"voor", "tot", "vroeger dan", "eerder dan"})
_UP_TO = frozenset({"niet na", "niet later dan", "ten laatste"})
"""Until this time, and the time itself still."""
_BUSY = re.compile(r"\b(?:werk\w*|bezig|les|dienst)\b[^,;]*$")
"""What stands before the time at which somebody is free again."""
_AFTER_WORK = re.compile(r"\bna (?:\S+ )?(?:werk|les|dienst)\b[^,;]*$")
_REFUSED = re.compile(r"\b(?:niet|nooit|behalve)\s*$")
AFTERNOON_UNTIL = 7
"""An hour below this one is one of the afternoon: "om 2 uur"."""
DAY = (time(0), time(23, 59))


@dataclass(frozen=True)
class Clocks:
    """The clock times of a message."""

    named: frozenset[time]
    between: tuple[time, time] | None
    """From the first time up to the second."""
    not_between: tuple[time, time] | None
    rest: str
    """The message, with blanks for what was read."""


def number(word: str) -> int:
    """The number of what `HOUR` matches."""
    return _NUMBERS.get(word) or int(word)


def read_clocks(said: str) -> Clocks:
    """The times in plain text (`moments.folded`) that holds no dates."""
    between = refused = None
    for match in list(_STRETCH.finditer(said)) or list(_FROM_TO.finditer(said)):
        stretch = _stretch(match["first"], match["last"])
        if stretch is None:
            continue
        before = said[: match.start()]
        busy = _BUSY.search(before) and not _AFTER_WORK.search(before)
        if busy or _REFUSED.search(before) or _NOT_THEN.search(said[match.end() :]):
            refused = stretch
        else:
            between = stretch
        said = before + " " * len(match[0]) + said[match.end() :]
    found, rest = _single(said)
    named: set[time] = set()
    low, high = DAY
    for start, clock in found:
        word = _limit(said[:start])
        if word in _FROM:
            low = clock
        elif word in _BEFORE:
            high = clock
        elif word in _UP_TO:
            high = _minute_after(clock)
        else:
            named.add(clock)
    limits = (low, high) if (low, high) != DAY else None
    return Clocks(frozenset(named), between or limits, refused, rest)


def _single(said: str) -> tuple[list[tuple[int, time]], str]:
    """Where each time begins, in order, and the text with blanks for them."""
    found: list[tuple[int, time]] = []
    rest = said
    for pattern, reading in _READINGS:
        for match in pattern.finditer(rest):
            clock = reading(match)
            if clock is not None:
                found.append((match.start(), clock))
        rest = pattern.sub(lambda match: " " * len(match[0]), rest)
    return sorted(found), rest


def _limit(before: str) -> str:
    """The word that makes a limit of the time after it; empty when there is none."""
    match = _LIMIT.search(before.removesuffix("om ").rstrip() + " ")
    word = match[1] if match else ""
    return "na" if word == "tot" and _BUSY.search(before) else word


def _stretch(first: str, last: str) -> tuple[time, time] | None:
    low, high = _time(first), _time(last)
    if low is None or high is None:
        return None
    if high <= low and high.hour < 12:
        high = high.replace(hour=high.hour + 12)
    return (low, high) if low < high else None


def _time(words: str) -> time | None:
    """A time of which it is known that it is one: also a bare number."""
    found, _ = _single(words)
    if found:
        return found[0][1]
    hour = number(words) if re.fullmatch(HOUR, words) else 24
    return _clock(hour) if hour < 24 else None


def _minute_after(clock: time) -> time:
    return (datetime.combine(datetime.min, clock) + timedelta(minutes=1)).time() if clock < DAY[1] else clock


def _clock(hour: int, minute: int = 0) -> time:
    return time((hour + 12 if hour < AFTERNOON_UNTIL else hour) % 24, minute)


def _half(match: re.Match[str]) -> time | None:
    hour = number(match[1]) - 1
    return _clock(hour if hour else 12, 30) if hour < 24 else None


def _quarter(match: re.Match[str]) -> time | None:
    hour = number(match[2])
    if hour > 23:
        return None
    return _clock(hour - 1 or 12, 45) if match[1] == "voor" else _clock(hour, 15)


def _whole(match: re.Match[str]) -> time | None:
    hour = number(match[1] or match[2])
    return _clock(hour) if hour < 24 else None


_READINGS = (
    (_HALF, _half),
    (_QUARTER, _quarter),
    (_DIGITS, lambda match: _clock(int(match[1]), int(match[2]))),
    (_WHOLE, _whole),
)
