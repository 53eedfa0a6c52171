"""Which question is worth asking next.

A question is worth what its answer is expected to settle: each possible answer is tried on the conditions
that wait for it. An answer that makes a condition fail settles the whole measure; one that meets some of
the waiting conditions settles it partly. Questions on the topic just spoken of come first when they are
about as good: people dislike a jumping order.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from .assessment import Reason, reasons_of, status_of
from .expressions import Value
from .facts import Facts
from .knowledge import Knowledge
from .questions import Question

SAME_TOPIC = 1.6
"""How much more a question counts when it stays on the topic."""

LATE = 0.4
"""How much less the last question of the file counts than the first: the file is in the order of a talk."""

Env = Mapping[str, "Value | None"]


@dataclass(frozen=True, eq=False)
class Undecided:
    """A measure whose status still hangs on facts, with the conditions that wait."""

    measure_id: str
    waiting: tuple[Reason, ...]
    blocked: bool
    """A condition stays open whatever is told (the law, a skipped question): it can only be refused."""

    @cached_property
    def missing(self) -> frozenset[str]:
        """Every field that can still change the status."""
        return frozenset(key for reason in self.waiting for key in reason.missing)


def next_question(
    knowledge: Knowledge,
    facts: Facts,
    on: date,
    measures: Sequence[str] | None = None,
    *,
    skip: Collection[str] = (),
    topic: str | None = None,
) -> Question | None:
    """The question that best settles what is still undecided, or None when nothing is.

    Args:
        knowledge: the rules and questions.
        facts: what is known.
        on: the reference date.
        measures: ids to settle; default all.
        skip: keys of fields that must not be asked (again).
        topic: the `onderwerp` just spoken of.
    """
    open_measures = undecided(knowledge, facts, on, measures, skip)
    candidates = list(_candidates(knowledge, facts, open_measures, skip))
    if not candidates:
        return None
    late = {veld: LATE * place / len(knowledge.questions) for place, veld in enumerate(knowledge.questions)}

    def worth(question: Question) -> float:
        fitting = SAME_TOPIC if question.onderwerp == topic else 1.0
        return _worth(question, open_measures, facts) * fitting * (1 - late[question.veld])

    return max(candidates, key=worth)


def questions_left(
    knowledge: Knowledge,
    facts: Facts,
    on: date,
    measures: Sequence[str] | None = None,
    *,
    skip: Collection[str] = (),
    limit: int = 8,
) -> int:
    """How many questions are probably still to come: the talk played on with the likeliest answers."""
    skipped = set(skip)
    for count in range(limit):
        question = next_question(knowledge, facts, on, measures, skip=skipped)
        if question is None:
            return count
        skipped.add(question.veld)
        if question.chances:
            facts = _learn(facts, question, max(question.chances, key=lambda chance: chance[1])[0])
    return limit


def undecided(
    knowledge: Knowledge,
    facts: Facts,
    on: date,
    measures: Iterable[str] | None = None,
    skip: Collection[str] = (),
) -> list[Undecided]:
    """The measures that some fact outside `skip` can still settle."""
    closed = {key for name in skip for key in _settled_by(knowledge, name)}
    found = []
    for name in knowledge.measures if measures is None else measures:
        subject = knowledge.on(name, on)
        if not subject.exists:
            continue
        reasons = list(reasons_of(subject, facts.known))
        if status_of(reasons) == "mogelijk":
            open_reasons = [reason for reason in reasons if reason.outcome == "onbekend"]
            waiting = tuple(reason for reason in open_reasons if set(reason.missing) - closed)
            found.append(Undecided(name, waiting, len(waiting) < len(open_reasons)))
    return [measure for measure in found if measure.waiting]


def _candidates(
    knowledge: Knowledge, facts: Facts, open_measures: Iterable[Undecided], skip: Collection[str]
) -> Iterator[Question]:
    """The questions that can settle something, in the order of the question file."""
    missing = {key for measure in open_measures for key in measure.missing}
    wanted = {knowledge.answered_by[key].veld for key in missing}
    for key, question in knowledge.questions.items():
        if key in wanted and key not in skip and not _pointless(question, facts.known):
            yield question


def _settled_by(knowledge: Knowledge, key: str) -> frozenset[str]:
    """Every field that stays open when the question about this one is not asked."""
    question = knowledge.answered_by.get(key)
    return frozenset({key}) if question is None else question.answers


def _pointless(question: Question, env: Env) -> bool:
    return env[question.veld] is not None or (
        question.condition is not None and question.condition.evaluate(env) is False
    )


def _worth(question: Question, open_measures: Sequence[Undecided], facts: Facts) -> float:
    """The expected number of measures that the answer settles, wholly or partly."""
    affected = [measure for measure in open_measures if measure.missing & question.answers]
    if not question.chances:
        return sum(1 / len(measure.missing) for measure in affected)
    total = 0.0
    for value, chance in question.chances:
        learned = _consequences(facts, question.veld, value)
        total += chance * sum(_settled(measure, learned) for measure in affected)
    return total


def _consequences(facts: Facts, key: str, value: Value) -> dict[str, Value]:
    """What is newly known when this is told."""
    if key not in facts.vocabulary.sources:
        return {key: value}
    values = facts.vocabulary.derive({**facts.stated, key: value})
    return {name: found for name, found in values.items() if facts.values.get(name) != found}


def _settled(measure: Undecided, learned: Mapping[str, Value]) -> float:
    """1 when what is learned settles the measure, else the part of the waiting conditions that it meets.

    A blocked measure can only be refused, so meeting its conditions brings nothing.
    """
    met = 0
    base: Env = {}
    env: Env = {}
    for reason in measure.waiting:
        requirement = reason.condition.requirement
        if requirement.fields.isdisjoint(learned):
            continue
        if reason.env is not base:
            base, env = reason.env, {**reason.env, **learned}
        outcome = requirement.evaluate(env)
        if outcome is False:
            return 1.0
        met += outcome is True
    return 0.0 if measure.blocked else met / len(measure.waiting)


def _learn(facts: Facts, question: Question, value: Value) -> Facts:
    return Facts(facts.vocabulary, {**facts.stated, question.veld: value})
