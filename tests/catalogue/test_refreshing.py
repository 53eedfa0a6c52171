"""Sources that are read again by themselves, from a real server that also does everything wrong."""

from __future__ import annotations

import asyncio
import gzip
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.catalogue.fetching import PATIENT, Patience, fetch, shown
from bot.catalogue.importing import state_of
from bot.catalogue.refreshing import AGAIN, BUSY, FAILED, GOOD, Refresher, SourceState
from bot.catalogue.search import FtsCatalogue
from bot.catalogue.sources import ScheduledSource, read_sources
from bot.catalogue.store import CatalogueFile
from bot.http.app import build_app
from bot.http.services import SERVICES
from bot.settings import SettingError, read_settings
from knowledge import Current, shared_knowledge
from knowledge.catalogue.model import SourceError
from tests.catalogue.samples import CSV, as_json, record

NOW = datetime(2026, 11, 21, 12)
IMPATIENT = Patience(connect=2, silence=0.3, page=2)
DAY = timedelta(hours=24)
Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


async def good(request: web.Request) -> web.StreamResponse:
    return web.Response(text=as_json(record("a"), record("b")), content_type="application/json")


async def hangs(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse()
    await response.prepare(request)
    await response.write(b'{"opleidingen": [')
    await asyncio.sleep(30)
    return response


async def lies(request: web.Request) -> web.StreamResponse:
    """Says that more is coming than it sends."""
    response = web.StreamResponse(headers={"Content-Length": "5000"})
    await response.prepare(request)
    await response.write(as_json(record("a"))[:100].encode())
    assert request.transport is not None
    request.transport.close()
    return response


async def stops(request: web.Request) -> web.StreamResponse:
    """Ends in the middle, as if that were the end."""
    return web.Response(text=as_json(record("a"), record("b"))[:-40])


async def page(request: web.Request) -> web.StreamResponse:
    return web.Response(text="<!doctype html><html><body>Onderhoud</body></html>", content_type="text/html")


async def round_and_round(request: web.Request) -> web.StreamResponse:
    raise web.HTTPFound(request.path + "x")


async def bomb(request: web.Request) -> web.StreamResponse:
    """A few kilobytes that become many megabytes."""
    packed = gzip.compress(b" " * 30_000_000)
    return web.Response(body=packed, headers={"Content-Encoding": "gzip"})


async def broken(request: web.Request) -> web.StreamResponse:
    return web.Response(status=500)


async def announces(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Length": str(10**12)})
    await response.prepare(request)
    await response.write(b"x")
    await asyncio.sleep(30)
    return response


ANSWERS: dict[str, Answer] = {
    answer.__name__: answer
    for answer in (good, hangs, lies, stops, page, round_and_round, bomb, broken, announces)
}


@pytest.fixture
async def server(aiohttp_server: Any) -> TestServer:
    """A provider."""

    async def answer(request: web.Request) -> web.StreamResponse:
        return await ANSWERS[request.match_info["kind"].rstrip("x")](request)

    app = web.Application()
    app.router.add_get("/{kind}", answer)
    found: TestServer = await aiohttp_server(app)
    return found


def address(server: TestServer, kind: str) -> str:
    return str(server.make_url(f"/{kind}"))


def refresher(store: CatalogueFile, where: str, count: Any = lambda *_: None, **more: Any) -> Refresher:
    source = ScheduledSource("school", where, more.pop("form", "json"), DAY)
    return Refresher(store, [source], count, **{"patience": IMPATIENT, **more})


async def once(found: Refresher, now: datetime = NOW) -> SourceState:
    """Read what is due, on a thread as the service does."""
    (state,) = found.states
    await asyncio.to_thread(found.refresh_when_due, state, now)
    return state


def offered(store: CatalogueFile) -> dict[str, int]:
    with store.reading() as connection:
        return {row["bron"]: row["aangeboden"] for row in state_of(connection)}


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("hangs", "antwoordt niet"),
        ("lies", "brak af"),
        ("stops", "geldige JSON"),
        ("page", "webpagina"),
        ("round_and_round", "verwijst steeds door"),
        ("broken", "gaf 500"),
        ("announces", "groter dan"),
    ],
)
async def test_a_source_that_does_wrong_keeps_its_courses_and_is_told(
    store: CatalogueFile, server: TestServer, caplog: pytest.LogCaptureFixture, kind: str, told: str
) -> None:
    counted: list[tuple[str, str]] = []
    first = await once(refresher(store, address(server, "good")))
    assert (first.state, first.done, offered(store)) == (GOOD, 2, {"school": 2})
    wrong = refresher(store, address(server, kind) + "?sleutel=geheim", lambda *said: counted.append(said))
    with caplog.at_level(logging.INFO):
        state = await once(wrong, NOW + 2 * DAY)
    assert state.state == FAILED and told in state.message and wrong.failing == 1
    assert counted == [("school", "failed")]
    assert offered(store) == {"school": 2}, "the old courses stay"
    assert FtsCatalogue(store).find("school:a") is not None
    logged = [row.getMessage() for row in caplog.records if row.name.startswith("bot.")]
    assert "geheim" not in str(logged) and "geheim" not in str(state.as_json())
    assert told in str(logged)


