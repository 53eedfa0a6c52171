"""The outbox and its two ways out, to a real receiver over HTTP and a real mail server."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import logging
from collections.abc import AsyncIterator
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from icalendar import Calendar
from sqlalchemy import select, update

from bot.appointments import storage
from bot.conversation import identity
from bot.conversation.answer import Spoken
from bot.conversation.asked import keep_turn
from bot.http.services import SERVICES
from bot.outside import outbox
from bot.outside.adapters import KEY, MOMENT, SIGNATURE, signature
from bot.outside.commands import main
from bot.outside.delivering import Delivering
from bot.storage import tables
from bot.storage.conversations import Snapshot, TurnRecord
from bot.storage.retention import erase_old
from tests.bot.conftest import Starter, open_talk
from tests.bot.console_browser import client
from tests.bot.counsellors import hire
from tests.bot.test_appointments import order
from tests.bot.test_mail import Inbox, inbox

__all__ = ["client", "inbox"]
SECRET = "geheim-van-de-proef"
NUMBER, ADDRESS = "0470123456", "els@voorbeeld.be"


class Receiver:
    """Another system: answers what it is told to, then 204; keeps what it got."""

    def __init__(self) -> None:
        self.answers: list[int] = []
        self.got: list[tuple[dict[str, str], bytes]] = []

    async def take(self, request: web.Request) -> web.Response:
        self.got.append((dict(request.headers), await request.read()))
        status = self.answers.pop(0) if self.answers else 204
        if status == 302:
            raise web.HTTPFound("/elders")
        return web.Response(status=status)


@pytest.fixture
async def receiver() -> AsyncIterator[tuple[Receiver, str]]:
    kept = Receiver()
    app = web.Application()
    app.router.add_post("/hier", kept.take)
    async with TestServer(app) as server:
        yield kept, str(server.make_url("/hier"))


@pytest.fixture
def by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests say when something is delivered."""

    async def never(self: Delivering) -> None:
        return None

    monkeypatch.setattr(Delivering, "run", never)


async def connected(client: TestClient, kind: str, address: str) -> str:
    await hire(client, "an")
    secret = SECRET if kind == outbox.WEBHOOK else None
    made: str = await client.app[SERVICES].database.run(
        outbox.connect, "leerwinkel", kind, address, secret, identity.now()
    )
    return made


async def deliver(client: TestClient) -> int:
    return await client.app[SERVICES].delivering.round()


async def later(client: TestClient) -> None:
    """Everything that waits for another try is due now."""
    change = update(tables.uitgaand).values(volgende=identity.now())
    await client.app[SERVICES].database.run(lambda connection: connection.execute(change))


async def rows(client: TestClient) -> list[Any]:
    query = select(tables.uitgaand).order_by(tables.uitgaand.c.gemaakt)
    found: list[Any] = await client.app[SERVICES].database.run(lambda c: c.execute(query).all())
    return found


async def mailing(start: Starter, port: int) -> TestClient:
    """A service that mails what happens to the desk of its organisation."""
    mail = {"smtp_host": "127.0.0.1", "smtp_port": port, "smtp_security": "geen"}
    client = await start(**mail, smtp_sender="wijzer@voorbeeld.be")
    await connected(client, outbox.MAIL, "balie@leerwinkel.example")
    return client


async def ask_to_be_called(client: TestClient, conversation: str, **more: bool) -> None:
    """What a turn keeps in which somebody asks for a call."""
    parts = client.app[SERVICES]
    turn = TurnRecord(
        conversation, identity.now(), [], Snapshot(), answer={"berichten": []}, organisation="leerwinkel",
        callbacks=[{"telefoon": NUMBER, "moment": "namiddag", **more}],
    )  # fmt: skip
    await parts.database.run(keep_turn, parts.desk, turn, Spoken([], []))


async def moment(client: TestClient, hours: int = 48, channel: str = "telefoon") -> str:
    begin = identity.now() + timedelta(hours=hours)
    found: str = await client.app[SERVICES].database.run(
        storage.offer, "leerwinkel", "b1", begin, 30, channel, "Markt 1, Gent"
    )
    return found


