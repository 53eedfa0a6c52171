"""Who talks in a conversation, as an explicit machine: bot, wachtend, mens, opgelost.

bot -> wachtend         the person asks for a human
wachtend -> bot         the person no longer waits, or nobody answered in time
wachtend -> mens        a counsellor takes the talk
mens -> mens            the talk goes to a colleague
mens -> wachtend        the counsellor puts it back, or was gone too long
mens -> opgelost        the talk with a human ends; from here on the bot answers again
opgelost -> wachtend    the person asks for a human again

Only in `mens` is the bot silent.
"""

from __future__ import annotations

from collections.abc import Mapping

BOT, WAITING, HUMAN, SOLVED = "bot", "wachtend", "mens", "opgelost"
STATES = (BOT, WAITING, HUMAN, SOLVED)

MOVES: Mapping[str, frozenset[str]] = {
    BOT: frozenset({WAITING}),
    WAITING: frozenset({BOT, HUMAN}),
    HUMAN: frozenset({HUMAN, WAITING, SOLVED}),
    SOLVED: frozenset({WAITING}),
}

VISITOR, SYSTEM = "bezoeker", "systeem"
"""Who makes a move, beside the counsellors, who go by their id."""

RESULTS: Mapping[str, str] = {
    "verder_geholpen": "Verder geholpen",
    "afspraak": "Afspraak gemaakt",
    "terugbellen": "Wordt teruggebeld",
    "doorverwezen": "Doorverwezen",
    "niet_geholpen": "Niet kunnen helpen",
    "geen_reactie": "De persoon reageerde niet meer",
}
"""How a counsellor may close a talk: the code that is stored, and its words."""

BY_VISITOR, UNANSWERED, ABSENT, PUT_BACK = "bezoeker_stopt", "geen_antwoord", "begeleider_weg", "teruggezet"
"""Reasons that no counsellor chooses."""


class Refused(Exception):
    """The move is not possible from the present state; nothing was changed."""

    def __init__(self, state: str, wanted: str) -> None:
        super().__init__(f"{state} -> {wanted}")
        self.state, self.wanted = state, wanted


def check(state: str, wanted: str) -> None:
    """Raise Refused when the machine has no such move."""
    if wanted not in MOVES[state]:
        raise Refused(state, wanted)
