"""Fetching from a real server: pages, going on after a failure, refusing what is odd."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from bot.catalogue.fetching import fetch, forget, items_of
from bot.catalogue.store import CatalogueFile
from bot.cli import main
from knowledge.catalogue.model import SourceError
from knowledge.catalogue.rows import collect
from tests.catalogue.samples import OOAPI_COURSES, OOAPI_OFFERINGS, record


class Source:
    """A provider's server; `broken` pages answer 500."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.broken: set[str] = set()

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(request.path_qs)
        if request.path_qs in self.broken:
            return web.Response(status=500)
        kind, number = request.match_info["kind"], int(request.query.get("p", "1"))
        last = number == 3
        body: Any = {"opleidingen": [record(f"c{number}")]}
        if kind == "volgende" and not last:
            body["volgende"] = f"/volgende?p={number + 1}"
        if kind == "kring":
            body["volgende"] = "/kring"
        if kind == "elders":
            body["volgende"] = "https://elders.example/x"
        if kind == "ooapi":
            first = "pageNumber" not in request.query
            body = {**OOAPI_COURSES, "hasNextPage": True} if first else OOAPI_OFFERINGS
        headers = {"Link": f'</link?p={number + 1}>; rel="next"'} if kind == "link" and not last else {}
        return web.json_response(body, headers=headers)


@pytest.fixture
async def source(aiohttp_server: Any) -> tuple[Source, str]:
    found = Source()
    app = web.Application()
    app.router.add_get("/{kind}", found.answer)
    server = await aiohttp_server(app)
    return found, str(server.make_url("/"))


@pytest.mark.parametrize("kind", ["volgende", "link"])
async def test_all_pages_are_one_source(store: CatalogueFile, source: tuple[Source, str], kind: str) -> None:
    seen: list[int] = []
    pages = await fetch(store, "test", source[1] + kind, lambda done, _: seen.append(done))
    assert [course.code for course in collect(items_of("json", pages)).courses] == ["c1", "c2", "c3"]
    assert sorted(set(seen)) == [0, 1, 2, 3]


async def test_ooapi_pages(store: CatalogueFile, source: tuple[Source, str]) -> None:
    pages = await fetch(store, "test", source[1] + "ooapi")
    (course,) = collect(items_of("ooapi", pages)).courses
    assert len(course.editions) == 1


async def test_a_broken_fetch_goes_on_where_it_stopped(
    store: CatalogueFile, source: tuple[Source, str]
) -> None:
    server, base = source
    server.broken.add("/volgende?p=3")
    with pytest.raises(SourceError, match="gaf 500"):
        await fetch(store, "test", base + "volgende")
    server.broken.clear()
    server.asked.clear()
    assert len(await fetch(store, "test", base + "volgende")) == 3
    assert server.asked == ["/volgende?p=3"]
    forget(store, "test")
    server.asked.clear()
    await fetch(store, "test", base + "volgende")
    assert len(server.asked) == 3


@pytest.mark.parametrize(("kind", "told"), [("kring", "houdt niet op"), ("elders", "andere server")])
async def test_odd_sources(store: CatalogueFile, source: tuple[Source, str], kind: str, told: str) -> None:
    with pytest.raises(SourceError, match=told):
        await fetch(store, "test", source[1] + kind)


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/x", "https://", "http://[x"])
async def test_what_cannot_be_reached(store: CatalogueFile, address: str) -> None:
    with pytest.raises(SourceError):
        await fetch(store, "test", address)


async def test_the_command_takes_an_address(
    tmp_path: Path, source: tuple[Source, str], capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["catalogus", "--databank", str(tmp_path / "c.db"), "importeer", "school", source[1] + "volgende"]
    assert await asyncio.to_thread(main, [*words, "--vorm", "json"]) == 0
    assert "3 nieuw" in capsys.readouterr().out
