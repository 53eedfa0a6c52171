"""Our vocabulary against the shared contract, and within itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge import Knowledge

OURS = {"label", "eenheid", "patroon", "patroon_uitleg", "toegevoegd"}


@pytest.fixture(scope="module")
def shared(contract: Path) -> dict[str, Any]:
    """The vocabulary of the contract."""
    found: dict[str, Any] = yaml.safe_load((contract / "vocabulary.yml").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("section", ["profiel", "opleiding"])
def test_every_shared_field_is_ours_with_its_type_range_and_values(
    knowledge: Knowledge, shared: dict[str, Any], section: str
) -> None:
    for name, spec in shared[section].items():
        field = knowledge.vocabulary.field(name)
        assert (field.section, field.type) == (section, spec["type"]), name
        assert (field.minimum, field.maximum) == (spec.get("min"), spec.get("max")), name
        assert list(field.values) == spec.get("values", []), name
        assert not field.added, name


def test_only_what_is_marked_is_added(knowledge: Knowledge, shared: dict[str, Any]) -> None:
    names = {*shared["profiel"], *shared["opleiding"]}
    for field in knowledge.vocabulary.fields.values():
        assert field.added == (field.name not in names), field.name


def test_measures_statuses_intents_and_entities_are_the_shared_ones(
    knowledge: Knowledge, shared: dict[str, Any]
) -> None:
    ours = knowledge.vocabulary
    for group, ids in ours.measures.items():
        assert [name for name in ids if name not in ours.added_measures] == shared["maatregelen"][group]
    assert ours.added_measures <= set(ours.measure_ids)
    assert set(ours.statuses) == set(shared["status"]) and set(ours.certainties) == set(shared["zekerheid"])
    assert set(shared["intents"]) <= set(ours.intents)
    assert set(shared.get("entiteiten", ())) <= set(ours.entities)


def test_the_shared_derivation_is_ours(knowledge: Knowledge, shared: dict[str, Any]) -> None:
    table = shared["profiel"]["scholingsgraad"]["afgeleid_uit"]["diploma"]
    for diploma, level in table.items():
        assert knowledge.facts({"diploma": diploma}, {}).profiel["scholingsgraad"] == level


def test_every_field_and_value_has_a_label(knowledge: Knowledge) -> None:
    for field in knowledge.vocabulary.fields.values():
        assert field.label and all(field.values.values())
        assert field.phrase or field.yes_no, f"teksten/feiten.yml does not say {field.name}"


def test_measure_ids_come_core_first(knowledge: Knowledge) -> None:
    ids = knowledge.vocabulary.measure_ids
    assert ids[: len(knowledge.core)] == knowledge.core and len(set(ids)) == len(ids)


@pytest.mark.parametrize(
    ("title", "theme"),
    [("Cyberveilig werken", "cybersecurity"), ("energiezuinig bouwen", "energie"), ("boekhouden", None)],
)
def test_the_words_of_a_title_tell_its_theme(knowledge: Knowledge, title: str, theme: str | None) -> None:
    assert knowledge.facts({}, {"titel": title}).get("thema") == theme
