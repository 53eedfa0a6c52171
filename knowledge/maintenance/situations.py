"""Situations of people, as lines of JSON: facts, a date, and what came out. No names, no texts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from ..assessment import MeasureResult
from ..errors import InvalidFacts
from ..facts import Facts, as_json
from ..knowledge import Knowledge
from .console import CommandError

KEYS = frozenset({"profiel", "opleiding", "peildatum", "uitkomst"})
Outcome = Mapping[str, Mapping[str, Any]]
"""Measure id -> status, zekerheid, voordeel."""


@dataclass(frozen=True)
class Situation:
    """One person on one date, and what came out before."""

    profiel: Mapping[str, Any]
    opleiding: Mapping[str, Any]
    on: date
    before: Outcome = field(default_factory=dict)
    place: str = ""
    """File and line, to find it back."""

    def facts(self, knowledge: Knowledge) -> Facts:
        """Checked facts; raises InvalidFacts."""
        return knowledge.facts(self.profiel, self.opleiding)

    def as_line(self, outcome: Outcome) -> str:
        """One line of JSON."""
        content = {
            "profiel": dict(self.profiel),
            "opleiding": dict(self.opleiding),
            "peildatum": self.on.isoformat(),
            "uitkomst": outcome,
        }
        return json.dumps(content, ensure_ascii=False)


def outcome_of(results: Iterable[MeasureResult]) -> dict[str, dict[str, Any]]:
    """What is compared: the status, how certain it is, and the benefits."""
    return {
        result.measure.id: {
            "status": result.status,
            "zekerheid": result.certainty,
            "voordeel": {key: as_json(value) for key, value in result.benefit.items()},
        }
        for result in results
    }


def read_one(path: Path) -> Situation:
    """The situation in a file with one JSON object."""
    return situation(_content(path), str(path))


def read_profile(path: Path) -> Situation:
    """A person from a file, with or without a date."""
    content = _content(path)
    dated = {"peildatum": date.today().isoformat(), **content} if isinstance(content, dict) else content
    return situation(dated, str(path))


def _content(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CommandError(f"{path} is niet te lezen als JSON: {error}") from error


def read_lines(source: Path) -> Iterator[Situation]:
    """Every situation of a file with lines of JSON, or of all such files in a directory."""
    files = sorted(source.rglob("*.jsonl")) if source.is_dir() else [source]
    if not files:
        raise CommandError(f"In {source} staat geen enkel bestand met de naam *.jsonl.")
    for path in files:
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{path} is niet te lezen: {error}") from error
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield _line(line, f"{path.name}:{number}")


def _line(line: str, place: str) -> Situation:
    try:
        return situation(json.loads(line), place)
    except ValueError as error:
        raise CommandError(f"{place}: deze regel is geen geldige JSON ({error}).") from error


def situation(content: Any, place: str) -> Situation:
    """A situation from plain JSON; says what is wrong with it."""
    if not isinstance(content, dict):
        raise CommandError(f"{place}: hier hoort een object met profiel, opleiding en peildatum.")
    unknown = sorted(content.keys() - KEYS)
    if unknown:
        raise CommandError(
            f"{place}: '{unknown[0]}' is hier niet bekend. Er zijn: {', '.join(sorted(KEYS))}."
        )
    parts = {name: content.get(name) or {} for name in ("profiel", "opleiding", "uitkomst")}
    for name, part in parts.items():
        if not isinstance(part, dict):
            raise CommandError(f"{place}: '{name}' moet een object zijn.")
    try:
        on = date.fromisoformat(str(content.get("peildatum")))
    except ValueError:
        raise CommandError(f"{place}: 'peildatum' moet een datum zijn, zoals 2025-10-01.") from None
    return Situation(parts["profiel"], parts["opleiding"], on, parts["uitkomst"], place)


def checked_facts(knowledge: Knowledge, given: Situation) -> Facts:
    """The facts of a situation; what is refused ends the command."""
    try:
        return given.facts(knowledge)
    except InvalidFacts as error:
        raise CommandError(f"{given.place}: de feiten worden geweigerd: {error}") from error
