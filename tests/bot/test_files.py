"""Scripts and styles over the line: compressed, and not twice."""

from __future__ import annotations

import pytest
from aiohttp.test_utils import TestClient

from bot.http.files import takes_gzip
from bot.http.operations import STATIC

TALK = "/static/loopbaan-wijzer-gesprek.js"


@pytest.mark.parametrize(
    "path", [TALK, "/static/loopbaan-wijzer.js", "/begeleider/static/console.js", "/demo"]
)
async def test_who_takes_gzip_gets_it(client: TestClient, path: str) -> None:
    plain = await client.get(path, headers={"Accept-Encoding": "identity"})
    zipped = await client.get(path, headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in plain.headers
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert zipped.headers["Vary"] == "Accept-Encoding"
    assert int(zipped.headers["Content-Length"]) < int(plain.headers["Content-Length"])
    assert await zipped.read() == await plain.read()


async def test_what_the_browser_has_is_not_sent_again(client: TestClient) -> None:
    first = await client.get(TALK)
    assert first.headers["Cache-Control"] == "no-cache"
    again = await client.get(TALK, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status == 304 and await again.read() == b""
    assert (await client.get(TALK, headers={"If-None-Match": 'W/"anders"'})).status == 200
    for known in ("*", f'"anders", {first.headers["ETag"]}', first.headers["ETag"].removeprefix("W/")):
        assert (await client.get(TALK, headers={"If-None-Match": known})).status == 304


async def test_a_script_with_its_own_version_is_kept_for_good(client: TestClient) -> None:
    """The loader asks for it so; a version that is not (any more) of these contents is not kept."""
    loader = (STATIC / "loopbaan-wijzer.js").read_text(encoding="utf-8")
    version = loader.partition("loopbaan-wijzer-gesprek.js?v=")[2][:10]
    kept = await client.get(f"{TALK}?v={version}")
    assert "immutable" in kept.headers["Cache-Control"]
    assert (await client.get(f"{TALK}?v=0123456789")).headers["Cache-Control"] == "no-cache"


async def test_the_loader_is_kept_for_a_while_and_then_looked_for_beside_the_page(client: TestClient) -> None:
    """A release reaches who has it at the next page: the tag tells whether it is another one."""
    first = await client.get("/static/loopbaan-wijzer.js")
    again = await client.get("/static/loopbaan-wijzer.js", headers={"If-None-Match": first.headers["ETag"]})
    for response in (first, again):
        assert response.headers["Cache-Control"] == "public, max-age=300, stale-while-revalidate=86400"
    assert (first.status, again.status) == (200, 304)
    assert (await client.get("/static/demo.js")).headers["Cache-Control"] == "no-cache"


async def test_types_and_what_is_not_there(client: TestClient) -> None:
    assert (await client.get("/static/icon.svg")).content_type == "image/svg+xml"
    assert (await client.get("/static/pagina.css")).content_type == "text/css"
    assert (await client.head(TALK)).status == 200
    long, name = "a" * 300, "/static/icon.svg"
    assert (await client.get(name)).headers["Content-Type"] == "image/svg+xml"
    assert (await client.get("/static/pagina.css")).charset == "utf-8"
    for path in ("weg.js", ".verborgen", "a/b.js", long, f"{long}.js"):
        assert (await client.get(f"/static/{path}")).status == 404
        assert (await client.get(f"/begeleider/static/{path}")).status == 404


@pytest.mark.parametrize(
    ("accepted", "taken"),
    [
        ("gzip", True), ("br, GZIP;q=0.5", True), ("*", True), ("gzip;q=1.0, *;q=0", True),
        ("gzip;q=0", False), ("gzip; q=0.000, br", False), ("*;q=0", False), ("", False), ("br", False),
        ("gzip;q=0, *", False), ("xgzip", False), ("gzip;q=ja", True),
    ],
)  # fmt: skip
def test_who_refuses_gzip_does_not_get_it(accepted: str, taken: bool) -> None:
    assert takes_gzip(accepted) is taken
