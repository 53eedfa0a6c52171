"""The live line of the console: what an open page hears, and what it hears when it comes back."""

from __future__ import annotations

from typing import Any

import pytest
from aiohttp import ClientWebSocketResponse
from aiohttp.test_utils import TestClient

from bot.http.services import SERVICES
from bot.live import COME_BACK, queue_topic
from bot.storage import StorageUnavailable
from tests.bot.conftest import PATIENCE
from tests.bot.console_browser import client, enter, story
from tests.bot.counsellors import hire

__all__ = ["client"]


async def heard(socket: ClientWebSocketResponse, kind: str) -> dict[str, Any]:
    for _ in range(20):
        news: dict[str, Any] = await socket.receive_json(timeout=PATIENCE)
        if news["soort"] == kind:
            return news
    raise AssertionError(f"no {kind}")


async def test_the_line_brings_the_queue_the_talk_and_its_end(client: TestClient) -> None:
    an = await enter(client, "an")
    socket = await an.line()
    assert (await heard(socket, "open"))["wachten"] == 0
    talk = await story(client, meegeven=True)
    assert (await heard(socket, "rij"))["wachten"] == 1
    await an.post(f"/gesprek/{talk.id}/neem")
    await socket.send_json({"volg": talk.id, "vanaf": 0})
    assert (await heard(socket, "berichten"))["mijn"] is True
    await talk.say("ben je daar?")
    news = await heard(socket, "berichten")
    while not news["berichten"]:
        news = await heard(socket, "berichten")
    assert [message["tekst"] for message in news["berichten"]] == ["ben je daar?"]
    await talk.erase()
    assert (await heard(socket, "gewist"))["gesprek"] == talk.id
    assert (await an.get(f"/gesprek/{talk.id}")).status == 404
    assert (await an.post(f"/gesprek/{talk.id}/bericht", tekst="hallo?")).status == 404


async def test_the_line_of_another_organisation_hears_nothing(client: TestClient) -> None:
    dirk = await enter(client, "dirk", "vakbond")
    await hire(client, "an")
    talk = await story(client, meegeven=True, verloop=True)
    socket = await dirk.line()
    await heard(socket, "open")
    await socket.send_json({"volg": talk.id, "vanaf": 0})
    assert (await socket.receive_json(timeout=PATIENCE)) == {"soort": "dicht", "gesprek": talk.id}
    for nonsense in ("{", "[]", '{"volg": 5}', '{"volg": "x", "vanaf": "y"}'):
        await socket.send_str(nonsense)
    assert (await heard(socket, "gewist"))["gesprek"] == "x"


async def test_a_line_that_comes_after_the_erasing_says_so(client: TestClient) -> None:
    an = await enter(client, "an")
    talk = await story(client, meegeven=True)
    await an.post(f"/gesprek/{talk.id}/neem")
    await talk.erase()
    socket = await an.line()
    await socket.send_json({"volg": talk.id, "vanaf": 0})
    assert (await heard(socket, "gewist"))["gesprek"] == talk.id


async def test_a_page_that_cannot_be_told_now_may_come_back(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    an, bob = await enter(client, "an"), await enter(client, "bob")
    socket = await an.line()
    await heard(socket, "open")

    def away(connection: Any, organisation: str) -> int:
        raise StorageUnavailable("weg")

    monkeypatch.setattr("bot.handover.storage.count_waiting", away)
    await client.app[SERVICES].live.tell(queue_topic("leerwinkel"))
    while not socket.closed:
        await socket.receive(timeout=PATIENCE)
    assert socket.close_code == COME_BACK
    monkeypatch.undo()
    assert (await heard(await bob.line(), "open"))["wachten"] == 0


async def test_a_page_knows_how_many_waited_when_it_was_made(client: TestClient) -> None:
    """So its live line can say who came since."""
    an = await enter(client, "an")
    assert 'data-wachten="0"' in await an.text("/agenda")
    await story(client)
    assert 'data-wachten="1"' in await an.text("/agenda")
    boss = await enter(client, "boss", role="beheerder")
    assert "data-wachten" not in await boss.text("/accounts")


async def test_a_line_from_another_site_is_refused(client: TestClient) -> None:
    an = await enter(client, "an")
    with pytest.raises(Exception, match="403"):
        await an.line(Origin="https://elders.example")
    assert (await an.get("/stroom")).status == 400


async def test_a_sign_of_life_keeps_duty_but_not_a_session(client: TestClient) -> None:
    an = await enter(client, "an")
    await an.post("/dienst", aan="ja")
    socket = await an.line()
    await socket.send_json({"leef": True})
    await socket.send_json({"volg": "niets", "vanaf": 0})
    await heard(socket, "gewist")  # what was sent before it is handled by now
    await an.post("/afmelden")
    await socket.send_json({"leef": True})
    while not socket.closed:
        await socket.receive(timeout=PATIENCE)
    assert socket.close_code == 4401


async def test_the_page_is_asked_whether_it_is_still_there(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page behind another window has a slow clock of its own, but answers."""
    monkeypatch.setattr("bot.console.live.ALIVE_SECONDS", 0.01)
    socket = await (await enter(client, "an")).line()
    for _ in range(2):
        await heard(socket, "leef")
