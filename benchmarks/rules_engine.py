"""The side of the library rule-engine: the same conditions, one by one. Runs in an environment of its own.

It gives outcomes only; the trace is the least that a user of it would write: the condition, the outcome and
the facts that the rule looks at.
"""

from __future__ import annotations

import time
from datetime import date
from typing import Any

import rule_engine

from benchmarks.rules_worker import seconds_of, serve

CONTEXT = rule_engine.Context(resolver=rule_engine.resolve_item)


class Conditions:
    """Compiled rules, and the people for whom they are evaluated."""

    def load(self, rules: list[list[Any]], people: list[dict[str, Any]], dates: list[str]) -> dict[str, Any]:
        """Compile; the seconds that took."""
        started = time.perf_counter()
        self.rules = [(name, rule_engine.Rule(text, context=CONTEXT)) for name, text in rules]
        took = time.perf_counter() - started
        self.symbols = [sorted(rule_engine.Rule(text).context.symbols) for _, text in rules]
        for person in people:
            for key in dates:
                if person.get(key) is not None:
                    person[key] = date.fromisoformat(person[key])
        self.people = people
        return {"seconds": took}

    def conditions(self, which: list[list[int]], first: int, trace: bool) -> dict[str, Any]:
        """Processor seconds for each of these people: `which` of the rules, from the first person on."""
        work = self._trace if trace else self._outcomes
        cases = [(self.people[first + number], chosen) for number, chosen in enumerate(which)]
        return {
            "seconds": seconds_of(lambda case: work(*case), cases),
            "outcomes": [self._outcomes(*case) for case in cases],
        }

    def _outcomes(self, person: dict[str, Any], chosen: list[int]) -> list[bool]:
        rules = self.rules
        return [rules[number][1].matches(person) for number in chosen]

    def _trace(self, person: dict[str, Any], chosen: list[int]) -> list[dict[str, Any]]:
        found = []
        for number in chosen:
            name, rule = self.rules[number]
            facts = {key: person.get(key) for key in self.symbols[number]}
            found.append({"condition": name, "outcome": rule.matches(person), "facts": facts})
        return found


if __name__ == "__main__":
    conditions = Conditions()
    serve({"load": conditions.load, "conditions": conditions.conditions})
