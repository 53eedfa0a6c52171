"""Somebody tells something: facts, corrections, a yes or no, a what-if, a barrier."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from actions.handlers import breaks, occupations
from actions.handlers.account import say_left
from actions.handlers.measures import named_measures
from actions.handlers.misunderstanding import misunderstood
from actions.learning import learn
from actions.motives import BARRIER, address
from actions.overview import offer_next_steps
from actions.phrases import WAGE, WAGE_INTENT
from actions.reply import Option, command
from actions.supposing import WORK_TIME
from actions.texts import button
from actions.turn import Handler, Turn, go_on
from actions.worker import COMMITTEE, tell_fund
from knowledge import Assessment
from knowledge.answers import conditions, differences, say_facts, unsure
from knowledge.taal import shared_reader
from knowledge.taal.signals import signal

REGION, REGIONS = signal("begrip", "gewest"), ("werkgewest", "woongewest")
NO, SAYS_NO = (
    signal("begrip", "begint_met_nee"),
    frozenset({"ontken", "geef_info", "nlu_fallback", "buiten_bereik"}),
)
SHORT_REGION = 7
"""In more words than this a region is said in passing."""
GROSS, NET = "bruto", "netto"
MOST_CHANGED = 5
"""Measures of which a supposition tells what changes; a counsellor hears them all."""
PRICE = "directe_kost"
SUPPOSES, GOES_TO_WORK, AMOUNT = (
    signal("begrip", name) for name in ("veronderstelt", "gaat_werken", "geldbedrag")
)
OWN_WORK, WISHED_WORK = signal("werk", "als"), signal("beroep", "later")


def tell(turn: Turn) -> None:
    """Facts, as an answer or by themselves."""
    open_before = turn.talk.pending
    learn(turn)
    told = turn.said.reading.profiel or turn.said.reading.opleiding
    occupation = _note_work(turn)
    if not turn.learned and not turn.said.reading.out_of_range and occupation and not told:
        turn.say("beroep_onthouden", beroep=occupation)
        return
    if COMMITTEE in turn.learned:
        tell_fund(turn)
    if "titel" in turn.learned and turn.for_employer and turn.reply.bubbles:
        turn.reply.bubbles[-1].options.append(command("zoek"))
    if breaks.wished_in_passing(turn):
        breaks.offer(turn)
        return
    if not turn.learned and not turn.said.reading.out_of_range:
        if turn.heard:
            return
        if told:
            turn.say("wist_ik_al")
            if turn.talk.pending is None and turn.talk.progress.gestopt:
                offer_next_steps(turn)
        elif open_before is None and not (turn.talk.progress.gevraagd or turn.talk.progress.gestopt):
            turn.say("start_vragen")
        elif turn.talk.progress.gestopt or (open_before is not None and turn.talk.pending == open_before):
            misunderstood(turn)
    elif open_before in turn.knowledge.used_fields and turn.talk.progress.overzicht_getoond == "definitief":
        say_left(turn)
        turn.end()
    elif turn.talk.progress.overzicht_getoond == "definitief" and not turn.for_counsellor:
        turn.say("overzicht_nieuw", command("overzicht"), command("verder"))
        turn.end()


def _note_work(turn: Turn) -> str:
    """The occupation that somebody says they have, kept for the competence check; its name."""
    named = [entity for entity in turn.said.reading.entities if entity.entiteit == "beroep"]
    if not named or not turn.for_citizen:
        return ""
    if WISHED_WORK.search(turn.said.reading.plain) and len(named) == 1:
        wished = occupations.named(turn)
        if wished is not None:
            occupations.career(turn)["gewenst"] = occupations.career(turn)["beroep"] = wished.id
        return ""
    if not OWN_WORK.search(turn.said.reading.plain):
        return ""
    occupation = occupations.named(turn)
    if occupation is None:
        return ""
    occupations.career(turn).setdefault("huidig", occupation.id)
    return occupation.name.lower()


# ------------------------------------------------------------------ a wage, of which kind is not said
def wage(turn: Turn) -> None:
    """A wage without "bruto" or "netto": which of the two it is, is asked before it is kept."""
    learn(turn)
    amount = WAGE.search(turn.said.reading.plain)
    if amount is None or not turn.for_citizen:
        return
    turn.say(
        "loon_welk", Option(button("bruto"), GROSS), Option(button("netto"), NET), bedrag=amount["bedrag"]
    )
    turn.wait_for("loon", bedrag=float(amount["bedrag"]))


def take_wage(turn: Turn) -> bool:
    """The answer to `wage`: a gross wage is kept, a net one is not."""
    said = turn.said.button or turn.said.text.lower()
    if GROSS in said:
        told = {"brutomaandloon": (turn.talk.progress.wacht or {})["bedrag"]}
        turn.said = replace(turn.said, reading=replace(turn.said.reading, profiel=told), button=None)
        learn(turn)
    elif NET in said:
        turn.say("loon_netto")
    else:
        return False
    return True


def name_region(turn: Turn) -> None:
    """A region by itself ("nee, in Vlaanderen") puts right where somebody works, or else lives."""
    reading = turn.said.reading
    if turn.said.intent != "corrigeer" and not (turn.said.intent in SAYS_NO and NO.search(reading.plain)):
        return
    named = {match[0] for match in REGION.finditer(reading.plain)}
    veld = next((veld for veld in REGIONS if veld in turn.talk.profiel), None)
    if veld is None or len(named) != 1 or reading.profiel or len(reading.plain.split()) > SHORT_REGION:
        return
    told = shared_reader().read(named.pop(), veld, turn.setting.on).profiel
    if veld in told:
        reading = replace(reading, profiel={veld: told[veld]})
        turn.said = replace(turn.said, intent="corrigeer", certainty=1.0, reading=reading)


def correct(turn: Turn) -> None:
    """A correction; without the new value, ask for it."""
    learn(turn)
    reading = turn.said.reading
    if turn.learned or reading.withdrawn or occupations.instead(turn):
        return
    if reading.profiel or reading.opleiding:
        turn.say("staat_zo", feiten=say_facts(turn.knowledge, {**reading.profiel, **reading.opleiding}))
    else:
        turn.say("corrigeer_wat")
        if turn.talk.pending is None:
            turn.end()


def suppose(turn: Turn) -> None:
    """What if: the answer for other facts, while the real ones stay."""
    if turn.said.reading.if_so and turn.said.reading.supposed:
        learn(turn)  # what is told beside the case that is asked about
    supposed = turn.said.reading.supposed or _as_if_told(turn)
    if not supposed and breaks.wished_in_passing(turn):
        breaks.offer(turn)
        return
    if not supposed:
        turn.say("wat_als_niets")
        return
    facts = turn.facts()
    if WORK_TIME & supposed.keys():
        for veld in WORK_TIME - supposed.keys():
            facts = facts.without(veld)  # 38 hours do not go with half-time
    for veld, value in supposed.items():
        facts = facts.with_(turn.knowledge.vocabulary.locate(veld), value)
    turn.say("wat_als_inleiding", feiten=say_facts(turn.knowledge, supposed))
    named = [] if turn.for_employer else named_measures(turn)
    relevant = dict.fromkeys((*named, *turn.planned(), *turn.planned(facts), *turn.shown()))
    before, after = (turn.judge(known, tuple(relevant)) for known in (turn.facts(), facts))
    keys = [turn.knowledge.vocabulary.locate(veld) for veld in supposed]
    changed = differences(before, after, all_statuses=True)
    rest = (_planned(turn, before), _planned(turn, after))
    changed += unsure(*rest, keys, brief=not turn.for_counsellor)
    if changed:
        shown = changed if turn.for_counsellor else changed[:MOST_CHANGED]
        more = [turn.text("wat_als_meer", aantal=len(changed) - len(shown))] if changed[len(shown) :] else []
        turn.reply.say("\n".join([*(f"- {line}" for line in shown), *more]))
    silent = [
        result
        for result in after.results
        if result.measure.id in named and not any(x.startswith(f"{result.measure.naam}:") for x in changed)
    ]
    for result in silent:  # asked for by name, and nothing was said of it
        turn.reply.say(conditions(turn.knowledge, result), topic=result.measure.id)
    if not changed and not silent and not _cannot_tell(turn, after, turn.planned(facts)):
        turn.say("wat_als_gelijk")


def _planned(turn: Turn, judged: Assessment) -> Assessment:
    """The measures that the questions settle: of the others nobody waits to hear that they may change."""
    planned = turn.planned()
    return Assessment(judged.on, tuple(r for r in judged.results if r.measure.id in planned))


def _as_if_told(turn: Turn) -> dict[str, Any]:
    """What a supposition says when it is read as if it were told: "en als het 900 euro was?"."""
    plain = turn.said.reading.plain
    rest = SUPPOSES.sub("", plain).strip(" ?.!")
    if rest == plain.strip(" ?.!"):
        return {}
    rest = GOES_TO_WORK.sub("werk", rest)
    asked = PRICE if AMOUNT.search(rest) else None
    reading = shared_reader().read(rest, asked, turn.setting.on)
    return {**reading.profiel, **reading.opleiding}


def _cannot_tell(turn: Turn, after: Assessment, planned: Collection[str]) -> bool:
    """Nothing moves because too little is known: say so, and ask what decides most."""
    asked_of = [result for result in after.results if result.measure.id in planned]
    open_ones = [result for result in asked_of if result.status == "mogelijk"]
    if not open_ones or any(result.status == "recht" for result in asked_of):
        return False
    asked = turn.question([result.measure.id for result in open_ones if result.missing])
    if asked is None:
        turn.say("wat_als_regels")
    else:
        turn.talk.pending = None
        turn.say("wat_als_onbekend")
        turn.ask(asked)
    return True


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
    WAGE_INTENT: wage,
    "geef_info": tell,
    "corrigeer": correct,
    "wat_als": suppose,
    "uit_drempel": barrier,
    "bevestig": yes,
    "ontken": no,
}
