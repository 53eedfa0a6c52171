"""Somebody tells something: facts, corrections, a yes or no, a what-if, a barrier."""

from __future__ import annotations

from collections.abc import Mapping

from actions.handlers.account import say_left
from actions.handlers.misunderstanding import misunderstood
from actions.learning import learn
from actions.motives import BARRIER, address
from actions.reply import command
from actions.turn import Handler, Turn, go_on
from knowledge.answers import differences, say_facts
from knowledge.answers.balance import USED


def tell(turn: Turn) -> None:
    """Facts, as an answer or by themselves."""
    open_before = turn.talk.pending
    learn(turn)
    told = turn.said.reading.profiel or turn.said.reading.opleiding
    if not turn.learned and not turn.said.reading.out_of_range:
        if told:
            turn.say("wist_ik_al")
            if turn.talk.pending is None and turn.talk.progress.gestopt:
                turn.offer_next_steps()
        elif open_before is None and not turn.talk.progress.gevraagd:
            turn.say("start_vragen")
        elif turn.talk.progress.gestopt or (open_before is not None and turn.talk.pending == open_before):
            misunderstood(turn)
    elif open_before in USED.values() and turn.talk.progress.overzicht_getoond == "definitief":
        say_left(turn)
        turn.end()
    elif turn.talk.progress.overzicht_getoond == "definitief" and not turn.for_counsellor:
        turn.say("overzicht_nieuw", command("overzicht"), command("verder"))
        turn.end()


def correct(turn: Turn) -> None:
    """A correction; without the new value, ask for it."""
    learn(turn)
    if not turn.learned and not turn.said.reading.withdrawn:
        turn.say("corrigeer_wat")
        if turn.talk.pending is None:
            turn.end()


def suppose(turn: Turn) -> None:
    """What if: the answer for other facts, while the real ones stay."""
    supposed = turn.said.reading.supposed
    if not supposed:
        turn.say("wat_als_niets")
        return
    facts = turn.facts()
    for veld, value in supposed.items():
        facts = facts.with_(turn.knowledge.vocabulary.locate(veld), value)
    turn.say("wat_als_inleiding", feiten=say_facts(turn.knowledge, supposed))
    relevant = dict.fromkeys((*turn.planned(), *turn.planned(facts), *turn.shown()))
    before, after = (turn.judge(known, tuple(relevant)) for known in (turn.facts(), facts))
    changed = differences(before, after, all_statuses=True)
    if changed:
        turn.reply.say("\n".join(f"- {line}" for line in changed))
    else:
        turn.say("wat_als_gelijk")


def barrier(turn: Turn) -> None:
    """A barrier is answered with what addresses it; which one is asked when that was not understood."""
    learn(turn)
    if BARRIER in turn.said.reading.profiel:
        return
    known = turn.talk.profiel.get(BARRIER)
    if known is not None:
        address(turn, str(known))
    elif not turn.learned:
        turn.say("drempel_gehoord")
        if turn.talk.pending is None:
            turn.ask(turn.knowledge.question(BARRIER))


def yes(turn: Turn) -> None:
    """A yes that answers no yes-no question."""
    _agree(turn, True)


def no(turn: Turn) -> None:
    """A no that answers no yes-no question."""
    _agree(turn, False)


def _agree(turn: Turn, agreed: bool) -> None:
    if turn.said.reading.profiel or turn.said.reading.opleiding:
        tell(turn)
    elif turn.talk.pending is not None:
        misunderstood(turn)
    elif not agreed:
        turn.say("begrepen", command("verder"), command("overzicht"), command("mens"))
        turn.end()
    elif turn.talk.progress.overzicht_getoond == "definitief":
        go_on(turn)


HANDLERS: Mapping[str, Handler] = {
    "geef_info": tell,
    "corrigeer": correct,
    "wat_als": suppose,
    "uit_drempel": barrier,
    "bevestig": yes,
    "ontken": no,
}
