"""Never the same words twice in a row: who gets them again is offered another way."""

from __future__ import annotations

from zlib import crc32

from actions.handlers.people import person
from actions.reply import Bubble, command
from actions.turn import Turn

ASKED_AGAIN = frozenset({"herhaal", "keuze", "noodsituatie", "wat_weet_je"})
"""After these the same words are what somebody wants, or are said for a good reason."""
MOST_ECHOES = 2
"""After so many times the ways to people take the place of the words, when no question is open."""
LONGEST = 240
"""Characters: what is longer is an answer, which may be asked for twice."""


def avoid_echo(turn: Turn) -> None:
    """When this turn says no more than the one before, say so and offer a human; then stop saying it."""
    progress, bubbles = turn.talk.progress, turn.reply.bubbles
    said = str(crc32(bubbles[0].text.encode())) if bubbles and _says_little(bubbles[0]) else ""
    again = bool(said) and said == progress.gezegd and turn.said.intent not in ASKED_AGAIN
    progress.gezegd = said
    progress.echos = progress.echos + 1 if again and turn.for_citizen else 0
    if not progress.echos or progress.wacht is not None or progress.pauze:
        return
    if progress.echos < MOST_ECHOES or turn.talk.pending is not None:
        bubbles[0].text = f"{bubbles[0].text} {turn.text('zelfde_gezegd')}"
        bubbles[0].options.append(command("mens"))
    else:
        progress.echos = 0
        turn.reply.bubbles = []
        turn.say("zelfde_blijft")
        person(turn)


def _says_little(bubble: Bubble) -> bool:
    return len(bubble.text) <= LONGEST and not bubble.topic and not bubble.cards
