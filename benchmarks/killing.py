"""Servers that are killed in mid-talk: two of them on PostgreSQL and Redis, one killed again and again.

People and counsellors go on talking, each over whichever server answers, as a browser does: a message is
sent again with the same id until it is taken, a line that breaks is opened again with the last message that
it has. In the end every message must stand in the transcript once, and have been shown once, in order, to
the other.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

from benchmarks.contestants import PROJECT, new_session
from benchmarks.databases import running_databases
from benchmarks.handover import hire
from benchmarks.processes import HOST, Server, ServerStopped, free_port
from benchmarks.report import Aim, Row
from bot.console.guard import COOKIE

SEED = 20261129
AGAIN = 0.1
"""Seconds before another try."""
PATIENCE = 120.0
START = 60.0


@dataclass(frozen=True)
class KillingPlan:
    """A bounded number of kills."""

    kills: int
    talks: int
    pause: float
    """Seconds between two messages of one side."""


FULL = KillingPlan(kills=100, talks=4, pause=0.8)
QUICK = KillingPlan(kills=4, talks=3, pause=0.4)


class Pair:
    """Two servers on ports of their own; a killed one is started again at the same port."""

    def __init__(self, directory: Path, settings: dict[str, str]) -> None:
        self._directory, self._settings = directory, settings
        self.ports = [free_port(), free_port()]
        self._servers = [self._started(index) for index in range(2)]
        self.kills = 0

    @property
    def addresses(self) -> list[str]:
        """Where they listen, when they do."""
        return [f"http://{HOST}:{port}" for port in self.ports]

    def _started(self, index: int) -> Server:
        settings = {**self._settings, "LOOPBAANWIJZER_PORT": str(self.ports[index])}
        command = (sys.executable, "-m", "bot.cli", "serve")
        return Server(command, PROJECT, self._directory / f"server-{index}.log", settings)

    async def ready(self, session: aiohttp.ClientSession) -> None:
        """Wait until both answer."""
        deadline = time.monotonic() + START
        for address in self.addresses:
            while not await _answers(session, address):
                if time.monotonic() > deadline:
                    raise ServerStopped(f"{address} did not answer in {START:g} s")
                await asyncio.sleep(0.05)

    def kill(self, index: int) -> None:
        """End one without a warning, and start it again."""
        os.killpg(self._servers[index].pid, signal.SIGKILL)
        self._servers[index].stop()
        self.kills += 1
        self._servers[index] = self._started(index)

    def stop(self) -> None:
        """End both."""
        for server in self._servers:
            server.stop()


async def _answers(session: aiohttp.ClientSession, address: str) -> bool:
    try:
        async with session.get(f"{address}/healthz") as response:
            return response.status == 200
    except aiohttp.ClientError:
        return False


@dataclass
class Side:
    """One side of a talk: what it said, and what it was shown of the other."""

    said: list[str] = field(default_factory=list)
    shown: list[tuple[str, str]] = field(default_factory=list)
    """(id, text), as they came."""
    tries: int = 0
    lines: int = 0


@dataclass
class Talk:
    """A person and a counsellor, each with a line that is opened again when it breaks."""

    session: aiohttp.ClientSession
    pair: Pair
    number: int
    key: str
    csrf: str
    over: asyncio.Event
    person: Side = field(default_factory=Side)
    counsellor: Side = field(default_factory=Side)
    id: str = ""
    token: str = ""
    last: str = ""
    """The last message that the person has."""

    @property
    def bearer(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    @property
    def cookie(self) -> dict[str, str]:
        return {"Cookie": f"{COOKIE}={self.key}"}

    async def begin(self) -> None:
        """Open it and let the counsellor take it."""
        opened = await self._post("/api/v1/gesprekken", {}, json={})
        self.id, self.token, self.last = opened["gesprek"], opened["token"], opened["berichten"][-1]["id"]
        await self._post(f"/api/v1/gesprekken/{self.id}/overdracht", self.bearer, json={"verloop": True})
        await self._post(f"/begeleider/gesprek/{self.id}/neem", self.cookie, data={"_csrf": self.csrf})

    async def _post(self, path: str, headers: dict[str, str], side: Side | None = None, **body: Any) -> Any:
        """Until a server takes it; which one is asked changes after each failure."""
        which = random.randrange(2)
        deadline = time.monotonic() + PATIENCE
        while True:
            if side is not None:
                side.tries += 1
            try:
                address = self.pair.addresses[which] + path
                async with self.session.post(
                    address, headers=headers, allow_redirects=False, **body
                ) as response:
                    if response.status < 400:
                        return await response.json() if response.content_type.endswith("json") else None
                    if response.status < 500:
                        raise RuntimeError(f"{path}: {response.status} {await response.text()}")
            except (aiohttp.ClientError, asyncio.TimeoutError, OSError):
                pass
            if time.monotonic() > deadline:
                raise ServerStopped(f"{path} was not taken in {PATIENCE:g} s")
            which = 1 - which
            await asyncio.sleep(AGAIN)

    async def speak(self, pause: float) -> None:
        """Both say something, again and again, until it is over."""
        number = 0
        while not self.over.is_set():
            number += 1
            await asyncio.gather(self._ask(number), self._answer(number))
            await asyncio.sleep(pause * random.uniform(0.5, 1.5))

    async def _ask(self, number: int) -> None:
        text = f"vraag {number} in gesprek {self.number}"
        self.person.said.append(text)
        path, body = f"/api/v1/gesprekken/{self.id}/berichten", {"tekst": text, "bericht_id": f"v{number}"}
        await self._post(path, self.bearer, self.person, json=body)

    async def _answer(self, number: int) -> None:
        text = f"antwoord {number} in gesprek {self.number}"
        self.counsellor.said.append(text)
        path = f"/begeleider/gesprek/{self.id}/bericht"
        form = {"tekst": text, "bericht_id": f"a{number}", "_csrf": self.csrf}
        await self._post(path, self.cookie, self.counsellor, data=form)

    async def listen_as_person(self) -> None:
        """The line of the person; each time it breaks it is opened again from the last message."""
        while True:
            self.person.lines += 1
            try:
                where = f"{random.choice(self.pair.addresses)}/api/v1/gesprekken/{self.id}/stroom"
                async with self.session.ws_connect(where) as line:
                    await line.send_json({"token": self.token, "vanaf": self.last})
                    async for message in line:
                        for one in message.json().get("berichten") or ():
                            self.last = one["id"]
                            if one["van"] == "begeleider":
                                self.person.shown.append((one["id"], one["tekst"]))
            except (aiohttp.ClientError, OSError, asyncio.TimeoutError):
                pass
            await asyncio.sleep(AGAIN)

    async def listen_as_counsellor(self) -> None:
        """The line of the console."""
        last = 0
        while True:
            self.counsellor.lines += 1
            try:
                where = f"{random.choice(self.pair.addresses)}/begeleider/stroom"
                async with self.session.ws_connect(where, headers=self.cookie) as line:
                    await line.send_json({"volg": self.id, "vanaf": last})
                    async for message in line:
                        for one in message.json().get("berichten") or ():
                            last = max(last, one["nummer"])
                            if one["van"] == "gebruiker":
                                self.counsellor.shown.append((one["id"], one["tekst"]))
            except (aiohttp.ClientError, OSError, asyncio.TimeoutError):
                pass
            await asyncio.sleep(AGAIN)

    def all_shown(self) -> bool:
        """Whether each side has seen all that the other said."""
        pairs = ((self.person.shown, self.counsellor.said), (self.counsellor.shown, self.person.said))
        return all(len({text for _, text in shown}) >= len(said) for shown, said in pairs)

    async def transcript(self) -> list[str]:
        """The texts as they are stored."""
        for address in self.pair.addresses * 20:
            try:
                where = f"{address}/api/v1/gesprekken/{self.id}"
                async with self.session.get(where, headers=self.bearer) as response:
                    if response.status == 200:
                        return [one["tekst"] for one in (await response.json())["berichten"]]
            except aiohttp.ClientError:
                await asyncio.sleep(AGAIN)
        raise ServerStopped("no transcript")


@dataclass(frozen=True)
class Outcome:
    """What became of the messages."""

    kills: int
    said: int
    resent: int
    lines: int
    lost: int
    """Not in the transcript, or never shown."""
    doubled: int
    """In the transcript twice, or shown twice."""
    disordered: int
    """Talks in which somebody was shown messages in another order."""


def judge(
    said: Sequence[str], shown: Sequence[tuple[str, str]], stored: Sequence[str]
) -> tuple[int, int, bool]:
    """Lost, doubled, and whether the order was kept, of one side of a talk."""
    texts, ids = [text for _, text in shown], [identifier for identifier, _ in shown]
    lost = sum(text not in texts or text not in stored for text in said)
    doubled = len(ids) - len(set(ids)) + sum(max(0, stored.count(text) - 1) for text in said)
    doubled += max(0, len(set(ids)) - len(set(texts)))
    order = [text for text in stored if text in set(said)]
    return lost, doubled, list(dict.fromkeys(texts)) == order


def measure_killing(
    plan: KillingPlan, directory: Path, say: Callable[[str], None]
) -> tuple[list[Row], dict[str, object]]:
    """The rows and all numbers; raises NoServers."""
    with running_databases(directory) as (database, redis):
        cookies = hire(database, max(1, plan.talks // 2))
        settings = {
            "LOOPBAANWIJZER_DATABASE": database,
            "LOOPBAANWIJZER_LIVE": redis,
            "LOOPBAANWIJZER_MODELS": str(directory / "none"),
            "LOOPBAANWIJZER_CATALOGUE": str(directory / "catalogus.db"),
            "LOOPBAANWIJZER_CATALOGUE_EXAMPLES": "false",
        }
        pair = Pair(directory, settings)
        try:
            found = asyncio.run(_measure(plan, pair, cookies, say))
        finally:
            pair.stop()
    return _rows(plan, found), dict(vars(found))


async def _measure(
    plan: KillingPlan, pair: Pair, cookies: list[tuple[str, str]], say: Callable[[str], None]
) -> Outcome:
    random.seed(SEED)
    over = asyncio.Event()
    async with new_session() as session:
        await pair.ready(session)
        talks = [
            Talk(session, pair, number, *cookies[number % len(cookies)], over) for number in range(plan.talks)
        ]
        for talk in talks:
            await talk.begin()
        listening = [
            asyncio.create_task(listen())
            for talk in talks
            for listen in (talk.listen_as_person, talk.listen_as_counsellor)
        ]
        speaking = [asyncio.create_task(talk.speak(plan.pause)) for talk in talks]
        say(f"{plan.talks} talks; killing one of two servers {plan.kills} times")
        for number in range(plan.kills):
            await asyncio.sleep(random.uniform(0.2, 0.8))
            pair.kill(number % 2)
            await pair.ready(session)
            if number % 20 == 19:
                say(f"killed {number + 1} times")
        over.set()
        await asyncio.gather(*speaking)
        deadline = time.monotonic() + 30
        while not all(talk.all_shown() for talk in talks) and time.monotonic() < deadline:
            await asyncio.sleep(0.2)
        for task in listening:
            task.cancel()
        await asyncio.gather(*listening, return_exceptions=True)
        return await _judged(pair, talks)


async def _judged(pair: Pair, talks: list[Talk]) -> Outcome:
    lost = doubled = disordered = 0
    for talk in talks:
        stored = await talk.transcript()
        for speaker, hearer in ((talk.person, talk.counsellor), (talk.counsellor, talk.person)):
            gone, twice, in_order = judge(speaker.said, hearer.shown, stored)
            lost, doubled, disordered = lost + gone, doubled + twice, disordered + (not in_order)
    sides = [side for talk in talks for side in (talk.person, talk.counsellor)]
    said = sum(len(side.said) for side in sides)
    resent = sum(side.tries for side in sides) - said
    return Outcome(pair.kills, said, resent, sum(side.lines for side in sides), lost, doubled, disordered)


def _rows(plan: KillingPlan, found: Outcome) -> list[Row]:
    none: Aim = ("at most", 0)
    full = plan is FULL
    return [
        Row("servers killed in mid-talk", "", None, found.kills),
        Row("messages said", "", None, found.said),
        Row("messages sent again", "", None, found.resent),
        Row("lines opened", "", None, found.lines),
        Row("messages lost", "", None, found.lost, none, full),
        Row("messages twice", "", None, found.doubled, none, full),
        Row("sides with another order", "", None, found.disordered, none, full),
    ]
