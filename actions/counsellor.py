"""The talk with a counsellor: what is filled in, what is still to ask, what is decided; no small talk."""

from __future__ import annotations

from actions.reply import command
from actions.turn import Turn
from knowledge.answers import decided, say_facts, still_to_ask, trace
from knowledge.taal.shorthand import tells_sex

TELLS = ("geef_info", "corrigeer")
"""Intents of a row of shorthand."""


def conclude(turn: Turn) -> None:
    """What follows the answer: for a counsellor the state of the file, for others the next question."""
    if turn.for_counsellor and not turn.done and turn.said.button is None:
        if turn.learned:
            brief(turn)
        elif turn.said.intent in TELLS and turn.said.reading.unread:
            turn.reply.say(_not_read(turn))
    turn.proceed()


def brief(turn: Turn) -> None:
    """After new facts: everything at once, and the one question that decides most."""
    filled = turn.text("begeleider.ingevuld", feiten=say_facts(turn.knowledge, turn.learned))
    # The sex decides nothing and is not kept; that is said, once.
    if not turn.talk.progress.geslacht_gemeld and tells_sex(turn.said.text):
        turn.talk.progress.geslacht_gemeld = True
        filled = f"{filled} {turn.text('begeleider.geslacht')}"
    if turn.said.intent in TELLS and turn.said.reading.unread:
        filled = f"{filled}\n{_not_read(turn)}"
    turn.reply.say(filled)
    state(turn)


def _not_read(turn: Turn) -> str:
    """What of the row was not understood, said back."""
    return turn.text("begeleider.niet_gelezen", woorden="; ".join(turn.said.reading.unread))


def state(turn: Turn) -> None:
    """What is open and what is decided; then the question that decides most, or the overview."""
    question = turn.question()
    if question is None:
        turn.show_overview()
        return
    turn.talk.progress.overzicht_getoond = "voorlopig"
    assessment = turn.assess()
    asked = still_to_ask(turn.knowledge, assessment, turn.facts(), question.veld)
    lines = [turn.text("begeleider.nog_te_vragen", velden="; ".join(asked))]
    settled = decided(assessment)
    if settled:
        lines += [turn.text("begeleider.nu_al"), *(f"- {line}" for line in settled)]
    turn.reply.say("\n".join(lines), command("spoor"))
    turn.ask(question)


def show_trace(turn: Turn) -> None:
    """Every condition of every measure that matters, with its outcome, its reason and since when it holds."""
    results = turn.assess_for_overview()
    turn.reply.say(turn.text("begeleider.spoor"), cards=trace(results))
    question = turn.open_question()
    if question is not None:
        turn.put(question, turn.wording(question))
    turn.end()
