"""What somebody used and what is left, and what changes in the rules."""

from __future__ import annotations

from collections.abc import Mapping

from actions.handlers.measures import named_measures, then
from actions.learning import learn
from actions.turn import Handler, Turn
from knowledge import answers
from knowledge.measures import ANNOUNCED

MOST_CHANGES = 4
SITUATION = "statuut"


def left(turn: Turn) -> None:
    """What is left of each measure; a question when the answer would tell more."""
    learn(turn)
    say_left(turn)


def say_left(turn: Turn) -> None:
    """The answer of `left`."""
    asked = named_measures(turn) or list(turn.shown())
    found = answers.what_is_left(turn.knowledge, turn.judge(turn.facts(), asked))
    known = turn.talk.profiel.get(SITUATION) is not None
    if not known or not found.lines:
        turn.say("overzicht_tegoed")
        then(turn)
        return
    turn.reply.say("\n".join([turn.text("tegoed_inleiding"), *found.lines, turn.text("tegoed_waar")]))
    if found.question is not None and turn.talk.pending is None:
        turn.ask(found.question)


def reform(turn: Turn) -> None:
    """What changes, of the named measures or of the core; and from when on for this person."""
    learn(turn)
    named = named_measures(turn)
    measures = named or [*turn.knowledge.core, *turn.knowledge.having(ANNOUNCED)]
    lines = answers.upcoming(
        [turn.knowledge.measures[name] for name in measures if name in turn.knowledge.measures],
        turn.setting.on,
        MOST_CHANGES,
        turn.said.reading.plain,
    )
    key = "hervorming_algemeen" if lines else "hervorming_niets"
    turn.reply.say("\n".join([turn.text(key), *(f"- {line}" for line in lines)]))
    if turn.talk.profiel.get(SITUATION) is not None:
        relevant = [name for name in named or turn.shown() if name in turn.knowledge.measures]
        mine = answers.for_this_person(turn.knowledge, turn.facts(), turn.setting.on, relevant)
        if mine:
            heading = turn.text("hervorming_voor_jou")
            turn.reply.say("\n".join([heading, *(f"- {line}" for line in mine[:MOST_CHANGES])]))
    then(turn)


HANDLERS: Mapping[str, Handler] = {"vraag_overzicht": left, "vraag_hervorming": reform}