@pytest.mark.usefixtures("by_hand")
async def test_a_webhook_that_fails_at_first_gets_it_once_signed(
    client: TestClient, receiver: tuple[Receiver, str], caplog: pytest.LogCaptureFixture
) -> None:
    kept, address = receiver
    await connected(client, outbox.WEBHOOK, address)
    person = await open_talk(client)
    kept.answers = [500, 302, 429]
    with caplog.at_level(logging.DEBUG):
        await order(person, doe="boek", moment=await moment(client), contact=NUMBER)
        for attempt in range(1, 4):
            assert await deliver(client) == 1
            assert await deliver(client) == 0, "not again before its time"
            (row,) = await rows(client)
            assert (row.pogingen, row.klaar) == (attempt, None)
            assert row.volgende > identity.now() + outbox.WAITS[attempt - 1] - timedelta(seconds=5)
            await later(client)
        assert await deliver(client) == 1
    await later(client)
    assert await deliver(client) == 0
    assert len(kept.got) == 4 and len({headers[KEY] for headers, _ in kept.got}) == 1
    headers, body = kept.got[-1]
    signed = f"{headers[MOMENT]}.{headers[KEY]}.".encode() + body
    expected = hmac.new(SECRET.encode(), signed, hashlib.sha256).hexdigest()
    assert headers[SIGNATURE] == f"v1={expected}" == signature(SECRET, headers[MOMENT], headers[KEY], body)
    told = json.loads(body)
    assert (told["gebeurtenis"], told["organisatie"]) == ("afspraak_gemaakt", "leerwinkel")
    assert told["id"] == headers[KEY] and told["gegevens"]["telefoon"] == NUMBER
    (row,) = await rows(client)
    assert row.inhoud == {} and row.fout is None, "what was said is wiped"
    assert NUMBER not in caplog.text and address not in caplog.text and SECRET not in caplog.text
    assert "HTTP 500" in caplog.text


@pytest.mark.usefixtures("by_hand")
async def test_it_is_given_up_in_the_end_and_at_once_when_the_receiver_is_gone(
    client: TestClient, receiver: tuple[Receiver, str]
) -> None:
    kept, address = receiver
    connection = await connected(client, outbox.WEBHOOK, address)
    database = client.app[SERVICES].database
    one = next(iter(await database.run(outbox.connections)))
    kept.answers = [503] * 20
    await database.run(outbox.put, one, outbox.TEST, None, {}, identity.now())
    tries = 0
    while await deliver(client):
        tries += 1
        await later(client)
    assert tries == len(outbox.WAITS) + 1 and sum(outbox.WAITS, timedelta()) > timedelta(hours=20)
    kept.answers = [410]
    await database.run(outbox.put, one, outbox.TEST, None, {}, identity.now())
    await deliver(client)
    assert {row.fout for row in await rows(client)} == {"HTTP 503", "HTTP 410"}
    assert await database.run(outbox.state) == {"wacht": 0, "bezorgd": 0, "opgegeven": 2}
    text = await (await client.get("/metrics")).text()
    assert 'outcome="opgegeven"' in text and 'outcome="mislukt"' in text
    assert await database.run(outbox.forget, identity.now() + timedelta(days=8)) == 2
    await database.run(outbox.put, one, outbox.TEST, None, {}, identity.now())
    assert await database.run(outbox.disconnect, connection) and await rows(client) == []


@pytest.mark.usefixtures("by_hand")
async def test_two_servers_deliver_each_thing_once(
    client: TestClient, receiver: tuple[Receiver, str]
) -> None:
    kept, address = receiver
    await connected(client, outbox.WEBHOOK, address)
    parts = client.app[SERVICES]
    one = next(iter(await parts.database.run(outbox.connections)))
    for _ in range(10):
        await parts.database.run(outbox.put, one, outbox.TEST, None, {}, identity.now())
    other = Delivering(parts.settings, parts.database)
    await asyncio.gather(parts.delivering.round(), other.round())
    assert len(kept.got) == 10 == len({headers[KEY] for headers, _ in kept.got})


