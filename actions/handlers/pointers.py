"""Small talk, and subjects that are answered with one sentence and a pointer."""

from __future__ import annotations

from collections.abc import Mapping

from actions.handlers import care
from actions.learning import learn
from actions.meanings import CODE_INTENT
from actions.reply import command
from actions.standing import PURPOSE
from actions.texts import has_text
from actions.turn import Handler, Turn
from knowledge.answers import abroad, abroad_in_short, measures_of, referral
from knowledge.taal.cues import cue
from knowledge.taal.signals import signal

SENTENCES: Mapping[str, str] = {
    "bedank": "bedankt",
    "compliment": "compliment",
    "ben_je_robot": "robot",
    "samenvatting": "samenvatting",
    "vraag_leerbewijzen": "leerbewijzen",
    "zoek_begeleider": "zoek_begeleider",
}
"""Intent -> the sentence that answers it."""

OF_SUPPORT = signal("land", "over_steun")
"""A country can be named for any reason; its support for learners is told when that is asked."""
COUNTRIES = cue("andere_landen")
ORDERS_TO_US = "opdrachten"
"""The topic of who wants to make the assistant something else; what stands in it is no fact."""
MONEY_WORRIES = "geldzorgen"
"""The topic of who cannot pay for food or rent: no word then of cheques for a course."""


def _pointer(key: str) -> Handler:
    def handler(turn: Turn) -> None:
        learn(turn)
        turn.say(key)
        offer_to_begin(turn)

    return handler


def make_code(turn: Turn) -> None:
    """Where the code for a counsellor is made, and how long it works."""
    learn(turn)
    turn.say("code_maken")
    if turn.setting.code_days is not None:
        turn.say("code_termijn", dagen=turn.setting.code_days)
    offer_to_begin(turn)


def goodbye(turn: Turn) -> None:
    """The talk ends; nothing more is asked."""
    turn.say("afscheid")
    turn.end()


def out_of_scope(turn: Turn) -> None:
    """Something else: who does handle it, when the topic is known; else what the assistant is for."""
    if MONEY_WORRIES in turn.said.reading.topics:
        care.without_barrier(turn)
    if ORDERS_TO_US not in turn.said.reading.topics:
        learn(turn)
    elsewhere = referral(turn.said.reading.topics)
    if elsewhere is None:
        turn.say("buiten_bereik")
    else:
        turn.reply.say(f"{elsewhere} {turn.text('wel_bereik')}")
    offer_to_begin(turn)


def learning_account(turn: Turn) -> None:
    """What a learning account is, and what somebody would get in the country that is named."""
    learn(turn)
    reading = turn.said.reading
    chosen = measures_of(turn.knowledge, reading.plain)
    if chosen:
        for answer in abroad(turn.knowledge, chosen, turn.facts(), turn.setting.on):
            turn.reply.say(answer)
    elif COUNTRIES.search(reading.plain):
        turn.reply.say(f"{turn.text('leerrekening_elders')}\n{abroad_in_short(turn.knowledge)}")
    else:
        turn.say("leerrekening")
    offer_to_begin(turn)


def or_abroad(handler: Handler) -> Handler:
    """The handler, unless the question is what somebody would get in another country."""

    def chosen(turn: Turn) -> None:
        reading = turn.said.reading
        told = {"werkgewest", "woongewest"} & (reading.profiel.keys() | reading.supposed.keys())
        elsewhere = not told and measures_of(turn.knowledge, reading.plain)
        if elsewhere and turn.said.intent == "buiten_bereik":
            elsewhere = elsewhere if OF_SUPPORT.search(reading.plain) else []
        (learning_account if elsewhere else handler)(turn)

    return chosen


def offer_to_begin(turn: Turn) -> None:
    """When nothing is open: what somebody can do here, and no question of our own."""
    if turn.talk.pending is None and not turn.learned:
        if not turn.talk.progress.gevraagd:
            turn.reply.bubbles[-1].options.extend([command("begin"), command("mens")])
        turn.end()


def for_another(turn: Turn) -> None:
    """Support for somebody of the family: what is said here is about who speaks."""
    turn.say("voor_ander", command("mens"), command("buurt"))
    turn.end()


def other_language(turn: Turn) -> None:
    """One sentence in that language and a pointer."""
    language = turn.said.reading.language
    turn.say(f"andere_taal.{language if has_text(f'andere_taal.{language}') else 'andere'}", command("mens"))
    if turn.talk.pending in (None, PURPOSE):
        turn.end()


HANDLERS: Mapping[str, Handler] = {
    **{intent: _pointer(key) for intent, key in SENTENCES.items()},
    CODE_INTENT: make_code,
    "voor_ander": for_another,
    "afscheid": goodbye,
    "andere_taal": other_language,
    "vraag_leerrekening": learning_account,
    "buiten_bereik": out_of_scope,
}
