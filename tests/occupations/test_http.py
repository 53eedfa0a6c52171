"""Occupations over real HTTP."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient
from jsonschema import Draft202012Validator

from bot.http.services import SERVICES
from bot.occupations.store import EscoFile
from knowledge.occupations.esco import ATTRIBUTION, read_esco
from tests.occupations.files import write_all
from tests.served import asked

PATH = "/api/v1/beroepen"


async def get(client: TestClient, path: str = PATH, status: int = 200, **query: str) -> dict[str, Any]:
    return await asked(client, path, status, **query)


async def described(client: TestClient, name: str, body: dict[str, Any]) -> None:
    """The answer is what the description says."""
    found = await (await client.get("/api/v1/openapi.json")).json()
    schema = {"$ref": f"#/components/schemas/{name}", "components": found["components"]}
    Draft202012Validator(schema).validate(body)


async def test_search_and_one_occupation(client: TestClient) -> None:
    body = await get(client, q="poetsvrouw")
    await described(client, "Beroepen", body)
    first = body["beroepen"][0]
    assert {"id", "naam", "isco"} <= first.keys()
    assert first["id"] == "huishoudhulp" and first["isco"] == "9111" and first["knelpuntberoep"] is True
    whole = await get(client, f"{PATH}/huishoudhulp")
    await described(client, "Beroep", whole)
    assert whole["knelpunt"]["op_lijst"] is True and whole["knelpunt"]["jaar"] == 2026
    assert 8 <= len(whole["competenties"]) <= 14
    assert whole["competenties"][0]["voorbeeld"]
    assert whole["bronvermelding"] == ATTRIBUTION, "it names its counterpart in ESCO"
    assert whole["esco"].startswith("http://data.europa.eu/esco/occupation/")


async def test_without_words_all_of_the_set_by_name(client: TestClient) -> None:
    names = [found["naam"] for found in (await get(client))["beroepen"]]
    assert len(names) >= 60 and names == sorted(names)


async def test_with_esco_there_is_more(client: TestClient, tmp_path: Path) -> None:
    store = EscoFile(client.server.app[SERVICES].settings.occupations_path)  # type: ignore[union-attr,attr-defined]
    store.take_in(read_esco(write_all(tmp_path / "esco")))
    found = {one["id"]: one for one in (await get(client, q="automonteur"))["beroepen"]}
    assert found["esco-o-3"]["bron"] == "esco" and found["esco-o-3"]["knelpuntberoep"] is None
    whole = await get(client, f"{PATH}/esco-o-3")
    await described(client, "Beroep", whole)
    assert [one["tekst"] for one in whole["competenties"]] == ["remmen vervangen"]
    assert whole["bronvermelding"] == ATTRIBUTION
    assert "automecanicien" in found, "the hand-written set stays"


@pytest.mark.parametrize(
    "identifier", ["bestaat-niet", "esco-", "esco-../../etc", "%00", "x" * 500, "esco-' OR 1=1 --"]
)
async def test_an_unknown_occupation_is_404(client: TestClient, identifier: str) -> None:
    body = await get(client, f"{PATH}/{identifier}", 404)
    assert body["status"] == 404 and "beroep" in body["detail"]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"q": "x" * 201}, 422),
        ({"zoek": "kok"}, 422),
        ({"q": "\x00kok"}, 200),
        ({"q": "'; DROP TABLE beroepen; --"}, 200),
        ({"q": "😀😀"}, 200),
        ({"q": "   "}, 200),
    ],
)
async def test_strange_questions_get_a_clear_answer(
    client: TestClient, query: dict[str, str], status: int
) -> None:
    body = await get(client, status=status, **query)
    assert ("fouten" in body) == (status == 422)
