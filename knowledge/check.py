"""`python -m knowledge.check`: load the data, run the worked examples of the files, and say what is wrong."""

from __future__ import annotations

import sys

from .errors import KnowledgeError
from .loading import load_knowledge
from .worked_examples import differences, example_problems, reform_problems

__all__ = ["differences", "example_problems", "main", "reform_problems"]


def main() -> int:
    """Report; 1 when something is wrong."""
    try:
        knowledge = load_knowledge()
    except KnowledgeError as error:
        print(error)
        return 1
    problems = [*example_problems(knowledge), *reform_problems()]
    for problem in problems:
        print(problem)
    count = sum(len(measure.examples) for measure in knowledge.measures.values())
    found = f"{len(knowledge.measures)} measures, {count} examples, {len(problems)} differences"
    print(f"{found}, version {knowledge.version}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
