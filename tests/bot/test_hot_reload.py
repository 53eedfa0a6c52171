"""The running service and its knowledge files: real files, a real application."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient

from bot.http.app import build_app
from bot.http.services import SERVICES
from bot.knowledge_watch import Watch
from bot.runtime.turn import TurnOutput
from bot.settings import read_settings
from knowledge import Current
from tests.knowledge.support import VOV, SmallData

from .conftest import ACTIONS, MINI, open_talk

Serving = Callable[..., Awaitable[TestClient]]
RIGHTS = {"peildatum": "2021-01-01", "profiel": {"statuut": "werknemer"}, "opleiding": {"uren": 40}}


@pytest.fixture
def data(tmp_path: Path) -> SmallData:
    directory = tmp_path / "kennis"
    directory.mkdir()
    return SmallData(directory)


@pytest.fixture
def serving(data: SmallData, environment: dict[str, str], aiohttp_client: Any) -> Serving:
    """Starts a service on the small directory, that looks every so many seconds."""

    async def run(interval: int = 0) -> TestClient:
        settings = read_settings(environment, knowledge_interval=interval)
        app = build_app(settings, MINI, ACTIONS, Current(data.load(), data.root))
        client: TestClient = await aiohttp_client(app)
        return client

    return run


async def name_of_measure(client: TestClient) -> str:
    response = await client.post("/api/v1/rechten", json=RIGHTS)
    assert response.status == 200
    return str((await response.json())["maatregelen"][0]["naam"])


async def until(condition: Callable[[], Awaitable[bool]], seconds: float = 60) -> None:
    """Wait for something that happens beside the requests."""
    for _ in range(int(seconds / 0.05)):
        if await condition():
            return
        await asyncio.sleep(0.05)
    raise AssertionError("it did not happen in time")


async def test_a_changed_file_is_taken_in_use_by_itself(serving: Serving, data: SmallData) -> None:
    client = await serving(interval=1)
    assert await name_of_measure(client) == "Verlof"
    data.change(VOV, "naam: Verlof", "naam: Leerverlof")

    async def changed() -> bool:
        return await name_of_measure(client) == "Leerverlof"

    await until(changed)


async def test_a_broken_file_takes_nothing_down(
    serving: Serving, data: SmallData, caplog: pytest.LogCaptureFixture
) -> None:
    client = await serving()
    parts = client.app[SERVICES]  # type: ignore[index, union-attr]
    before = parts.current.state.version
    line = data.change(VOV, "statuut == werknemer", "statuut == piloot")
    with caplog.at_level(logging.ERROR):
        await parts.watch.reload()
    assert f"{VOV}:{line}: 'piloot' is not one of the allowed values" in caplog.text
    assert await name_of_measure(client) == "Verlof"
    healthy = await (await client.get("/healthz")).json()
    assert healthy["status"] == "ok" and healthy["kennis"]["bestanden"] == "fout"
    assert healthy["kennis"]["versie"] == before
    assert healthy["kennis"]["problemen"][0].startswith(f"{VOV}:{line}: ")
    metrics = await (await client.get("/metrics")).text()
    assert "loopbaanwijzer_knowledge_problems 1" in metrics
    assert 'loopbaanwijzer_knowledge_reloads_total{outcome="refused"} 1' in metrics
    data.change(VOV, "statuut == piloot", "statuut == werknemer")
    await parts.watch.reload()
    assert await (await client.get("/healthz")).json() == {"status": "ok"}
    files = (await (await client.get("/readyz")).json(content_type=None))["kennisbestanden"]
    assert files["bestanden"] == "goed" and "problemen" not in files
    assert "loopbaanwijzer_knowledge_problems 0" in await (await client.get("/metrics")).text()


class SlowDialogue:
    """A dialogue during whose turn the files change and are taken in use."""

    def __init__(self, change: Callable[[], Awaitable[None]]) -> None:
        self._change = change

    async def wait(self, seconds: float) -> None:
        return None

    async def turn(self, turn: Any, timeout: float) -> Any:
        await self._change()
        return TurnOutput([{"text": "Dag."}], {}, [], [], {"text": turn.text, "intent": {}, "entities": []})


async def test_a_turn_under_way_ends_with_the_version_it_began_with(
    serving: Serving, data: SmallData
) -> None:
    client = await serving()
    parts = client.app[SERVICES]  # type: ignore[index, union-attr]
    first = parts.current.state.version

    async def change() -> None:
        data.change(VOV, "naam: Verlof", "naam: Leerverlof")
        await parts.watch.reload()

    parts.conversations._dialogue = SlowDialogue(change)
    talk = await open_talk(client)
    assert (await talk.say("Hallo"))["kennis"] == first
    assert parts.current.state.version != first
    parts.conversations._dialogue = SlowDialogue(lambda: asyncio.sleep(0))
    assert (await talk.say("Nog iets"))["kennis"] == parts.current.state.version


async def test_many_requests_during_many_changes_never_fail(serving: Serving, data: SmallData) -> None:
    client = await serving()
    parts = client.app[SERVICES]  # type: ignore[index, union-attr]
    text = (data.root / VOV).read_text(encoding="utf-8")

    async def ask() -> None:
        for _ in range(40):
            assert await name_of_measure(client) in ("Verlof", "Leerverlof")

    async def edit() -> None:
        for round_ in range(20):
            cut = text[: 150 * round_] if round_ % 2 else text.replace("naam: Verlof", "naam: Leerverlof")
            (data.root / VOV).write_text(cut, encoding="utf-8")
            await parts.watch.reload()

    await asyncio.gather(ask(), ask(), edit())


async def test_it_looks_when_asked_and_not_twice_at_the_same_mistake(data: SmallData) -> None:
    current, outcomes = Current(data.load(), data.root), list[str]()
    watch = Watch(current, 1, outcomes.append)
    running = asyncio.create_task(watch.run())
    try:
        data.change(VOV, "naam: Verlof", "naam: [")
        watch.ask()

        async def looked() -> bool:
            return bool(outcomes)

        await until(looked)
        await asyncio.sleep(2.5)  # it looks again every second
        assert outcomes == ["refused"]
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