@pytest.mark.usefixtures("by_hand")
async def test_a_server_that_died_while_delivering_is_replaced(
    client: TestClient, receiver: tuple[Receiver, str]
) -> None:
    kept, address = receiver
    await connected(client, outbox.WEBHOOK, address)
    database = client.app[SERVICES].database
    one = next(iter(await database.run(outbox.connections)))
    now = identity.now()
    await database.run(outbox.put, one, outbox.TEST, None, {}, now)
    assert len(await database.run(outbox.due, now)) == 1, "taken by a server that then dies"
    assert await database.run(outbox.due, now + timedelta(seconds=59)) == []
    assert len(await database.run(outbox.due, now + timedelta(seconds=61))) == 1
    assert kept.got == []


@pytest.mark.usefixtures("by_hand")
async def test_appointments_by_mail_to_the_person_and_to_the_organisation(
    start: Starter, inbox: tuple[Inbox, int]
) -> None:
    kept, client = inbox[0], await mailing(start, inbox[1])
    person = await open_talk(client)
    first, second = await moment(client, 48, "video"), await moment(client, 50, "video")
    kept.answer = "451 even niet"
    await order(person, doe="boek", moment=first, contact=ADDRESS)
    assert await deliver(client) == 2
    assert {row.fout for row in await rows(client)} == {"SMTPDataError"}
    kept.answer = "250 OK"
    kept.received.clear()
    await later(client)
    await deliver(client)
    await order(person, doe="verzet", moment=second)
    await deliver(client)
    await order(person, doe="annuleer")
    await deliver(client)
    assert len(kept.received) == 6
    theirs = [_parts(envelope) for envelope in kept.received if envelope.rcpt_tos == [ADDRESS]]
    assert [(method, event["SEQUENCE"]) for _, method, event in theirs] == [
        ("REQUEST", 0),
        ("REQUEST", 1),
        ("CANCEL", 2),
    ]
    assert len({str(event["UID"]) for _, _, event in theirs}) == 1
    assert "verplaatst" in theirs[1][0] and "gaat niet door" in theirs[2][0]
    assert str(theirs[0][2]["ATTENDEE"]) == f"mailto:{ADDRESS}"
    ours = [envelope for envelope in kept.received if envelope.rcpt_tos == ["balie@leerwinkel.example"]]
    assert len(ours) == 3 and not any(ADDRESS.encode() in envelope.content for envelope in ours)
    assert all(row.inhoud == {} for row in await rows(client))


def _parts(envelope: Any) -> tuple[str, str, Any]:
    message = message_from_bytes(envelope.content, policy=policy.default)
    (attachment,) = message.iter_attachments()
    assert attachment.get_content_type() == "text/calendar"
    calendar = Calendar.from_ical(attachment.get_content())
    assert attachment["Content-Type"].params["method"] == calendar["METHOD"]
    return str(message["Subject"]), str(calendar["METHOD"]), next(iter(calendar.walk("VEVENT")))


@pytest.mark.usefixtures("by_hand")
async def test_a_request_and_a_call_are_told_without_words_by_mail(
    start: Starter, inbox: tuple[Inbox, int]
) -> None:
    kept, client = inbox[0], await mailing(start, inbox[1])
    person, parts = await open_talk(client), client.app[SERVICES]
    for _ in range(2):
        await parts.desk.ask(person.id, {"reden": "GEHEIM", "meegeven": True})
    await ask_to_be_called(client, person.id, meegeven=True)
    assert await deliver(client) == 2, "asking again tells nothing new"
    text = b"".join(envelope.content for envelope in kept.received)
    assert b"GEHEIM" not in text and NUMBER.encode() not in text and b"console" in text


@pytest.mark.usefixtures("by_hand")
@pytest.mark.parametrize("erased", [True, False])
@pytest.mark.parametrize("heard", [True, False])
async def test_a_call_that_is_taken_back_is_told_to_who_heard_of_it_and_to_nobody_else(
    client: TestClient, receiver: tuple[Receiver, str], heard: bool, erased: bool
) -> None:
    kept, address = receiver
    await connected(client, outbox.WEBHOOK, address)
    person = await open_talk(client)
    await ask_to_be_called(client, person.id)
    if heard:
        await deliver(client)
    if erased:
        await person.erase()
    else:
        await order(person, doe="bel_niet")
    await deliver(client)
    assert NUMBER not in str(await rows(client)), "wiped when it is delivered"
    told = [json.loads(body) for _, body in kept.got]
    events = ["terugbellen_gevraagd", "terugbellen_ingetrokken"] if heard else []
    assert [one["gebeurtenis"] for one in told] == events
    assert all(one["gegevens"]["telefoon"] == NUMBER for one in told)


