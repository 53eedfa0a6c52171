"""How well the facts of a message are read: per field, clean and noisy, beside the plain baseline."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from benchmarks.evaluation.metrics import Counts, count_fields
from benchmarks.evaluation.plain_fields import TRAINING, PlainFields
from benchmarks.evaluation.twins import twin
from knowledge import Knowledge
from knowledge.taal import Reader

MESSAGES = Path(__file__).with_name("feiten.yml")
NAMED = "named: "
"""Before the kind of an entity, so that it is told from the field of the same name."""
KINDS = ("maatregel", "gemeente", "beroep", "lesvorm")

Found = dict[str, object]
Way = Callable[[str], Found]


@dataclass(frozen=True)
class Told:
    """A message and what it tells; `names` says whether what is named counts too."""

    text: str
    facts: Found
    names: bool


@dataclass(frozen=True)
class FieldScores:
    """Of one way of reading, per field."""

    clean: dict[str, Counts]
    noisy: dict[str, Counts]


def load_told(path: Path = MESSAGES) -> list[Told]:
    """The messages of the file."""
    rows: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [
        Told(
            row["tekst"],
            {**row["feiten"], **{NAMED + kind: v for kind, v in row.get("entiteiten", {}).items()}},
            "entiteiten" in row,
        )
        for row in rows
    ]


def measure_fields(knowledge: Knowledge, reader: Reader) -> dict[str, FieldScores]:
    """Both ways of reading."""
    plain = PlainFields(knowledge)
    ways: dict[str, Way] = {
        "loopbaanwijzer": lambda text: read_by(reader, text),
        "words and numbers as they stand": plain.read,
    }
    told = load_told()
    return {name: FieldScores(_score(told, way, str), _score(told, way, twin)) for name, way in ways.items()}


def read_by(reader: Reader, text: str) -> Found:
    """What the reader finds, in one dictionary."""
    reading = reader.read(text)
    named: Found = {NAMED + e.entiteit: e.waarde for e in reading.entities if e.entiteit in KINDS}
    return {**reading.profiel, **{TRAINING + k: v for k, v in reading.opleiding.items()}, **named}


def _score(told: list[Told], way: Way, change: Callable[[str], str]) -> dict[str, Counts]:
    return count_fields((one.facts, _counted(one, way(change(one.text)))) for one in told)


def _counted(one: Told, found: Found) -> Found:
    """Where what is named does not count, it is neither right nor wrong; nor is the title of a training."""
    return {
        name: value
        for name, value in found.items()
        if (one.names or not name.startswith(NAMED)) and name != "opleiding.titel"
    }
