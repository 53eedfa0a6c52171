"""For a counsellor: what is still to ask and what it decides, what is decided, and the whole trace."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from ..assessment import Assessment, MeasureResult, Reason
from ..facts import Facts
from ..formatting import dutch_date
from ..knowledge import Knowledge
from ..questions import Question
from .benefits import benefit_phrases
from .lists import and_
from .overview import is_elsewhere

MARKS = {"voldaan": "ja", "niet_voldaan": "nee", "onbekend": "open"}
STATUSES = {
    "recht": "recht",
    "mogelijk": "nog open",
    "geen_recht": "geen recht",
    "buiten_periode": "bestaat op die datum niet",
}
MOST_ASKED, MOST_DECIDED, MOST_APPLIED = 6, 6, 3


def short_name(result: MeasureResult) -> str:
    """The abbreviation of a measure, or its name."""
    return result.measure.afkorting or result.measure.naam


def still_to_ask(knowledge: Knowledge, assessment: Assessment, facts: Facts, first: str | None) -> list[str]:
    """A line for each fact that must still be asked: `diploma (beslist over VOK)`.

    Args:
        knowledge: the knowledge of this turn.
        assessment: the measures that are settled for this client.
        facts: what is known.
        first: key of the question that is asked now; where several facts can settle a condition, it does.
    """
    decides: dict[str, list[str]] = {} if first is None else {first: []}
    for result in assessment.results:
        waiting = [reason for reason in result.reasons if reason.value is None and reason.missing]
        for reason in waiting if result.status == "mogelijk" else ():
            asked = [question.veld for question in _askable(knowledge, reason.missing, facts)]
            if asked:
                names = decides.setdefault(first if first in asked else asked[0], [])
                if short_name(result) not in names:
                    names.append(short_name(result))
    fields = knowledge.vocabulary.fields
    return [f"{fields[key].label} (beslist over {and_(names)})" for key, names in decides.items() if names][
        :MOST_ASKED
    ]


def _askable(knowledge: Knowledge, keys: Iterable[str], facts: Facts) -> list[Question]:
    """The questions for these facts that make sense now: their own condition surely holds."""
    found = (knowledge.answered_by[key] for key in keys if key in knowledge.answered_by)
    return [item for item in found if item.condition is None or item.condition.evaluate(facts.known) is True]


def decided(assessment: Assessment) -> list[str]:
    """A line for each measure that is settled: the outcome, what decides it, since when."""
    settled = [r for r in assessment.results if r.status != "mogelijk" and not is_elsewhere(r)]
    rights = sorted(settled, key=lambda result: result.status != "recht")
    return [_settled(result) for result in rights[:MOST_DECIDED]]


def _settled(result: MeasureResult) -> str:
    doubt = "" if result.certainty == "bevestigd" else " Niet zeker: kijk het na."
    if result.status == "recht":
        gives = ", ".join(benefit_phrases(result, brief=True))
        only = f" alleen als {result.only_if}" if result.only_if else ""
        return f"{short_name(result)}: recht{only}{f', {gives}' if gives else ''}.{doubt}"
    failed = next((reason for reason in result.reasons if reason.value is False), None)
    if failed is None:
        return f"{short_name(result)}: {STATUSES[result.status]}."
    since = dutch_date(regime(result, failed))
    return (
        f"{short_name(result)}: geen recht ({failed.condition.id}, regel sinds {since}). {failed.text}{doubt}"
    )


def regime(result: MeasureResult, reason: Reason) -> date:
    """Since when a condition is as it is now, with the legal values that it uses."""
    spans = [result.measure.period.span, reason.condition.span, *(use.row.span for use in reason.thresholds)]
    return max(span.since for span in spans)


def trace(assessment: Assessment) -> list[dict[str, Any]]:
    """A card for each measure: every condition with its id, outcome, since when, and why."""
    return [_card(result) for result in assessment.results]


def _card(result: MeasureResult) -> dict[str, Any]:
    lines = [_condition(result, reason) for reason in result.reasons]
    lines += [f"Onzeker: {item.uitleg}" for item in result.uncertainties]
    sure = "bevestigd" if result.certainty == "bevestigd" else "onzeker"
    return {
        "soort": "spoor",
        "titel": f"{result.measure.naam}: {STATUSES[result.status]} ({sure})",
        "tekst": "\n".join(lines),
    }


def counsellor_overview(knowledge: Knowledge, assessment: Assessment, facts: Facts) -> str:
    """Everything at once: what is settled, with how and by when to apply; what is open and why."""
    rights = [result for result in assessment.results if result.status == "recht"]
    lines = [f"Op {dutch_date(assessment.on)}:", *(f"- {line}" for line in decided(assessment))]
    lines += [
        f"- {short_name(result)} aanvragen: {result.application.waar} {result.application.tegen}".rstrip()
        for result in rights[:MOST_APPLIED]
        if result.application
    ]
    open_facts = still_to_ask(knowledge, assessment, facts, None)
    unsettled = [short_name(result) for result in assessment.results if result.status == "mogelijk"]
    if open_facts:
        lines.append(f"Nog open: {'; '.join(open_facts)}.")
    elif unsettled:
        lines.append(f"Nog open, want de regels vond ik niet: {and_(unsettled)}.")
    return "\n".join(lines)


def _condition(result: MeasureResult, reason: Reason) -> str:
    since = dutch_date(regime(result, reason))
    return f"{reason.condition.id} ({MARKS[reason.outcome]}, sinds {since}): {reason.text}"
