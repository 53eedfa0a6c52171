"""Opening a conversation with the signed context of a portal: who is trusted, for what, and how often."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import jwt
import pytest
from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient

from bot.conversation.prefill import InvalidKeys, read_keys
from tests.bot.conftest import Starter, problem
from tests.portal import MAKERS, Portal

HERE = "https://mijnloopbaan.example"
FACTS = {"profiel": {"leeftijd": 38, "diploma": "bachelor"}, "opleiding": {"contacturen": 60}}


@pytest.fixture
def portal() -> Portal:
    return Portal(HERE)


@pytest.fixture
async def trusting(start: Starter, portal: Portal, tmp_path: Path) -> TestClient:
    return await start(context_keys=str(portal.publish(tmp_path)), cors_origins=HERE)


async def open_with(client: TestClient, context: Any, origin: str | None = HERE) -> ClientResponse:
    headers = {"Origin": origin} if origin else {}
    return await client.post("/api/v1/gesprekken", json={"context": context}, headers=headers)


async def state_of(client: TestClient, opened: dict[str, Any]) -> dict[str, Any]:
    headers = {"Authorization": f"Bearer {opened['token']}"}
    response = await client.get(f"/api/v1/gesprekken/{opened['gesprek']}", headers=headers)
    found: dict[str, Any] = await response.json()
    return found


@pytest.mark.parametrize("algorithm", sorted(MAKERS))
async def test_the_profile_is_filled_and_the_person_sees_with_what(
    start: Starter, tmp_path: Path, algorithm: str
) -> None:
    portal = Portal(HERE, algorithm)
    client = await start(context_keys=str(portal.publish(tmp_path)), cors_origins=HERE)
    response = await open_with(client, portal.sign(**FACTS))
    assert response.status == 201
    opened = await response.json()
    last = opened["berichten"][-1]
    assert "38 jaar" in last["tekst"] and "bachelor" in last["tekst"]
    assert [choice["waarde"] for choice in last["keuzes"]] == ["true", "false"]
    state = await state_of(client, opened)
    assert state["profiel"]["leeftijd"] == 38 and state["opleiding"]["contacturen"] == 60
    assert [message["id"] for message in state["berichten"]] == [m["id"] for m in opened["berichten"]]


@pytest.mark.slow
async def test_what_was_taken_over_is_still_there_after_the_first_message(
    start: Starter, portal: Portal, tmp_path: Path, trained_models: Path
) -> None:
    keys = str(portal.publish(tmp_path))
    client = await start(context_keys=keys, cors_origins=HERE, models=str(trained_models), model_wait=600)
    opened = await (await open_with(client, portal.sign(**FACTS))).json()
    headers = {"Authorization": f"Bearer {opened['token']}"}
    path = f"/api/v1/gesprekken/{opened['gesprek']}/berichten"
    answer = await (await client.post(path, json={"tekst": "niets"}, headers=headers)).json()
    assert answer["profiel"]["leeftijd"] == 38


async def test_a_key_as_pem(start: Starter, tmp_path: Path) -> None:
    portal = Portal(HERE, "ES256")
    client = await start(context_keys=str(portal.publish_pem(tmp_path)), cors_origins=HERE)
    token = jwt.encode(portal.claims(**FACTS), portal.key, algorithm="ES256")
    assert (await open_with(client, token)).status == 201


async def test_each_context_opens_one_conversation(trusting: TestClient, portal: Portal) -> None:
    token = portal.sign(**FACTS)
    assert (await open_with(trusting, token)).status == 201
    found = await problem(await open_with(trusting, token), 422)
    assert "al eens gebruikt" in found["fouten"][0]["melding"]
    assert (await open_with(trusting, portal.sign(**FACTS))).status == 201


async def test_a_used_context_is_known_after_a_new_start(
    start: Starter, portal: Portal, tmp_path: Path
) -> None:
    token, keys = portal.sign(**FACTS), str(portal.publish(tmp_path))
    assert (await open_with(await start(context_keys=keys, cors_origins=HERE), token)).status == 201
    await problem(await open_with(await start(context_keys=keys, cors_origins=HERE), token), 422)


NOW = datetime.now(timezone.utc)
WRONG: dict[str, dict[str, Any]] = {
    "expired": {"iat": NOW - timedelta(minutes=9), "exp": NOW - timedelta(minutes=5)},
    "too long": {"exp": NOW + timedelta(days=1)},
    "not yet": {"iat": NOW + timedelta(hours=1), "exp": NOW + timedelta(hours=1, minutes=2)},
    "other audience": {"aud": "een-andere-dienst"},
    "other website": {"origin": "https://kwaad.example"},
    "no id": {"jti": None},
    "empty id": {"jti": ""},
    "number as id": {"jti": 5},
    "no expiry": {"exp": None},
    "no issue": {"iat": None},
    "no audience": {"aud": None},
    "no website": {"origin": None},
    "unknown key": {"kid": "sleutel-2"},
    "wrong value": {"profiel": {"leeftijd": "oud"}},
    "unknown field": {"profiel": {"bestaat_niet": 1}},
    "a list": {"profiel": [1]},
}


@pytest.mark.parametrize("changes", WRONG.values(), ids=WRONG)
async def test_what_is_not_right_is_refused(
    trusting: TestClient, portal: Portal, changes: dict[str, Any]
) -> None:
    found = await problem(await open_with(trusting, portal.sign(**{**FACTS, **changes})), 422)
    assert found["fouten"][0]["veld"] == "context"


async def test_no_other_signature_passes(trusting: TestClient, portal: Portal, tmp_path: Path) -> None:
    public = portal.publish_pem(tmp_path).read_text(encoding="utf-8")
    stranger = Portal(HERE)
    forged = [
        stranger.sign(**FACTS),
        jwt.encode(portal.claims(**FACTS), None, algorithm="none", headers={"kid": portal.name}),
        jwt.api_jws.encode(
            b'{"profiel": {"leeftijd": 38}}', b"x" * 32, algorithm="HS256", headers={"kid": portal.name}
        ),
        portal.sign(**FACTS)[:-4] + "AAAA",
        "geen.jwt.hier",
        "",
        public,
    ]
    for token in forged:
        await problem(await open_with(trusting, token or " x"), 422)


async def test_a_context_of_one_website_is_not_for_another(
    start: Starter, portal: Portal, tmp_path: Path
) -> None:
    other = "https://ook.example"
    keys = str(portal.publish(tmp_path))
    client = await start(context_keys=keys, cors_origins=f"{HERE},{other}")
    await problem(await open_with(client, portal.sign(**FACTS), origin=other), 422)
    assert (await open_with(client, portal.sign(**FACTS), origin=None)).status == 201  # from a frame


async def test_without_keys_no_context_is_taken(client: TestClient, portal: Portal) -> None:
    await problem(await open_with(client, portal.sign(**FACTS)), 422)


@pytest.mark.parametrize(
    "content",
    ["", "{}", '{"keys": []}', '{"keys": [{"kty": "oct", "k": "AAAA"}]}', "-----BEGIN PRIVATE KEY-----"],
)
def test_a_file_without_usable_public_keys(tmp_path: Path, content: str) -> None:
    path = tmp_path / "sleutels"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InvalidKeys):
        read_keys(path)
    with pytest.raises(InvalidKeys):
        read_keys(tmp_path / "er-niet")
