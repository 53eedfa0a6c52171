"""Questions about a measure, answered from its data for this person and this date."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from actions.handlers.misunderstanding import misunderstood
from actions.learning import learn
from actions.overview import offer_next_steps
from actions.phrases import WHY_NOT_INTENT
from actions.reply import Option, command
from actions.staff import WORKER
from actions.turn import Handler, Turn
from actions.understanding import SOURCE_INTENT
from actions.worker import answer_for, line_about, tell_fund
from knowledge import Assessment, Measure, MeasureResult, answers
from knowledge.measures import OF_SECTOR, SETS_PRICE
from knowledge.nearest import nearest_change
from knowledge.packages import is_beside, packages
from knowledge.taal import shared_reader
from knowledge.taal.aspects import aspects
from knowledge.taal.cues import cue
from knowledge.taal.signals import signal

MOST_ASPECTS = 3
"""Questions about one measure that are answered in one turn; one less for who is no counsellor."""
MOST_OFFERED = 5
MOST_TOGETHER = 4
MOST_IN_SHORT = 4
"""Measures of which each gets a line when a question names none."""
MOST_REASONS = 3
OF_APPLYING = ("vraag_aanvragen", "vraag_deadline")
"""Questions of which the answer would mislead who has no right."""
MOST_BOTH = 2
"""Measures that are told of when somebody wants all that were offered."""
MOST_BESIDE = 2
"""Measures that are described side by side."""
KIND = "soort"
PAY = "loon"
"""The subject of which the measures are a leave."""
LEAVE_HOURS, BETTER = signal("begrip", "uren_verlof"), signal("begrip", "beter")
LEAVE, BOTH = signal("begrip", "verlof"), signal("begrip", "allebei")
TOGETHER = "vraag_combineren"


def _asked(turn: Turn) -> list[str]:
    """The ids of the measures that the message names."""
    named = [e for e in turn.said.reading.entities if e.entiteit == "maatregel"]
    return list(dict.fromkeys(str(e.waarde) for e in sorted(named, key=lambda e: e.start)))


def named_measures(turn: Turn) -> list[str]:
    """The ids of the measures that the message names and of which there are data."""
    return [measure_id for measure_id in _asked(turn) if measure_id in turn.knowledge.measures]


def measures_spoken_of(turn: Turn) -> list[str]:
    """The ids of the measures that the message names, else of the one last spoken of; each has data."""
    last = turn.last_spoken_of
    return named_measures(turn) or ([] if last is None else [last])


def _measure(turn: Turn) -> str | None:
    """The measure the question is about: named now, or the last one spoken of."""
    named, last = _asked(turn), turn.talk.progress.laatste_maatregel
    leave = turn.knowledge.subjects[PAY].measures
    if not named and last not in leave and LEAVE_HOURS.search(turn.said.reading.plain):
        return next((name for name in leave if name in turn.planned()), leave[0])
    return named[0] if named else last


def price_setter(turn: Turn) -> str | None:
    """The measure that sets the price of the kind of course that the message names, Dutch lessons for one."""
    if KIND not in turn.said.reading.opleiding:
        return None
    results = turn.judge(turn.facts(), turn.knowledge.having(SETS_PRICE)).results
    return next((result.measure.id for result in results if result.status in ("recht", "mogelijk")), None)


def _about(intent: str) -> Handler:
    """A handler that finds the measure, judges it, and answers this and what else was asked."""

    def handler(turn: Turn) -> None:
        learn(turn)
        measure_id = price_setter(turn) if intent == "vraag_bedrag" and not _asked(turn) else None
        measure_id = measure_id or _measure(turn)
        together = turn.talk.progress.laatste_samen
        if together and not _asked(turn) and BOTH.search(turn.said.reading.plain):
            for result in turn.judge(turn.facts(), together).results:
                _answer(turn, intent, result)
            then(turn)
        elif measure_id is None:
            _which(turn, intent)
        elif measure_id not in turn.knowledge.measures:
            turn.say("maatregel_onbekend")
        elif intent == "vraag_maatregel" and len(named_measures(turn)) > 1:
            _side_by_side(turn, named_measures(turn)[:MOST_BESIDE])
            then(turn)
        else:
            _one(turn, intent, measure_id)
            then(turn)

    return handler


def _one(turn: Turn, intent: str, measure_id: str) -> None:
    """Answer about this measure; who has no right hears that and why when they ask how to apply."""
    turn.talk.progress.laatste_maatregel = measure_id
    result = turn.knowledge.assess(turn.facts(), turn.setting.on, [measure_id]).results[0]
    _answer(turn, intent, result)
    if intent in OF_APPLYING and result.status == "geen_recht" and not turn.for_employer:
        turn.say("aanvragen_geen_recht", reden=answers.decisive(result).text)


def answer_each(turn: Turn, intent: str, offered: Sequence[str]) -> None:
    """Somebody wants all that were offered: the first ones are answered, the others named."""
    learn(turn)
    for measure_id in offered[:MOST_BOTH]:
        _one(turn, intent, measure_id)
    others = [turn.knowledge.measures[measure_id].naam for measure_id in offered[MOST_BOTH:]]
    if others:
        turn.say("maatregelen_later", namen=", ".join(others))
    then(turn)


def _side_by_side(turn: Turn, named: Sequence[str]) -> None:
    """What each of them is, then whether they go together."""
    results = turn.knowledge.assess(turn.facts(), turn.setting.on, named).results
    by_id = {result.measure.id: result for result in results}
    for name in named:
        turn.reply.say(answers.what_is(turn.knowledge, by_id[name]), topic=name)
    first, *others = named
    turn.reply.say(answers.combinations(turn.knowledge, turn.knowledge.measures[first], others))
    if BETTER.search(turn.said.reading.plain):
        turn.say("wat_beter")


def _answer(turn: Turn, intent: str, result: MeasureResult) -> None:
    """Answer every question of the message about this measure; to an employer as to an employer."""
    if OF_SECTOR in result.measure.traits and tell_fund(turn):
        return
    if intent == TOGETHER and len(named_measures(turn)) > 1:
        _combine(turn, result)
        return
    if turn.for_employer and answers.is_for_staff(turn.knowledge, result):
        told = answers.told_to_employer(turn.knowledge, result, turn.facts())
        about_worker = line_about(turn, result.measure.id)
        turn.reply.say("\n".join(filter(None, [told, about_worker])), topic=result.measure.id)
        return
    asked = [intent, *(also for also in aspects(turn.said.reading.plain) if also != intent)]
    for which in asked[: MOST_ASPECTS if turn.for_counsellor else MOST_ASPECTS - 1]:
        ANSWERS[which](turn, result)


def _which(turn: Turn, intent: str) -> None:
    """No measure named: while facts were told or a question is open the talk goes on, else ask which one."""
    if turn.learned:
        return
    if turn.talk.progress.medewerker and WORKER.search(turn.said.reading.plain):
        answer_for(turn, {})
        return
    likely = _likeliest(turn)
    if turn.talk.facts and len(likely) == 1:
        turn.talk.progress.laatste_maatregel = likely[0].id
        HANDLERS[intent](turn)
        return
    if turn.talk.facts and intent in answers.IN_SHORT and 1 < len(likely) <= MOST_IN_SHORT:
        _in_short(turn, intent, likely)
        return
    turn.say("welke_maatregel", *(Option(measure.naam, measure.id) for measure in likely))
    turn.wait_for("maatregel", intent=intent)


def _in_short(turn: Turn, intent: str, likely: Sequence[Measure]) -> None:
    """A line of each of the few that it can be about, rather than asking which one."""
    results = turn.judge(turn.facts(), [measure.id for measure in likely]).results
    lines = [answers.in_short(turn.knowledge, result, intent) for result in results]
    turn.reply.say("\n".join(lines), *(Option(measure.naam, measure.id) for measure in likely))


def _likeliest(turn: Turn) -> list[Measure]:
    """The measures that a question without a name is probably about: those that are not refused, if any."""
    results = turn.assess().results
    likely = [result for result in results if result.status in ("recht", "mogelijk")]
    return [result.measure for result in (likely or results)[:MOST_OFFERED]]


def then(turn: Turn) -> None:
    """After an answer: back to the open question, or an offer to find out for this person."""
    if turn.talk.pending is None and not turn.learned and not turn.talk.progress.gevraagd:
        turn.say("persoonlijk", command("mijn_rechten"), command("mens"))
        turn.end()


def _say(compose: Callable[[Turn, MeasureResult], str]) -> Callable[[Turn, MeasureResult], None]:
    def say(turn: Turn, result: MeasureResult) -> None:
        turn.reply.say(compose(turn, result), topic=result.measure.id)

    return say


def _conditions(turn: Turn, result: MeasureResult) -> None:
    """Every condition; for what is refused what there is instead, and the nearest way to it."""
    said = answers.conditions(turn.knowledge, result)
    turn.reply.say(said, *_instead(turn, result, said), topic=result.measure.id)
    _nearest(turn, result)


def why_not(turn: Turn) -> None:
    """Only the reason: of the measure last spoken of, else of what is refused now."""
    learn(turn)
    spoken = measures_spoken_of(turn)
    leave = turn.knowledge.subjects[PAY].measures
    if not spoken and LEAVE.search(turn.said.reading.plain):
        spoken = [name for name in turn.planned() if name in leave]
    results = turn.judge(turn.facts(), spoken or turn.planned()).results
    of_staff = [r for r in results if turn.for_employer and answers.is_for_staff(turn.knowledge, r)]
    refused = [result for result in results if result.status == "geen_recht" and result not in of_staff]
    if spoken and of_staff:
        for result in results[:MOST_REASONS]:
            turn.talk.progress.laatste_maatregel = result.measure.id
            _answer(turn, "vraag_voorwaarden", result)
        then(turn)
    elif turn.talk.facts and refused:
        chosen = refused[:MOST_REASONS]
        reasons = {result.measure.naam: answers.decisive(result).text for result in chosen}
        buttons = [o for result in chosen for o in _instead(turn, result, reasons[result.measure.naam])]
        turn.reply.say("\n".join(f"**{name}**: {reason}" for name, reason in reasons.items()), *buttons)
        turn.talk.progress.laatste_maatregel = chosen[0].measure.id
        if len(chosen) == 1:
            _nearest(turn, chosen[0])
        then(turn)
    elif spoken:
        turn.talk.progress.laatste_maatregel = spoken[0]
        ANSWERS["vraag_voorwaarden"](turn, results[0])
        then(turn)
    else:
        HANDLERS["vraag_voorwaarden"](turn)


def _nearest(turn: Turn, result: MeasureResult) -> None:
    """What would turn a refusal into a right."""
    nearest = nearest_change(turn.knowledge, turn.facts(), turn.setting.on, result.measure.id)
    if nearest is not None:
        turn.reply.say(nearest.text, topic=result.measure.id)


def _instead(turn: Turn, result: MeasureResult, said: str) -> list[Option]:
    """Buttons for the other measures that the reason of a refusal names ("daar geldt ...")."""
    if result.status != "geen_recht":
        return []
    named = [e.waarde for e in shared_reader().read(said).entities if e.entiteit == "maatregel"]
    others = dict.fromkeys(str(name) for name in named if name in turn.knowledge.measures)
    return [Option(turn.knowledge.measures[name].naam, name) for name in others if name != result.measure.id]


def best_package(turn: Turn) -> None:
    """What the training really costs this person, with everything that goes together."""
    facts = turn.facts()
    assessment = turn.knowledge.assess(facts, turn.setting.on, turn.knowledge.offered)
    shown = turn.assess_for_overview().results
    relevant = {result.measure.id for result in shown if not is_beside(result.measure)}
    chosen = Assessment(
        assessment.on, tuple(result for result in assessment.results if result.measure.id in relevant)
    )
    for text in answers.package_answer(turn.knowledge, packages(turn.knowledge, chosen, facts), most=1):
        turn.reply.say(text)
    offer_next_steps(turn)
    turn.end()


def _open_besides(turn: Turn, result: MeasureResult) -> list[str]:
    """What this person can (perhaps) have besides, and of which something is known together with this."""
    if not turn.talk.facts:
        return []
    known = result.measure.combinations
    return [
        other.measure.id
        for other in turn.assess_for_overview().results
        if other.status in ("recht", "mogelijk") and other.measure.id in known
    ][:MOST_TOGETHER]


def _combine(turn: Turn, result: MeasureResult) -> None:
    others = [measure_id for measure_id in _asked(turn) if measure_id != result.measure.id]
    if not others and not cue("samen").search(turn.said.reading.plain):
        _conditions(turn, result)
        return
    others = others or _open_besides(turn, result)
    turn.talk.progress.laatste_samen = [result.measure.id, *others][:MOST_BESIDE]
    turn.reply.say(answers.combinations(turn.knowledge, result.measure, others), topic=result.measure.id)


def apply_for_rights(turn: Turn) -> None:
    """How to apply for what the person can get."""
    shown = turn.assess_for_overview().results
    rights = [result for result in shown if result.status in ("recht", "mogelijk")]
    asked_for = turn.planned()
    for result in sorted(rights, key=lambda r: (r.measure.id not in asked_for, r.status != "recht"))[:2]:
        turn.reply.say(answers.how_to_apply(result, turn.setting.on), topic=result.measure.id)
    if not rights:
        misunderstood(turn)
    else:
        offer_next_steps(turn)
    turn.end()


def where_from(turn: Turn) -> None:
    """Where it comes from: the measure last spoken of, or else what somebody can (perhaps) get."""
    last = turn.last_spoken_of
    if last is not None:
        results = list(turn.knowledge.assess(turn.facts(), turn.setting.on, [last]).results)
    elif turn.talk.progress.overzicht_getoond is not None:
        shown = turn.assess_for_overview().results
        results = [result for result in shown if result.status in ("recht", "mogelijk")]
    else:
        results = []
    if results:
        turn.reply.say(answers.how_known(results))
    else:
        turn.say("bron_algemeen")


ANSWERS: Mapping[str, Callable[[Turn, MeasureResult], None]] = {
    "vraag_maatregel": _say(lambda turn, result: answers.what_is(turn.knowledge, result)),
    "vraag_voorwaarden": _conditions,
    "vraag_bedrag": _say(lambda turn, result: answers.how_much(turn.knowledge, result)),
    "vraag_aanvragen": _say(lambda turn, result: answers.how_to_apply(result, turn.setting.on)),
    "vraag_deadline": _say(lambda turn, result: answers.deadline(result, turn.setting.on)),
    TOGETHER: _combine,
}
"""How each question about a measure is answered."""

HANDLERS: Mapping[str, Handler] = {
    **{intent: _about(intent) for intent in ANSWERS},
    SOURCE_INTENT: where_from,
    WHY_NOT_INTENT: why_not,
}
