"""The personal development plan in the talk: its next steps, and where the whole of it can be fetched."""

from __future__ import annotations

from collections.abc import Mapping

from actions.handlers.occupations import career
from actions.reply import command
from actions.turn import Handler, Turn
from knowledge.catalogue.search import shared_catalogue
from knowledge.occupations.plan import Plan, Step, make_plan, spoken_day
from knowledge.occupations.search import shared_occupations

SHOWN_STEPS = 4
FILES = ("pop.pdf", "pop.ics")
"""The addresses under the conversation where the whole plan is."""


def plan_of(turn: Turn) -> Plan:
    """The plan that follows from what was told."""
    known, setting = shared_occupations(), turn.setting
    told = turn.facts(), career(turn)
    chosen, catalogue = turn.talk.progress.gekozen, shared_catalogue()
    return make_plan(turn.knowledge, known, *told, setting.on, setting.entrance, catalogue, chosen)


def show(turn: Turn) -> None:
    """Goal and first steps; the whole plan is a file."""
    plan = plan_of(turn)
    lines = [turn.text("pop_doel", doel=plan.goal)]
    lines += [f"{number}. {with_day(turn, step)}" for number, step in enumerate(plan.steps[:SHOWN_STEPS], 1)]
    turn.reply.say("\n".join(lines))
    card = {
        "soort": "pop",
        "titel": turn.text("pop_titel"),
        "tekst": turn.text("pop_uitleg"),
        "bestanden": [*FILES],
    }
    turn.reply.say(
        turn.text("pop_vervolg"), command("check"), command("zoek_beroep"), command("mens"), cards=[card]
    )
    turn.end()


def with_day(turn: Turn, step: Step) -> str:
    """What to do, and by when if that is known."""
    return f"{step.what}{_when(turn, step)}"


def _when(turn: Turn, step: Step) -> str:
    """By when, when that is known and still to come."""
    if step.day is None or step.day < turn.setting.on:
        return ""
    return f" {turn.text('pop_tegen', dag=spoken_day(step))}"


COMMANDS: Mapping[str, Handler] = {"pop": show}
HANDLERS: Mapping[str, Handler] = {"plan": show}
"""The words of the list `bedoeling` that ask for it."""
