"""The worked examples of the files: does each come out as its file says?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .contract import result_as_contract
from .errors import KnowledgeError, Problem
from .facts import as_json
from .knowledge import Knowledge
from .loading import DATA, load_knowledge
from .measures import Example
from .reforms import DIRECTORY, reform_ids


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
    return [
        problem
        for measure in knowledge.measures.values()
        for example in measure.examples
        for problem in problems_of(knowledge, measure.id, example)
    ]


def problems_of(knowledge: Knowledge, measure_id: str, example: Example) -> list[Problem]:
    """What one worked example says otherwise than the rules."""
    mend = "Find out which of the two is right: the rule or the example."
    return [
        Problem(f"maatregelen/{measure_id}.yml", example.line, f"'{example.name}': {difference}.", mend)
        for difference in differences(knowledge, measure_id, example)
    ]


def reform_problems(root: Path = DATA) -> list[Problem]:
    """What is wrong with the proposals and scenarios: they do not load, or an example comes out otherwise."""
    mend = "Find out which of the two is right: the rule or the example."
    found: list[Problem] = []
    law: Knowledge | None = None
    for name in reform_ids(root):
        try:
            law = law or load_knowledge(root)
            knowledge = load_knowledge(root, reform=name, law=law)
        except KnowledgeError as error:
            found += error.problems
            continue
        for measure_id in knowledge.reform.measures if knowledge.reform else ():
            for example in knowledge.measures[measure_id].examples:
                for difference in differences(knowledge, measure_id, example):
                    message = f"'{example.name}': {difference}."
                    found.append(Problem(f"{DIRECTORY}/{name}.yml", example.line, message, mend))
    return found
