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
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from benchmarks.planner_optimum import Optimum, TooMany
from benchmarks.planner_ways import Choose, Tally, Ways, play
from benchmarks.profiles import Answers, people
from benchmarks.report import Row
from knowledge import Knowledge, load_knowledge
from knowledge.expressions import Value

DAY = date(2026, 3, 15)
"""A day on which every core measure exists and all its limits are known."""
SEED, OTHER_SEED = 7, 11


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
        {**EMPLOYEE, "opleiding.in_opleidingsdatabank": True, "tewerkstellingspercentage": Decimal(100)},
    ),
)


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
    """The lines with an aim, and what they stand beside."""
    ours, others = found.tallies["planner"], found.tallies
    form, fixed, greedy = others["form"], others["fixed order"], others["greedy"]
    lines = [
        Row("questions, beside a form in fixed order", "", form.questions, ours.questions, ("at most", 0.6)),
        Row("  beside the open ones in fixed order", "", fixed.questions, ours.questions),
        Row("  beside the greedy choice", "", greedy.questions, ours.questions),
    ]
    small = [item for item in found.compared if item.ratio]
    if small:
        worst = max(small, key=lambda item: item.ratio or 0.0)
        name = f"  beside the optimum, the worst small set: {worst.small.name.split(';')[0]}"
        lines.append(Row(name, "", worst.optimum, worst.planner, ("at most", 1.1)))
    return [
        *lines,
        Row("topic switches, beside the open ones in fixed order", "", fixed.switches, ours.switches),
        Row("  beside the greedy choice", "", greedy.switches, ours.switches),
        Row("to choose a question", "ms", None, ours.milliseconds),
    ]


def table(found: Found) -> str:
    """Every way of asking, and the small sets."""
    lines = [
        "| core measures | questions | topic switches | same after 8 |",
        "|---|---|---|---|",
    ]
    for name, tally in found.tallies.items():
        figures = f"{tally.questions:.2f} | {tally.switches:.2f} | {100 * tally.short:.1f} %"
        lines.append(f"| {name} | {figures} |")
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
