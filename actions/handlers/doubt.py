"""Not sure what somebody means: ask back with the two likeliest meanings."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from actions.handlers.misunderstanding import misunderstood
from actions.reply import Option, command
from actions.turn import Handler, Turn
from actions.understanding import DOUBT_INTENT, Understanding
from knowledge.taal import shared_reader

NEITHER = "iets_anders"


def ask_back(turn: Turn) -> None:
    """Offer the two likeliest meanings, a third way out, and a human."""
    meanings = turn.said.alternatives
    options = [Option(turn.text(f"bedoelingen.{intent}"), intent) for intent in meanings]
    turn.say("bedoel_je", *options, Option(turn.text("bedoelingen.iets_anders"), NEITHER), command("mens"))
    turn.wait_for("bedoeling", tekst=turn.said.text, keuzes=list(meanings))


def take_meaning(turn: Turn, handler_of: Callable[[str], Handler]) -> bool:
    """The chosen meaning: answer the message as if it had been clear."""
    waiting = turn.talk.progress.wacht or {}
    if turn.said.button == NEITHER:
        misunderstood(turn)
        return True
    if turn.said.button not in waiting["keuzes"]:
        return False
    text, intent = str(waiting["tekst"]), str(turn.said.button)
    turn.said = Understanding(text, intent, 1.0, shared_reader().read(text, today=turn.setting.on))
    handler_of(intent)(turn)
    return True


HANDLERS: Mapping[str, Handler] = {DOUBT_INTENT: ask_back}
