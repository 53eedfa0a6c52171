"""How fast words go from a person to a counsellor and back, with many talks open at once.

Every talk has two open lines (WebSocket). A round is one message of the person, read from the line of the
counsellor, and one of the counsellor, read from the line of the person. Talks take turns, at the pace of
people.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import aiohttp

from benchmarks.contestants import PROJECT, new_session
from benchmarks.databases import running_databases
from benchmarks.processes import HOST, Server, ServerStopped, free_port
from benchmarks.report import Aim, Row, percentile
from bot.console.guard import COOKIE
from bot.conversation import identity
from bot.people import accounts, passwords
from bot.storage import Database

PASSWORD = "negen stille fietsen"
PATIENCE = 60.0
AT_ONCE = 10
AIM = 150.0
"""Milliseconds for both ways, at the 95th percentile."""


@dataclass(frozen=True)
class HandoverPlan:
    """A bounded number of talks."""

    talks: int
    counsellors: int
    rounds: int
    pause: float
    """Seconds between two messages of one talk."""


FULL = HandoverPlan(talks=200, counsellors=50, rounds=6, pause=10.0)
QUICK = HandoverPlan(talks=20, counsellors=5, rounds=3, pause=2.0)


class Desk:
    """A counsellor who is signed in."""

    def __init__(self, session: aiohttp.ClientSession, address: str, cookie: str, csrf: str) -> None:
        self.session, self.address, self.csrf = session, address, csrf
        self.headers = {"Cookie": f"{COOKIE}={cookie}"}

    async def post(self, path: str, **form: str) -> None:
        """One change in the console."""
        where = f"{self.address}/begeleider{path}"
        sent = {**form, "_csrf": self.csrf}
        async with self.session.post(where, data=sent, headers=self.headers, allow_redirects=False) as answer:
            if answer.status != 303:
                raise RuntimeError(f"{path}: {answer.status} {await answer.text()}")


@dataclass
class Talk:
    """One talk with both its lines."""

    session: aiohttp.ClientSession
    address: str
    id: str
    token: str
    desk: Desk

    async def connect(self) -> None:
        """Open the line of the person and that of the counsellor; an unread line is closed after a while."""
        where = f"{self.address}/api/v1/gesprekken/{self.id}/stroom"
        self.theirs = await self.session.ws_connect(where)
        await self.theirs.send_json({"token": self.token})
        self.ours = await self.session.ws_connect(
            f"{self.desk.address}/begeleider/stroom", headers=self.desk.headers
        )
        await self.ours.send_json({"volg": self.id, "vanaf": 0})

    async def round(self, number: int) -> tuple[float, float]:
        """Milliseconds there and back."""
        said, answered = f"vraag {number} van {self.id}", f"antwoord {number} op {self.id}"
        path = f"{self.address}/api/v1/gesprekken/{self.id}/berichten"
        headers = {"Authorization": f"Bearer {self.token}"}

        async def ask() -> None:
            async with self.session.post(path, json={"tekst": said}, headers=headers) as response:
                response.raise_for_status()

        there = await _until_heard(self.ours, said, ask)
        back = await _until_heard(
            self.theirs, answered, lambda: self.desk.post(f"/gesprek/{self.id}/bericht", tekst=answered)
        )
        return there, back


async def _until_heard(
    line: aiohttp.ClientWebSocketResponse, text: str, say: Callable[[], Coroutine[Any, Any, None]]
) -> float:
    started = time.perf_counter()
    saying = asyncio.ensure_future(say())
    while True:
        news = await line.receive_json(timeout=PATIENCE)
        if any(message["tekst"] == text for message in news.get("berichten", ())):
            heard = (time.perf_counter() - started) * 1000
            await saying
            return heard


def measure_handover(
    plan: HandoverPlan, directory: Path, say: Callable[[str], None]
) -> tuple[list[Row], dict[str, object]]:
    """The rows and all numbers, with SQLite in one process."""
    settings = {"LOOPBAANWIJZER_DATABASE": f"sqlite:///{directory}/handover.db"}
    return _served(plan, directory, settings, 1, say)


def measure_shared(
    plan: HandoverPlan, directory: Path, say: Callable[[str], None]
) -> tuple[list[Row], dict[str, object]]:
    """The same with two servers on PostgreSQL and Redis: people at the one, counsellors at the other.

    Raises:
        NoServers: PostgreSQL or Redis is not installed.
    """
    with running_databases(directory) as (database, redis):
        settings = {"LOOPBAANWIJZER_DATABASE": database, "LOOPBAANWIJZER_LIVE": redis}
        rows, numbers = _served(plan, directory, settings, 2, say)
    return [replace(row, what=f"two servers: {row.what}") for row in rows], numbers


def _served(
    plan: HandoverPlan, directory: Path, settings: dict[str, str], count: int, say: Callable[[str], None]
) -> tuple[list[Row], dict[str, object]]:
    cookies = hire(settings["LOOPBAANWIJZER_DATABASE"], plan.counsellors)
    settings = {
        **settings,
        "LOOPBAANWIJZER_MODELS": str(directory / "none"),
        "LOOPBAANWIJZER_CATALOGUE": str(directory / "catalogus.db"),
        "LOOPBAANWIJZER_CATALOGUE_EXAMPLES": "false",
    }
    command = (sys.executable, "-m", "bot.cli", "serve")
    ports = [free_port() for _ in range(count)]
    servers = [
        Server(
            command,
            PROJECT,
            directory / f"handover-{port}.log",
            {**settings, "LOOPBAANWIJZER_PORT": str(port)},
        )
        for port in ports
    ]
    addresses = [f"http://{HOST}:{port}" for port in ports]
    try:
        return asyncio.run(_measure(plan, addresses, cookies, servers, say))
    finally:
        for server in servers:
            server.stop()


def hire(address: str, number: int) -> list[tuple[str, str]]:
    """Counsellors who are signed in already: their keys and the tokens of their sessions."""
    database = Database(address)
    hashed, now = passwords.hashed(PASSWORD), identity.now()
    found = []
    database.run_sync(accounts.add_organisation, "leerwinkel", "De Leerwinkel", now)
    for index in range(number):
        login = f"begeleider{index}"
        made = database.run_sync(accounts.add, "leerwinkel", login, login, accounts.COUNSELLOR, hashed, now)
        key, csrf = identity.new_token(), identity.new_token()
        database.run_sync(accounts.open_session, made, identity.token_hash(key), csrf, now)
        found.append((key, csrf))
    database.close()
    return found


async def _measure(
    plan: HandoverPlan,
    addresses: list[str],
    cookies: list[tuple[str, str]],
    servers: list[Server],
    say: Callable[[str], None],
) -> tuple[list[Row], dict[str, object]]:
    async with new_session() as session:
        for address, server in zip(addresses, servers, strict=True):
            await _wait_for(session, address, server)
        address, at_desk = addresses[0], addresses[-1]
        desks = [Desk(session, at_desk, key, csrf) for key, csrf in cookies]
        say(f"opening {plan.talks} talks with {plan.counsellors} counsellors")
        talks: list[Talk] = []
        for first in range(0, plan.talks, AT_ONCE):
            batch = range(first, min(first + AT_ONCE, plan.talks))
            talks += await asyncio.gather(*(_open(session, address, desks[i % len(desks)]) for i in batch))
        await asyncio.gather(*(talk.connect() for talk in talks))
        say(f"{plan.rounds} messages each way in every talk, {plan.pause:g} s apart")
        pace = plan.pause / plan.talks

        async def person(talk: Talk, first: float) -> list[tuple[float, float]]:
            await asyncio.sleep(first)
            times = []
            for number in range(plan.rounds):
                began = time.perf_counter()
                times.append(await talk.round(number))
                await asyncio.sleep(max(0.0, plan.pause - (time.perf_counter() - began)))
            return times

        found = await asyncio.gather(*(person(talk, pace * index) for index, talk in enumerate(talks)))
        for server in servers:
            server.check()
    there = [time for times in found for time, _ in times]
    back = [time for times in found for _, time in times]
    both = [one + other for one, other in zip(there, back, strict=True)]
    return _rows(plan, there, back, both), {"there_ms": there, "back_ms": back}


def _rows(plan: HandoverPlan, there: list[float], back: list[float], both: list[float]) -> list[Row]:
    full = plan is FULL
    aim: Aim = ("at most", AIM)
    return [
        Row("person to counsellor, median", "ms", None, statistics.median(there)),
        Row("person to counsellor, p95", "ms", None, percentile(there, 0.95)),
        Row("counsellor to person, p95", "ms", None, percentile(back, 0.95)),
        Row(f"there and back, p95, {plan.talks} talks", "ms", None, percentile(both, 0.95), aim, full),
    ]


async def _wait_for(session: aiohttp.ClientSession, address: str, server: Server) -> None:
    for _ in range(600):
        server.check()
        try:
            async with session.get(f"{address}/healthz") as response:
                if response.status == 200:
                    return
        except aiohttp.ClientError:
            await asyncio.sleep(0.1)
    raise ServerStopped("the service did not listen in time")


async def _open(session: aiohttp.ClientSession, address: str, desk: Desk) -> Talk:
    where = f"{address}/api/v1/gesprekken"
    async with session.post(where, json={}) as response:
        opened = await response.json()
    identifier, token = opened["gesprek"], opened["token"]
    headers = {"Authorization": f"Bearer {token}"}
    async with session.post(
        f"{where}/{identifier}/overdracht", json={"meegeven": True}, headers=headers
    ) as asked:
        asked.raise_for_status()
    await desk.post(f"/gesprek/{identifier}/neem")
    return Talk(session, address, identifier, token, desk)
