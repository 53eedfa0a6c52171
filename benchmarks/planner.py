"""`python -m benchmarks.planner [--quick]`: how many questions the planner needs beside other ways of asking.

Drawn people (`profiles.py`) are asked until nothing about the core measures can be settled any more; what
they do not know counts as a question too. Every way of asking stops at the same point. Beside the planner:

form         a form in the fixed order of vragen.yml: every question that can matter for the core and that its
             own condition does not exclude, until everything is settled
fixed order  the same order, but only what can still settle something is asked
greedy       the question whose answer is expected to settle most at once, whatever it is about

On small sets the exact optimum is worked out: the fewest questions on average that any way of asking could
need for these very people, knowing all their answers beforehand but not who it is talking with.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import mean

from benchmarks.profiles import Answers, people
from benchmarks.report import Row
from knowledge import Facts, Knowledge, Question, load_knowledge, next_question
from knowledge.expressions import Value
from knowledge.outlook import MeasureModel, pointless
from knowledge.planner import Plan as Outlooks

DAY = date(2026, 3, 15)
"""A day on which every core measure exists and all its limits are known."""
SEED, OTHER_SEED = 7, 11
PATIENCE = 8
"""Questions before the overview."""
LONGEST = 80
"""A talk that takes more does not end."""


@dataclass(frozen=True)
class Amount:
    """A bounded amount of work."""

    people: int
    drawn: int
    """For the small sets, of which those are taken of whom the start is true."""
    in_a_set: int
    states: int
    """Looked at most for an optimum."""


FULL = Amount(people=10_000, drawn=40_000, in_a_set=4_000, states=300_000)
QUICK = Amount(people=500, drawn=10_000, in_a_set=1_000, states=50_000)
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


@dataclass(frozen=True)
class SmallSet:
    """Measures, and what is known at the start, so that few questions are left."""

    name: str
    measures: tuple[str, ...]
    start: Mapping[str, Value]
    quick: bool = False


@dataclass(frozen=True)
class Compared:
    """The planner beside the optimum, on a small set."""

    small: SmallSet
    people: int
    states: int
    optimum: float | None
    """None: too many states."""
    planner: float
    greedy: float

    @property
    def ratio(self) -> float | None:
        """Of the planner and the optimum."""
        return self.planner / self.optimum if self.optimum else None


@dataclass(frozen=True)
class Found:
    """Everything that was measured."""

    tallies: Mapping[str, Tally]
    compared: Sequence[Compared]


EMPLOYEE: Mapping[str, Value] = {"statuut": "werknemer", "sector": "prive", "opleiding.soort": "cvo"}
SMALL_SETS = (
    SmallSet("loopbaancheque", ("loopbaancheque",), {}, quick=True),
    SmallSet("opleidingscheques", ("opleidingscheques",), {}),
    SmallSet("zorgkrediet_opleiding", ("zorgkrediet_opleiding",), {}),
    SmallSet("vov; employee in the private sector, evening school", ("vov",), EMPLOYEE, quick=True),
    SmallSet(
        "vov and opleidingscheques; the same, full-time, course in the database",
        ("vov", "opleidingscheques"),
        {**EMPLOYEE, "opleiding.in_opleidingsdatabank": True, "tewerkstellingspercentage": 100},
    ),
)


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
        """The question that settles most at once."""
        outlooks = self.outlooks(facts, skip)
        return max(
            questions_now(outlooks), key=lambda question: self._settles(question, outlooks), default=None
        )

    def _settles(self, question: Question, outlooks: Outlooks) -> float:
        total = 0.0
        told = outlooks.asking.teaches(question)
        touched = [model for model, _ in outlooks.open if not model.fields.isdisjoint(told)]
        for learned, chance in outlooks.asking.outcomes(outlooks.known, question):
            if learned is not None:
                known = {**outlooks.known, **learned}
                total += chance * sum(_progress(model, outlooks, known) for model in touched)
        return total


def _progress(model: MeasureModel, outlooks: Outlooks, known: Mapping[str, Value | None]) -> float:
    """1 when a condition fails, else the share of the waiting conditions that are met."""
    before = [part.outlook(outlooks.known, outlooks.closed) for part in model.conditions]
    after = [part.outlook(known, outlooks.closed) for part in model.conditions]
    if any(item.outcome is False for item in after):
        return 1.0
    waiting = [number for number, item in enumerate(before) if item.asked]
    return sum(after[number].outcome is True for number in waiting) / len(waiting)


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


def compare(knowledge: Knowledge, count: int, say: Callable[[str], None]) -> dict[str, Tally]:
    """Every way of asking with the same people."""
    ways = Ways(knowledge, knowledge.core, DAY)
    contestants: dict[str, Choose] = {
        "form": ways.form,
        "fixed order": ways.fixed_order,
        "greedy": ways.greedy,
        "planner": ways.planner,
    }
    everyone = people(knowledge.vocabulary, count, SEED)
    found = {}
    for name, choose in contestants.items():
        say(f"planner: {count} people, {name}")
        tally = found[name] = Tally(name)
        tally.talks = [play(ways, choose, answers, {}, tally, short=True) for answers in everyone]
    return found


# ---------------------------------------------------------------- the optimum
class TooMany(Exception):
    """More states than are looked at."""


class Optimum:
    """The fewest questions for a set of people, over every way of asking: each state of knowledge once."""

    def __init__(self, ways: Ways, everyone: Sequence[Answers], most: int) -> None:
        self.ways, self.everyone, self.most = ways, everyone, most
        self.totals: dict[tuple[frozenset[tuple[str, Value]], frozenset[str]], int] = {}

    def total(self, known: Known, skip: frozenset[str], group: Sequence[int]) -> int:
        """The questions for all people of this group together, of whom this is known."""
        key = (frozenset(known.items()), skip)
        if key in self.totals:
            return self.totals[key]
        if len(self.totals) >= self.most:
            raise TooMany
        outlooks = self.ways.outlooks(Facts(self.ways.knowledge.vocabulary, known), skip)
        best: int | None = None
        for question in sorted(questions_now(outlooks), key=lambda item: -self._likely(item, outlooks)):
            total = self._after(question, known, skip, group, best)
            best = total if best is None else min(best, total)
            if best == len(group):
                break
        self.totals[key] = best or 0
        return best or 0

    def _after(
        self, question: Question, known: Known, skip: frozenset[str], group: Sequence[int], best: int | None
    ) -> int:
        """The questions when this one comes first; given up when it is no better than the best."""
        parts: dict[Value | None, list[int]] = {}
        for number in group:
            parts.setdefault(self.everyone[number].get(question.veld), []).append(number)
        total = len(group)
        for value, part in parts.items():
            if value is None:
                total += self.total(known, skip | {question.veld}, part)
            else:
                total += self.total({**known, question.veld: value}, skip, part)
            if best is not None and total >= best:
                break
        return total

    @staticmethod
    def _likely(question: Question, outlooks: Outlooks) -> float:
        return sum(outlook.asked.get(question.veld, 0.0) for _, outlook in outlooks.open)


def beside_the_optimum(knowledge: Knowledge, amount: Amount, say: Callable[[str], None]) -> list[Compared]:
    """The planner and the optimum on every small set, for the same people."""
    everyone = people(knowledge.vocabulary, amount.drawn, OTHER_SEED)
    found = []
    for small in SMALL_SETS:
        if amount is QUICK and not small.quick:
            continue
        say(f"planner: the optimum for {small.name}")
        alike = [
            item for item in everyone if all(item.get(key) == value for key, value in small.start.items())
        ]
        found.append(_compared(knowledge, small, alike[: amount.in_a_set], amount.states))
    return found


def _compared(knowledge: Knowledge, small: SmallSet, everyone: Sequence[Answers], most: int) -> Compared:
    ways = Ways(knowledge, small.measures, DAY)
    search = Optimum(ways, everyone, most)
    try:
        optimum = search.total(small.start, frozenset(), range(len(everyone))) / len(everyone)
    except TooMany:
        optimum = None
    means = {}
    for name, choose in (("planner", ways.planner), ("greedy", ways.greedy)):
        tally = Tally(name)
        tally.talks = [play(ways, choose, item, small.start, tally, short=False) for item in everyone]
        means[name] = tally.questions
    return Compared(small, len(everyone), len(search.totals), optimum, means["planner"], means["greedy"])


def measure_planner(amount: Amount, say: Callable[[str], None]) -> Found:
    """Everything, with progress."""
    knowledge = load_knowledge()
    return Found(compare(knowledge, amount.people, say), beside_the_optimum(knowledge, amount, say))


# ---------------------------------------------------------------- telling
def rows(found: Found) -> list[Row]:
    """The lines with an aim, for the table of the whole benchmark."""
    ours = found.tallies["planner"].questions
    form, fixed = found.tallies["form"].questions, found.tallies["fixed order"].questions
    ratios = [item.ratio for item in found.compared if item.ratio is not None]
    lines = [
        Row("planner: questions, of a form in fixed order", "x", None, ours / form, ("at most", 0.6)),
        Row("  of the fixed order that only asks what is open", "x", None, ours / fixed),
        Row("  of the greedy choice", "x", None, ours / found.tallies["greedy"].questions),
    ]
    if ratios:
        name = f"  of the exact optimum, the worst of {len(ratios)} small sets"
        lines.append(Row(name, "x", None, max(ratios), ("at most", 1.1)))
    return [*lines, Row("  to choose a question", "ms", None, found.tallies["planner"].milliseconds)]


def table(found: Found) -> str:
    """Every way of asking, and the small sets."""
    lines = [
        "| core measures | questions | topic switches | same after 8 | ms a question |",
        "|---|---|---|---|---|",
    ]
    for name, tally in found.tallies.items():
        figures = f"{tally.questions:.2f} | {tally.switches:.2f} | {100 * tally.short:.1f} %"
        lines.append(f"| {name} | {figures} | {tally.milliseconds:.2f} |")
    lines += [
        "",
        "| small set | people | optimum | planner | greedy | planner / optimum |",
        "|---|---|---|---|---|---|",
    ]
    for item in found.compared:
        optimum = "too large" if item.optimum is None else f"{item.optimum:.3f}"
        ratio = "" if item.ratio is None else f"{item.ratio:.3f}"
        figures = f"{item.people} | {optimum} | {item.planner:.3f} | {item.greedy:.3f} | {ratio}"
        lines.append(f"| {item.small.name} | {figures} |")
    return "\n".join(lines)


def as_json(found: Found) -> dict[str, object]:
    """The figures, to keep."""
    return {
        "people": len(found.tallies["planner"].talks),
        "ways": {
            name: [tally.questions, tally.switches, tally.short, tally.milliseconds]
            for name, tally in found.tallies.items()
        },
        "small_sets": {
            item.small.name: [item.people, item.states, item.optimum, item.planner, item.greedy]
            for item in found.compared
        },
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print this part alone."""
    quick = "--quick" in (sys.argv[1:] if arguments is None else arguments)
    print(table(measure_planner(QUICK if quick else FULL, lambda text: print(text, flush=True))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
