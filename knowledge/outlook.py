"""What asking on will probably bring: which questions a measure still takes, and how likely they are asked.

A condition that waits is looked through to its end with the chances of vragen.yml: which question settles
it best, what each answer leaves, how likely it fails. A measure asks its conditions in the order in which
they refuse it soonest, and stops when one fails; so a question counts for as much as its measure is likely
to last until then.

What comes out depends on the facts that a condition looks at and on nothing else, so that it is worked out
once for each of their values and kept with the measure of the day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from weakref import WeakKeyDictionary

from .dated import DatedMeasure
from .expressions import Env, Expression, Value
from .knowledge import Knowledge
from .questions import Question
from .vocabulary import Vocabulary

DEEPEST = 4
"""How many questions about one condition are looked ahead; what comes later hardly ever is asked."""
MAX_KEPT = 20_000
"""Outlooks kept of all conditions, and of all measures; some ten megabytes."""

Shares = Mapping[str, float]
"""Field key of a question -> how likely it is still asked."""


@dataclass(frozen=True, eq=False)
class Outlook:
    """Of a condition or a measure."""

    outcome: bool | None
    """Met or failed for certain; None: undecided."""
    fails: float
    """How likely it comes out as not met."""
    asked: Shares
    questions: tuple[Question, ...]
    """Those that can change something now."""

    @cached_property
    def openness(self) -> float:
        """From 0, settled, to nearly 1: many questions to go."""
        left = sum(self.asked.values())
        return left / (1 + left)


MET, FAILED = Outlook(True, 0.0, {}, ()), Outlook(False, 1.0, {}, ())
STUCK = Outlook(None, 0.0, {}, ())
"""Nothing that can be asked decides it."""


class Asking:
    """The questions, and what follows from their answers."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.vocabulary: Vocabulary = knowledge.vocabulary
        self.answered_by = knowledge.answered_by
        self.place = {key: place for place, key in enumerate(knowledge.questions)}
        self.topics = {key: question.onderwerp for key, question in knowledge.questions.items()}
        self.kept: tuple[dict[object, Outlook], dict[object, Outlook]] = {}, {}
        """Of conditions and of measures, by the model, the facts and what is not asked."""
        self._teaches = {key: self._consequences(question) for key, question in knowledge.questions.items()}

    def _consequences(self, question: Question) -> frozenset[str]:
        told = {question.veld}
        for rule in self.vocabulary.derivations:
            if rule.sources & told:
                told.add(rule.target)
        return frozenset(told) | question.answers

    def teaches(self, question: Question) -> frozenset[str]:
        """Every field that the answer can settle, with what may follow from it."""
        return self._teaches[question.veld]

    def settled_by(self, key: str) -> frozenset[str]:
        """Every field that stays open when the question about this one is not asked."""
        question = self.answered_by.get(key)
        return frozenset({key}) if question is None else question.answers

    def about(self, missing: Iterable[str], env: Env) -> tuple[Question, ...]:
        """The questions that settle these fields and make sense now, in the order of the file."""
        wanted = {question.veld: question for key in missing if (question := self.answered_by.get(key))}
        in_order = sorted(wanted, key=self.place.__getitem__)
        return tuple(wanted[key] for key in in_order if not pointless(wanted[key], env))

    def learned(self, known: Mapping[str, Value | None], key: str, value: Value) -> dict[str, Value]:
        """What is newly known when this is told, with what surely follows."""
        if key not in self.vocabulary.sources:
            return {key: value}
        stated = {name: found for name, found in known.items() if found is not None}
        values = self.vocabulary.derive({**stated, key: value}, only={key})
        return {name: found for name, found in values.items() if known.get(name) != found}

    def outcomes(
        self, known: Mapping[str, Value | None], question: Question
    ) -> Iterator[tuple[dict[str, Value] | None, float]]:
        """What each answer teaches, and its chance; None: the person does not know, or nobody can guess."""
        unsure = 1.0
        for value, chance in question.chances_for(known):
            unsure -= chance
            yield self.learned(known, question.veld, value), chance
        if unsure > 1e-9:
            yield None, unsure


def pointless(question: Question, env: Env) -> bool:
    """Whether it is answered already, or not for this person."""
    return env[question.veld] is not None or (
        question.condition is not None and question.condition.evaluate(env) is False
    )


