"""`verschil`: what differs between two days or two versions, for everybody or for one person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from ..changes import Side, rule_changes
from ..changes_text import person_text, rules_text
from ..errors import UnknownMeasure
from ..knowledge import Knowledge
from ..person_changes import person_changes
from .console import FOUND, GOOD, CommandError, say
from .situations import checked_facts, read_profile

OLD = "de regels van voor de wijziging"


def compare(
    before: Knowledge,
    after: Knowledge,
    first: date,
    second: date,
    measures: Sequence[str],
    profile: Path | None,
) -> int:
    """Say what differs."""
    changed = before.version != after.version
    sides = (Side(before, first, OLD) if changed else Side(before, first)), Side(after, second)
    return told(*sides, measures, profile)


def told(before: Side, after: Side, measures: Sequence[str], profile: Path | None) -> int:
    """Say what differs between two sides, for everybody or for the person in a file."""
    _check_names(before, after, measures)
    if profile is None:
        rules = rule_changes(before, after, list(measures) or None)
        say(rules_text(before, after, rules))
        return FOUND if rules else GOOD
    person = read_profile(profile)
    for side in (before, after):
        checked_facts(side.knowledge, person)
    results = person_changes(before, after, person.profiel, person.opleiding, list(measures) or None)
    say(person_text(before, after, results))
    return FOUND if results else GOOD


def _check_names(before: Side, after: Side, measures: Sequence[str]) -> None:
    known = {**before.knowledge.measures, **after.knowledge.measures}
    for name in measures:
        if name not in known:
            raise CommandError(f"{UnknownMeasure(name, known)} Er zijn: {', '.join(known)}.")
