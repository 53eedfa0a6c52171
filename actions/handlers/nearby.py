"""Services with people in the neighbourhood: asks where, and lets the service look."""

from __future__ import annotations

from collections.abc import Mapping

from actions.reply import command
from actions.turn import Handler, Turn
from knowledge.catalogue.places import places

NEARBY = "buurt"
NOT_NOW = frozenset({"ontken", "stop", "sla_over", "weet_niet"})


def start(turn: Turn) -> None:
    """Look near where the person lives, or ask where."""
    home = turn.talk.profiel.get("postcode")
    if home:
        _look(turn, str(home))
    else:
        turn.say("buurt_vraag")
        turn.wait_for(NEARBY)


def _look(turn: Turn, postcode: str) -> None:
    turn.say("buurt_zoek")
    turn.reply.requests.append({"dienst": {"postcode": postcode}})
    turn.end()


def _place(turn: Turn) -> str | None:
    """The postcode in what was said: the whole text, or a town or postcode in it."""
    whole = places().postcode_of(turn.said.text)
    if whole is not None:
        return whole
    named = [e.waarde for e in turn.said.reading.entities if e.entiteit in ("postcode", "gemeente")]
    return next((code for name in named if (code := places().postcode_of(str(name)))), None)


def take_place(turn: Turn) -> bool:
    """Read where; what is no place is asked again, once."""
    waiting = turn.talk.progress.wacht or {}
    found = _place(turn) if turn.said.button is None else None
    if found is not None:
        _look(turn, found)
        return True
    if turn.said.button is not None or (turn.said.intent not in NOT_NOW and len(turn.said.text.split()) > 4):
        return False
    if turn.said.intent in NOT_NOW or waiting.get("nog_eens"):
        turn.say("buurt_niet", command("mens"))
    else:
        turn.say("buurt_fout")
        turn.wait_for(NEARBY, nog_eens=True)
    return True


COMMANDS: Mapping[str, Handler] = {NEARBY: start}
