"""What somebody takes back: a fact that is named ("vergeet mijn leeftijd"), or what they said just now."""

from __future__ import annotations

import re
from functools import lru_cache

from .lexicon import load

_FIELD = "{veld}"


@lru_cache(maxsize=1)
def _orders() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each field with the ways to say that it must be forgotten."""
    content = load("terugnemen")
    every = "|".join(word for words in content["velden"].values() for word in words)
    row = rf"(?:(?:{every}) (?:(?:,|en|mijn|ook|de|het) )+)*"
    named = {field: f"{row}(?:{'|'.join(words)})" for field, words in content["velden"].items()}
    return tuple(
        (field, re.compile("|".join(_said(order, words) for order in content["wissen"])))
        for field, words in named.items()
    )


def _said(order: str, named: str) -> str:
    return rf"(?<!\S)(?:{order.replace(_FIELD, named)})(?!\S)"


@lru_cache(maxsize=3)
def _list(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\S)(?:{'|'.join(load('terugnemen')[name])})(?!\S)")


def forgotten(plain: str) -> tuple[str, ...]:
    """The bare names of the fields of which somebody asks to forget the value, with what goes along."""
    along = load("terugnemen")["mee"]
    named = [field for field, order in _orders() if order.search(plain)]
    return tuple(name for field in named for name in (field, *along.get(field, ())))


def takes_back(plain: str) -> bool:
    """Whether a whole message only says that what was told just now does not hold."""
    return _list("terug").fullmatch(plain.strip(" .!?,")) is not None


def undoes(plain: str) -> bool:
    """Whether everything of the last turn is taken back, whatever it was."""
    return _list("ongedaan").search(plain) is not None


def has_ended(plain: str) -> bool:
    """Whether it held, and is over."""
    return _list("gestopt").search(plain) is not None
