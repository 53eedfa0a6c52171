"""tegenspraak.yml: what is checked when it is read, and which facts clash."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from knowledge import Knowledge
from knowledge.consistency import clash
from tests.knowledge.support import SmallData


@pytest.mark.parametrize(
    ("profile", "told", "asked"),
    [
        ({"leeftijd": 25, "werkervaring_jaren": 30}, ["leeftijd"], "werkervaring_jaren"),
        ({"leeftijd": 25, "werkervaring_jaren": 30}, ["postcode"], None),
        ({"leeftijd": 45, "werkervaring_jaren": 30}, ["leeftijd"], None),
        ({"werkervaring_jaren": 30}, ["werkervaring_jaren"], None),
        ({"tewerkstellingspercentage": 80, "uren_per_week": 30}, ["uren_per_week"], None),
        ({"tewerkstellingspercentage": 100, "uren_per_week": 19}, ["uren_per_week"], "uren_per_week"),
        ({"statuut": "gepensioneerd", "tewerkstellingspercentage": 100}, ["statuut"], "statuut"),
        (
            {"ondernemingsgrootte": "klein", "aantal_werknemers": 60},
            ["aantal_werknemers"],
            "ondernemingsgrootte",
        ),
        ({"ondernemingsgrootte": "klein", "aantal_werknemers": 49}, ["aantal_werknemers"], None),
        (
            {"ondernemingsgrootte": "groot", "aantal_werknemers": 12},
            ["ondernemingsgrootte"],
            "ondernemingsgrootte",
        ),
    ],
)
def test_what_clashes(
    knowledge: Knowledge, profile: dict[str, Any], told: list[str], asked: str | None
) -> None:
    found = clash(knowledge.clashes, knowledge.facts(profile, {}), told, date(2026, 3, 15))
    assert (found.field if found else None) == asked


def test_every_clash_can_be_asked_again(knowledge: Knowledge) -> None:
    assert all(found.field in knowledge.answered_by for found in knowledge.clashes)
    assert all(found.field in found.fields for found in knowledge.clashes)


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ('- {als: "leeftijd > 20", veld: leeftjid, tekst: "Hoe?"}', "the field 'leeftjid' does not exist"),
        ('- {als: "leeftijd >", veld: leeftijd, tekst: "Hoe?"}', ""),
        ('- {als: "leeftijd > 20", veld: leeftijd, tekst: "{loonn}?"}', "loonn"),
        ('- {als: "leeftijd > 20", veld: leeftijd}', "'tekst' is missing"),
    ],
)
def test_what_is_wrong_is_told(data: SmallData, entry: str, message: str) -> None:
    data.write("tegenspraak.yml", entry)
    assert any(message in item.message for item in data.problems() if item.file == "tegenspraak.yml")
