"""How much of what people tell is read, and how much of what is read was told, over whole messages."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from knowledge.taal import Reader, Reading

TODAY = dt.date(2026, 3, 2)
FLOORS = {
    "berichten": (0.982, 0.978),
    "berichten_nieuw": (0.97, 0.96),
    "berichten_controle": (0.955, 0.96),
    "eigen_zinnen": (0.805, 0.80),
    "berichten_vreemden": (0.93, 0.91),
}
"""File -> precision and F1 that may not be lost; just under what is reached."""
WHOLE = ("berichten_vreemden",)
"""Files in which all facts are labelled, also those that are not said in so many words."""
BY_TABLE = ("scholingsgraad", "ondernemingsgrootte", "soort")

READ_ONCE = frozenset({"eigen_zinnen"})
"""Files that are too long to read a second time for the figures of each kind of message."""


class Score(NamedTuple):
    """Counts of facts by field, and the messages in which something went wrong."""

    hits: Counter[str]
    false: Counter[str]
    missed: Counter[str]
    wrong: list[str]

    @property
    def totals(self) -> tuple[int, int, int]:
        return self.hits.total(), self.false.total(), self.missed.total()


def _messages(name: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    content = yaml.safe_load((Path(__file__).parent / f"{name}.yml").read_text(encoding="utf-8"))
    for group, messages in content.items():
        for message in messages:
            yield group, message


def _told(reading: Reading, expected: Mapping[str, Any], whole: bool) -> dict[str, Any]:
    """What is said, and for a whole file also what follows from it (but for what follows by a table)."""
    if whole:
        found = {**reading.profiel, **reading.opleiding}
        return {name: value for name, value in found.items() if name in expected or name not in BY_TABLE}
    supposed = {f"als {name}": value for name, value in reading.supposed.items()}
    said = {name: value for name, value in reading.profiel.items() if name not in reading.implied}
    return {**said, **reading.opleiding, **supposed}


def _expected(message: Mapping[str, Any]) -> dict[str, Any]:
    supposed = {f"als {name}": value for name, value in message.get("s", {}).items()}
    return {**message.get("f", {}), **supposed}


def _same(one: Any, other: Any) -> bool:
    return str(one).lower() == str(other).lower()


def score(reader: Reader, name: str, by_group: bool = False) -> Score:
    """Read every message of a file and count."""
    result = Score(Counter(), Counter(), Counter(), [])
    for group, message in _messages(name):
        reading = reader.read(message["t"], question=message.get("v"), today=TODAY)
        expected = _expected(message)
        told = _told(reading, expected, whole=name in WHOLE)
        for field in {*told, *expected}:
            key = group if by_group else field
            right = field in told and field in expected and _same(told[field], expected[field])
            result.hits[key] += right
            result.false[key] += field in told and not right
            result.missed[key] += field in expected and not right
        found = {(entity.entiteit, str(entity.waarde).lower()) for entity in reading.entities}
        for kind, values in message.get("e", {}).items():
            for value in values:
                hit = (kind, value.lower()) in found
                result.hits["entiteiten"] += hit
                result.missed["entiteiten"] += not hit
        _note(result.wrong, group, message, told, expected)
    return result


def _note(
    wrong: list[str], group: str, message: Mapping[str, Any], told: dict[str, Any], expected: dict[str, Any]
) -> None:
    extra = {k: v for k, v in told.items() if not _same(v, expected.get(k))}
    lost = {k: v for k, v in expected.items() if not _same(v, told.get(k))}
    if extra or lost:
        wrong.append(f"{group:12} {message.get('v') or '':14} {message['t']}\n    + {extra}\n    - {lost}")


def _ratios(hits: int, false: int, missed: int) -> tuple[float, float, float]:
    precision = hits / (hits + false) if hits + false else 1.0
    recall = hits / (hits + missed) if hits + missed else 1.0
    return precision, recall, 2 * hits / (2 * hits + false + missed) if hits + false + missed else 1.0


def _report(score: Score) -> str:
    lines = []
    for key in sorted({*score.hits, *score.false, *score.missed}):
        counts = score.hits[key], score.false[key], score.missed[key]
        ratios = " ".join(f"{ratio:.2f}" for ratio in _ratios(*counts))
        lines.append(f"{key:40} {ratios}  {counts}")
    return "\n".join(lines)


@pytest.mark.parametrize("name", list(FLOORS))
def test_what_people_tell_is_read(reader: Reader, name: str) -> None:
    """Precision and F1 over all facts; `-s` prints every field, every kind of message and what went wrong."""
    found = score(reader, name)
    precision, recall, f1 = _ratios(*found.totals)
    kinds = "" if name in READ_ONCE else _report(score(reader, name, by_group=True))
    print(f"\n{_report(found)}\n\n{kinds}\n\n" + "\n".join(found.wrong))
    print(f"\n{name}: precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f} {found.totals}")
    least_precision, least_f1 = FLOORS[name]
    assert precision >= least_precision
    assert f1 >= least_f1
