"""The summary by e-mail, to a real mail server on this machine."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiohttp.test_utils import TestClient
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from bot.http import summary
from bot.settings import SettingError, read_settings
from tests.bot.conftest import Starter, Talk, open_talk, problem


class Inbox:
    """Keeps what arrives."""

    def __init__(self) -> None:
        self.received: list[Envelope] = []
        self.answer = "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.received.append(envelope)
        return self.answer


@pytest.fixture
def inbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Inbox, int]]:
    monkeypatch.setattr(summary, "_sent", {})
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = Inbox()
    controller = Controller(kept, hostname="127.0.0.1", port=port)
    controller.start()
    yield kept, port
    controller.stop()


@pytest.fixture
async def talk(start: Starter, inbox: tuple[Inbox, int]) -> Talk:
    settings = {"smtp_host": "127.0.0.1", "smtp_port": inbox[1], "smtp_security": "geen"}
    return await open_talk(await start(**settings, smtp_sender="wijzer@voorbeeld.be"))


async def send(talk: Talk, **body: Any) -> Any:
    return await talk.client.post(f"{talk.path}/mail", json=body, headers=talk.headers)


async def test_the_summary_arrives_as_a_pdf(talk: Talk, inbox: tuple[Inbox, int]) -> None:
    response = await send(talk, aan="els@voorbeeld.be")
    assert response.status == 202
    assert "verstuurd" in (await response.json())["melding"]
    (envelope,) = inbox[0].received
    assert (envelope.mail_from, envelope.rcpt_tos) == ("wijzer@voorbeeld.be", ["els@voorbeeld.be"])
    message = message_from_bytes(bytes(envelope.content or b""), policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert message["Auto-Submitted"] == "auto-generated"
    (attachment,) = message.iter_attachments()
    assert attachment.get_content().startswith(b"%PDF")
    stored = await (await talk.get("/uitvoer")).text()
    assert "els@voorbeeld" not in stored


WRONG = [
    "els", "els@", "@voorbeeld.be", "els@voorbeeld", "els@voorbeeld.be, an@voorbeeld.be",
    "els@voorbeeld.be\nBcc: an@voorbeeld.be", "Els <els@voorbeeld.be>", "a..b@voorbeeld.be",
    "x" * 250 + "@voorbeeld.be", 5, ["els@voorbeeld.be"],
]  # fmt: skip


@pytest.mark.parametrize("address", WRONG, ids=str)
async def test_only_one_plain_address(talk: Talk, inbox: tuple[Inbox, int], address: Any) -> None:
    found = await problem(await send(talk, aan=address), 422)
    assert found["fouten"][0]["veld"] == "aan"
    assert inbox[0].received == []


async def test_an_address_is_needed(talk: Talk) -> None:
    await problem(await send(talk), 422)


async def test_no_more_than_three_an_hour(talk: Talk, inbox: tuple[Inbox, int]) -> None:
    statuses = [(await send(talk, aan="els@voorbeeld.be")).status for _ in range(4)]
    assert statuses == [202, 202, 202, 429]
    assert len(inbox[0].received) == 3


async def test_a_mail_server_that_refuses_or_is_gone(talk: Talk, inbox: tuple[Inbox, int]) -> None:
    inbox[0].answer = "554 no"
    response = await send(talk, aan="els@voorbeeld.be")
    found = await problem(response, 503)
    assert "voorbeeld" not in str(found)
    assert response.headers["Retry-After"]


async def test_a_mail_server_that_is_not_there(start: Starter) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    client = await start(smtp_host="127.0.0.1", smtp_port=port, smtp_security="geen", smtp_sender="w@x.be")
    await problem(await send(await open_talk(client), aan="els@voorbeeld.be"), 503)


async def test_without_a_mail_server_none_is_offered(client: TestClient) -> None:
    opened = await (await client.post("/api/v1/gesprekken")).json()
    assert opened["mail"] is False
    await problem(await send(await open_talk(client), aan="els@voorbeeld.be"), 404)


async def test_only_the_owner(talk: Talk) -> None:
    other = await open_talk(talk.client)
    body = {"aan": "els@voorbeeld.be"}
    await problem(await talk.client.post(f"{talk.path}/mail", json=body, headers=other.headers), 403)
    await asyncio.sleep(0)


@pytest.mark.parametrize(
    "settings", [{"smtp_host": "x"}, {"smtp_host": "x", "smtp_sender": "x"}, {"smtp_security": "misschien"}]
)
def test_settings_that_cannot_work(settings: dict[str, str]) -> None:
    with pytest.raises(SettingError):
        read_settings({}, **settings)
