"""The answer to a question about a subject: what the measures say of it, then whom to ask."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ..assessment import MeasureResult
from ..dated import WARNING, DatedMeasure
from ..expressions import Expression
from ..facts import Facts
from ..knowledge import Knowledge
from ..subjects import NOTHING, Subject
from ..wording import LAST_SEEN
from .measure import decisive

MOST_MEASURES = 2
REFUSED = "geen_recht"
NOT_NOW = "Met wat ik nu weet, krijg je dit niet: {reden}"
SITUATION = "statuut"
UNSURE_SOURCES = frozenset({"C", "D"})
"""What rests on these alone is told with a warning."""


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
    return [*texts, *beside(subject, facts)] or whom_to_ask(knowledge, facts)


def beside(subject: Subject, facts: Facts) -> list[str]:
    """Whom to ask about the subject, in one text; none when nothing holds for this person."""
    lines = [text.text for text in subject.texts if _holds(text.condition, facts)]
    return [" ".join(lines)] if lines else []


def naming(knowledge: Knowledge, name: str) -> list[str]:
    """What is told beside the measures, and names this: the sentences in full, each once."""
    said = (
        item.template.pieces[0]
        for measure in knowledge.measures.values()
        for item in measure.attention
        if not item.template.names
    )
    return list(dict.fromkeys(text for text in said if name.lower() in text.lower()))


def whom_to_ask(knowledge: Knowledge, facts: Facts) -> list[str]:
    """That no rule was found, and who knows more, for this situation."""
    return beside(knowledge.subjects[NOTHING], facts)


def told_to_owner(
    knowledge: Knowledge, subject: Subject, measures: Sequence[str], facts: Facts, on: date
) -> list[str]:
    """What the measures of the staff say of it to their employer: only what is written for employers.

    Args:
        knowledge: the knowledge of this turn.
        subject: what is asked about.
        measures: the measures that are spoken of.
        facts: what is known of the enterprise, as those of an employer.
        on: the day on which it must hold.
    """
    texts = []
    for name in measures:
        lines = said_of(knowledge.on(name, on), subject.id, facts, by_situation=True)
        texts += [f"**{knowledge.measures[name].naam}**: {' '.join(lines)}"] if lines else []
    return texts[:MOST_MEASURES]


def _holds(condition: Expression | None, facts: Facts) -> bool:
    return condition is None or condition.evaluate(facts.known) is True


def _of_measure(knowledge: Knowledge, subject: str, result: MeasureResult, facts: Facts) -> str:
    lines = said_of(knowledge.on(result.measure.id, result.on), subject, facts)
    if not lines:
        return ""
    if result.status == REFUSED:
        lines.append(NOT_NOW.format(reden=decisive(result).text))
    return f"**{result.measure.naam}**: {' '.join(lines)}"


def said_of(subject: DatedMeasure, asked: str, facts: Facts, *, by_situation: bool = False) -> list[str]:
    """What the file says on this day to this question, for this person.

    A sentence that rests on weak sources alone, or on a weak value, warns.

    Args:
        subject: the measure on a day.
        asked: the id of the subject.
        facts: what is known.
        by_situation: only what is said to people in this situation, not what holds for whoever learns.
    """
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
        if by_situation and (said.condition is None or SITUATION not in said.condition.fields):
            continue
        weak = {f"${name}" for name in own.uncertain} & {n for n in names if not n.endswith(LAST_SEEN)}
        certain = {subject.measure.sources[name].certainty for name in said.sources} - UNSURE_SOURCES
        unsure = weak or (said.sources and not certain)
        lines.append(said.template.fill(env) + (f" {WARNING}" if unsure else ""))
    return lines
