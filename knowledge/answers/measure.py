"""Answers about one measure, for this person and this date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from ..assessment import MeasureResult, Reason
from ..dated import NOT_OFFICIAL, WARNING
from ..formatting import dutch_date
from ..knowledge import Knowledge
from ..measures import Measure
from ..relations import NO, UNKNOWN, YES, Combination
from .benefits import benefit_phrases, phrase

MARKS = {"voldaan": "In orde", "niet_voldaan": "Niet in orde", "onbekend": "Nog niet geweten"}
MAX_STEPS = 4
MOST_OTHERS = 4
COMBINES = {
    YES: "{een} en {ander}: dat mag samen{ook}.",
    NO: "{een} en {ander}: dat mag niet samen.",
    UNKNOWN: "{een} en {ander}: of dat samen mag, heb ik niet gevonden. Vraag het na.",
}
COMPARED = {
    "recht": "{naam}: als je daar woonde en werkte, dan zou je dit krijgen. Hier is het geen recht.",
    "mogelijk": "{naam}: of je dit daar zou krijgen, weet ik nog niet. Hier is het geen recht.",
    "geen_recht": "{naam}: ook als je daar woonde en werkte, kreeg je dit niet.",
    "buiten_periode": "{naam} bestaat op die datum niet.",
}
"""How the conditions of another country's support are introduced."""
HEADINGS = {
    "recht": "Ja, je voldoet aan de voorwaarden voor {naam}.",
    "mogelijk": "Misschien. Voor {naam} weet ik nog niet alles.",
    "geen_recht": "Nee, met wat ik nu weet krijg je dit niet: {naam}.",
    "buiten_periode": "{naam} bestaat op die datum niet.",
}
ONLY_IF = "{naam} krijg je alleen als {als}. Of dat zo is, weet ik niet."
MOST_OPEN, MOST_CONDITIONS = 2, 4
ALL_ELSE = "- In orde: de rest van wat je vertelde."
LAW_UNKNOWN = "De regels voor deze periode kon ik niet bevestigen. Vraag het na."
IN_SHORT = ("vraag_bedrag", "vraag_deadline")
"""The questions that one line can answer."""
AMOUNT_UNKNOWN = "hoeveel het nu is, kon ik niet bevestigen. Vraag het na."
PERHAPS = "Of jij dit krijgt, weet ik nog niet zeker."
TOGETHER = "Dat mag samen."
"""A note that says no more than the sentence before it."""


def what_is(knowledge: Knowledge, result: MeasureResult) -> str:
    """What the measure is, for whom, and what it comes to for this person."""
    measure = result.measure
    lines = [f"**{measure.naam}**: {measure.wat} {measure.voor_wie}"]
    if result.status == "buiten_periode":
        lines.append(_not_then(result))
    elif not measure.comparison:
        lines += for_you(knowledge, result)
    return "\n".join(lines)


def for_you(knowledge: Knowledge, result: MeasureResult) -> list[str]:
    """What it comes to: a right and what it gives, what is still open, or the one reason why not."""
    if all(value is None for reason in result.reasons for value in reason.facts.values()):
        return []
    if result.status == "recht":
        gives = ", ".join(benefit_phrases(result, brief=True, known_only=True))
        if result.only_if:
            return [f"**Voor jou**: alleen als {result.only_if}{f': {gives}' if gives else ''}."]
        return [f"**Voor jou**: ja, je hebt er recht op{f': {gives}' if gives else ''}."]
    if result.status == "geen_recht":
        return [f"**Voor jou**: nu niet. {decisive(result).text}"]
    return [f"**Voor jou**: misschien. {_still_open(knowledge, result)}"]


def _still_open(knowledge: Knowledge, result: MeasureResult) -> str:
    """The questions that still decide, in short."""
    asked = (knowledge.answered_by[key].kort for key in result.missing if key in knowledge.answered_by)
    questions = list(dict.fromkeys(asked))[:MOST_OPEN]
    return f"Dit telt nog: {' '.join(questions)}" if questions else LAW_UNKNOWN


