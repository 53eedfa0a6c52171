"""The loader's problems in Dutch, for editors. `meldingen.yml` has one entry for each message."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from ..errors import Problem

CATALOGUE = Path(__file__).with_name("meldingen.yml")
_HINT = re.compile(r"(.*?)\s*(Did you mean '[^']*'\?)?$", re.DOTALL)
"""A message, and the nearest name that some messages end with."""
_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Entry:
    """A message with places in it, and how it is said in Dutch."""

    english: str
    dutch: str
    pattern: re.Pattern[str]


def in_dutch(problem: Problem) -> str:
    """The problem as a line for an editor: place, what is wrong, how to mend it."""
    told = " ".join(filter(None, (say_in_dutch(problem.message), say_in_dutch(problem.fix))))
    return f"{problem.file}:{problem.line}: {told}"


def say_in_dutch(message: str) -> str:
    """A message in Dutch; one that the catalogue does not know stays as it is."""
    said, hint = _HINT.match(message.strip()).groups()  # type: ignore[union-attr]
    if hint and said:
        return f"{say_in_dutch(said)} {say_in_dutch(hint)}"
    for entry in catalogue():
        found = entry.pattern.fullmatch(message.strip())
        if found:
            values = {name: say_in_dutch(value) for name, value in found.groupdict().items()}
            return entry.dutch.format(**values)
    return message


def known(message: str) -> bool:
    """Whether the catalogue has this message."""
    return any(entry.pattern.fullmatch(message.strip()) for entry in catalogue())


@cache
def catalogue() -> tuple[Entry, ...]:
    """Every entry; those with the most fixed words first, so that the nearest fits."""
    raw = yaml.load(CATALOGUE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    entries = [Entry(english, dutch, _pattern(english)) for english, dutch in raw.items()]
    return tuple(sorted(entries, key=lambda entry: -len(_PLACE.sub("", entry.english))))


def _pattern(english: str) -> re.Pattern[str]:
    pieces = _PLACE.split(english)
    fixed = [re.escape(piece) for piece in pieces[0::2]]
    places = [f"(?P<{name}>.+?)" for name in pieces[1::2]]
    return re.compile("".join(a + b for a, b in zip(fixed, [*places, ""], strict=True)), re.DOTALL)
