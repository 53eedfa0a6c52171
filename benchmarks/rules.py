"""The rules beside OpenFisca's country template and beside a general rule library, in one run, in turns."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.loading import measure_loading
from benchmarks.plan import RulesPlan
from benchmarks.processes import ServerStopped, clean_environment
from benchmarks.rules_others import others_python
from benchmarks.rules_worker import PROJECT, Worker

OPENFISCA, ENGINE, OURS = (f"benchmarks.rules_{name}" for name in ("openfisca", "engine", "ours"))
MONTHS = 12
RERUN_PATIENCE = 600.0
Say = Callable[[str], None]
LOAD_OPENFISCA = (
    "import time; from openfisca_country_template import CountryTaxBenefitSystem; "
    "started = time.perf_counter(); CountryTaxBenefitSystem(); print(time.perf_counter() - started)"
)


@dataclass
class Single:
    """Processor seconds per evaluation, batch by batch, and the values that one gives."""

    batches: list[float] = field(default_factory=list)
    values: int = 0

    @property
    def seconds(self) -> float:
        """The median of the medians of the batches."""
        return statistics.median(self.batches)

    def add(self, answer: dict[str, Any]) -> None:
        """Take in one batch."""
        self.batches.append(statistics.median(answer["seconds"]))
        self.values = answer.get("values", self.values)


@dataclass
class Bulk:
    """One number of people: processor seconds of each repeat; `clock` and `given` are by the clock."""

    people: int
    repeats: list[float] = field(default_factory=list)
    """Everything that is computed, also what is prepared once."""
    growing: list[float] = field(default_factory=list)
    """Without what is prepared once, to see how the cost grows with the people."""
    clock: list[float] = field(default_factory=list)
    given: list[float] = field(default_factory=list)
    """Drawing the people or setting the inputs; not in the others."""
    values: int = 0
    peak_mib: float = 0.0

    @property
    def per_person(self) -> float:
        """The median of the repeats."""
        return statistics.median(self.repeats) / self.people

    @property
    def growing_per_person(self) -> float:
        """The same without what is prepared once."""
        return statistics.median(self.growing) / self.people

    def add(self, answer: dict[str, Any]) -> None:
        """Take in one repeat."""
        self.repeats.append(answer["prepared"] + answer["seconds"])
        self.growing.append(answer["seconds"])
        self.clock.append(answer["clock"])
        self.given.append(answer["given"])
        self.values, self.peak_mib = answer["values"], answer["peak_mib"]


@dataclass
class RulesMeasured:
    """All that was measured of the rules; `load` is what else the machine did, part by part."""

    single: dict[str, Single] = field(default_factory=dict)
    bulk: dict[str, list[Bulk]] = field(default_factory=dict)
    loading: dict[str, list[float]] = field(default_factory=dict)
    rerun: list[float] = field(default_factory=list)
    conditions: dict[str, float] = field(default_factory=dict)
    load: dict[str, float] = field(default_factory=dict)


def measure_rules(plan: RulesPlan, directory: Path, say: Say) -> RulesMeasured:
    """Everything, the contestants by turns; raises NoOthers, or ServerStopped when one fails."""
    found = RulesMeasured()

    def part(what: str) -> None:
        found.load[what] = round(os.getloadavg()[0], 2)
        say(f"rules: {what} (load {found.load[what]})")

    part("the environment of OpenFisca and rule-engine")
    others = others_python(directory)
    log = directory / "rules.log"
    part(f"loading, {plan.loads} time(s) each")
    _loading(plan, others, found)
    part(f"one person, {plan.batches} times {plan.people} different people each")
    with Worker(sys.executable, OURS, log) as ours, Worker(others, OPENFISCA, log) as openfisca:
        _single(plan, ours, openfisca, found)
    part(f"{', '.join(map(str, plan.sizes))} people at once, {plan.repeats} time(s) each")
    _bulk(plan, {"ours": (sys.executable, OURS), "openfisca": (others, OPENFISCA)}, log, found)
    part("the same conditions in rule-engine")
    with Worker(sys.executable, OURS, log) as ours, Worker(others, ENGINE, log) as engine:
        _conditions(plan, ours, engine, found)
    part(f"{plan.situations} stored situations again, {plan.reruns} time(s)")
    with Worker(sys.executable, OURS, log) as ours:
        stored, judged = directory / "stored.jsonl", directory / "judged.jsonl"
        ours.ask("store", people=plan.situations, path=str(stored))
    _rerun(stored, "--naar", str(judged))
    found.rerun = [_rerun(judged) for _ in range(plan.reruns)]
    return found


def _loading(plan: RulesPlan, others: str, found: RulesMeasured) -> None:
    """New processes, by turns; importing is not counted for either."""
    found.loading = {"ours": [], "ours_processor": [], "openfisca": []}
    for _ in range(plan.loads):
        clock, processor = measure_loading()
        found.loading["ours"].append(clock)
        found.loading["ours_processor"].append(processor)
        found.loading["openfisca"].append(float(_run([others, "-c", LOAD_OPENFISCA])))


def _single(plan: RulesPlan, ours: Worker, openfisca: Worker, found: RulesMeasured) -> None:
    """The first batch of each is left out: what is prepared once belongs to no evaluation."""
    kinds = {name: Single() for name in ("ours", "openfisca", "openfisca_year")}
    for batch in range(plan.batches + 1):
        first = batch * plan.people
        answers = {
            "ours": ours.ask("single", first=first, count=plan.people),
            "openfisca": openfisca.ask("single", first=first, count=plan.people, months=1),
            "openfisca_year": openfisca.ask("single", first=first, count=plan.people, months=MONTHS),
        }
        if batch:
            for name, answer in answers.items():
                kinds[name].add(answer)
    found.single.update(kinds)


def _bulk(plan: RulesPlan, sides: dict[str, tuple[str, str]], log: Path, found: RulesMeasured) -> None:
    """A process for each side and size, for its memory; each repeat goes round all of them."""
    found.bulk = {name: [Bulk(people) for people in plan.sizes] for name in sides}
    with ExitStack() as stack:
        workers = {
            (name, at): stack.enter_context(Worker(*side, log))
            for name, side in sides.items()
            for at in range(len(plan.sizes))
        }
        for at in [*range(len(plan.sizes))] * plan.repeats:
            for name in sides:
                kind = found.bulk[name][at]
                kind.add(workers[name, at].ask("bulk", people=kind.people))


def _conditions(plan: RulesPlan, ours: Worker, engine: Worker, found: RulesMeasured) -> None:
    """The conditions of which a person has every fact: the outcome alone, and with the same trace."""
    given = ours.ask("translated", people=plan.people * plan.batches)
    compiling = engine.ask("load", rules=given["rules"], people=given["people"], dates=given["dates"])
    kinds = {f"{who}_{what}": Single() for who in ("ours", "engine") for what in ("outcomes", "trace")}
    asked = different = 0
    for batch in range(plan.batches):
        first = batch * plan.people
        which = given["which"][first : first + plan.people]
        answers = {
            name: worker.ask("conditions", which=which, first=first, trace=trace)
            for name, worker, trace in (
                ("ours_outcomes", ours, False),
                ("engine_outcomes", engine, False),
                ("ours_trace", ours, True),
                ("engine_trace", engine, True),
            )
        }
        for name, answer in answers.items():
            kinds[name].add({**answer, "values": sum(map(len, which)) // len(which)})
        outcomes = (answers[name]["outcomes"] for name in ("ours_outcomes", "engine_outcomes"))
        for row, other in zip(*outcomes, strict=True):
            asked += len(row)
            different += sum(one is not two for one, two in zip(row, other, strict=True))
    found.single.update(kinds)
    found.conditions = {
        "expressible": len(given["rules"]),
        "in_all": given["total"],
        "compared": asked,
        "different": different,
        "compiling_seconds": compiling["seconds"],
    }


def _rerun(source: Path, *options: str) -> float:
    """Seconds of the whole command, with starting Python and loading."""
    started = time.perf_counter()
    _run([sys.executable, "-m", "knowledge", "herreken", str(source), *options])
    return time.perf_counter() - started


def _run(command: list[str]) -> str:
    try:
        done = subprocess.run(
            command,
            cwd=PROJECT,
            env=clean_environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            check=True,
            timeout=RERUN_PATIENCE,
        )
    except subprocess.SubprocessError as error:
        raise ServerStopped(str(error)) from error
    return done.stdout