async def test_a_source_that_was_wrong_once_is_fetched_anew(store: CatalogueFile, server: TestServer) -> None:
    where = address(server, "changes")
    ANSWERS["changes"] = stops
    state = await once(refresher(store, where))
    assert "geldige JSON" in state.message
    ANSWERS["changes"] = good
    state = await once(refresher(store, where))
    assert (state.state, offered(store)) == (GOOD, {"school": 2})
    assert not [file for file in store.spool.rglob("*") if file.is_file()]


async def test_a_packed_answer_cannot_fill_the_disk(store: CatalogueFile, server: TestServer) -> None:
    with pytest.raises(SourceError, match="groter dan 1000000 bytes"):
        await fetch(store, "school", address(server, "bomb"), largest=1_000_000)
    kept = sum(file.stat().st_size for file in store.spool.rglob("*") if file.is_file())
    assert kept <= 1_000_000


async def test_it_is_read_when_it_is_time_and_again_after_a_failure(
    store: CatalogueFile, server: TestServer
) -> None:
    changed: list[int] = []
    found = refresher(store, address(server, "good"), after=lambda: changed.append(1))
    (state,) = found.states
    moments = (NOW, NOW + timedelta(hours=23), NOW + DAY, NOW + DAY + timedelta(minutes=5))
    read = [await asyncio.to_thread(found.refresh_when_due, state, now) for now in moments]
    assert read == [True, False, True, False]
    assert changed == [1], "only when courses changed"
    failing = refresher(store, address(server, "broken"))
    (state,) = failing.states
    later = NOW + 3 * DAY
    moments = (later, later + timedelta(minutes=59), later + AGAIN)
    read = [await asyncio.to_thread(failing.refresh_when_due, state, now) for now in moments]
    assert read == [True, False, True]


async def test_a_file_is_a_source_too(store: CatalogueFile, tmp_path: Path) -> None:
    file = tmp_path / "aanbod.csv"
    found = refresher(store, str(file), form="csv")
    assert "is er niet" in (await once(found)).message
    file.write_text(CSV, encoding="cp1252")
    state = await once(found, NOW + DAY)
    assert (state.state, state.message, offered(store)) == (GOOD, "", {"school": 2})
    assert state.as_json()["problemen"] == 4


async def test_ending_the_service_ends_the_reading(store: CatalogueFile, server: TestServer) -> None:
    found = refresher(store, address(server, "hangs"), look=0.01)
    work = asyncio.create_task(found.run())
    await asyncio.sleep(0.1)
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work
    assert offered(store) == {}


