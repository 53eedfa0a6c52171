"""Steering the talk: begin, repeat, explain, skip, go back, stop, start again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions.handlers.measures import why_not
from actions.learning import learn
from actions.reply import command, yes_no
from actions.staff import WORKER
from actions.state import MAX_QUESTIONS
from actions.turn import Handler, Turn
from actions.worker import answer_for

IN_DATABASE = "in_opleidingsdatabank"
"""Who does not know the answer to this can look for the course together with the assistant."""
REFUSED = "geen_recht"
KIND = "soort"
"""Who does not know this has not chosen a course yet."""


def greet(turn: Turn) -> None:
    """A greeting; while a question is open it comes back."""
    learn(turn)
    if turn.talk.pending is None and not turn.learned:
        if turn.for_counsellor:
            turn.say("begeleider.begroeting")
        else:
            turn.say("begroeting", command("begin"), command("mens"))
        turn.end()


def rights(turn: Turn) -> None:
    """What am I entitled to: begin to ask, or show what is known so far."""
    learn(turn)
    progress = turn.talk.progress
    progress.pauze = False
    if progress.medewerker and WORKER.search(turn.said.reading.plain):
        if not turn.heard:
            answer_for(turn, {})
        return
    if progress.gevraagd and not turn.learned:
        turn.show_overview(
            provisional=progress.overzicht_getoond != "definitief" and turn.question() is not None
        )
    else:
        progress.gestopt = False
        if not progress.gevraagd:
            turn.say("start_vragen")


def not_known(turn: Turn) -> None:
    """The person does not know: leave the field unknown and go on."""
    asked = turn.talk.pending
    together = asked == IN_DATABASE and turn.for_citizen
    choosing = asked == KIND and turn.for_citizen and not turn.course_known
    _leave_open(
        turn, "weet_niet_databank" if together else "weet_niet_opleiding" if choosing else "weet_niet_ok"
    )
    if together or choosing:
        turn.reply.bubbles[-1].options.append(command("zoek"))


def skip(turn: Turn) -> None:
    """The person does not want to answer."""
    _leave_open(turn, "overgeslagen")


def back(turn: Turn) -> None:
    """One question back: what its answer changed is undone, unless corrected since, and it is asked again."""
    history = turn.talk.progress.geschiedenis
    if not history:
        turn.say("geen_vorige")
        return
    last = history.pop()
    _undo(turn, last["was"], last["werd"])
    progress, veld = turn.talk.progress, last["veld"]
    progress.overgeslagen = [v for v in progress.overgeslagen if v != veld]
    progress.pogingen[veld] = max(0, progress.pogingen.get(veld, 1) - 1)
    turn.say("vorige_vraag")
    turn.ask(turn.knowledge.question(turn.knowledge.vocabulary.locate(veld)))


def _undo(turn: Turn, was: Mapping[str, Any], became: Mapping[str, Any]) -> None:
    current = turn.talk.facts
    for veld, value in was.items():
        if current.get(veld) != became[veld]:
            continue
        group = turn.talk.group_of(turn.knowledge.vocabulary.field(veld).section == "opleiding")
        group.pop(veld, None)
        if value is not None:
            group[veld] = value


def start_again(turn: Turn) -> None:
    """Wipe the facts of this talk, after a yes; where nothing was said yet, begin."""
    if not turn.talk.facts and not turn.talk.progress.gevraagd:
        turn.say("start_vragen")
        return
    turn.say("zeker_opnieuw", *yes_no())
    turn.wait_for("opnieuw")


def stop(turn: Turn) -> None:
    """No more questions, nothing lost."""
    turn.talk.progress.gestopt = True
    turn.talk.pending = None
    turn.say("gestopt", command("overzicht"), command("verder"))
    turn.end()


def repeat(turn: Turn) -> None:
    """Say the question again, in full."""
    question = turn.open_question()
    if question is None:
        turn.say("herhaal_niets", command("begin"), command("overzicht"))
        turn.end()
    else:
        turn.put(question, turn.wording(question))


def why(turn: Turn) -> None:
    """Why a question is asked: its reason, and the conditions that still wait for it."""
    question = turn.open_question()
    learn(turn)
    if question is None and _refused(turn):
        why_not(turn)
        return
    if question is None:
        turn.say("waarom_geen_vraag")
        turn.end()
        return
    keys = {question.veld, *question.beantwoordt}
    waiting = [
        result.measure.naam
        for result in turn.assess().results
        if result.status == "mogelijk" and keys & set(result.missing)
    ]
    reason = question.said_to(turn.for_employer).waarom
    if waiting:
        reason = f"{reason} Ik heb het nodig voor: {', '.join(waiting)}."
    turn.reply.say(reason)


def _refused(turn: Turn) -> bool:
    """Whether the turn before told of a measure that somebody does not get: "waarom?" is about that."""
    told = turn.talk.progress.verteld
    return told in turn.knowledge.measures and turn.judge(turn.facts(), [told]).results[0].status == REFUSED


def help_(turn: Turn) -> None:
    """What can you do."""
    turn.say("help", max_vragen=MAX_QUESTIONS)
    if turn.talk.pending is None:
        turn.reply.bubbles[-1].options.extend([command("begin"), command("mens")])
        turn.end()


def _leave_open(turn: Turn, key: str) -> None:
    veld = turn.talk.pending
    if veld is None:
        turn.say("begrepen", command("verder"), command("overzicht"), command("mens"))
        turn.end()
        return
    turn.talk.remember(veld)
    turn.talk.progress.overgeslagen.append(veld)
    turn.talk.progress.misverstanden = 0
    turn.talk.pending = None
    turn.say(key)


HANDLERS: Mapping[str, Handler] = {
    "groet": greet,
    "vraag_rechten": rights,
    "weet_niet": not_known,
    "sla_over": skip,
    "vorige_vraag": back,
    "opnieuw_beginnen": start_again,
    "stop": stop,
    "herhaal": repeat,
    "waarom_vraag": why,
    "help": help_,
}
