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
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from benchmarks.contestants import PROJECT, new_session
from benchmarks.databases import running_databases
from benchmarks.handover import hire
from benchmarks.killing_talks import Talk
from benchmarks.processes import HOST, Server, ServerStopped, free_port
from benchmarks.report import Aim, Row

SEED = 20261129
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
            Talk(session, pair.addresses, number, *cookies[number % len(cookies)], over)
            for number in range(plan.talks)
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
