"""Working less to learn: what there is for it, and how much less."""

from __future__ import annotations

from actions.phrases import LESS_WORK as WISH
from actions.reply import command
from actions.staff import STAFF
from actions.turn import Turn
from knowledge.answers.subjects import whom_to_ask
from knowledge.measures import LESS_WORK

BREAK = "onderbreking"


def offer(turn: Turn) -> None:
    """Tell what there is, and ask how much less, when that was not told."""
    say_breaks(turn)
    if BREAK not in turn.talk.profiel:
        turn.ask(turn.knowledge.question(BREAK))


def can_have(turn: Turn) -> bool:
    """Whether somebody who works for another speaks of themselves."""
    return turn.for_citizen and turn.talk.profiel.get("statuut") in (None, *STAFF)


def wished_in_passing(turn: Turn) -> bool:
    """Whether a story holds the wish to work less: it is answered there, once."""
    wishes = BREAK in turn.learned or (
        BREAK not in turn.talk.profiel and bool(WISH.search(turn.said.reading.plain))
    )
    return wishes and can_have(turn) and BREAK not in turn.talk.progress.gevraagd


def say_breaks(turn: Turn) -> None:
    """The measures for working less that this person can (perhaps) have."""
    results = turn.judge(turn.facts(), turn.knowledge.having(LESS_WORK)).results
    possible = [r.measure for r in results if r.status in ("recht", "mogelijk")]
    names = [measure.naam for measure in possible]
    if len(possible) == 1:
        turn.talk.progress.laatste_maatregel = possible[0].id
    if names:
        turn.say("minder_werken", steun=" of ".join(names))
    else:
        turn.reply.say(
            " ".join([turn.text("minder_werken_niet"), *whom_to_ask(turn.knowledge, turn.facts())]),
            command("mens"),
        )
