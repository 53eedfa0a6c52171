"""`"pakket": true` in the body of POST /rechten: what goes together, the best packages, what follows."""

from __future__ import annotations

from typing import Any

from aiohttp.test_utils import TestClient
from jsonschema import Draft202012Validator

RIGHTS = "/api/v1/rechten"
QUESTION: dict[str, Any] = {
    "peildatum": "2024-10-01",
    "profiel": {
        "statuut": "werknemer",
        "sector": "prive",
        "werkgewest": "vlaanderen",
        "woongewest": "vlaanderen",
        "tewerkstellingspercentage": 100,
        "diploma": "hoger_secundair",
        "werkervaring_jaren": 10,
        "loopbaancheques_gebruikt": 0,
        "initiatief": "werknemer",
    },
    "opleiding": {
        "in_opleidingsdatabank": True,
        "contacturen": 40,
        "directe_kost": 400,
        "betaald_door": "werknemer",
    },
    "maatregelen": ["vov", "opleidingscheques", "loopbaancheque", "vok"],
}


async def test_packages_are_made_on_request_only(client: TestClient) -> None:
    plain = await (await client.post(RIGHTS, json=QUESTION)).json()
    asked = await (await client.post(RIGHTS, json={**QUESTION, "pakket": True})).json()
    refused = await (await client.post(RIGHTS, json={**QUESTION, "pakket": False})).json()
    assert plain == refused and not {"pakketten", "vervolg"} & plain.keys()
    assert "combinaties" not in plain["maatregelen"][0]
    assert plain == {
        **{key: value for key, value in asked.items() if key not in ("pakketten", "vervolg")},
        "maatregelen": [
            {key: value for key, value in measure.items() if key != "combinaties"}
            for measure in asked["maatregelen"]
        ],
    }


async def test_the_best_package_says_what_it_costs_and_why(client: TestClient) -> None:
    found = await (await client.post(RIGHTS, json={**QUESTION, "pakket": True})).json()
    best = found["pakketten"][0]
    assert best["maatregelen"] == ["vov", "opleidingscheques", "loopbaancheque"]
    assert (best["status"], best["zekerheid"], best["na_vorige_door"]) == ("recht", "bevestigd", None)
    assert best["eigen_kost"] == {"minstens": 275, "hoogstens": 275}
    assert best["uren_met_loon"] == {"minstens": 40, "hoogstens": 40}
    assert best["terug_naar_werkgever"] == {"minstens": 852, "hoogstens": 852}
    discount = next(part for part in best["onderdelen"] if part["telt_als"] == "korting")
    assert discount["waarde"] == {"minstens": 125, "hoogstens": 125} and "OC-C3" in discount["voorwaarden"]
    assert all(use["bronnen"] for use in discount["drempels"]) and discount["bronnen"][0]["titel"]
    assert "275 euro van de 400 euro" in best["tekst"]


async def test_what_goes_together_and_what_follows(client: TestClient) -> None:
    master = {**QUESTION["profiel"], "diploma": "master", "loopbaanbegeleiding_gevolgd": False}
    found = await (await client.post(RIGHTS, json={**QUESTION, "profiel": master, "pakket": True})).json()
    leave = next(measure for measure in found["maatregelen"] if measure["id"] == "vov")
    pair = next(item for item in leave["combinaties"] if item["maatregel"] == "opleidingscheques")
    assert (pair["waarde"], pair["zelfde_opleiding"], pair["zelfde_uren"]) == ("ja", "ja", "ja")
    assert pair["toelichting"] and pair["bronnen"][0]["id"]
    step = next(item for item in found["vervolg"] if item["naar"] == "opleidingscheques")
    assert (step["van"], step["via"], step["status"]) == ("loopbaancheque", [], "mogelijk")
    assert step["hangt_af_van"] == ["in_pop"] and "POP" in step["tekst"] and step["bronnen"]


async def test_the_answer_fits_the_description(client: TestClient) -> None:
    described = await (await client.get("/api/v1/openapi.json")).json()
    root = {**described, "$ref": "#/components/schemas/Rechten"}
    for body in (
        {**QUESTION, "pakket": True},
        {"pakket": True},
        {**QUESTION, "maatregelen": [], "pakket": True},
    ):
        answer = await (await client.post(RIGHTS, json=body)).json()
        assert [error.message for error in Draft202012Validator(root).iter_errors(answer)] == []
        assert {"pakketten", "vervolg"} <= answer.keys()
