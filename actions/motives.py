"""What holds somebody back, and what they learn for: answered where it is said, and remembered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions.reply import Option, command
from actions.turn import Turn
from knowledge.answers import barrier_answer

BARRIER, PURPOSE = "drempel", "doel"
MOTIVES = frozenset({BARRIER, PURPOSE})
"""Fields that are answered with care rather than read back."""
NEEDS = {"pakket": "directe_kost"}
"""Orders that only make sense when this is known."""


def answer_motives(turn: Turn, told: Mapping[str, Any]) -> None:
    """Answer the barrier and the purpose among the facts that were told."""
    if BARRIER in told and not turn.for_counsellor:
        address(turn, str(told[BARRIER]))
    if PURPOSE in turn.learned and turn.for_citizen:
        turn.reply.say(turn.knowledge.motives.purposes[str(turn.learned[PURPOSE])].heard)


def address(turn: Turn, barrier: str) -> None:
    """What helps this person with the barrier; who comes back to it hears something else, and of a human."""
    known, progress = turn.knowledge.motives.barriers[barrier], turn.talk.progress
    if barrier in progress.drempels:
        turn.reply.say(known.again, command("mens"))
        return
    progress.drempels = [*progress.drempels, barrier]
    turn.reply.say(
        barrier_answer(turn.knowledge, barrier, turn.facts(), turn.setting.on),
        *choices(turn, known.choices),
        command("mens"),
    )


def choices(turn: Turn, orders: tuple[str, ...]) -> list[Option]:
    """The buttons of these orders, as far as they make sense now."""
    facts = turn.facts()
    return [command(order) for order in orders if order not in NEEDS or facts.get(NEEDS[order]) is not None]
