"""What is known, over HTTP: to see, to correct and to wipe."""

from __future__ import annotations

from typing import Any

import pytest
from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient

from tests.bot.conftest import Talk, open_talk, problem


async def change(talk: Talk, **body: Any) -> ClientResponse:
    return await talk.client.patch(f"{talk.path}/profiel", json=body, headers=talk.headers)


async def test_nothing_is_known_yet(client: TestClient) -> None:
    talk = await open_talk(client)
    response = await talk.get("/profiel")
    assert response.status == 200
    assert await response.json() == {"velden": []}


WRONG: list[dict[str, Any]] = [
    {},
    {"profiel": {}},
    {"profiel": {"leeftijd": "oud"}},
    {"profiel": {"leeftijd": 400}},
    {"profiel": {"bestaat_niet": 1}},
    {"profiel": {"bestaat_niet": None}},
    {"profiel": {"contacturen": 30}},
    {"opleiding": {"leeftijd": 30}},
    {"profiel": {"leeftijd": [30]}},
    {"profiel": "leeftijd"},
    {"iets": 1},
    {"profiel": {"leeftijd": 30}, "bericht_id": "x" * 101},
]


@pytest.mark.parametrize("body", WRONG, ids=str)
async def test_what_is_wrong_is_named_and_nothing_changes(client: TestClient, body: dict[str, Any]) -> None:
    talk = await open_talk(client)
    found = await problem(await change(talk, **body), 422)
    assert found["fouten"]
    state = await (await talk.get()).json()
    assert state["profiel"] == {} and len(state["berichten"]) == 2


async def test_only_the_owner(client: TestClient) -> None:
    mine, other = await open_talk(client), await open_talk(client)
    for method in ("GET", "PATCH"):
        response = await client.request(method, f"{mine.path}/profiel", json={}, headers=other.headers)
        await problem(response, 403)
        await problem(await client.request(method, f"{mine.path}/profiel", json={}), 401)


async def test_without_a_model_it_waits(client: TestClient) -> None:
    talk = await open_talk(client)
    response = await change(talk, profiel={"leeftijd": 30})
    await problem(response, 503)


@pytest.mark.slow
async def test_a_change_is_a_turn_and_happens_once(talk: Talk) -> None:
    answer = await (await change(talk, profiel={"leeftijd": 42}, bericht_id="een")).json()
    assert answer["berichten"]
    again = await (await change(talk, profiel={"leeftijd": 42}, bericht_id="een")).json()
    assert again["berichten"] == answer["berichten"]
    own = [m["tekst"] for m in (await (await talk.get()).json())["berichten"] if m["van"] == "gebruiker"]
    assert own == ["Pas aan: 42 jaar."]


@pytest.mark.slow
async def test_facts_in_a_message_stand_below_it(talk: Talk) -> None:
    answer = await talk.say("Ik ben 38 jaar")
    assert answer["onthouden"] == ["leeftijd"]
    assert answer["feiten"] == [{"veld": "leeftijd", "tekst": "38 jaar", "afgeleid": False}]
    messages = (await (await talk.get()).json())["berichten"]
    own = next(message for message in messages if message["van"] == "gebruiker")
    assert own["kaarten"] == [{"soort": "feiten", "velden": ["leeftijd"]}]
    (field,) = (await (await talk.get("/profiel")).json())["velden"]
    assert (field["veld"], field["groep"], field["waarde"]) == ("leeftijd", "profiel", 38)
    assert (field["soort"], field["minimum"], field["maximum"]) == ("getal", 14, 110)
    assert field["vraag"]
