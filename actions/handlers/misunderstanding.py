"""Never a dead end: not understood leads to choices, and after some times to a human."""

from __future__ import annotations

from collections.abc import Mapping

from actions.reply import command
from actions.turn import Handler, Turn
from actions.understanding import UNREADABLE_INTENT

PERSON_AFTER = 3
"""Not understood this many times in a row: offer a human."""


def misunderstood(turn: Turn) -> None:
    """Not understood: help with choices, and after some times a human."""
    progress = turn.talk.progress
    if progress.pauze:
        turn.say("pauze")
        return
    progress.misverstanden += 1
    if progress.misverstanden >= PERSON_AFTER:
        progress.misverstanden = 0
        turn.set_aside()
        turn.say("niet_verstaan_mens", command("mens"), command("verder"))
        turn.end()
        return
    if turn.asked_in_vain:
        turn.set_aside()
        return
    question = turn.open_question()
    if question is not None:
        turn.reply.say(turn.text("niet_verstaan", hulp=turn.text("niet_verstaan_hulp_vraag")))
        turn.put(question, turn.wording(question))
    else:
        hulp = turn.text("niet_verstaan_hulp_open")
        turn.reply.say(
            turn.text("niet_verstaan", hulp=hulp), command("begin"), command("overzicht"), command("mens")
        )
    turn.end()


def unreadable(turn: Turn) -> None:
    """Only pictures or signs: ask for words, and come back to the open question; once."""
    turn.talk.progress.misverstanden += 1
    if turn.talk.progress.misverstanden > 1:
        turn.talk.progress.misverstanden -= 1
        misunderstood(turn)
        return
    turn.say("onleesbaar")
    if turn.open_question() is None:
        turn.reply.bubbles[-1].options.extend([command("begin"), command("mens")])
        turn.end()


HANDLERS: Mapping[str, Handler] = {"nlu_fallback": misunderstood, UNREADABLE_INTENT: unreadable}
