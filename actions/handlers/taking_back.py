"""Somebody takes something back: one fact must be forgotten, or what they said just now does not hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from actions.handlers import courses, telling
from actions.learning import learn
from actions.meanings import CHANGED_MIND_INTENT, FORGET_INTENT, TAKE_BACK_INTENT
from actions.turn import Handler, Turn
from knowledge.answers import say_facts
from knowledge.catalogue.cost import FROM_CATALOGUE
from knowledge.taal.taking_back import forgotten, has_ended, undoes

MOST_TAKEN_BACK = 2
"""Of more facts than these it is asked which one is meant."""
TITLE, SUPPOSES = "titel", "wat_als"


def forget(turn: Turn) -> None:
    """Forget the facts that are named, and ask them no more; everything else stays."""
    learn(turn)
    talk = turn.talk
    named = [veld for veld in forgotten(turn.said.reading.plain) if veld not in turn.learned]
    if TITLE in named:
        named += [veld for veld in FROM_CATALOGUE if veld not in named]
        talk.progress.gekozen = ""
    gone = _forgotten_of_worker(turn, named)
    if gone:
        turn.say("vergeten_werknemer", feiten=say_facts(turn.knowledge, gone))
        return
    gone = {veld: talk.facts[veld] for veld in named if veld in talk.facts}
    for veld in named:
        talk.profiel.pop(veld, None)
        talk.opleiding.pop(veld, None)
    if "postcode" in named:
        talk.progress.woonplaats = talk.progress.werkplaats = None
    if talk.pending in named:
        talk.pending = None
    skipped = [veld for veld in named if veld not in talk.progress.overgeslagen and TITLE not in named]
    talk.progress.overgeslagen = [*talk.progress.overgeslagen, *skipped]
    if gone:
        turn.say("vergeten", feiten=say_facts(turn.knowledge, gone))
    else:
        turn.say("vergeten_niets")


def _forgotten_of_worker(turn: Turn, named: Sequence[str]) -> dict[str, Any]:
    """What an employer told of a worker and takes back: facts that are not known of the enterprise too."""
    worker = turn.talk.progress.medewerker
    gone = {veld: worker[veld] for veld in named if veld in worker and veld not in turn.talk.facts}
    turn.talk.progress.medewerker = {veld: value for veld, value in worker.items() if veld not in gone}
    return gone


def _of_worker(turn: Turn, step: Mapping[str, Any]) -> bool:
    """Take back what was told of a worker just now; False when nothing was."""
    if "medewerker" not in step:
        return False
    progress = turn.talk.progress
    told = {veld: w for veld, w in progress.medewerker.items() if step["medewerker"].get(veld) != w}
    progress.medewerker = dict(step["medewerker"])
    if told:
        turn.say("teruggenomen_werknemer", feiten=say_facts(turn.knowledge, told))
    return bool(told)


def take_back(turn: Turn) -> None:
    """What was told in the turn before does not hold: back to what was known, or no longer so."""
    talk, step = turn.talk, turn.talk.progress.laatst
    step = step if step.get("beurt") == talk.progress.beurt - 1 else {}
    told = {veld: value for veld, value in step.get("werd", {}).items() if talk.facts.get(veld) == value}
    said = {veld: value for veld, value in told.items() if veld not in step.get("volgt", ())}
    if _of_worker(turn, step) and not said:
        _settled(turn)
        return
    if not told and talk.progress.laatste_vraag == SUPPOSES:
        turn.say("wat_als_weg")
        talk.progress.laatste_vraag = ""
        return
    if not told:
        (courses.undo if talk.progress.zoekstappen else telling.HANDLERS["corrigeer"])(turn)
        return
    if len(said) > MOST_TAKEN_BACK and not undoes(turn.said.reading.plain):
        turn.say("terug_welke", feiten=say_facts(turn.knowledge, said))
        return
    ended = has_ended(turn.said.reading.plain)
    for veld, value in told.items():
        group = talk.group_of(turn.knowledge.vocabulary.field(veld).section == "opleiding")
        del group[veld]
        before = step["was"].get(veld)
        if before is not None or (ended and value is True):
            group[veld] = before if before is not None else False
    _put_back(turn, {veld: value for veld, value in step["was"].items() if veld not in step["werd"]})
    turn.say("teruggenomen", feiten=say_facts(turn.knowledge, said or told))
    _settled(turn)


def _put_back(turn: Turn, lost: Mapping[str, Any]) -> None:
    """What was known and went away by what is taken back ("doe maar halftijds" and 38 hours), holds again."""
    for veld, value in lost.items():
        if value is not None and turn.talk.facts.get(veld) is None:
            turn.talk.group_of(turn.knowledge.vocabulary.field(veld).section == "opleiding")[veld] = value
    if turn.talk.pending in turn.talk.facts:
        turn.talk.pending = None


def _settled(turn: Turn) -> None:
    """What was taken back is done with: to take it back once more would put it in again."""
    turn.talk.progress.laatst = {}
    turn.talk.begin_turn()


def changed_mind(turn: Turn) -> None:
    """What the message tells is taken back at its end: nothing changes."""
    turn.taught = turn.said.reading
    turn.said = replace(turn.said, reading=replace(turn.said.reading, profiel={}, opleiding={}))
    turn.say("niets_veranderd")
    if turn.talk.pending is None:
        turn.end()


HANDLERS: Mapping[str, Handler] = {
    FORGET_INTENT: forget,
    TAKE_BACK_INTENT: take_back,
    CHANGED_MIND_INTENT: changed_mind,
}