@pytest.mark.usefixtures("by_hand")
async def test_erasing_the_talk_takes_its_deliveries_and_tells_that_it_is_off(
    client: TestClient, receiver: tuple[Receiver, str]
) -> None:
    kept, address = receiver
    await connected(client, outbox.WEBHOOK, address)
    person = await open_talk(client)
    await order(person, doe="boek", moment=await moment(client), contact=NUMBER)
    assert NUMBER in str((await (await person.get("/uitvoer")).json())["opgeslagen"]["uitgaand"])
    await person.erase()
    (row,) = await rows(client)
    assert (row.gebeurtenis, row.gesprek) == ("afspraak_afgezegd", None) and NUMBER not in str(row.inhoud)
    await deliver(client)
    assert json.loads(kept.got[0][1])["gegevens"]["status"] == "geannuleerd"


@pytest.mark.usefixtures("by_hand")
@pytest.mark.parametrize(("days", "told"), [(1, ["afspraak_afgezegd"]), (3, [])])
async def test_a_quiet_talk_that_ends_tells_only_what_was_still_to_come(
    client: TestClient, receiver: tuple[Receiver, str], days: int, told: list[str]
) -> None:
    await connected(client, outbox.WEBHOOK, receiver[1])
    person = await open_talk(client)
    await order(person, doe="boek", moment=await moment(client), contact=NUMBER)
    later = identity.now() + timedelta(days=days, minutes=1)
    assert await erase_old(client.app[SERVICES].database, days, later) == [person.id]
    assert [row.gebeurtenis for row in await rows(client)] == told


async def test_the_service_delivers_by_itself(client: TestClient, receiver: tuple[Receiver, str]) -> None:
    kept, address = receiver
    await connected(client, outbox.WEBHOOK, address)
    database = client.app[SERVICES].database
    one = next(iter(await database.run(outbox.connections)))
    await database.run(outbox.put, one, outbox.TEST, None, {}, identity.now())
    for _ in range(600):
        if kept.got:
            break
        await asyncio.sleep(0.1)
    assert json.loads(kept.got[0][1])["gebeurtenis"] == "proef"


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from bot.people.commands import main as people

    database = ("--databank", f"sqlite:///{tmp_path}/k.db")
    people([*database, "organisatie", "leerwinkel", "De Leerwinkel"])
    capsys.readouterr()

    def run(*words: str) -> str:
        code = main([*database, *words])
        out = capsys.readouterr()
        return f"{code} {out.out}{out.err}"

    own = ("--organisatie", "leerwinkel")
    made = run("maak", "webhook", "https://systeem.example/x", *own)
    secret, identifier = made.rsplit(": ", 1)[1].strip(), made.split()[3]
    assert made.startswith("0 ") and len(secret) > 40
    shown = run("toon")
    assert "https://systeem.example/x" in shown and secret not in shown and "wacht: 0" in shown
    assert run("probeer", identifier).startswith("0 ") and "wacht: 1" in run("toon")
    assert run("maak", "mail", "balie@leerwinkel.example", *own).startswith("0 ")
    for wrong in (
        "http://systeem.example",
        "https://a:b@c.example",
        "ftp://x",
        "https://",
        "https://x:99999",
    ):
        assert run("maak", "webhook", wrong, *own).startswith("1 ")
    assert run("maak", "mail", "geen adres", *own).startswith("1 ")
    assert run("maak", "mail", "a@b.be", "--organisatie", "weg").startswith("1 ")
    assert run("verwijder", identifier).startswith("0 ") and run("verwijder", identifier).startswith("1 ")
    assert run("probeer", identifier).startswith("1 ")
