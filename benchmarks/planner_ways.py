"""Ways of asking people until nothing about some measures can be settled any more."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import mean

from benchmarks.profiles import Answers
from knowledge import Facts, Knowledge, Question, next_question
from knowledge.expressions import Value
from knowledge.outlook import MeasureModel, pointless
from knowledge.planner import Plan as Outlooks

PATIENCE = 8
"""Questions before the overview."""
LONGEST = 80
"""A talk that takes more does not end."""

Known = Mapping[str, Value]
Choose = Callable[[Facts, frozenset[str], "str | None"], "Question | None"]


@dataclass(frozen=True)
class Talk:
    """One person asked to the end."""

    questions: int
    switches: int
    same_when_short: float
    """Share of the statuses that are as at the end, when the talk stops after eight questions."""


@dataclass
class Tally:
    """One way of asking."""

    name: str
    talks: list[Talk] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def questions(self) -> float:
        """On average."""
        return mean(talk.questions for talk in self.talks)

    @property
    def switches(self) -> float:
        """How often the next question is about another topic, on average for a talk."""
        return mean(talk.switches for talk in self.talks)

    @property
    def short(self) -> float:
        """How much is as at the end after eight questions."""
        return mean(talk.same_when_short for talk in self.talks)

    @property
    def milliseconds(self) -> float:
        """To choose one question, also the one that finds that there is none."""
        return 1000 * self.seconds / sum(talk.questions + 1 for talk in self.talks)


def questions_now(outlooks: Outlooks) -> list[Question]:
    """Those that can settle something, in the order of the file."""
    found = {question.veld: question for _, outlook in outlooks.open for question in outlook.questions}
    return [found[key] for key in sorted(found, key=outlooks.asking.place.__getitem__)]


class Ways:
    """The ways of asking, for some measures on a day."""

    def __init__(self, knowledge: Knowledge, measures: Sequence[str], on: date) -> None:
        self.knowledge, self.measures, self.on = knowledge, measures, on
        asked: set[str] = set()
        for name in measures:
            for group in knowledge.on(name, on).groups:
                asked.update(key for due in group.conditions for key in due.condition.requirement.askable)
        self.chosen: dict[tuple[Facts, frozenset[str]], Question | None] = {}
        self.of_the_form = [item for item in knowledge.questions.values() if item.answers & asked]

    def outlooks(self, facts: Facts, skip: frozenset[str]) -> Outlooks:
        """What is still open."""
        return Outlooks(self.knowledge, facts, self.on, self.measures, skip)

    def planner(self, facts: Facts, skip: frozenset[str], topic: str | None) -> Question | None:
        """The planner itself."""
        return next_question(self.knowledge, facts, self.on, self.measures, skip=skip, topic=topic)

    def form(self, facts: Facts, skip: frozenset[str], _topic: str | None) -> Question | None:
        """The next line of the form that is for this person, as long as something can be settled."""
        if not questions_now(self.outlooks(facts, skip)):
            return None
        lines = (item for item in self.of_the_form if item.veld not in skip)
        return next((item for item in lines if not pointless(item, facts.known)), None)

    def fixed_order(self, facts: Facts, skip: frozenset[str], _topic: str | None) -> Question | None:
        """The first question of the file that can settle something."""
        return next(iter(questions_now(self.outlooks(facts, skip))), None)

    def greedy(self, facts: Facts, skip: frozenset[str], _topic: str | None) -> Question | None:
        """The question that settles most at once; thought over once for the same facts."""
        key = (facts, skip)
        if key not in self.chosen:
            self.chosen[key] = self._greediest(facts, skip)
        return self.chosen[key]

    def _greediest(self, facts: Facts, skip: frozenset[str]) -> Question | None:
        outlooks = self.outlooks(facts, skip)
        return max(
            questions_now(outlooks), key=lambda question: self._settles(question, outlooks), default=None
        )

    def _settles(self, question: Question, outlooks: Outlooks) -> float:
        total = 0.0
        for learned, chance in outlooks.asking.outcomes(outlooks.known, question):
            if learned is not None:
                total += chance * sum(_progress(model, outlooks, learned) for model, _ in outlooks.open)
        return total


def _progress(model: MeasureModel, outlooks: Outlooks, learned: Known) -> float:
    """1 when a condition fails, else the share of the waiting conditions that are met."""
    if model.fields.isdisjoint(learned):
        return 0.0
    known = {**outlooks.known, **learned}
    touched = [part for part in model.conditions if not part.fields.isdisjoint(learned)]
    after = [part.outlook(known, outlooks.closed).outcome for part in touched]
    if False in after:
        return 1.0
    before = [part.outlook(outlooks.known, outlooks.closed) for part in model.conditions]
    met = sum(
        outcome is True and bool(part.outlook(outlooks.known, outlooks.closed).asked)
        for part, outcome in zip(touched, after, strict=True)
    )
    return met / sum(bool(item.asked) for item in before) if met else 0.0


def play(ways: Ways, choose: Choose, answers: Answers, start: Known, tally: Tally, *, short: bool) -> Talk:
    """Ask one person to the end."""
    facts, skip, topic = Facts(ways.knowledge.vocabulary, start), frozenset[str](), None
    early: Facts | None = None
    count = switches = 0
    while count < LONGEST:
        began = time.perf_counter()
        question = choose(facts, skip, topic)
        tally.seconds += time.perf_counter() - began
        if question is None:
            break
        count += 1
        switches += topic is not None and question.onderwerp != topic
        topic = question.onderwerp
        value = answers.get(question.veld)
        if value is None:
            skip |= {question.veld}
        else:
            facts = Facts(ways.knowledge.vocabulary, {**facts.stated, question.veld: value})
        early = facts if count == PATIENCE else early
    same = 1.0
    if short and early is not None:
        pairs = zip(_statuses(ways, early), _statuses(ways, facts), strict=True)
        same = mean(one == other for one, other in pairs)
    return Talk(count, switches, same)


def _statuses(ways: Ways, facts: Facts) -> list[str]:
    return [result.status for result in ways.knowledge.assess(facts, ways.on, ways.measures).results]
