"""What somebody has used up already: hours of leave, months of credit, cheques.

A number, a word for using, and the measure that is talked of in that sentence or in the message. The patterns
of `patronen.yml` name whole ways of saying it and go before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from .cues import cue
from .message import Message
from .numbers import trimmed
from .patterns import Candidate

_LOW = -58.0
_SURE = 8.0
_CERTAIN = 90.0
"""The weight when the word for using stands in the same clause."""
_AMOUNT = re.compile(
    r"(?<!\S)(\d+(?:\.\d+)?|een|half) "
    r"(?:(?:volledige?|heel|hele|vol|volle|ganse|voltijds|halftijds) )*(euro|uur|maand|jaar)(?!\S)"
)
_PART = re.compile(
    r"(?<!\S)(\d+(?:\.\d+)?) (?:uur |euro )?(?:van|op|/) (?:(?:de|mijn|die) )?\d+ (?P<unit>uur|euro)(?!\S)"
)
"""`64 van de 125 uur`."""
_CHEQUES = re.compile(
    r"(?<!\S)(\d|een|beide) (?:keer )?(?:van (?:de|mijn|die) )*(?:al )?"
    r"(?=loopbaancheque|cheques?|op|gebruikt|gehad)"
)
_NONE = re.compile(r"(?<!\S)(geen|niets|nooit|nul|0|onaangeroerd)(?: (?:euro|uur|enkele|een))*(?!\S)")
_NOTHING_OF = {
    "over_verlof": "vov_uren_opgenomen",
    "over_zorgkrediet": "zorgkrediet_maanden_voltijds",
    "tijdskrediet_om_te_leren": "tijdskrediet_opleiding_maanden",
    "loopbaancheques": "loopbaancheques_gebruikt",
    "over_cheques": "opleidingscheques_bedrag",
}
_WORDS = {"een": 1.0, "half": 0.5, "beide": 2.0}
_YEAR = 12


def find_usage(message: Message) -> Iterator[Candidate]:
    """Everything of which so much is gone."""
    for match in _PART.finditer(message.text):
        told = _told_around(message, match.start())
        field = _field(match["unit"], told, message.text)
        if field and cue("al_gebruikt").search(told):
            found = _candidate(field, float(match[1]), match)
            yield replace(found, weight=_CERTAIN, focus=match.span())
    for match in _AMOUNT.finditer(message.text):
        told = _told_around(message, match.start())
        field = _field(match[2], told, message.text)
        clause = message.clause_text(match.start())
        said_here = (
            cue("al_gebruikt").search(clause)
            or _field(match[2], clause, message.text)
            or "voltijds" in match.group().split()
        )
        sentence = message.sentence(match.start())
        if field and said_here and cue("al_gebruikt").search(sentence):
            value = _WORDS.get(match[1]) or float(match[1])
            months = value * _YEAR if match[2] == "jaar" else value
            half = field == "zorgkrediet_maanden_voltijds" and "halftijds" in clause.split()
            found = _candidate(field, months / 2 if half else months, match)
            yield replace(found, weight=_SURE) if cue("al_gebruikt").search(clause) else found
    yield from _untouched(message)
    yield from _nothing(message)
    for match in _CHEQUES.finditer(message.text):
        sentence, told = message.sentence(match.start()), _told_around(message, match.start())
        counted = cue("over_begeleiding").search(told) and not cue("over_cheques").search(sentence)
        if counted and cue("al_gebruikt").search(sentence):
            yield _candidate("loopbaancheques_gebruikt", _WORDS.get(match[1]) or float(match[1]), match)


def _untouched(message: Message) -> Iterator[Candidate]:
    """`mijn 250 euro cheques staan nog open , niets van gebruikt`: what there is to spend, all of it."""
    for match in _AMOUNT.finditer(message.text):
        sentence = message.sentence(match.start())
        if (
            match[2] == "euro"
            and cue("over_cheques").search(sentence)
            and cue("nog_onaangeroerd").search(sentence)
        ):
            yield replace(
                _candidate("opleidingscheques_bedrag", 0, match), negation="negeren", weight=_CERTAIN
            )


def _nothing(message: Message) -> Iterator[Candidate]:
    """`nog niets van cheques opgedaan`, `nog geen vov gehad`."""
    for match in _NONE.finditer(message.text):
        sentence = message.sentence(match.start())
        if not cue("al_gebruikt").search(sentence) or message.scopes.asks_at(match.start()):
            continue
        for topic, field in _NOTHING_OF.items():
            if cue(topic).search(sentence):
                yield replace(_candidate(field, 0, match), negation="negeren", weight=_LOW - 1)
                break


def _candidate(field: str, value: float, match: re.Match[str]) -> Candidate:
    return Candidate(
        field,
        trimmed(round(value, 2)),
        *match.span(),
        weight=_LOW,
        holds_in_past=True,
        holds_for_others=True,
        focus=match.span(1),
    )


def _told_around(message: Message, position: int) -> str:
    """The sentence; when it only says `daar` or `ervan`, the rest of the message with it."""
    sentence = message.sentence(position)
    names = any(cue(name).search(sentence) for name in ("over_verlof", "over_krediet", "over_begeleiding"))
    return sentence if names or cue("over_cheques").search(sentence) else message.text


def _field(unit: str, told: str, text: str) -> str | None:
    if unit == "euro":
        return "opleidingscheques_bedrag" if cue("over_cheques").search(told) else None
    if unit == "uur":
        return "vov_uren_opgenomen" if cue("over_verlof").search(told) else None
    if cue("over_zorgkrediet").search(told):
        return "zorgkrediet_maanden_voltijds" if cue("voltijds_gerekend").search(told) else None
    if not cue("over_tijdskrediet").search(told):
        return None
    if cue("motief_zorg").search(told):
        return "tijdskrediet_zorg_maanden"
    return "tijdskrediet_opleiding_maanden" if cue("motief_opleiding").search(told) else None
