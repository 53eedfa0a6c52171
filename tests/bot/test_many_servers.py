"""One process on SQLite, and two servers on PostgreSQL with Redis between them: the same talks."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientWebSocketResponse, WSMsgType
from aiohttp.test_utils import TestClient

from benchmarks.keeper import dies_with_us
from benchmarks.postgres import Cluster
from benchmarks.processes import free_port
from bot.handover.states import Refused
from bot.http.services import SERVICES
from bot.http.streams import ERASED
from bot.live_redis import RedisLive
from bot.people.accounts import Counsellor
from tests.bot.conftest import PATIENCE, Starter, Talk, open_talk
from tests.bot.counsellors import hire
from tests.bot.test_handover import ask, connected, desk_of, lines, next_texts, state_of

pytestmark = pytest.mark.slow
ALONE, APART = "one process, SQLite", "two servers, PostgreSQL and Redis"


class RedisServer:
    """A Redis of the test's own, that can be ended and started again on the same port."""

    def __init__(self, directory: Path) -> None:
        self.port = free_port()
        self._directory = directory
        self._process: subprocess.Popen[bytes] | None = None
        self._kept = ExitStack()

    @property
    def address(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        words = ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", ""]
        self._process = subprocess.Popen(
            [*words, "--dir", str(self._directory)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self._kept.enter_context(dies_with_us(self._process))

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait(20)
            self._kept.close()


@pytest.fixture(scope="module")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    if shutil.which("redis-server") is None:
        pytest.skip("Redis is not installed here (Debian: apt-get install redis-server)")
    server = RedisServer(tmp_path_factory.mktemp("redis"))
    server.start()
    yield server
    server.stop()


class Servers:
    """The server of the visitor and that of the counsellor: the same one, or two."""

    def __init__(self, visitors: TestClient, counsellors: TestClient) -> None:
        self.visitors, self.counsellors = visitors, counsellors


@pytest.fixture(params=[ALONE, APART])
async def servers(request: pytest.FixtureRequest, start: Starter) -> Servers:
    if request.param == ALONE:
        client = await start()
        return Servers(client, client)
    cluster, redis = request.getfixturevalue("cluster"), request.getfixturevalue("redis")
    database = cluster.new()
    both = [await start(database=database, live=redis.address) for _ in range(2)]
    for client in both:
        live = client.app[SERVICES].live
        assert isinstance(live, RedisLive)
        await asyncio.wait_for(live.connected.wait(), PATIENCE)
    return Servers(*both)


async def met(servers: Servers) -> tuple[Talk, Counsellor, ClientWebSocketResponse]:
    """A visitor on one server who talks with a counsellor on the other."""
    an = await hire(servers.counsellors, "an")
    talk = await open_talk(servers.visitors)
    await ask(talk)
    socket = await connected(talk)
    await desk_of(servers.counsellors).take(talk.id, an)
    assert "je praat nu" in (await next_texts(socket))[0].lower()
    return talk, an, socket


async def test_words_go_from_one_server_to_the_other_in_order_and_once(servers: Servers) -> None:
    talk, an, socket = await met(servers)
    said = [f"zin {number}" for number in range(30)]
    for text in said:
        await desk_of(servers.counsellors).say(talk.id, an, text)
    heard: list[str] = []
    while len(heard) < len(said):
        heard += await next_texts(socket)
    assert heard == said
    await asyncio.gather(*(talk.say(f"antwoord {number}") for number in range(10)))
    assert sorted(await lines(talk, "gebruiker")) == sorted(f"antwoord {number}" for number in range(10))


async def test_both_talk_at_the_same_moment_and_nothing_is_skipped(servers: Servers) -> None:
    talk, an, socket = await met(servers)

    async def visitor() -> None:
        for number in range(15):
            await talk.say(f"vraag {number}")

    async def counsellor() -> None:
        for number in range(15):
            await desk_of(servers.counsellors).say(talk.id, an, f"antwoord {number}")

    await asyncio.gather(visitor(), counsellor())
    heard: list[str] = []
    while len(heard) < 15:
        heard += [text for text in await next_texts(socket) if text.startswith("antwoord")]
    assert heard == [f"antwoord {number}" for number in range(15)]


async def test_two_servers_take_the_same_talk(servers: Servers) -> None:
    an, bob = await hire(servers.counsellors, "an"), await hire(servers.counsellors, "bob")
    for _ in range(5):
        talk = await open_talk(servers.visitors)
        await ask(talk)
        tries = await asyncio.gather(
            desk_of(servers.visitors).take(talk.id, an),
            desk_of(servers.counsellors).take(talk.id, bob),
            return_exceptions=True,
        )
        assert len([found for found in tries if isinstance(found, Refused)]) == 1
        assert len(await lines(talk, "systeem")) == 1


async def test_presence_counts_on_every_server(servers: Servers) -> None:
    an = await hire(servers.counsellors, "an")
    await desk_of(servers.counsellors).set_duty(an, True)
    told = await ask(await open_talk(servers.visitors))
    assert told["aan_dienst"] == 1


async def test_erasing_on_one_server_closes_the_line_on_the_other(servers: Servers) -> None:
    talk, an, socket = await met(servers)
    elsewhere = Talk(servers.counsellors, talk.id, talk.token)
    assert (await elsewhere.erase()).status == 204
    message = await socket.receive(timeout=PATIENCE)
    while message.type is WSMsgType.TEXT:
        message = await socket.receive(timeout=PATIENCE)
    assert (message.type, message.data) == (WSMsgType.CLOSE, ERASED)


async def test_redis_goes_away_and_comes_back(cluster: Cluster, redis: RedisServer, start: Starter) -> None:
    database = cluster.new()
    both = [await start(database=database, live=redis.address) for _ in range(2)]
    lives: list[Any] = [client.app[SERVICES].live for client in both]
    for live in lives:
        await asyncio.wait_for(live.connected.wait(), PATIENCE)
    servers = Servers(*both)
    talk, an, socket = await met(servers)
    redis.stop()
    await desk_of(servers.counsellors).say(talk.id, an, "terwijl Redis weg is")
    assert (await state_of(talk))["toestand"] == "mens", "the service goes on"
    redis.start()
    assert await next_texts(socket) == ["terwijl Redis weg is"], "nothing is lost"
    await asyncio.wait_for(lives[1].connected.wait(), PATIENCE)
    await desk_of(servers.counsellors).say(talk.id, an, "en nu is Redis er weer")
    assert await next_texts(socket) == ["en nu is Redis er weer"], "and nothing twice"
