"""Many people at once: the rules as array operations, synthetic people, and who gains or loses by a change.

The only part of the domain that needs NumPy; `import knowledge` does not load it.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ..changes import Side
from ..loading import load_knowledge
from .assumptions import Assumptions, load_assumptions
from .impact import Impact, Progress, compare
from .judging import STATUSES, Given, Judge, Outcome, outcome, plan_measure
from .people import Coding, People
from .plan import Plan, Run
from .report import as_csv, as_markdown, as_text, write_picture, write_report
from .synthetic import Population

__all__ = [
    "STATUSES",
    "Assumptions",
    "Coding",
    "Given",
    "Impact",
    "Judge",
    "Outcome",
    "People",
    "Plan",
    "Population",
    "Run",
    "Side",
    "as_csv",
    "as_markdown",
    "as_text",
    "compare",
    "compare_sides",
    "load_assumptions",
    "outcome",
    "plan_measure",
    "run_reform",
    "write_picture",
    "write_report",
]
SEED = 2026


def run_reform(
    reform: str,
    on: date,
    people: int,
    *,
    seed: int = SEED,
    directory: Path | None = None,
    progress: Progress | None = None,
) -> Impact:
    """A proposal or scenario against the law on a day; raises KnowledgeError.

    Args:
        reform: the id of a file in `hervormingen/`.
        on: the day on which everybody is judged.
        people: how many synthetic people.
        seed: other seeds draw other people.
        directory: where the data stand; the project's own by default.
        progress: told after each block.
    """
    changed = load_knowledge(directory, reform=reform)
    law = changed.law or changed
    return compare_sides(
        Side(law, on), Side(changed, on), people, seed=seed, directory=directory, progress=progress
    )


def compare_sides(
    before: Side,
    after: Side,
    people: int,
    *,
    seed: int = SEED,
    directory: Path | None = None,
    progress: Progress | None = None,
) -> Impact:
    """Two sets of rules, or two days, for the same synthetic people."""
    vocabulary = before.knowledge.vocabulary
    assumptions = load_assumptions(vocabulary, directory)
    return compare(before, after, Population(vocabulary, assumptions, Coding(), people, seed), progress)
