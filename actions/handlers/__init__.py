"""What to do for each intent. One table; every intent of the vocabulary has an entry (a test checks it)."""

from __future__ import annotations

from collections.abc import Mapping

from actions.handlers import (
    account,
    asides,
    buttons,
    care,
    clients,
    competences,
    courses,
    doubt,
    explaining,
    measures,
    misunderstanding,
    occupations,
    people,
    plain_answers,
    plan,
    pointers,
    privacy,
    steering,
    subjects,
    switching,
    taking_back,
    telling,
    wages,
    wishes,
)
from actions.learning import learn
from actions.turn import Handler, Turn

COMPARES = ("wat_als", "vraag_rechten", "vraag_bedrag", "vraag_voorwaarden", "buiten_bereik")
"""Intents of questions that can also be about another country."""

_ALL: Mapping[str, Handler] = {
    **telling.HANDLERS,
    **buttons.HANDLERS,
    **misunderstanding.HANDLERS,
    **doubt.HANDLERS,
    **explaining.HANDLERS,
    **steering.HANDLERS,
    **measures.HANDLERS,
    **account.HANDLERS,
    **people.HANDLERS,
    **privacy.HANDLERS,
    **pointers.HANDLERS,
    **courses.HANDLERS,
    **occupations.HANDLERS,
    **competences.HANDLERS,
    **asides.HANDLERS,
    **plan.HANDLERS,
    **plain_answers.HANDLERS,
    **subjects.HANDLERS,
    **taking_back.HANDLERS,
    **wages.HANDLERS,
    **care.HANDLERS,
    **wishes.HANDLERS,
    **clients.HANDLERS,
}


HEARS_BESIDE = frozenset({"vraag_mens", "maak_afspraak", "klacht", "vraag_privacy", "afscheid", "help"})
"""Requests beside which facts can stand ("ik ben 29, wil een afspraak maken"): these are kept. The other
handlers take in the facts themselves, where they need them."""


def hearing(handler: Handler) -> Handler:
    """The handler, after the facts that stand beside the request were heard."""

    def heard(turn: Turn) -> None:
        learn(turn)
        handler(turn)

    return heard


def _first(intent: str, handler: Handler) -> Handler:
    """The handler of an intent, behind what the same words may mean just now."""
    return care.with_care(intent, _usual(intent, handler))


def _usual(intent: str, handler: Handler) -> Handler:
    found = pointers.or_abroad(handler) if intent in COMPARES else handler
    if intent in HEARS_BESIDE:
        found = hearing(found)
    if intent in courses.NEVER_ABOUT_COURSES:
        return found
    return competences.or_resumes(switching.or_switches(courses.or_courses(found)))


HANDLERS: Mapping[str, Handler] = {intent: _first(intent, handler) for intent, handler in _ALL.items()}
