"""What somebody who works for this employer can get, with what the employer tells of them.

The facts stay beside the talk's own: the profile is that of the enterprise.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions.turn import Turn
from knowledge import Facts, InvalidFacts
from knowledge.answers import say_facts
from knowledge.assessment import MeasureResult
from knowledge.measures import OF_SECTOR
from knowledge.taal.signals import signal

OF_ENTERPRISE = ("sector", "werkgewest", "paritair_comite", "aantal_werknemers", "ondernemingsgrootte")
"""What the employer told of the enterprise holds for the worker too."""
SITUATION = {"statuut": "werknemer"}
COMMITTEE = "paritair_comite"
MOST_LINES, MOST_MISSING = 5, 2
SAME_PERSON = signal("personeel", "dezelfde")
"""Who is spoken of as "hij" or "zij" is the person of just now."""


def answer_for(turn: Turn, told: Mapping[str, Any]) -> None:
    """Take what is told of a worker together with what was told of them before, and say what they can get."""
    progress = turn.talk.progress
    before = progress.medewerker
    changes = any(before.get(veld, value) != value for veld, value in told.items())
    another = changes and not _corrects(turn) and not SAME_PERSON.search(turn.said.reading.plain)
    progress.medewerker = dict(told) if another else {**before, **told}
    facts = facts_of(turn)
    if facts is None:
        progress.medewerker = before
        turn.say("personeel_feit")
        return
    lines = [line for line in (_line(turn, result) for result in _results(turn, facts)) if line]
    known = before and not another
    key = "personeel_niets" if not lines else "personeel_verder" if known else "personeel_antwoord"
    told_facts = say_facts(turn.knowledge, progress.medewerker)
    said = turn.text(f"{key}.met_feiten", feiten=told_facts) if told_facts else turn.text(f"{key}.kaal")
    turn.reply.say("\n".join([said, *(f"- {line}" for line in lines[:MOST_LINES])]))


def line_about(turn: Turn, measure: str) -> str:
    """What the worker who was told of gets of one measure; empty when nobody was told of."""
    facts = facts_of(turn) if turn.talk.progress.medewerker else None
    if facts is None:
        return ""
    line = _line(turn, turn.judge(facts, [measure]).results[0], refused=True)
    return turn.text("personeel_een", uitkomst=line)


def facts_of(turn: Turn) -> Facts | None:
    """What is known of the worker; None when it cannot all be true."""
    talk = turn.talk
    shared = {veld: talk.profiel[veld] for veld in OF_ENTERPRISE if veld in talk.profiel}
    try:
        return turn.knowledge.facts({**SITUATION, **shared, **talk.progress.medewerker}, talk.opleiding)
    except InvalidFacts:
        return None


def tell_fund(turn: Turn) -> bool:
    """What the fund of the joint committee gives the employer; False when the committee is not known."""
    funds = turn.knowledge.having(OF_SECTOR)
    if not turn.for_employer or COMMITTEE not in turn.talk.profiel or not funds:
        return False
    for result in turn.judge(turn.facts().with_("statuut", "werkgever"), funds).results:
        lines = result.given or [reason.text for reason in result.reasons[-1:]]
        said = [f"**{result.measure.naam}**", *(f"- {line}" for line in lines)]
        turn.reply.say("\n".join(said), topic=result.measure.id)
    return True


def _corrects(turn: Turn) -> bool:
    return turn.said.intent == "corrigeer" or turn.said.reading.correction


def _results(turn: Turn, facts: Facts) -> list[MeasureResult]:
    """What they surely get before what they perhaps get."""
    found = turn.judge(facts, turn.knowledge.planned_for(facts)).results
    return sorted(found, key=lambda result: result.status != "recht")


def _of_them(label: str) -> str:
    """The label of a field, said of somebody else."""
    return label.replace("bij je werkgever", "bij jou").replace("je ", "die ")


def _line(turn: Turn, result: MeasureResult, *, refused: bool = False) -> str:
    """One measure in a line; empty for one that is refused, unless that was asked."""
    name = result.measure.naam
    if result.status == "recht":
        return turn.text("personeel_ja", naam=name)
    if result.status == "mogelijk":
        fields = turn.knowledge.vocabulary.fields
        missing = [_of_them(fields[key].label) for key in result.missing[:MOST_MISSING]]
        if missing:
            return turn.text("personeel_misschien", naam=name, velden=" en ".join(missing))
        return turn.text("personeel_onzeker", naam=name)
    failed = next((reason.text for reason in result.reasons if reason.value is False), "")
    return turn.text("personeel_nee", naam=name, reden=failed).rstrip() if refused else ""
