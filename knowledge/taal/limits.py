"""What somebody does not want to go beyond in a search: `minder dan 50 uur`, `onder de 100 euro`.

A limit is no fact about a training: it is named, as what would hold (see `Selection.supposed`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .cues import cue, cue_at_end
from .message import Message
from .numbers import trimmed
from .patterns import Candidate

PRICE, HOURS = "opleiding.directe_kost", "opleiding.contacturen"
_SURE = 40.0
_AMOUNT = re.compile(
    r"(?<!\S)(?:(?P<n>\d+(?:\.\d+)?) (?P<unit>uur|lestijd|euro)|euro (?P<euro>\d+(?:\.\d+)?))(?!\S)"
)
_BUDGET = re.compile(
    r"(?<!\S)budget(?: (?:is|van|:|=|max|maximum|maximaal|ongeveer|tot))* (?P<n>\d+)(?: euro)?(?!\S)"
)


def find_limits(message: Message) -> Iterator[Candidate]:
    """The hours and prices that stand behind a word for a limit, where no work or wage is talked of."""
    if message.question and message.question not in ("contacturen", "directe_kost"):
        return
    for match in _AMOUNT.finditer(message.text):
        field = PRICE if match["unit"] in (None, "euro") else HOURS
        if _stands_behind_limit(message, match.start(), field):
            yield _limit(field, match, "euro" if match["euro"] else "n")
    for match in _BUDGET.finditer(message.text):
        yield _limit(PRICE, match, "n")


def is_limit(message: Message, candidate: Candidate) -> bool:
    """Does a price or a number of lessons stand behind a word for a limit?"""
    if candidate.field not in (PRICE, HOURS):
        return False
    behind = _stands_behind_limit(message, candidate.core[0], candidate.field)
    return behind or bool(_BUDGET.match(message.text, candidate.start))


def _stands_behind_limit(message: Message, position: int, field: str) -> bool:
    before = message.text[:position].rstrip().removesuffix(" euro")
    if not cue_at_end("grens_ervoor").search(before):
        return False
    return not cue("over_loon" if field == PRICE else "geen_lesuren").search(message.sentence(position))


def _limit(field: str, match: re.Match[str], number: str) -> Candidate:
    value = trimmed(float(match[number]))
    return Candidate(field, value, *match.span(), weight=_SURE, negation="negeren", focus=match.span(number))