def decisive(result: MeasureResult) -> Reason:
    """The condition that refuses a measure: the first that surely fails, else the first that fails."""
    failed = [reason for reason in result.reasons if reason.value is False]
    return next((reason for reason in failed if not reason.uncertain), failed[0])


def _not_then(result: MeasureResult) -> str:
    return f"Op {dutch_date(result.on)} bestaat dit niet. {result.measure.period.toelichting}".strip()


def conditions(knowledge: Knowledge, result: MeasureResult) -> str:
    """The outcome and what decides it: the one reason of a refusal, what is open, or all that is met."""
    chosen = (COMPARED if result.measure.comparison else HEADINGS)[result.status]
    if result.only_if:
        chosen = ONLY_IF
    heading = chosen.format(naam=result.measure.naam, als=result.only_if)
    if result.status == "geen_recht":
        return f"{heading}\n- {MARKS['niet_voldaan']}: {decisive(result).text}"
    if result.status == "mogelijk":
        return "\n".join([heading, *_open_lines(knowledge, result)])
    return "\n".join([heading, *(f"- {MARKS[r.outcome]}: {r.text}" for r in result.reasons if r.due.fields)])


def _open_lines(knowledge: Knowledge, result: MeasureResult) -> list[str]:
    """What is not known yet, then in a word that the rest is in order."""
    unknown = [reason for reason in result.reasons if reason.value is None]
    lines = [f"- {MARKS['onbekend']}: {reason.text}" for reason in unknown[:MOST_CONDITIONS]]
    met = [reason for reason in result.reasons if reason.value is True and reason.due.fields]
    if met:
        lines.append(f"- {MARKS['voldaan']}: {met[0].text}" if len(met) == 1 else ALL_ELSE)
    return lines


def how_much(knowledge: Knowledge, result: MeasureResult) -> str:
    """What it gives: for this person when the main benefit is known, else in general."""
    if result.status == "buiten_periode":
        return _not_then(result)
    main = next(iter(result.benefit.values()), None)
    lines: list[str] = []
    notes: list[str] = []
    if main is not None:
        whom = "Als je daar woonde en werkte" if result.measure.comparison else "Voor jou"
        lines = [f"{whom}: {phrase}." for phrase in benefit_phrases(result, known_only=True)]
        notes = _warnings(knowledge, result)
    general = knowledge.on(result.measure.id, result.on).amounts
    if main is None and result.status != "geen_recht":
        lines += [
            f"Voor jou: {phrase(benefit.words, value)}."
            for benefit in result.measure.benefits
            if isinstance(value := result.benefit.get(benefit.key), Decimal) and benefit.formula.fields
        ]
    if isinstance(main, Decimal):
        lines += result.given
    elif result.measure.benefits:  # what is unknown or only judged ("misschien") is no amount yet
        lines += general
    else:
        lines += result.given or general
    if not lines:
        return f"Hoeveel {result.measure.naam} nu oplevert, kon ik niet bevestigen. Vraag het na."
    if result.only_if:
        notes.append(f"Dit krijg je alleen als {result.only_if}.")
    if result.status == "mogelijk" and lines and main is not None:
        notes.append(PERHAPS)
    if result.status == "geen_recht":
        notes.append(f"Maar met wat ik nu van je weet, heb je er geen recht op. {decisive(result).text}")
    if len(lines) > 1 and all(line.endswith(WARNING) for line in lines):  # said once, below
        lines = [line.removesuffix(WARNING).rstrip() for line in lines]
        notes = [*notes, *([] if WARNING in notes else [WARNING])]
    return "\n".join([f"**{result.measure.naam}**", *(f"- {line}" for line in lines), *notes])


def _warnings(knowledge: Knowledge, result: MeasureResult) -> list[str]:
    """What makes the amounts of this person not certain; empty when the main one is unknown or certain."""
    if next(iter(result.benefit.values()), None) is None:
        return []
    explained = [
        f"Let op: {item.uitleg}" for item in result.uncertainties if result.benefit.get(item.veld) is not None
    ]
    return explained or ([WARNING] if _unofficial(knowledge, result) else [])


