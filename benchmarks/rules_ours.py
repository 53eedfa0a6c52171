"""Our side: every measure of one person with its reasons, or many people at once."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from benchmarks.rules_translation import Translated, symbol, translate_all
from benchmarks.rules_worker import part, peak_mib, seconds_of, serve
from knowledge import Facts, Knowledge, assessment_as_contract, load_knowledge
from knowledge.facts import as_json
from knowledge.population import Coding, Judge, Plan, Population, load_assumptions, plan_measure
from knowledge.population.plan import Node, Step

DAY = date(2026, 3, 15)
SEED = 2026
DIFFERENT = 2000
"""People judged one by one: all different, so that no answer can serve twice."""
DAYS = 365
"""Stored situations lie on the days of a year, as those of a service do."""


class Ours:
    """The knowledge, and synthetic people."""

    @cached_property
    def knowledge(self) -> Knowledge:
        return load_knowledge()

    def population(self, count: int) -> Population:
        """So many people; the assumptions are those of the project."""
        vocabulary = self.knowledge.vocabulary
        return Population(vocabulary, load_assumptions(vocabulary, None), Coding(), count, SEED)

    @cached_property
    def facts(self) -> list[Facts]:
        return self._facts(DIFFERENT)

    def _facts(self, count: int) -> list[Facts]:
        """The first of the population, one by one."""
        population = self.population(count)
        return [
            block.facts(population.vocabulary, population.coding, at)
            for block in population.blocks()
            for at in range(block.count)
        ]

    @cached_property
    def people(self) -> list[tuple[dict[str, Any], dict[str, Any]]]:
        return [(facts.profiel, facts.opleiding) for facts in self.facts]

    # ------------------------------------------------------------ one by one
    def evaluate(self, person: tuple[dict[str, Any], dict[str, Any]]) -> dict[str, Any]:
        """Check the facts, judge every measure, and give the whole answer of the contract."""
        assessment = self.knowledge.assess(self.knowledge.facts(*person), DAY)
        return assessment_as_contract(assessment, None)

    def single(self, first: int, count: int) -> dict[str, Any]:
        """Processor seconds of each of these people, and how many values one of them gives, in the middle."""
        people = part(self.people, first, count)
        seconds = seconds_of(self.evaluate, people)
        values = sorted(values_in(self.evaluate(person)) for person in people)
        return {"seconds": seconds, "values": values[len(values) // 2]}

    # ------------------------------------------------------------ the same conditions as another library
    @cached_property
    def _translation(self) -> tuple[list[Translated], int]:
        return translate_all(self.knowledge, DAY)

    def translated(self, people: int) -> dict[str, Any]:
        """Rules for the other library, with people, and which rules each person has all facts of."""
        conditions, total = self._translation
        everyone = [facts.known for facts in self.facts[:people]]
        chosen = [
            [n for n, item in enumerate(conditions) if all(known[key] is not None for key in item.fields)]
            for known in everyone
        ]
        return {
            "rules": [[item.condition, item.text] for item in conditions],
            "total": total,
            "people": [{symbol(key): as_json(value) for key, value in known.items()} for known in everyone],
            "dates": [
                symbol(field.key)
                for field in self.knowledge.vocabulary.fields.values()
                if field.type == "date"
            ],
            "which": chosen,
        }

    def conditions(self, which: list[list[int]], first: int, trace: bool) -> dict[str, Any]:
        """Processor seconds for these conditions alone, person by person; and the outcomes."""
        chosen = self._translation[0]
        cases = [(self.facts[first + number], [chosen[at] for at in row]) for number, row in enumerate(which)]
        work = trace_of if trace else outcomes_of
        return {
            "seconds": seconds_of(lambda case: work(*case), cases),
            "outcomes": [outcomes_of(*case) for case in cases],
        }

    # ------------------------------------------------------------ many at once
    def bulk(self, people: int) -> dict[str, Any]:
        """Processor seconds for judging everybody; `prepared` is planning, `given` is drawing the people."""
        population = self.population(people)
        started = time.process_time()
        plan = Plan(population.vocabulary, population.coding)
        subjects = [self.knowledge.on(name, DAY) for name in self.knowledge.measures]
        judge = Judge(plan, [plan_measure(plan, subject) for subject in subjects])
        prepared = time.process_time() - started
        given, seconds, clock = 0.0, 0.0, 0.0
        last = time.perf_counter()
        for block in population.blocks():
            drawn, used = time.perf_counter(), time.process_time()
            for _ in judge.outcomes(block):
                pass
            seconds += time.process_time() - used
            given, last = given + drawn - last, time.perf_counter()
            clock += last - drawn
        return {
            "given": given,
            "prepared": prepared,
            "clock": clock,
            "seconds": seconds,
            "values": sum(1 for _ in self._computed(plan)),
            "peak_mib": peak_mib(),
        }

    def _computed(self, plan: Plan) -> Iterator[object]:
        """What is computed for each person: what stands twice once, what is the same for all not."""
        nodes: set[Node] = set()
        for name in self.knowledge.measures:
            subject = self.knowledge.on(name, DAY)
            if not subject.exists:
                continue
            conditions = [
                plan.node(due.condition.requirement, group.values)
                for group in subject.groups
                for due in group.conditions
            ]
            nodes.update(conditions)
            nodes.update(
                plan.node(benefit.formula, subject.own.values) for benefit in subject.measure.benefits
            )
            if any(isinstance(node, Step) for node in conditions):
                yield name
        yield from (node for node in nodes if isinstance(node, Step))

    # ------------------------------------------------------------ stored situations
    def store(self, people: int, path: str) -> dict[str, Any]:
        """Write situations without an outcome, as a service would have stored them."""
        days = [(DAY - timedelta(days=number % DAYS)).isoformat() for number in range(people)]
        with Path(path).open("w", encoding="utf-8") as out:
            for facts, day in zip(self._facts(people), days, strict=True):
                line = {"profiel": facts.profiel, "opleiding": facts.opleiding, "peildatum": day}
                out.write(json.dumps(line) + "\n")
        return {}


def values_in(answer: dict[str, Any]) -> int:
    """How many values an answer holds: every condition, every benefit and every status."""
    return sum(1 + len(measure["redenen"]) + len(measure["voordeel"]) for measure in answer["maatregelen"])


def trace_of(facts: Facts, conditions: list[Translated]) -> list[dict[str, Any]]:
    """The same trace as rule-engine's side gives: condition, outcome, facts."""
    known = facts.known
    return [
        {
            "condition": item.condition,
            "outcome": outcome,
            "facts": {key: known[key] for key in item.fields},
        }
        for item, outcome in zip(conditions, outcomes_of(facts, conditions), strict=True)
    ]


def outcomes_of(facts: Facts, conditions: list[Translated]) -> list[object]:
    """The outcome of these conditions; those of one file share the legal values, as when judging."""
    found: list[object] = []
    values: object = None
    for item in conditions:
        if item.values is not values:
            values, env = item.values, {**facts.known, **item.values}
        found.append(item.requirement.evaluate(env))
    return found


if __name__ == "__main__":
    ours = Ours()
    serve(
        {
            "single": ours.single,
            "translated": ours.translated,
            "conditions": ours.conditions,
            "bulk": ours.bulk,
            "store": ours.store,
        }
    )
