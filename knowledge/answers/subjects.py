"""The answer to a question about a subject: what the measures say of it, then whom to ask."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ..assessment import MeasureResult
from ..dated import WARNING, DatedMeasure
from ..expressions import Expression
from ..facts import Facts
from ..knowledge import Knowledge
from ..subjects import Subject
from ..wording import LAST_SEEN
from .measure import decisive

MOST_MEASURES = 2
REFUSED = "geen_recht"
NOT_NOW = "Met wat ik nu weet, krijg je dit niet: {reden}"
NOTHING = "Daarover vond ik geen regel. Vraag het aan je vakbond of je personeelsdienst."


def answers_subject(knowledge: Knowledge, measure_id: str, subject: str) -> bool:
    """Whether the file of a measure answers questions about this subject."""
    return any(answer.subject == subject for answer in knowledge.measures[measure_id].answers)


def about(
    knowledge: Knowledge, subject: Subject, measures: Sequence[str], facts: Facts, on: date
) -> list[str]:
    """The answer, a text for each measure and one with whom to ask; never empty.

    Args:
        knowledge: the knowledge of this turn.
        subject: what is asked about.
        measures: the measures that are spoken of; those of the subject when none of them answers it.
        facts: what is known of the person.
        on: the day on which it must hold.
    """
    spoken = [name for name in measures if answers_subject(knowledge, name, subject.id)]
    results = knowledge.assess(facts, on, spoken or subject.measures).results
    if not spoken:
        results = tuple(result for result in results if result.status in ("recht", "mogelijk"))
    texts = [_of_measure(knowledge, subject.id, result, facts) for result in results]
    texts = [text for text in texts if text][:MOST_MEASURES]
    beside = [text.text for text in subject.texts if _holds(text.condition, facts)]
    return [*texts, *([" ".join(beside)] if beside else [])] or [NOTHING]


def _holds(condition: Expression | None, facts: Facts) -> bool:
    return condition is None or condition.evaluate(facts.known) is True


def _of_measure(knowledge: Knowledge, subject: str, result: MeasureResult, facts: Facts) -> str:
    lines = said_of(knowledge.on(result.measure.id, result.on), subject, facts)
    if not lines:
        return ""
    if result.status == REFUSED:
        lines.append(NOT_NOW.format(reden=decisive(result).text))
    return f"**{result.measure.naam}**: {' '.join(lines)}"


def said_of(subject: DatedMeasure, asked: str, facts: Facts) -> list[str]:
    """What the file says on this day to this question, for this person."""
    if not subject.exists:
        return []
    own = subject.own
    env = {**facts.known, **own.values}
    lines = []
    for answer in subject.measure.answers:
        said = answer.said
        holds = said.condition is None or said.condition.evaluate(env) is True
        names = said.template.names
        if answer.subject != asked or subject.on not in said.span or not holds:
            continue
        if any(env.get(name) is None for name in names):
            continue  # a sentence with an unknown value says nothing
        weak = {f"${name}" for name in own.uncertain} & {n for n in names if not n.endswith(LAST_SEEN)}
        lines.append(said.template.fill(env) + (f" {WARNING}" if weak else ""))
    return lines