def _unofficial(knowledge: Knowledge, result: MeasureResult) -> bool:
    """Whether the main amount rests on news, a provider or weaker alone."""
    names = knowledge.on(result.measure.id, result.on).benefit_sources[next(iter(result.benefit))]
    found = [result.measure.sources[name].certainty for name in names]
    return bool(found) and all(certainty in NOT_OFFICIAL for certainty in found)


def in_short(knowledge: Knowledge, result: MeasureResult, intent: str) -> str:
    """One line about one measure, for a question that names none; `intent` is one of `IN_SHORT`."""
    if intent == "vraag_deadline":
        return deadline(result, result.on)
    phrases = benefit_phrases(result, brief=True, known_only=True)
    general = knowledge.on(result.measure.id, result.on).amounts
    told = f"{', '.join(phrases)}." if phrases else general[0] if general else AMOUNT_UNKNOWN
    notes = _warnings(knowledge, result) if phrases else []
    if result.status == "mogelijk":
        notes.append(PERHAPS)
    return " ".join([f"**{result.measure.naam}**: {told}", *notes])


def how_to_apply(result: MeasureResult, on: date) -> str:
    """Where, in which steps, by when, and the link."""
    application = result.application
    if application is None:
        return f"Hoe je {result.measure.naam} aanvraagt op {dutch_date(on)}, heb ik niet gevonden."
    lines = [f"**{result.measure.naam}** vraag je zo aan: {application.waar}"]
    lines += [f"{number}. {step}" for number, step in enumerate(application.stappen[:MAX_STEPS], 1)]
    lines += [text for text in (application.tegen, application.link) if text]
    return "\n".join(lines)


def deadline(result: MeasureResult, on: date) -> str:
    """By when."""
    application = result.application
    if application is None or not application.tegen:
        known = f"Voor {result.measure.naam} heb ik op {dutch_date(on)} geen uiterste datum gevonden."
        return f"{known} Vraag het op tijd aan."
    return f"**{result.measure.naam}**: {application.tegen}"


def combinations(knowledge: Knowledge, measure: Measure, others: Sequence[str]) -> str:
    """Whether it goes together with other measures (default: those of which most is known)."""
    chosen = others or _best_known(measure)
    lines = [_combination(knowledge, measure, other) for other in chosen if other in knowledge.measures]
    return "\n".join(lines) or f"Over het combineren van {measure.naam} heb ik niets gevonden. Vraag het na."


def _best_known(measure: Measure) -> list[str]:
    """The other measures, those with an answer first."""
    return sorted(measure.combinations, key=lambda name: measure.combinations[name].together == UNKNOWN)[
        :MOST_OTHERS
    ]


def _combination(knowledge: Knowledge, measure: Measure, other_id: str) -> str:
    other = knowledge.measures[other_id]
    known = knowledge.combination(measure.id, other_id)
    sentence = COMBINES[known.together].format(een=measure.naam, ander=other.naam, ook=_scope(known))
    notes = [known.toelichting.removeprefix(TOGETHER), *(item.toelichting for item in known.exclusions)]
    unsure = "Of het ook voor dezelfde uren mag, heb ik niet gevonden." if _hours_unsure(known) else ""
    return " ".join(text.strip() for text in (sentence, *notes, unsure) if text.strip())


def _scope(known: Combination) -> str:
    """For the same training and the same hours, as far as that was found."""
    if known.same_training == NO:
        return ", maar niet voor dezelfde opleiding"
    told = ", ook voor dezelfde opleiding" if known.same_training == YES else ""
    if known.same_hours == YES:
        return f"{told} en dezelfde uren" if told else ", ook voor dezelfde uren"
    if known.same_hours == NO:
        return f"{told}, maar niet voor dezelfde uren"
    return told


def _hours_unsure(known: Combination) -> bool:
    return known.together == YES == known.same_training and known.same_hours == UNKNOWN
