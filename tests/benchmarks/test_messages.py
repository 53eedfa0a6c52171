"""The sets of single messages to measure with: their names are those of the vocabulary."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import benchmarks.evaluation
from benchmarks.evaluation.pairs import PAIRS, facts_of, load_pairs
from benchmarks.evaluation.robustness import facts, load_messages
from benchmarks.evaluation.twins import twin
from knowledge import Knowledge, shared_knowledge
from knowledge.taal import shared_reader

FOLDER = Path(benchmarks.evaluation.__file__).parent / "berichten"
MOST, LOST = 0.925, 0.05
HURRIED = {"een": 0.91, "twee": 0.875}
"""Pairs typed in a hurry -> F1 of the hurried half that may not be lost; just under what is reached."""
FILES = sorted(FOLDER.glob("*.yml"))


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return shared_knowledge()


def messages(file: Path) -> Iterator[dict[str, Any]]:
    content = yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader)
    yield from content["utterances"]
    yield from content["twins"]


def choices(value: Any) -> list[Any]:
    """The values that are right for a field."""
    return list(value["een_van"]) if isinstance(value, dict) and "een_van" in value else [value]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_labels_are_of_the_vocabulary(file: Path, knowledge: Knowledge) -> None:
    vocabulary, seen = knowledge.vocabulary, set[str]()
    for message in messages(file):
        assert message["id"] not in seen
        seen.add(message["id"])
        assert message["intent"], message["id"]
        for section in ("profiel", "opleiding"):
            for name, value in (message.get(section) or {}).items():
                field = vocabulary.field(name)
                assert field.section == section, (message["id"], name)
                if field.values:
                    assert all(str(one) in field.values for one in choices(value)), (message["id"], name)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_twins_come_in_pairs_with_the_same_labels(file: Path) -> None:
    pairs: dict[str, dict[str, dict[str, Any]]] = {}
    for message in messages(file):
        if "tweeling" in message:
            pairs.setdefault(message["tweeling"], {})[message["vorm"]] = message
    for name, pair in pairs.items():
        assert set(pair) == {"schoon", "ruis"}, name
        assert pair["schoon"]["intent"] == pair["ruis"]["intent"], name
        assert (pair["schoon"].get("profiel") or {}) == (pair["ruis"].get("profiel") or {}), name


def test_there_are_sets_and_most_have_pairs() -> None:
    with_pairs = [file for file in FILES if any("tweeling" in message for message in messages(file))]
    assert len(with_pairs) > len(FILES) / 2


def test_most_facts_are_read_and_noise_costs_little() -> None:
    """The floors are just under what is reached on the sets that the reading was mended on."""
    reader = shared_reader()
    told = [message for message in load_messages() if message.name[0] in "abc"]
    clean, _ = facts(reader, told)
    noisy, _ = facts(reader, told, twin)
    assert clean.f1 >= MOST
    assert clean.f1 - noisy.f1 <= LOST


@pytest.mark.parametrize(("name", "floor"), HURRIED.items())
def test_what_is_typed_in_a_hurry_is_read(name: str, floor: float, knowledge: Knowledge) -> None:
    pairs = load_pairs(PAIRS / f"{name}.yml")
    assert all(knowledge.vocabulary.field(field) for pair in pairs for field in pair.clean.facts)
    assert facts_of(shared_reader(), [pair.noisy for pair in pairs]).f1 >= floor
