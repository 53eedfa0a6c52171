"""Somebody does not understand: a word is explained, an answer or a question said otherwise, then a human."""

from __future__ import annotations

from collections.abc import Mapping

from actions.handlers.people import person
from actions.handlers.pointers import offer_to_begin
from actions.learning import learn
from actions.reply import command
from actions.running import NOT_UNDERSTOOD, OVERVIEW
from actions.turn import Handler, Turn
from knowledge import MeasureResult, Question, bare
from knowledge.answers import asked_term, explain_term

MOST_EXPLAINED = 4
"""After so many times in a row it is no matter of one question or word: the ways to people."""
SHORT = 6
"""A text of at most this many words that names a word of the field asks about that word."""
WHAT_IT_IS = "vraag_maatregel"
"""The question of which the answer says already what a measure is."""
POSSIBLE = ("recht", "mogelijk")


def explain(turn: Turn) -> None:
    """Explain a word, else what was told just now, else the open question; never twice in the same words."""
    question, progress = turn.open_question(), turn.talk.progress
    learn(turn)
    found = _word(turn, question)
    if found is not None:
        turn.reply.say(found)
        offer_to_begin(turn)
        return
    progress.onbegrepen += 1
    if progress.onbegrepen > MOST_EXPLAINED:
        _let_rest(turn)
        return
    known = progress.verteld == OVERVIEW or progress.verteld in turn.knowledge.measures
    if progress.onbegrepen == 1 and known:
        _answer_otherwise(turn, progress.verteld)
    elif question is not None:
        _question_otherwise(turn, question)
    elif progress.onbegrepen > 2:
        _let_rest(turn)
    elif progress.onbegrepen > 1:
        turn.say("snap_niet_mens", command("mens"))
        turn.end()
    elif progress.gevraagd:
        turn.say("snap_niet_wat", command("overzicht"), command("mens"))
        turn.end()
    else:
        turn.say("snap_niet_begin", command("begin"), command("mens"))
        turn.end()


def _let_rest(turn: Turn) -> None:
    """No explanation helps: the ways to people, and the next time only an easy way to begin."""
    if turn.talk.progress.onbegrepen % 2:
        person(turn)
    else:
        turn.say("snap_niet_rust", command("begin"), command("mens"))
        turn.end()


def _word(turn: Turn, question: Question | None) -> str | None:
    """The explanation of the word that is asked about."""
    found = asked_term(turn.said.text)
    if found is None and (question is None or len(turn.said.text.split()) <= SHORT):
        found = explain_term(turn.said.text)
    return found


def _question_otherwise(turn: Turn, question: Question) -> None:
    """What the question means; then what it is for, and that not knowing is no harm; then it is let go."""
    if turn.asked_in_vain:
        turn.set_aside()
        turn.reply.bubbles[-1].options.append(command("mens"))
        return
    explained, said = turn.talk.progress.uitgelegd, question.said_to(turn.for_employer)
    veld = bare(question.veld)
    if veld not in explained:
        explained.append(veld)
        turn.reply.say(said.uitleg)
        return
    turn.say("snap_niet_vraag", command("mens"), waarom=said.waarom)


def _answer_otherwise(turn: Turn, told: str) -> None:
    """The answer of the turn before, shorter and from another side."""
    if told == OVERVIEW:
        results, asked = turn.assess_for_overview().results, turn.planned()
        possible = (result for result in results if result.status in POSSIBLE)
        result = min(possible, key=lambda r: (r.measure.id not in asked, r.status != "recht"), default=None)
        known = False
    else:
        result = turn.judge(turn.facts(), [told]).results[0]
        known = turn.talk.progress.laatste_vraag == WHAT_IT_IS
    if result is None:
        turn.say("korter_niets", command("mens"))
    else:
        lead = "korter_eerst" if told == OVERVIEW else "korter"
        what = "" if known else f"{result.measure.wat} "
        outcome = turn.text(f"korter_{result.status}")
        text = turn.text(lead, naam=result.measure.naam, wat=what, uitkomst=outcome, stap=_step(result))
        turn.reply.say(f"{text} {turn.text('snap_niet_woord')}", command("mens"), topic=result.measure.id)
    if turn.talk.pending is None:
        turn.end()


def _step(result: MeasureResult) -> str:
    """The first thing to do for it, when it can be had and that is known."""
    application = result.application
    if result.status not in POSSIBLE or application is None or not application.stappen:
        return ""
    return f" Eerst: {application.stappen[0]}"


HANDLERS: Mapping[str, Handler] = {NOT_UNDERSTOOD: explain}
