"""`python -m knowledge.check`: load the data, run the worked examples of the files, and say what is wrong."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

from .contract import result_as_contract
from .errors import KnowledgeError, Problem
from .facts import as_json
from .knowledge import Knowledge
from .loading import load_knowledge
from .measures import Example


def differences(knowledge: Knowledge, measure_id: str, example: Example) -> Iterator[str]:
    """Where the outcome is not what the example expects."""
    facts = knowledge.facts(example.profiel, example.opleiding)
    found = result_as_contract(knowledge.assess(facts, example.on, [measure_id]).results[0])
    for key, expected in example.expected.items():
        if key == "voordeel":
            yield from _benefit_differences(expected, found["voordeel"])
        elif key == "ontbrekend":
            if set(expected or ()) != set(found["ontbrekend"]):
                yield f"ontbrekend: {sorted(found['ontbrekend'])}, expected {sorted(expected or ())}"
        elif found[key] != expected:
            yield f"{key}: {found[key]}, expected {expected}"


def _benefit_differences(expected: dict[str, Any], found: dict[str, Any]) -> Iterator[str]:
    for key, value in expected.items():
        if found.get(key) != as_json(value):
            yield f"voordeel.{key}: {found.get(key)}, expected {value}"


def example_problems(knowledge: Knowledge) -> list[Problem]:
    """Every worked example that does not come out as its file says."""
    mend = "Find out which of the two is right: the rule or the example."
    return [
        Problem(f"maatregelen/{measure.id}.yml", example.line, f"'{example.name}': {difference}.", mend)
        for measure in knowledge.measures.values()
        for example in measure.examples
        for difference in differences(knowledge, measure.id, example)
    ]


def main() -> int:
    """Report; 1 when something is wrong."""
    try:
        knowledge = load_knowledge()
    except KnowledgeError as error:
        print(error)
        return 1
    problems = example_problems(knowledge)
    for problem in problems:
        print(problem)
    count = sum(len(measure.examples) for measure in knowledge.measures.values())
    found = f"{len(knowledge.measures)} measures, {count} examples, {len(problems)} differences"
    print(f"{found}, version {knowledge.version}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
