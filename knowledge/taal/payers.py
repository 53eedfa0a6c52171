"""Who pays for a training: the verb, and who is its subject. `patronen.yml` has whole ways of saying it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from .cues import cue
from .lexicon import load
from .message import Message
from .patterns import Candidate, compile_pattern

_LOW = -58.0
_PAYS = re.compile(
    r"(?<!\S)(?:betaal|betaalde|betaalden|dokken|neertellen|ophoesten|vergoedt|vergoed|bekostigt|bekostig|financiert|draag|draagt|dragen|sponsort)(?!\S)"
)
_FIELD = "opleiding.betaald_door"


@lru_cache(maxsize=1)
def boss() -> re.Pattern[str]:
    """The words for an employer."""
    pieces = load("patronen")["stukken"]
    return compile_pattern(pieces["baas"], pieces)


def find_payer(message: Message) -> Iterator[Candidate]:
    """One candidate for each verb of paying of which the subject is clear."""
    if not (cue("over_lessen").search(message.text) or cue("over_de_kost").search(message.text)):
        return
    if cue("over_loon").search(message.text):
        return
    for match in _PAYS.finditer(message.text):
        clause = message.scopes.at(match.start())
        words = message.text[clause.start : clause.end]
        if message.scopes.asks_at(match.start()) or cue("betaalt_anders").search(words):
            continue
        payer = _payer(message, words, match)
        if payer:
            yield Candidate(_FIELD, payer, *match.span(), weight=_LOW, holds_for_others=True)


def _payer(message: Message, words: str, match: re.Match[str]) -> str | None:
    before, after = message.text[: match.start()].split()[-1:], message.text[match.end() :].split()[:1]
    beside = {*before, *after}
    if cue("ontkenning").search(words):
        return None
    if boss().search(words):
        return "werkgever"
    if beside & {"ik"} or re.search(r"(?<!\S)(?:zelf|eigen zak)(?!\S)", words):
        return "werkgever" if cue("spreekt_als_werkgever").search(message.text) else "werknemer"
    if beside & {"we", "ons", "onze"} or re.search(r"(?<!\S)we(?!\S)", words):
        return "werkgever" if cue("spreekt_als_werkgever").search(message.text) else None
    earlier = message.text[: match.start()]
    if (beside & {"ze", "hij", "die", "en"}) and boss().search(earlier):
        return "werkgever"
    return None


def shared_cost(text: str) -> list[tuple[int, int]]:
    """Where an employer is told to pay a part: `baas betaalt de helft`, `helft werkgever, helft zelf`."""
    return [match.span() for match in cue("betaalt_een_deel").finditer(text)]
