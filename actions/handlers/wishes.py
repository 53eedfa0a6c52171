"""A wish in a few words: work without nights, or a trade by its bare name that nothing else was read in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from actions.bare_wish import BARE_WISH_INTENT
from actions.handlers import courses, occupations
from actions.learning import learn
from actions.meanings import WORK_WISH_INTENT
from actions.reply import command, yes_no
from actions.turn import Handler, Turn
from knowledge.occupations.other_work import wishes_in
from knowledge.occupations.search import shared_occupations

TITLE, SCHEDULE = "titel", "uurrooster"
WISH = "kale_wens"
"""What waits for a yes: whether a bare word is what somebody wants to learn."""


def work_wish(turn: Turn) -> None:
    """No nights any more, or no lifting: kept for who looks for other work; the own employer comes first."""
    if occupations.career(turn).get("getoond") and not turn.talk.progress.gevonden:
        occupations.other_work(turn)
        return
    own, state = shared_occupations().own, occupations.career(turn)
    named = wishes_in(own, turn.said.text)
    refused = named.unwanted or named.wanted  # "de nachten beu" refuses without a no
    if not refused:
        occupations.other_work(turn)
        return
    _leave_out_hours(turn)
    learn(turn)
    before = state.get("wensen") or {}
    state["wensen"] = {
        "wel": sorted({*(before.get("wel") or ())} - refused),
        "niet": sorted({*(before.get("niet") or ()), *refused}),
    }
    said = ", ".join(own.conditions[name].short for name in sorted(refused))
    turn.say("werkwens", command("ander"), command("check"), command("mens"), wens=said)
    if turn.talk.pending is None:
        turn.end()


def _leave_out_hours(turn: Turn) -> None:
    """Who wants no shifts any more works in them still: that tells no fixed hours."""
    reading = turn.said.reading
    told = {veld: value for veld, value in reading.profiel.items() if veld != SCHEDULE}
    turn.said = replace(turn.said, reading=replace(reading, profiel=told))


def bare_wish(turn: Turn) -> None:
    """A word or two that may be what somebody wants to learn: ask."""
    words = turn.said.text.strip(" .!,")
    turn.say("kale_wens", *yes_no("ja_zoek", "nee"), command("mens"), wat=words)
    turn.wait_for(WISH, wat=words)


def take_wish(turn: Turn, agreed: bool) -> None:
    """It is what somebody wants to learn: look for it; else ask for other words."""
    words = str((turn.talk.progress.wacht or {})["wat"])
    if not agreed:
        turn.say("kale_wens_niet")
        return
    reading = replace(turn.said.reading, profiel={}, opleiding={TITLE: words})
    turn.said = replace(turn.said, text=words, reading=reading, button=None, intent="zoek_opleiding")
    courses.search(turn)


HANDLERS: Mapping[str, Handler] = {WORK_WISH_INTENT: work_wish, BARE_WISH_INTENT: bare_wish}