async def test_a_silent_source_does_not_hold_up_the_end(store: CatalogueFile, server: TestServer) -> None:
    found = refresher(store, address(server, "hangs"), patience=PATIENT)
    (state,) = found.states
    reading = asyncio.create_task(asyncio.to_thread(found.refresh_when_due, state, NOW))
    while state.state != BUSY:
        await asyncio.sleep(0.01)
    found.end()
    assert await asyncio.wait_for(reading, PATIENT.silence / 2) is False
    assert state.state != FAILED and offered(store) == {}


async def test_the_service_reads_its_sources_and_tells_about_them(
    tmp_path: Path, server: TestServer, aiohttp_client: Any
) -> None:
    file = tmp_path / "bronnen.yml"
    rows = {"goed": address(server, "good"), "fout": address(server, "broken")}
    lines = [f"- {{naam: {name}, adres: '{where}', vorm: json, uren: 12}}\n" for name, where in rows.items()]
    file.write_text("bronnen:\n" + "".join(lines), encoding="utf-8")
    environment = {
        "LOOPBAANWIJZER_DATABASE": f"sqlite:///{tmp_path}/t.db",
        "LOOPBAANWIJZER_MODELS": str(tmp_path),
        "LOOPBAANWIJZER_CATALOGUE_SOURCES": str(file),
    }
    app = build_app(read_settings(environment), current=Current(shared_knowledge()))
    client = await aiohttp_client(app)
    states = app[SERVICES].refresher.states
    for _ in range(1200):
        if [state.state for state in states] == [GOOD, FAILED]:
            break
        await asyncio.sleep(0.05)
    assert [state.state for state in states] == [GOOD, FAILED]
    found = await (await client.get("/api/v1/opleidingen")).json()
    assert found["totaal"] == 2, "no made-up courses beside real ones"
    metrics = await (await client.get("/metrics")).text()
    assert 'catalogue_refreshes_total{outcome="failed",source="fout"} 1' in metrics
    assert "loopbaanwijzer_catalogue_failing_sources 1" in metrics
    ready = await (await client.get("/readyz")).json(content_type=None)
    told = {row["naam"]: row["toestand"] for row in ready["catalogus"]["bronnen"]}
    assert told == {"goed": "goed", "fout": "mislukt"}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("geen: lijst", "list 'bronnen'"),
        ("bronnen: [a", "no YAML"),
        ("bronnen:\n- {naam: x}\n", "'naam' and 'adres'"),
        ("bronnen:\n- {naam: x, adres: a.csv, kleur: rood}\n", "may have"),
        ("bronnen:\n- {naam: Met Spatie, adres: a.csv}\n", "small letters"),
        ("bronnen:\n- {naam: x, adres: a.txt}\n", "'vorm'"),
        ("bronnen:\n- {naam: x, adres: a.csv, uren: 0}\n", "'uren'"),
        ("bronnen:\n- {naam: x, adres: a.csv}\n- {naam: x, adres: b.csv}\n", "same 'naam'"),
    ],
)
def test_a_file_of_sources_that_is_wrong_is_told(tmp_path: Path, content: str, told: str) -> None:
    file = tmp_path / "bronnen.yml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(SettingError, match=told):
        read_sources(file)


def test_a_file_of_sources(tmp_path: Path) -> None:
    file = tmp_path / "bronnen.yml"
    file.write_text(
        "bronnen:\n- {naam: a, adres: 'https://x.example/a.csv?t'}\n- {naam: b, adres: b.json, uren: 0.5}\n",
        encoding="utf-8",
    )
    one, other = read_sources(file)
    assert (one.form, one.every, one.far) == ("csv", DAY, True)
    assert (other.form, other.every) == ("json", timedelta(minutes=30))
    assert other.address == str(tmp_path / "b.json")
    with pytest.raises(SettingError, match="cannot be read"):
        read_sources(tmp_path / "weg.yml")


def test_an_address_is_told_without_what_may_be_secret() -> None:
    assert shown("https://naam:wachtwoord@x.example/a?sleutel=1#z") == "https://x.example/a"
