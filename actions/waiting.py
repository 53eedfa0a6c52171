"""Answers to what the dialogue itself asked (shall I wipe, on which number), tried before anything else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from actions.handlers import (
    HANDLERS,
    appointments,
    asides,
    clients,
    competences,
    competences_shown,
    doubt,
    measures,
    nearby,
    people,
    privacy,
    telling,
    wishes,
)
from actions.texts import TAKEN_OVER
from actions.turn import Turn
from knowledge.contacts import number_within
from knowledge.taal.signals import signal

YES_NO: Mapping[str, Callable[[Turn, bool], None]] = {
    "wissen": privacy.wipe,
    "opnieuw": privacy.start_again,
    "terugbellen": people.call_back,
    "meegeven": people.take_consent,
    appointments.CANCEL: appointments.take_cancel,
    appointments.MOVE: appointments.take_move,
    competences_shown.SHARE: competences_shown.share,
    TAKEN_OVER: privacy.taken_over,
    clients.ASKED: clients.take_answer,
    wishes.WISH: wishes.take_wish,
}

OPEN: Mapping[str, Callable[[Turn], bool]] = {
    "telefoon": people.take_number,
    "loon": telling.take_wage,
    "plaats": asides.take_place,
    "chat": people.take_way,
    nearby.NEARBY: nearby.take_place,
    "afspraak_of_bel": people.take_other_way,
    "chat_meegeven": people.take_share,
    appointments.MOMENT: appointments.take_moment,
    appointments.NUMBER: appointments.take_known_number,
    appointments.CONTACT: appointments.take_contact,
    appointments.SHARE: appointments.take_share,
}

CALLS = ("terugbellen", "chat", "afspraak_of_bel")
"""Where a phone number by itself is a yes to being called."""
OWN_WORDS = (competences.CHECK, "maatregel", "bedoeling", "loon", "plaats")
"""Questions to which "laat maar" is no answer, or that take it themselves."""
BOTH = signal("begrip", "beide")
NEVER_MIND = signal("terugbellen", "laat_maar")
ANSWERS = {"bevestig": True, "ontken": False}


def take_waiting(turn: Turn) -> bool:
    """Handle the answer to what the dialogue asked; False when the message is about something else."""
    if clients.take_new(turn):
        return True
    waiting = turn.talk.progress.wacht
    if turn.said.intent == "noodsituatie":
        return False
    if people.take_queue(turn) or people.take_change(turn):
        if turn.talk.progress.wacht is waiting:
            turn.talk.progress.wacht = None
        return True
    if waiting is None:
        return appointments.take_passing(turn)
    handled = _take(turn, str(waiting["op"]))
    if turn.talk.progress.wacht is waiting:
        turn.talk.progress.wacht = None
    return handled


def _take(turn: Turn, what: str) -> bool:
    if turn.setting.changes is not None:
        return False
    if turn.said.button is None and what not in OWN_WORDS and NEVER_MIND.search(turn.said.text):
        turn.said = replace(turn.said, intent="ontken")
    if what in CALLS and turn.said.button is None and number_within(turn.said.text)[0] is not None:
        return people.take_number(turn)
    if what == people.PHONE and people.asks_first(turn):
        HANDLERS[turn.said.intent](turn)
        people.ask_number_again(turn)
        return True
    if what in YES_NO:
        agreed = _agreed(turn, what)
        if agreed is None:
            return False
        YES_NO[what](turn, agreed)
        return True
    if what in OPEN:
        return OPEN[what](turn)
    if what == "moment":
        return people.take_moment(turn, HANDLERS.__getitem__)
    if what == "bedoeling":
        return doubt.take_meaning(turn, HANDLERS.__getitem__)
    if what == competences.CHECK:
        return competences.take(turn, HANDLERS.__getitem__)
    if what == "maatregel":
        return _take_measure(turn)
    return False


def _agreed(turn: Turn, what: str) -> bool | None:
    call = people.wants_call(turn) if what == "terugbellen" else None
    if call is not None:
        return call
    if turn.said.button is not None:
        return {"true": True, "false": False}.get(turn.said.button)
    return ANSWERS.get(turn.said.intent)


def _take_measure(turn: Turn) -> bool:
    """The measure was chosen, or all that were offered: answer the question that was asked about it."""
    offered = [value for _, value in turn.talk.progress.geboden if value in turn.knowledge.measures]
    if turn.said.button is None and BOTH.search(turn.said.reading.plain.strip(" .!")):
        if offered:
            measures.answer_each(turn, (turn.talk.progress.wacht or {})["intent"], offered)
        return bool(offered)
    chosen = turn.said.button if turn.said.button in turn.knowledge.measures else None
    if chosen is None:
        return False
    turn.talk.progress.laatste_maatregel = chosen
    HANDLERS[(turn.talk.progress.wacht or {})["intent"]](turn)
    return True
