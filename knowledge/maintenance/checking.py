"""`controleer`: every check of the loader, and the worked examples."""

from __future__ import annotations

from pathlib import Path

from ..errors import KnowledgeError, Problem
from ..knowledge import Knowledge
from ..loading import DATA, load_knowledge
from ..occupations.own import DIRECTORY as OCCUPATIONS
from ..occupations.own import read_own
from ..worked_examples import problems_of, reform_problems
from .console import FOUND, GOOD, CommandError, count, progress, say
from .dutch import in_dutch


def loaded(directory: Path | None) -> Knowledge:
    """The knowledge of a directory; broken files end the command with what is wrong."""
    try:
        return load_knowledge(directory)
    except KnowledgeError as error:
        told = "\n".join(in_dutch(problem) for problem in error.problems)
        raise CommandError(
            f"{told}\nDe kennisbestanden zijn niet in orde. Maak eerst deze fouten goed."
        ) from error


def check(directory: Path | None) -> int:
    """Say what is wrong, or that all is well."""
    occupations, wrong = _occupations(directory or DATA)
    try:
        knowledge = load_knowledge(directory)
    except KnowledgeError as error:
        wrong = [*error.problems, *wrong]
        for problem in wrong:
            say(in_dutch(problem))
        say(f"\n{count(len(wrong), 'fout', 'fouten')}. De voorbeelden zijn nog niet nagerekend.")
        return FOUND
    wrong += [*_wrong_examples(knowledge), *reform_problems(directory or DATA)]
    for problem in wrong:
        say(in_dutch(problem))
    examples = sum(len(measure.examples) for measure in knowledge.measures.values())
    summary = (
        f"{count(len(knowledge.measures), 'maatregel', 'maatregelen')}, "
        f"{count(examples, 'voorbeeld', 'voorbeelden')} nagerekend, "
        + (f"{count(occupations, 'beroep', 'beroepen')}, " if occupations else "")
        + f"versie {knowledge.version}"
    )
    if wrong:
        say(f"\n{summary}: {count(len(wrong), 'afwijking', 'afwijkingen')}.")
        return FOUND
    say(f"{summary}: alles klopt.")
    return GOOD


def _occupations(directory: Path) -> tuple[int, list[Problem]]:
    """How many occupations are sound, and what is wrong with their files; a directory may do without."""
    if not (directory / OCCUPATIONS).is_dir():
        return 0, []
    try:
        return len(read_own(directory / OCCUPATIONS).occupations), []
    except KnowledgeError as error:
        return 0, list(error.problems)


def _wrong_examples(knowledge: Knowledge) -> list[Problem]:
    pairs = [(measure.id, example) for measure in knowledge.measures.values() for example in measure.examples]
    return [
        problem
        for measure_id, example in progress("voorbeelden", pairs, len(pairs))
        for problem in problems_of(knowledge, measure_id, example)
    ]
