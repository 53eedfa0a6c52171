"""Whatever is sent: a clear Dutch problem, never a 5xx, never a stack trace."""

from __future__ import annotations

import asyncio
import gzip
import json
from typing import Any

import pytest
from aiohttp.test_utils import TestClient
from yarl import URL

from bot.http.problems import Problem
from tests.bot.conftest import PATIENCE, open_talk, problem

RIGHTS = "/api/v1/rechten"
JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize(
    ("data", "headers", "status"),
    [
        (b"", JSON, 400),
        (b"   ", JSON, 400),
        (b"{", JSON, 400),
        (b"\xff\xfe\x00\x01", JSON, 400),
        ('{"profiel": "\u00e9"}'.encode("latin-1"), JSON, 400),
        (b'{"profiel": {"leeftijd": NaN}}', JSON, 400),
        (b'{"profiel": {"leeftijd": Infinity}}', JSON, 400),
        (b"[" * 5000 + b"]" * 5000, JSON, 400),
        (b'{"profiel":' * 100 + b"{}" + b"}" * 100, JSON, 400),
        (b"{}", {"Content-Type": "application/json; charset=latin-1"}, 400),
        (b"{}", {"Content-Type": "text/plain"}, 415),
        (b"a=b", {"Content-Type": "application/x-www-form-urlencoded"}, 415),
        (b"{}", {"Content-Type": "multipart/form-data; boundary=x"}, 415),
        (b"[]", JSON, 422),
        (b'"tekst"', JSON, 422),
        (b"null", JSON, 422),
        (b"9" * 5000, JSON, 400),
    ],
)
async def test_unreadable_bodies(
    client: TestClient, data: bytes, headers: dict[str, str], status: int
) -> None:
    await problem(await client.post(RIGHTS, data=data, headers=headers), status)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"profiel": "x"}, "profiel"),
        ({"opleiding": []}, "opleiding"),
        ({"profiel": {"bestaat_niet": 1}}, "bestaat_niet"),
        ({"profiel": {"leeftijd": "oud"}}, "leeftijd"),
        ({"profiel": {"leeftijd": True}}, "leeftijd"),
        ({"profiel": {"leeftijd": 1e999}}, "leeftijd"),
        ({"profiel": {"leeftijd": [1]}}, "leeftijd"),
        ({"profiel": {"leeftijd": 10**300}}, "leeftijd"),
        ({"profiel": {"statuut": "koning"}}, "statuut"),
        ({"peildatum": "gisteren"}, "peildatum"),
        ({"peildatum": "2025-02-30"}, "peildatum"),
        ({"peildatum": "20250201"}, "peildatum"),
        ({"peildatum": 20250201}, "peildatum"),
        ({"maatregelen": "vov"}, "maatregelen"),
        ({"maatregelen": [1]}, "maatregelen"),
        ({"pakket": "ja"}, "pakket"),
        ({"maatregelen": ["bestaat_niet"]}, "maatregelen"),
        ({"onbekend": 1}, "onbekend"),
        ({"x" * 5000: 1}, "x" * 100),
    ],
)
async def test_wrong_values_name_their_field(client: TestClient, body: Any, field: str) -> None:
    response = await client.post(RIGHTS, data=json.dumps(body).replace("Infinity", "1e999"), headers=JSON)
    found = await problem(response, 422)
    assert field in [fout["veld"] for fout in found["fouten"]]
    assert all(fout["melding"] for fout in found["fouten"])


async def test_all_wrong_fields_are_named_at_once(client: TestClient) -> None:
    response = await client.post(RIGHTS, json={"peildatum": "x", "maatregelen": 1, "kleur": 2})
    found = await problem(response, 422)
    assert {fout["veld"] for fout in found["fouten"]} == {"peildatum", "maatregelen", "kleur"}


async def test_a_body_over_the_limit(client: TestClient) -> None:
    big = json.dumps({"profiel": {"titel": "x" * 70_000}}).encode()
    found = await problem(await client.post(RIGHTS, data=big, headers=JSON), 413)
    assert "65536" in found["detail"]


async def test_a_body_over_the_limit_without_a_length(client: TestClient) -> None:
    async def pieces() -> Any:
        for _ in range(80):
            yield b" " * 1024

    await problem(await client.post(RIGHTS, data=pieces(), headers=JSON), 413)


async def test_a_body_of_exactly_the_limit_is_read(client: TestClient) -> None:
    body = b'{"profiel": {}}'.ljust(65536)
    assert (await client.post(RIGHTS, data=body, headers=JSON)).status == 200


async def test_a_compressed_bomb(client: TestClient) -> None:
    bomb = gzip.compress(b" " * 10_000_000)
    headers = {**JSON, "Content-Encoding": "gzip"}
    await problem(await client.post(RIGHTS, data=bomb, headers=headers), 413)


async def test_compression_that_is_none(client: TestClient) -> None:
    response = await client.post(RIGHTS, data=b"{}", headers={**JSON, "Content-Encoding": "gzip"})
    assert 400 <= response.status < 500
    assert "Traceback" not in await response.text()


