"""Which question is worth asking next.

The best question is the one after which the fewest questions are expected to be left (`outlook.py`): it
refuses measures early, whose other questions are then saved. Three things count beside that, each as a part
of a question: leaving a topic to which the talk must come back, for people dislike a jumping order; what is
still open, for the overview may come before everything is settled; and asking what people do not know.
benchmarks/planner.py measures what the weights bring.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from .assessment import Assessment
from .facts import Facts
from .knowledge import Knowledge
from .outlook import MeasureModel, Outlook, asking_of, model_of
from .questions import Question

RETURNING = 1.0
"""What having to come back to the topic just spoken of costs, in questions."""
LATE = 0.01
"""How much the last question of the file stands behind the first: the file is in the order of a talk."""
OPEN = 1.2
"""What a measure costs that is not settled yet, in questions."""
UNSURE = 0.1
"""What it costs to ask somebody what they do not know."""
MOST_TRIED = 10
"""Questions that are tried, the surest to be asked first."""


class Plan:
    """What is still open for one person: the measures that facts can settle, and how they will go."""

    def __init__(
        self,
        knowledge: Knowledge,
        facts: Facts,
        on: date,
        measures: Iterable[str] | None = None,
        skip: Collection[str] = (),
    ) -> None:
        self.asking = asking_of(knowledge)
        self.known = facts.known
        self.closed = frozenset(key for name in skip for key in self.asking.settled_by(name))
        self.open: list[tuple[MeasureModel, Outlook]] = []
        for name in knowledge.offered if measures is None else measures:
            subject = knowledge.on(name, on)
            if subject.exists:
                model = model_of(subject, self.asking)
                outlook = model.outlook(self.known, self.closed)
                if outlook.asked:
                    self.open.append((model, outlook))

    def left(self) -> float:
        """How many questions are expected."""
        spared = _spared({}, (outlook for _, outlook in self.open))
        return len(spared) - sum(spared.values())

    def best(self, topic: str | None) -> Question | None:
        """The question after which the least is expected to be left."""
        found = {question.veld: question for _, outlook in self.open for question in outlook.questions}
        if len(found) < 2:
            return next(iter(found.values()), None)
        spared = _spared({}, (outlook for _, outlook in self.open))
        place = self.asking.place
        tried = sorted(found, key=lambda veld: (spared.get(veld, 1.0), place[veld]))[:MOST_TRIED]
        of_topic = [veld for veld in spared if self.asking.topics[veld] == topic]
        late = LATE / len(place)
        costs = {veld: self._cost(found[veld], topic, of_topic) + late * place[veld] for veld in tried}
        return found[min(costs, key=costs.__getitem__)]

    def _cost(self, question: Question, topic: str | None, of_topic: Sequence[str]) -> float:
        """How many questions are expected after this one, with what else counts."""
        told = self.asking.teaches(question)
        touched = [model for model, _ in self.open if not model.fields.isdisjoint(told)]
        others = _spared({}, (outlook for model, outlook in self.open if model not in touched))
        jumps = RETURNING if of_topic and question.onderwerp != topic else 0.0
        costs: dict[tuple[Outlook, ...], float] = {}
        total = OPEN * sum(outlook.openness for model, outlook in self.open if model not in touched)
        for learned, chance in self.asking.outcomes(self.known, question):
            known = self.known if learned is None else {**self.known, **learned}
            closed = self.closed | question.answers if learned is None else self.closed
            outlooks = tuple([model.outlook(known, closed) for model in touched])
            if outlooks not in costs:
                spared = _spared(others, outlooks)
                back = 1 - min([spared.get(veld, 1.0) for veld in of_topic]) if jumps else 0.0
                left = len(spared) - sum(spared.values())
                costs[outlooks] = left + jumps * back + OPEN * sum([item.openness for item in outlooks])
            total += chance * (costs[outlooks] + (UNSURE if learned is None else 0.0))
        return total


def _spared(others: Mapping[str, float], outlooks: Iterable[Outlook]) -> dict[str, float]:
    """How likely each question is never asked, for none of the measures."""
    spared = dict(others)
    for outlook in outlooks:
        for veld, share in outlook.asked.items():
            spared[veld] = spared.get(veld, 1.0) * (1 - share)
    return spared


def next_question(
    knowledge: Knowledge,
    facts: Facts,
    on: date,
    measures: Sequence[str] | None = None,
    *,
    skip: Collection[str] = (),
    topic: str | None = None,
    assessment: Assessment | None = None,
) -> Question | None:
    """The question that best settles what is still undecided, or None when nothing is.

    Args:
        knowledge: the rules and questions.
        facts: what is known.
        on: the reference date.
        measures: ids to settle; default all that people here can have.
        skip: keys of fields that must not be asked (again).
        topic: the `onderwerp` just spoken of.
        assessment: the judgement of these measures for these facts on this date, when it is at hand.
    """
    wanted = knowledge.offered if measures is None else measures
    return Plan(knowledge, facts, on, _undecided(wanted, assessment), skip).best(topic)


def questions_left(
    knowledge: Knowledge,
    facts: Facts,
    on: date,
    measures: Sequence[str] | None = None,
    *,
    skip: Collection[str] = (),
    limit: int = 8,
    assessment: Assessment | None = None,
) -> int:
    """How many questions are probably still to come: at least one when there is any, at most `limit`."""
    wanted = knowledge.offered if measures is None else measures
    plan = Plan(knowledge, facts, on, _undecided(wanted, assessment), skip)
    return min(limit, max(round(plan.left()), bool(plan.open)))


def _undecided(measures: Iterable[str], assessment: Assessment | None) -> Iterable[str]:
    """The measures that a question can still settle, as far as an assessment tells."""
    if assessment is None:
        return measures
    judged = assessment.by_id
    return [name for name in measures if name not in judged or judged[name].status == "mogelijk"]
