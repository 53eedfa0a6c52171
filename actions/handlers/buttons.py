"""A pressed button: an order to the dialogue, or the value of the open question."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions import counsellor
from actions.handlers import (
    appointments,
    clients,
    competences,
    competences_shown,
    courses,
    courses_one,
    measures,
    nearby,
    occupations,
    plan,
)
from actions.handlers.measures import apply_for_rights, best_package
from actions.handlers.people import person
from actions.handlers.steering import not_known
from actions.learning import answer, change
from actions.reply import command
from actions.texts import CHANGED
from actions.turn import Handler, Turn, go_on
from actions.understanding import Understanding
from knowledge.answers import say_facts
from knowledge.taal import shared_reader

UNKNOWN = "weet_niet"
OCCUPATION = "beroep:"
"""Before the id of an occupation that was suggested."""
SEARCHES = ("zoek", "zoek_avond", "zoek_online", "zoek_kort", "zoek_dichtbij")
SAID: Mapping[str, Handler] = courses.HANDLERS


def press(turn: Turn) -> None:
    """A button: an order to the dialogue, or the value of the open question."""
    value = turn.said.button or ""
    if value == CHANGED and turn.setting.changes is not None:
        _take_changes(turn, turn.setting.changes)
    elif value in COMMANDS:
        COMMANDS[value](turn)
    elif value.startswith(OCCUPATION):
        occupations.choose(turn, value.removeprefix(OCCUPATION))
    elif value.startswith(appointments.SLOT):
        appointments.choose(turn)
    elif value == UNKNOWN and turn.talk.pending is not None:
        not_known(turn)
    elif turn.talk.pending is not None and value not in turn.knowledge.measures:
        answer(turn, value)
    elif value in turn.knowledge.measures:
        turn.talk.progress.laatste_maatregel, turn.talk.progress.laatste_vraag = value, "vraag_maatregel"
        measures.HANDLERS["vraag_maatregel"](turn)
    else:
        turn.say("herhaal_niets")


def _saying(order: str, intent: str) -> Handler:
    """An order that is the same as a sentence (`zinnen` in teksten.yml) with this intent."""

    def say(turn: Turn) -> None:
        words = turn.text(f"zinnen.{order}")
        turn.said = Understanding(words, intent, 1.0, shared_reader().read(words, today=turn.setting.on))
        SAID[intent](turn)

    return say


def _take_changes(turn: Turn, changes: Mapping[str, Any]) -> None:
    change(turn, changes)
    if turn.talk.progress.overzicht_getoond == "definitief":
        turn.say("overzicht_nieuw", command("overzicht"), command("verder"))
        turn.end()


def _courses_for_occupation(turn: Turn) -> None:
    """Courses for the occupation that was talked about."""
    words = occupations.course_words(turn)
    if words is not None:
        turn.said = Understanding(
            words, "zoek_opleiding", 1.0, shared_reader().read(words, today=turn.setting.on)
        )
    courses.HANDLERS["zoek_opleiding"](turn)


def rest(turn: Turn) -> None:
    """Talk on later: nothing is asked."""
    turn.say("later_verder", command("verder"), command("mens"))
    turn.end()


def _show(turn: Turn) -> None:
    turn.show_overview(
        provisional=turn.question() is not None and turn.talk.progress.overzicht_getoond != "definitief"
    )


def adjust(turn: Turn) -> None:
    """What is known, to change it in words."""
    told = turn.talk.facts
    if told:
        turn.say("onthouden", feiten=say_facts(turn.knowledge, told))
    elif not turn.talk.progress.medewerker:
        turn.say("niets_geweten")
    if turn.talk.progress.medewerker:
        turn.say("personeel_weet", feiten=say_facts(turn.knowledge, turn.talk.progress.medewerker))
    turn.reply.bubbles[-1].options.extend([command("overzicht"), command("mens")])
    turn.end()


COMMANDS: Mapping[str, Handler] = {
    "begin": go_on,
    "mijn_rechten": go_on,
    "overzicht": _show,
    "verder": go_on,
    "aanpassen": adjust,
    "aanvragen": apply_for_rights,
    "pakket": lambda turn: None if courses_one.cost_of_chosen(turn) else best_package(turn),
    "mens": person,
    "spoor": counsellor.show_trace,
    "vorige_klant": clients.back,
    "later": rest,
    **{order: _saying(order, "verfijn_zoekopdracht") for order in SEARCHES},
    **courses.COMMANDS,
    "ontdek": competences.start,
    "check": competences.start,
    "check_delen": competences_shown.offer_to_share,
    "ander": occupations.other_work,
    "meer_werk": occupations.more_work,
    "evc": occupations.recognition,
    "zoek_beroep": _courses_for_occupation,
    **plan.COMMANDS,
    **appointments.COMMANDS,
    **nearby.COMMANDS,
}
"""The buttons that give an order; the titles are under `knoppen` in teksten.yml."""

HANDLERS: Mapping[str, Handler] = {"keuze": press, "verder": go_on}
