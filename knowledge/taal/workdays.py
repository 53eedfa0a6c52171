"""The share of a full week that somebody works, from the days that are named: `ma-di-do`, `woensdag vrij`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .cues import cue
from .message import Message
from .patterns import Candidate

_WEEK = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag")
_SHARE = 100 // len(_WEEK)
_LOW = -60.0
"""A share in so many words goes before."""
_SHORT = {
    "ma": "maandag",
    "di": "dinsdag",
    "wo": "woensdag",
    "woe": "woensdag",
    "do": "donderdag",
    "vr": "vrijdag",
}
_AS_TYPED = _SHORT | {"maar": "maandag"}
"""`ma` is spelled out as `maar`."""
_DAY = rf"(?:{'|'.join(_WEEK)})"
_ANY = rf"(?:{'|'.join((*_WEEK, *sorted(_SHORT, key=len, reverse=True)))})"
_GLUE = r"(?: (?:,|en|op|de|/|-)){1,3} "
_FIRST = rf"(?:maar(?= (?:(?:[-/,]|en) (?:di|woe?|do|vr)(?!\S)|tot |het per m ))|{_ANY})"
"""`maar` is a day only where a row of short days begins."""
_LIST = rf"({_FIRST}(?:{_GLUE}{_ANY})+)(?!{_GLUE}{_ANY}(?!\S))"
_NOT = r"(?! (?:meestal |ook )?(?:niet|nooit)(?!\S))"
_LEAD = r"(?:alleen |enkel |maar |altijd |nu |op |de )*"
_WORKED = re.compile(rf"(?<!\S)(?:werk|werken|werkt) (?:ik )?{_LEAD}{_LIST}(?!\S){_NOT}")
_WORKED_AFTER = re.compile(
    rf"(?<!\S){_LIST} (?:werk ik|werken we|ga ik werken|aan de slag|"
    rf"op het werk|ben ik aan het werk)(?!\S){_NOT}"
)
_RANGE = re.compile(
    rf"(?<!\S)(?:werk|werken|werkt) (?:ik )?{_LEAD}(?:van )?({_FIRST}) "
    rf"(?:tot(?: en met)?|het per m) ({_ANY})(?!\S){_NOT}"
)
_FREE_AFTER = re.compile(
    rf"(?<!\S)({_DAY}(?:{_GLUE}{_DAY})*) (?:(?:ben|blijf|zit|heb) ik "
    r"(?:altijd |steeds |telkens )*(?:thuis|vrij)|(?:is|zijn) (?:altijd )?vrij)(?!\S)"
)
_FREE_BEFORE = re.compile(rf"(?<!\S)heb (?:ik )?{_LEAD}({_DAY}(?:{_GLUE}{_DAY})*) (?:altijd )?vrij(?!\S)")
_WORD = re.compile(r"\S+")


def find_workdays(message: Message) -> Iterator[Candidate]:
    """`ik werk maandag , dinsdag en woensdag`: three days of five; nothing where lessons are told of."""
    if message.of("opleiding") or cue("lessen").search(message.text):
        return
    for pattern in (_WORKED, _WORKED_AFTER):
        for match in pattern.finditer(message.text):
            yield from _share(len(_days(match[1])), match)
    for match in _RANGE.finditer(message.text):
        first, last = (_WEEK.index(_AS_TYPED.get(day, day)) for day in match.groups())
        yield from _share(last - first + 1, match)
    if not cue("werkt_de_rest").search(message.text):
        return
    for pattern in (_FREE_AFTER, _FREE_BEFORE):
        for match in pattern.finditer(message.text):
            yield from _share(len(_WEEK) - len(_days(match[1])), match)


def _days(words: str) -> set[str]:
    return {day for word in _WORD.findall(words) if (day := _AS_TYPED.get(word, word)) in _WEEK}


def _share(days: int, match: re.Match[str]) -> Iterator[Candidate]:
    """A whole week of five days tells of the timetable, not of the share."""
    if 2 <= days < len(_WEEK):
        yield Candidate("tewerkstellingspercentage", _SHARE * days, *match.span(), weight=_LOW)
