"""Somebody takes something back: one fact must be forgotten, or what they said just now does not hold."""

from __future__ import annotations

from collections.abc import Mapping

from actions.handlers import courses, telling
from actions.learning import learn
from actions.meanings import FORGET_INTENT, TAKE_BACK_INTENT
from actions.turn import Handler, Turn
from knowledge.answers import say_facts
from knowledge.catalogue.cost import FROM_CATALOGUE
from knowledge.taal.taking_back import forgotten, has_ended, undoes

MOST_TAKEN_BACK = 2
"""Of more facts than these it is asked which one is meant."""
TITLE = "titel"


def forget(turn: Turn) -> None:
    """Forget the facts that are named, and ask them no more; everything else stays."""
    learn(turn)
    talk = turn.talk
    named = [veld for veld in forgotten(turn.said.reading.plain) if veld not in turn.learned]
    if TITLE in named:
        named += [veld for veld in FROM_CATALOGUE if veld not in named]
        talk.progress.gekozen = ""
    gone = {veld: talk.facts[veld] for veld in named if veld in talk.facts}
    for veld in named:
        talk.profiel.pop(veld, None)
        talk.opleiding.pop(veld, None)
    if "postcode" in named:
        talk.progress.woonplaats = None
    if talk.pending in named:
        talk.pending = None
    skipped = [veld for veld in named if veld not in talk.progress.overgeslagen and TITLE not in named]
    talk.progress.overgeslagen = [*talk.progress.overgeslagen, *skipped]
    if gone:
        turn.say("vergeten", feiten=say_facts(turn.knowledge, gone))
    else:
        turn.say("vergeten_niets")


def take_back(turn: Turn) -> None:
    """What was told in the turn before does not hold: back to what was known, or no longer so."""
    talk, step = turn.talk, turn.talk.progress.laatst
    told = step.get("werd", {}) if step.get("beurt") == talk.progress.beurt - 1 else {}
    told = {veld: value for veld, value in told.items() if talk.facts.get(veld) == value}
    if not told:
        (courses.undo if talk.progress.zoekstappen else telling.HANDLERS["corrigeer"])(turn)
        return
    if len(told) > MOST_TAKEN_BACK and not undoes(turn.said.reading.plain):
        turn.say("terug_welke", feiten=say_facts(turn.knowledge, told))
        return
    ended = has_ended(turn.said.reading.plain)
    for veld, value in told.items():
        group = talk.group_of(turn.knowledge.vocabulary.field(veld).section == "opleiding")
        del group[veld]
        before = step["was"].get(veld)
        if before is not None or (ended and value is True):
            group[veld] = before if before is not None else False
    turn.say("teruggenomen", feiten=say_facts(turn.knowledge, told))


HANDLERS: Mapping[str, Handler] = {FORGET_INTENT: forget, TAKE_BACK_INTENT: take_back}
