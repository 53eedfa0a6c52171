"""The measures that are named in a message, also where only `cheques` is said."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .cues import cue, cue_at_end
from .message import Message
from .pipeline import Hit, longest

TRAINING_VOUCHERS, CAREER_VOUCHER = "opleidingscheques", "loopbaancheque"
_VOUCHER = re.compile(r"(?<!\S)cheques?(?!\S)")
_BOTH = frozenset({TRAINING_VOUCHERS, CAREER_VOUCHER})


def measure_hits(message: Message) -> list[Hit]:
    """The measures that are named; the longest name wins, so `tijdskrediet om te studeren` is one."""
    named = [
        hit
        for hit in longest(message.of("maatregel"))
        if not _is_for_care(message, hit)
        and not (
            hit.value == "vrijstelling_beschikbaarheid"
            and cue("vrijstelling_van_vakken").match(message.text[hit.end :].strip())
        )
    ]
    return [*named, *_vouchers(message, named)]


def _vouchers(message: Message, named: list[Hit]) -> Iterator[Hit]:
    """`mogen cheques en VOV samen`: those for a training, or for a coach where a coach is talked of."""
    if any(hit.value in _BOTH for hit in named):
        return
    about_career = cue("over_begeleiding").search(message.text) or "loopbaan" in message.text.split()
    value = CAREER_VOUCHER if about_career else TRAINING_VOUCHERS
    for match in _VOUCHER.finditer(message.text):
        before, after = message.text[: match.start()].rstrip(), message.text[match.end() :].strip()
        other = cue_at_end("andere_cheque_ervoor").search(before) or cue("andere_cheque_erna").match(after)
        inside = any(hit.start < match.end() and match.start() < hit.end for hit in named)
        if not other and not inside:
            yield Hit("maatregel", value, *match.span())


def _is_for_care(message: Message, hit: Hit) -> bool:
    """`tijdskrediet voor mijn moeder`: not the credit for learning."""
    sentence = message.sentence(hit.start)
    if hit.value != "tijdskrediet_opleiding" or not cue("motief_zorg").search(sentence):
        return False
    return not cue("motief_opleiding").search(message.text)