async def test_unknown_path(client: TestClient) -> None:
    for path in (
        "/bestaat-niet",
        "/api/v1/bestaat-niet",
        "/api/v1/vakantie",
        "/static/../settings.py",
        "/static/",
        "/static/%2e%2e/cli.py",
    ):
        found = await problem(await client.get(path), 404)
        assert "gesprek" not in found["detail"]
    found = await problem(await client.get("/api/v1/gesprekken/x/y/z"), 404)
    assert "gewist" in found["detail"]


async def test_wrong_method(client: TestClient) -> None:
    response = await client.get(RIGHTS)
    await problem(response, 405)
    assert response.headers["Allow"] == "POST"
    await problem(await client.delete("/healthz"), 405)


async def test_http_that_is_none(client: TestClient) -> None:
    reader, writer = await asyncio.open_connection(client.host, client.port)
    writer.write(b"\x00\x01\x02 niet http\r\n\r\n")
    await writer.drain()
    answer = await asyncio.wait_for(reader.read(), PATIENCE)
    writer.close()
    assert b" 400 " in answer.splitlines()[0]
    assert b"Traceback" not in answer


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"ingang": "achterdeur"}, "ingang"),
        ({"ingang": 3}, "ingang"),
        ({"ingang": ["burger"]}, "ingang"),
        ({"peildatum": "morgen"}, "peildatum"),
        ({"context": "abc"}, "context"),
        ({"naam": "Els"}, "naam"),
    ],
)
async def test_opening_with_wrong_fields(client: TestClient, body: Any, field: str) -> None:
    found = await problem(await client.post("/api/v1/gesprekken", json=body), 422)
    assert [fout["veld"] for fout in found["fouten"]] == [field]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "tekst"),
        ({"tekst": ""}, "tekst"),
        ({"tekst": "  \n\t "}, "tekst"),
        ({"tekst": "\u0000\u0001"}, "tekst"),
        ({"tekst": None}, "tekst"),
        ({"tekst": 5}, "tekst"),
        ({"tekst": ["a"]}, "tekst"),
        ({"tekst": "a", "keuze": "b"}, "tekst"),
        ({"keuze": True}, "keuze"),
        ({"keuze": "x" * 300}, "keuze"),
        ({"tekst": "a", "bericht_id": 7}, "bericht_id"),
        ({"tekst": "a", "bericht_id": "x" * 200}, "bericht_id"),
        ({"tekst": "a", "intent": "groet"}, "intent"),
    ],
)
async def test_messages_with_wrong_fields(client: TestClient, body: Any, field: str) -> None:
    talk = await open_talk(client)
    found = await problem(await talk.post(**body), 422)
    assert field in [fout["veld"] for fout in found["fouten"]]


@pytest.mark.parametrize("body", [{}, {"tekst": " "}, {"tekst": 1}, {"tekst": "a", "vraag": "bestaat_niet"}])
async def test_understanding_with_wrong_fields(client: TestClient, body: Any) -> None:
    await problem(await client.post("/api/v1/begrijp", json=body), 422)


@pytest.mark.parametrize("path", [RIGHTS, "/api/v1/begrijp", "/api/v1/gesprekken"])
async def test_a_bare_surrogate_in_a_name_is_named_with_a_question_mark(
    client: TestClient, path: str
) -> None:
    found = await problem(await client.post(path, data=b'{"\\ud800": 1}', headers=JSON), 422)
    assert found["fouten"] == [{"veld": "?", "melding": "dit veld ken ik niet"}]


@pytest.mark.parametrize(
    "body",
    [
        b'{"profiel": {"\\ud800": 1}}',
        b'{"profiel": {"statuut": "\\ud800"}}',
        b'{"opleiding": {"titel": "\\udfff"}}',
        b'{"peildatum": "\\ud800"}',
        b'{"maatregelen": ["\\ud800"]}',
    ],
)
async def test_a_bare_surrogate_in_a_fact_is_a_problem(client: TestClient, body: bytes) -> None:
    await problem(await client.post(RIGHTS, data=body, headers=JSON), 422)


def test_a_problem_can_always_be_written() -> None:
    written = Problem(422, "d\ud800", "t\udfff", [("v\ud800", "m\ud800")]).response().body
    assert written.count(b"?") == 4


@pytest.mark.parametrize("query", ["%ED%A0%80=1", "postcode=%ED%A0%80", "postcode=1%D9%A2%D9%A2%D9%A2"])
async def test_guidance_centres_with_strange_letters(client: TestClient, query: str) -> None:
    await problem(await client.get(URL(f"/api/v1/loopbaancentra?{query}", encoded=True)), 422)


async def test_a_bare_surrogate_is_no_server_error(client: TestClient) -> None:
    talk = await open_talk(client)
    response = await client.post(
        f"{talk.path}/overdracht", data=b'{"reden": "ik \\ud800 wil"}', headers={**JSON, **talk.headers}
    )
    assert response.status == 202
    stored = await (await talk.get("/uitvoer")).json()
    assert stored["opgeslagen"]["overdrachten"][0]["inhoud"] == {"reden": "ik  wil"}
