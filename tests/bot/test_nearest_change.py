"""`"verandering": true` in POST /api/v1/rechten: what would give a refused measure."""

from __future__ import annotations

from aiohttp.test_utils import TestClient

ASKED = {
    "peildatum": "2025-10-15",
    "profiel": {
        "statuut": "werknemer",
        "sector": "prive",
        "werkgewest": "vlaanderen",
        "tewerkstellingspercentage": 70,
        "uren_per_week": 26.6,
    },
    "opleiding": {"in_opleidingsdatabank": True, "contacturen": 40},
    "maatregelen": ["vov"],
    "verandering": True,
}


async def test_the_change_keeps_its_promise(client: TestClient) -> None:
    [measure] = (await (await client.post("/api/v1/rechten", json=ASKED)).json())["maatregelen"]
    assert measure["status"] == "geen_recht"
    change = measure["verandering"]
    assert "uur per week meer" in change["tekst"]
    again = {
        **ASKED,
        "peildatum": change["peildatum"],
        "profiel": change["profiel"],
        "opleiding": change["opleiding"],
    }
    [after] = (await (await client.post("/api/v1/rechten", json=again)).json())["maatregelen"]
    assert after["status"] == change["status"] == "recht"
    assert after["verandering"] is None


async def test_without_the_flag_nothing_is_added(client: TestClient) -> None:
    [measure] = (await (await client.post("/api/v1/rechten", json={**ASKED, "verandering": False})).json())[
        "maatregelen"
    ]
    assert "verandering" not in measure
