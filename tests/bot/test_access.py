"""Who may see a conversation: only who holds its token."""

from __future__ import annotations

from datetime import timedelta

import pytest
from aiohttp.test_utils import TestClient
from sqlalchemy import update

from bot.conversation import identity
from bot.http.endpoints import ENDPOINTS, TALK
from bot.http.services import SERVICES
from bot.storage import tables
from tests.bot.conftest import open_talk, problem

PATHS = [
    (endpoint.method, endpoint.path.removeprefix(TALK))
    for endpoint in ENDPOINTS
    if endpoint.path.startswith(TALK) and not endpoint.public
]
"""Every address of a conversation, also the newest; its WebSocket has tests of its own (test_stream.py)."""


@pytest.mark.parametrize(("method", "rest"), PATHS)
async def test_without_a_token(client: TestClient, method: str, rest: str) -> None:
    talk = await open_talk(client)
    for headers in ({}, {"Authorization": "Bearer "}, {"Authorization": f"Basic {talk.token}"}):
        response = await client.request(method, talk.path + rest, headers=headers)
        await problem(response, 401)
        assert response.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize(("method", "rest"), PATHS)
async def test_with_an_invented_token(client: TestClient, method: str, rest: str) -> None:
    talk = await open_talk(client)
    for token in ("verzonnen", "\u00e9\u20ac", talk.token[:-1], talk.token + "x"):
        response = await client.request(
            method, talk.path + rest, headers={"Authorization": f"Bearer {token}"}
        )
        await problem(response, 401)


@pytest.mark.parametrize(("method", "rest"), PATHS)
async def test_with_the_token_of_another_conversation(client: TestClient, method: str, rest: str) -> None:
    mine, other = await open_talk(client), await open_talk(client)
    await problem(await client.request(method, mine.path + rest, headers=other.headers), 403)


@pytest.mark.parametrize(("method", "rest"), PATHS)
async def test_a_conversation_that_is_not_there(client: TestClient, method: str, rest: str) -> None:
    talk = await open_talk(client)
    for name in ("bestaat-niet", "x" * 500, "%27%20OR%201=1", "..%2f"):
        response = await client.request(method, f"/api/v1/gesprekken/{name}{rest}", headers=talk.headers)
        await problem(response, 404)


async def test_a_token_that_is_too_old(client: TestClient) -> None:
    talk = await open_talk(client)
    database = client.app[SERVICES].database
    old = identity.now() - timedelta(days=91)
    await database.run(
        lambda c: c.execute(
            update(tables.gesprekken).where(tables.gesprekken.c.id == talk.id).values(laatst_actief=old)
        )
    )
    await problem(await talk.get(), 401)


async def test_ids_and_tokens_are_made_here_and_never_the_same(client: TestClient) -> None:
    talks = [await open_talk(client) for _ in range(20)]
    assert len({talk.id for talk in talks} | {talk.token for talk in talks}) == 40
    assert all(len(talk.id) >= 20 and len(talk.token) >= 40 for talk in talks)


async def test_the_token_itself_is_not_stored(client: TestClient) -> None:
    talk = await open_talk(client)
    exported = await (await talk.get("/uitvoer")).text()
    assert talk.token not in exported
    assert identity.token_hash(talk.token) not in exported


async def test_erased_is_gone(client: TestClient) -> None:
    talk = await open_talk(client)
    assert (await talk.erase()).status == 204
    await problem(await talk.get(), 404)
    await problem(await talk.erase(), 404)


async def test_erasing_one_leaves_the_other(client: TestClient) -> None:
    mine, other = await open_talk(client), await open_talk(client)
    await mine.erase()
    assert (await other.get()).status == 200
