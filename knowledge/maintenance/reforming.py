"""`hervorming`: proposals and scenarios beside the law."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from pathlib import Path

from ..changes import Side
from ..errors import KnowledgeError
from ..knowledge import Knowledge
from ..loading import DATA, load_knowledge
from ..reforms import reform_ids
from . import words
from .comparing import told
from .console import GOOD, CommandError, note, say, table
from .dutch import in_dutch


def reform(directory: Path | None, name: str | None, on: date, given: Namespace) -> int:
    """Say which reforms there are, what one changes, or who gains and loses by it."""
    known = reform_ids(directory or DATA)
    if name is None:
        return _list(directory, known)
    if name not in known:
        raise CommandError(f"De hervorming '{name}' bestaat niet. Er zijn: {', '.join(known) or 'geen'}.")
    changed = _loaded(directory, name)
    if changed.reform is not None and on not in changed.reform.span:
        note(f"Deze hervorming geldt {words.period(changed.reform.span)}. Kies een dag daarin met --op.")
    law = Side(changed.law or changed, on)
    if given.mensen:
        return _impact(law, Side(changed, on), directory, given)
    return told(law, Side(changed, on), given.maatregel, given.profiel)


def _list(directory: Path | None, known: tuple[str, ...]) -> int:
    rows = []
    for name in known:
        found = _loaded(directory, name).reform
        if found is not None:
            rows.append((name, found.kind, words.period(found.span), found.name))
    say(table(("id", "soort", "geldt", "naam"), rows) if rows else "Er zijn geen hervormingen.")
    return GOOD


def _loaded(directory: Path | None, name: str) -> Knowledge:
    try:
        return load_knowledge(directory, reform=name)
    except KnowledgeError as error:
        raise CommandError("\n".join(in_dutch(problem) for problem in error.problems)) from error


def _impact(law: Side, changed: Side, directory: Path | None, given: Namespace) -> int:
    from ..population import as_text, compare_sides, write_report  # here: only this needs NumPy

    impact = compare_sides(law, changed, given.mensen, directory=directory)
    say(as_text(impact))
    if given.naar is not None:
        for path in write_report(impact, given.naar):
            note(f"Geschreven: {path}")
    return GOOD
