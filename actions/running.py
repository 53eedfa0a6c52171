"""The order of one turn: what the dialogue asked itself, then what was said, then what comes next."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from actions.phrases import REFUSAL_INTENT
from actions.turn import Handler, Turn

OTHER_QUESTIONS = ("onderwerp", "gratis", "later_nog", "wat_als", "waarom_niet")
"""Questions of a person, besides those that begin with `vraag_`."""
NOT_UNDERSTOOD = "niet_begrepen"
OVERVIEW = "overzicht"
"""Told of in a turn that gave the overview rather than an answer about one measure."""


def _note_question(turn: Turn) -> None:
    """Keep which question was asked: who wants a plain yes or no, or does not understand, means that one."""
    progress, intent = turn.talk.progress, turn.said.intent
    if intent.startswith("vraag_") or intent in (REFUSAL_INTENT, *OTHER_QUESTIONS):
        progress.laatste_vraag = intent
    if intent != NOT_UNDERSTOOD:
        progress.onbegrepen = 0


def _note_told(turn: Turn) -> None:
    """Keep what this turn told of, for who does not understand it."""
    topics = [bubble.topic for bubble in turn.reply.bubbles if bubble.topic in turn.knowledge.measures]
    turn.talk.progress.verteld = OVERVIEW if turn.gave_overview else str(topics[0]) if topics else ""


def run(
    turn: Turn,
    handlers: Mapping[str, Handler],
    take_waiting: Callable[[Turn], bool],
    conclude: Callable[[Turn], None] = Turn.proceed,
    read_again: Callable[[Turn], None] = lambda turn: None,
    finish: Callable[[Turn], None] = lambda turn: None,
) -> None:
    """Let the handler of the understood intent do its work, then go on with the talk.

    Args:
        turn: the turn to run.
        handlers: intent -> handler; an unknown intent goes to `nlu_fallback`.
        take_waiting: takes the answer to what the dialogue itself asked; True when it did.
        conclude: what comes after the answer.
        read_again: reads what fits no open question in the light of what was asked before.
        finish: looks over what is about to be said.
    """
    turn.talk.progress.beurt += 1
    turn.talk.vraag = None
    turn.talk.begin_turn()
    if not take_waiting(turn):
        read_again(turn)
        handlers[turn.said.intent if turn.said.intent in handlers else "nlu_fallback"](turn)
        _note_question(turn)
    reading = turn.said.reading
    turn.talk.note_learned(reading.implied, {**reading.profiel, **reading.opleiding})
    conclude(turn)
    _note_told(turn)
    finish(turn)
