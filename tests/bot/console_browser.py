"""A counsellor's browser and a visitor with a story, for the tests of the console."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from aiohttp import ClientResponse, ClientWebSocketResponse, DummyCookieJar
from aiohttp.test_utils import TestClient

from bot.console.guard import COOKIE
from bot.conversation import identity, transcripts
from bot.http.services import SERVICES
from bot.people import accounts
from bot.storage import conversations
from bot.storage.conversations import TurnRecord
from tests.bot.conftest import Talk, open_talk
from tests.bot.counsellors import PASSWORD, hire
from tests.bot.test_handover import ask

HTML = {"Accept": "text/html"}
SECRET = "GEHEIM VERHAAL"


class Browser:
    """Somebody who is signed in to the console of a running service."""

    def __init__(self, client: TestClient, login: str) -> None:
        self.client, self.login = client, login
        self.cookies: dict[str, str] = {}
        self.csrf = ""

    async def sign_in(self, password: str = PASSWORD) -> ClientResponse:
        form = {"gebruikersnaam": self.login, "wachtwoord": password}
        response = await self.post("/aanmelden", **form)
        if COOKIE in response.cookies:
            self.cookies = {COOKIE: response.cookies[COOKIE].value}
            key_hash = identity.token_hash(self.cookies[COOKIE])
            self.csrf = await self.client.app[SERVICES].database.run(_csrf, key_hash)
        return response

    async def get(self, path: str = "", **headers: str) -> ClientResponse:
        return await self._request("GET", path, headers)

    async def text(self, path: str = "") -> str:
        response = await self.get(path)
        assert response.status == 200, await response.text()
        return await response.text()

    async def post(self, path: str, **form: str) -> ClientResponse:
        return await self._request("POST", path, {}, data={**form, "_csrf": self.csrf})

    async def _request(self, method: str, path: str, headers: dict[str, str], **more: Any) -> ClientResponse:
        sent = {**HTML, **headers}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return await self.client.request(
            method, f"/begeleider{path}", headers=sent, allow_redirects=False, **more
        )

    async def line(self, **headers: str) -> ClientWebSocketResponse:
        sent = {"Cookie": f"{COOKIE}={self.cookies[COOKIE]}", **headers}
        return await self.client.ws_connect("/begeleider/stroom", headers=sent)


def _csrf(connection: Any, key_hash: str) -> str:
    day = timedelta(days=1)
    found = accounts.use_session(connection, key_hash, day, day, identity.now(), renew=False)
    assert found is not None
    return found.csrf


@pytest.fixture
async def client(start: Any) -> TestClient:
    client: TestClient = await start()
    client.session._cookie_jar = DummyCookieJar()
    return client


async def enter(
    client: TestClient, login: str, organisation: str = "leerwinkel", role: str = "begeleider"
) -> Browser:
    await hire(client, login, organisation, role)
    browser = Browser(client, login)
    assert (await browser.sign_in()).status == 303
    return browser


async def story(client: TestClient, **consent: Any) -> Talk:
    """A visitor who told something and asks for somebody of the leerwinkel."""
    talk = await open_talk(client)
    await client.app[SERVICES].database.run(_tell, talk.id)
    await ask(talk, organisatie="leerwinkel", reden="ik snap het niet", **consent)
    return talk


def _tell(connection: Any, talk: str) -> None:
    snapshot = conversations.load_snapshot(connection, talk)
    assert snapshot is not None
    snapshot.slots.update(profiel={"leeftijd": 47, "statuut": "werknemer"}, opleiding={})
    said = transcripts.plain("gebruiker", SECRET, identity.now())
    events = [
        {"event": "user", "text": SECRET, "timestamp": 1_700_000_000.0},
        {"event": "slot", "name": "profiel", "value": snapshot.slots["profiel"]},
    ]
    conversations.store_turn(connection, TurnRecord(talk, identity.now(), [said], snapshot, events=events))