class ConditionModel:
    """One condition on one day."""

    def __init__(self, requirement: Expression, values: Env, asking: Asking) -> None:
        self.requirement, self.values, self.asking = requirement, values, asking
        found = {asking.answered_by[key] for key in requirement.askable if key in asking.answered_by}
        self.fields = requirement.fields.union(*(question.fields for question in found))
        self.order = tuple(sorted(self.fields))
        self.askable = requirement.askable

    def outlook(self, known: Mapping[str, Value | None], closed: frozenset[str]) -> Outlook:
        """How it will go with these facts, when the `closed` fields are not asked."""
        kept = self.asking.kept[0]
        key = (self, tuple([known[name] for name in self.order]), closed & self.askable)
        found = kept.get(key)
        if found is None:
            found = self._looked_through({name: known[name] for name in self.order}, closed, 0)
            _keep(kept, key, found)
        return found

    def _looked_through(self, known: dict[str, Value | None], closed: frozenset[str], depth: int) -> Outlook:
        env = {**self.values, **known}
        value = self.requirement.evaluate(env)
        if value is not None:
            return MET if value else FAILED
        waiting = [key for key in self.requirement.missing(env) if key not in closed]
        questions = self.asking.about(waiting, known)
        if not questions:
            return STUCK
        best = max(questions, key=lambda question: self._settles(question, known))
        if depth >= DEEPEST:
            return Outlook(None, 0.0, {best.veld: 1.0}, questions)
        fails, asked = 0.0, {best.veld: 1.0}
        for learned, chance in self.asking.outcomes(known, best):
            after = known if learned is None else self._with(known, learned)
            still = closed | best.answers if learned is None else closed
            then = self._looked_through(after, still, depth + 1)
            fails += chance * then.fails
            for veld, share in then.asked.items():
                asked[veld] = asked.get(veld, 0.0) + chance * share
        return Outlook(None, fails, asked, questions)

    def _settles(self, question: Question, known: dict[str, Value | None]) -> float:
        """How likely the answer decides this condition at once."""
        total = 0.0
        for learned, chance in self.asking.outcomes(known, question):
            if learned is not None:
                env = {**self.values, **self._with(known, learned)}
                total += chance * (self.requirement.evaluate(env) is not None)
        return total

    def _with(self, known: dict[str, Value | None], learned: Mapping[str, Value]) -> dict[str, Value | None]:
        return {**known, **{name: value for name, value in learned.items() if name in self.fields}}


class MeasureModel:
    """One measure on one day."""

    def __init__(self, subject: DatedMeasure, asking: Asking) -> None:
        self.conditions = [
            ConditionModel(due.condition.requirement, group.values, asking)
            for group in subject.groups
            for due in group.conditions
        ]
        self.fields = frozenset().union(*(model.fields for model in self.conditions))
        self.askable = frozenset().union(*(model.askable for model in self.conditions))
        self.order = tuple(sorted(self.fields))
        self.asking = asking

    def outlook(self, known: Mapping[str, Value | None], closed: frozenset[str]) -> Outlook:
        """How it will go with these facts, when the `closed` fields are not asked."""
        kept = self.asking.kept[1]
        key = (self, tuple([known[name] for name in self.order]), closed & self.askable)
        found = kept.get(key)
        if found is None:
            found = _in_turn([model.outlook(known, closed) for model in self.conditions])
            _keep(kept, key, found)
        return found


def _keep(kept: dict[object, Outlook], key: object, outlook: Outlook) -> None:
    """Keep it, and forget everything when there is too much."""
    if len(kept) >= MAX_KEPT:
        kept.clear()
    kept[key] = outlook


def _in_turn(conditions: Collection[Outlook]) -> Outlook:
    """Conditions one after the other, those that refuse soonest first, until one fails."""
    if any(condition.outcome is False for condition in conditions):
        return FAILED
    waiting = [condition for condition in conditions if condition.asked]
    if not waiting:
        return MET if all(condition.outcome for condition in conditions) else STUCK
    waiting.sort(key=lambda condition: -condition.fails / sum(condition.asked.values()))
    asked: dict[str, float] = {}
    lasts = 1.0
    for condition in waiting:
        for veld, share in condition.asked.items():
            asked[veld] = max(asked.get(veld, 0.0), lasts * share)
        lasts *= 1 - condition.fails
    questions = {question.veld: question for condition in waiting for question in condition.questions}
    return Outlook(None, 1 - lasts, asked, tuple(questions.values()))


_MODELS: WeakKeyDictionary[DatedMeasure, MeasureModel] = WeakKeyDictionary()
_ASKING: WeakKeyDictionary[Knowledge, Asking] = WeakKeyDictionary()


def asking_of(knowledge: Knowledge) -> Asking:
    """The questions of this knowledge, prepared once."""
    found = _ASKING.get(knowledge)
    if found is None:
        found = _ASKING[knowledge] = Asking(knowledge)
    return found


def model_of(subject: DatedMeasure, asking: Asking) -> MeasureModel:
    """The model of a measure of the day, made once. It must not hold the measure itself."""
    found = _MODELS.get(subject)
    if found is None:
        found = _MODELS[subject] = MeasureModel(subject, asking)
    return found
