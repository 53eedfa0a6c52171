"""Many ways of saying one and the same fact."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from knowledge.taal import Reader

WAYS: dict[str, list[str]] = yaml.safe_load((Path(__file__).parent / "manieren.yml").read_text("utf-8"))


@pytest.mark.parametrize("told", WAYS)
def test_every_way_gives_the_fact(reader: Reader, told: str) -> None:
    other = {}
    for text in WAYS[told]:
        read = reader.read(text).profiel
        if not all(_holds(fact, read) for fact in told.split()):
            other[text] = read
    assert not other


def _holds(fact: str, read: dict[str, object]) -> bool:
    if fact.startswith("-"):
        return fact[1:] not in read
    field, value = fact.split("=")
    return str(read.get(field)).lower() == value
