"""The WebSocket of a conversation."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from aiohttp import ClientWebSocketResponse, WSMsgType
from aiohttp.test_utils import TestClient

from bot.http import stream
from bot.http.services import SERVICES
from bot.http.streams import ERASED
from bot.live import COME_BACK, talk_topic
from bot.storage import StorageUnavailable
from tests.bot.conftest import PATIENCE, Talk, open_talk


async def connect(talk: Talk, first: object = None) -> ClientWebSocketResponse:
    socket = await talk.client.ws_connect(f"{talk.path}/stroom")
    await socket.send_json({"token": talk.token} if first is None else first)
    return socket


@pytest.mark.slow
async def test_it_carries_the_same_answers(talk: Talk) -> None:
    socket = await connect(talk)
    assert (await socket.receive_json())["stroom"] == "open"
    await socket.send_json({"tekst": "ik ben 38 jaar", "bericht_id": "een"})
    answer = await socket.receive_json()
    assert answer["profiel"]["leeftijd"] == 38
    await socket.send_json({"tekst": "ik ben 38 jaar", "bericht_id": "een"})
    assert await socket.receive_json() == answer
    await socket.close()


@pytest.mark.slow
async def test_every_open_stream_gets_what_is_answered_elsewhere(talk: Talk) -> None:
    sockets = [await connect(talk) for _ in range(2)]
    for socket in sockets:
        await socket.receive_json()
    answer = await talk.say("hallo")
    assert [await socket.receive_json() for socket in sockets] == [answer, answer]
    metrics = await (await talk.client.get("/metrics")).text()
    assert "loopbaanwijzer_streams 2" in metrics


@pytest.mark.slow
async def test_bad_messages_get_a_problem_and_the_stream_stays(talk: Talk) -> None:
    socket = await connect(talk)
    await socket.receive_json()
    for bad, status in (("{", 400), ("[]", 422), ('{"tekst": ""}', 422), ('{"keuze": "x"}', 422)):
        await socket.send_str(bad)
        assert (await socket.receive_json())["status"] == status
    await socket.send_bytes(b"\x00")
    assert (await socket.receive_json())["status"] == 400
    await socket.send_json({"tekst": "hallo"})
    assert (await socket.receive_json())["berichten"]


@pytest.mark.slow
async def test_a_message_over_the_limit(talk: Talk) -> None:
    socket = await connect(talk)
    await socket.receive_json()
    await socket.send_json({"tekst": "x" * 70_000})
    message = await socket.receive()
    assert message.type in (WSMsgType.CLOSE, WSMsgType.TEXT)
    if message.type is WSMsgType.TEXT:
        assert message.json()["status"] == 413


@pytest.mark.parametrize("first", [{"token": "fout"}, {"token": 5}, {"tekst": "hallo"}, [], {"token": ""}])
async def test_without_the_right_token_it_closes(client: TestClient, first: object) -> None:
    socket = await connect(await open_talk(client), first)
    assert (await socket.receive_json())["status"] in (401, 422)
    assert (await socket.receive()).type is WSMsgType.CLOSE
    assert socket.close_code == stream.REFUSED


async def test_with_the_token_of_another(client: TestClient) -> None:
    mine, other = await open_talk(client), await open_talk(client)
    socket = await connect(mine, {"token": other.token})
    assert (await socket.receive_json())["status"] == 403


async def test_without_a_first_message_it_closes(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "TOKEN_TIMEOUT", 0.05)
    talk = await open_talk(client)
    socket = await client.ws_connect(f"{talk.path}/stroom")
    message = await socket.receive(timeout=PATIENCE)
    assert message.type is WSMsgType.TEXT and message.json()["status"] == 401


async def test_a_client_that_leaves_at_once(client: TestClient) -> None:
    talk = await open_talk(client)
    socket = await client.ws_connect(f"{talk.path}/stroom")
    await socket.close()
    assert (await client.get("/healthz")).status == 200


async def test_erasing_closes_the_streams(client: TestClient) -> None:
    talk = await open_talk(client)
    socket = await connect(talk)
    await socket.receive_json()
    await talk.erase()
    assert (await socket.receive(timeout=PATIENCE)).type is WSMsgType.CLOSE


async def test_what_is_erased_before_its_stream_listens_closes_it(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk, talks = await open_talk(client), client.app[SERVICES].conversations
    number_of = talks.number_of

    async def then_erased(identifier: str, message: object) -> int:
        found = await number_of(identifier, message)
        await talk.erase()
        return found

    monkeypatch.setattr(talks, "number_of", then_erased)
    socket = await connect(talk)
    assert (await socket.receive_json(timeout=PATIENCE))["stroom"] == "open"
    assert (await socket.receive(timeout=PATIENCE)).type is WSMsgType.CLOSE
    assert socket.close_code == ERASED


async def test_a_stream_that_cannot_be_told_now_may_come_back(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk, parts = await open_talk(client), client.app[SERVICES]
    news, caught_up = parts.streams._news, asyncio.Event()

    async def once(identifier: str, number: int) -> tuple[dict[str, Any] | None, int]:
        if caught_up.is_set():
            raise StorageUnavailable("weg")
        found = await news(identifier, number)
        caught_up.set()
        return found

    monkeypatch.setattr(parts.streams, "_news", once)
    socket = await connect(talk)
    await socket.receive_json(timeout=PATIENCE)
    await asyncio.wait_for(caught_up.wait(), PATIENCE)
    await parts.live.tell(talk_topic(talk.id))
    assert (await socket.receive(timeout=PATIENCE)).type is WSMsgType.CLOSE
    assert socket.close_code == COME_BACK


async def test_a_plain_request_is_refused(client: TestClient) -> None:
    talk = await open_talk(client)
    response = await client.get(f"{talk.path}/stroom")
    assert response.status == 400
    assert response.content_type == "application/problem+json"
