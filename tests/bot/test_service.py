"""Operations, headers, limits, opening, summary and the description of the API."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, make_mocked_request
from jsonschema import Draft202012Validator

from bot.console.routes import ROUTES
from bot.conversation.identity import today
from bot.http.endpoints import ENDPOINTS
from bot.http.metrics import Metrics
from bot.http.ratelimit import RateLimit
from bot.http.services import SERVICES
from bot.runtime.dialogue import NotReady
from tests.bot.conftest import Starter, Talk, open_talk, problem


async def test_alive_and_honest_about_the_model(client: TestClient) -> None:
    assert (await (await client.get("/healthz")).json()) == {"status": "ok"}
    with pytest.raises(NotReady):
        await client.app[SERVICES].dialogue.wait(600)
    response = await client.get("/readyz")
    found = await problem(response, 503)
    assert "train" in found["detail"]
    assert response.headers["Retry-After"]


async def test_before_the_model_rights_and_opening_work_and_messages_wait(client: TestClient) -> None:
    assert (await client.post("/api/v1/rechten", json={})).status == 200
    talk = await open_talk(client)
    response = await talk.post(tekst="hallo")
    await problem(response, 503)
    assert int(response.headers["Retry-After"]) > 0
    await problem(await client.post("/api/v1/begrijp", json={"tekst": "hallo"}), 503)
    state = await (await talk.get()).json()
    assert state["profiel"] == {} and state["rechten"] is None
    assert [m["van"] for m in state["berichten"]] == ["bot", "bot"]


@pytest.mark.slow
async def test_a_message_sent_while_loading_is_answered_when_loaded(
    start: Starter, trained_models: Path
) -> None:
    client = await start(models=str(trained_models), model_wait=600)
    talk = await open_talk(client)
    assert (await talk.say("hallo"))["berichten"]
    assert (await (await client.get("/readyz")).json())["status"] == "klaar"


async def test_rights_default_to_today(client: TestClient) -> None:
    body = await (await client.post("/api/v1/rechten", json={"peildatum": None})).json()
    assert body["peildatum"] == today().isoformat()
    assert body.keys() >= {"peildatum", "maatregelen", "volgende_vraag"}


async def test_the_opening_per_entrance(client: TestClient) -> None:
    texts = set()
    for entrance in ("burger", "begeleider", "werkgever", "mijn_loopbaan"):
        response = await client.post("/api/v1/gesprekken", json={"ingang": entrance})
        body = await response.json()
        assert response.headers["Location"] == f"/api/v1/gesprekken/{body['gesprek']}"
        texts.add(body["berichten"][0]["tekst"])
    assert len(texts) == 4


@pytest.mark.parametrize(
    ("data", "headers"), [(None, {}), (b"", {"Content-Type": "text/plain"}), (b"{}", None)]
)
async def test_opening_needs_no_body(client: TestClient, data: Any, headers: Any) -> None:
    headers = {"Content-Type": "application/json"} if headers is None else headers
    assert (await client.post("/api/v1/gesprekken", data=data, headers=headers)).status == 201


async def test_the_reference_date_of_a_conversation(client: TestClient) -> None:
    talk = await open_talk(client, peildatum="2025-03-15")
    assert (await (await talk.get()).json())["peildatum"] == "2025-03-15"


async def test_a_human_can_always_be_asked_for(client: TestClient) -> None:
    talk = await open_talk(client)
    for body in (None, {"reden": "ik wil praten", "meegeven": True}):
        response = await client.post(f"{talk.path}/overdracht", json=body or {}, headers=talk.headers)
        assert response.status == 202
        assert (await response.json())["status"] == "aangevraagd"


async def test_guidance_centres_are_honest(client: TestClient) -> None:
    body = await (await client.get("/api/v1/loopbaancentra?postcode=2800")).json()
    assert (body["loopbaancentra"], body["totaal"]) == ([], 0)
    assert "heb ik zelf nog niet" in body["melding"]
    assert body["link"] == "https://www.vdab.be"
    assert [channel["id"] for channel in body["kanalen"]] == ["vdab", "overheid_1700", "leerwinkel"]
    for query in ("postcode=28", "postcode=abcd", "postcode=0123", "straal=3"):
        await problem(await client.get(f"/api/v1/loopbaancentra?{query}"), 422)


async def test_the_page_and_its_headers(client: TestClient) -> None:
    response = await client.get("/")
    assert response.status == 200
    assert "<html" in (await response.text()).lower()
    policy = response.headers["Content-Security-Policy"]
    assert "unsafe" not in policy and "default-src 'none'" in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "aiohttp" not in response.headers["Server"]


async def test_api_answers_are_not_stored_by_browsers(client: TestClient) -> None:
    for response in (await client.post("/api/v1/gesprekken"), await client.get("/api/v1/nergens")):
        assert response.headers["Cache-Control"] == "no-store"


async def test_other_origins_are_refused_by_default(client: TestClient) -> None:
    headers = {"Origin": "https://elders.be", "Access-Control-Request-Method": "POST"}
    response = await client.options("/api/v1/rechten", headers=headers)
    assert response.status == 405
    assert "Access-Control-Allow-Origin" not in response.headers


async def test_a_configured_origin_may_call(start: Starter) -> None:
    client = await start(cors_origins="https://mijn.be, https://ook.be")
    headers = {"Origin": "https://ook.be", "Access-Control-Request-Method": "POST"}
    preflight = await client.options("/api/v1/rechten", headers=headers)
    assert preflight.status == 204
    assert preflight.headers["Access-Control-Allow-Origin"] == "https://ook.be"
    assert "Authorization" in preflight.headers["Access-Control-Allow-Headers"]
    wrong = await client.post("/api/v1/rechten", data=b"{", headers={"Origin": "https://ook.be"})
    assert wrong.headers["Access-Control-Allow-Origin"] == "https://ook.be"


async def test_the_limit_holds_for_others_not_for_this_machine(start: Starter) -> None:
    client = await start(rate_limit=3)
    assert [(await client.post("/api/v1/gesprekken")).status for _ in range(5)] == [201] * 5


async def test_over_the_limit(start: Starter) -> None:
    client = await start(rate_limit=3, rate_limit_local=True)
    responses = [await client.post("/api/v1/gesprekken") for _ in range(4)]
    assert [response.status for response in responses] == [201, 201, 201, 429]
    await problem(responses[-1], 429)
    assert 1 <= int(responses[-1].headers["Retry-After"]) <= 20
    assert (await client.get("/healthz")).status == 200, "operations are not limited"


def test_the_bucket_fills_again() -> None:
    now = [0.0]
    limit = RateLimit(60, local_too=True, behind_proxy=True, clock=lambda: now[0])

    def ask(address: str) -> int:
        request = make_mocked_request("GET", "/", headers={"X-Forwarded-For": f"9.9.9.9, {address}"})
        return limit.seconds_to_wait(request)

    assert [ask("1.1.1.1") for _ in range(61)] == [0] * 60 + [1]
    assert ask("2.2.2.2") == 0
    now[0] = 1.0
    assert (ask("1.1.1.1"), ask("1.1.1.1")) == (0, 1)


def test_the_limit_cannot_be_made_to_forget_its_way_out_of_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.http.ratelimit.MAX_CLIENTS", 10)
    limit = RateLimit(1, behind_proxy=True, clock=lambda: 0.0)
    for number in range(50):
        request = make_mocked_request("GET", "/", headers={"X-Forwarded-For": f"1.1.1.{number}"})
        limit.seconds_to_wait(request)
    assert len(limit._buckets) <= 10


def test_metrics_escape_their_labels() -> None:
    metrics = Metrics()
    metrics.count("failures_total", what='a"b\\c\nd')
    assert r'{what="a\"b\\c\nd"} 1' in metrics.render(ready=1, streams=0)


async def test_metrics_name_routes_not_conversations(client: TestClient) -> None:
    talk = await open_talk(client)
    await talk.get()
    text = await (await client.get("/metrics")).text()
    assert talk.id not in text
    assert 'route="/api/v1/gesprekken/{id}"' in text
    assert re.search(r"^loopbaanwijzer_ready 0$", text, re.M)


async def test_the_summary_is_a_pdf_with_accents(client: TestClient) -> None:
    talk = await open_talk(client)
    response = await talk.get("/samenvatting.pdf")
    content = await response.read()
    assert response.content_type == "application/pdf"
    assert content.startswith(b"%PDF-")
    assert b"DejaVu" in content


async def test_the_description_fits_the_routes(client: TestClient) -> None:
    described = await (await client.get("/api/v1/openapi.json")).json()
    assert described["openapi"] == "3.1.0"
    paths = {(m.upper(), p) for p, operations in described["paths"].items() for m in operations}
    routes = {
        (route.method, route.resource.canonical)
        for route in client.app.router.routes()
        if route.method != "HEAD" and "/static/" not in route.resource.canonical
    }
    console = {route for route in routes if route[1].startswith("/begeleider")}
    assert paths == routes - console == {(endpoint.method, endpoint.path) for endpoint in ENDPOINTS}
    assert console == {(route.method, route.path) for route in ROUTES}, "pages, not part of the contract"


async def test_the_description_is_whole(client: TestClient) -> None:
    described = await (await client.get("/api/v1/openapi.json")).json()
    schemas = described["components"]["schemas"]
    references = set(re.findall(r'"#/components/schemas/(\w+)"', str(described).replace("'", '"')))
    assert references <= set(schemas)
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)
    names = [op["operationId"] for ops in described["paths"].values() for op in ops.values()]
    assert len(names) == len(set(names))


def _fits(described: dict[str, Any], name: str, body: Any) -> None:
    root = {**described, "$ref": f"#/components/schemas/{name}"}
    errors = [error.message for error in Draft202012Validator(root).iter_errors(body)]
    assert not errors


@pytest.mark.slow
async def test_answers_fit_the_description(talk: Talk) -> None:
    client = talk.client
    described = await (await client.get("/api/v1/openapi.json")).json()
    _fits(described, "Antwoord", await talk.say("hallo"))
    _fits(described, "Gesprek", await (await talk.get()).json())
    _fits(described, "Uitvoer", await (await talk.get("/uitvoer")).json())
    _fits(described, "Geopend", await (await client.post("/api/v1/gesprekken")).json())
    _fits(described, "Rechten", await (await client.post("/api/v1/rechten", json={})).json())
    _fits(described, "Begrip", await (await client.post("/api/v1/begrijp", json={"tekst": "dag"})).json())
    _fits(described, "Probleem", await (await client.post("/api/v1/rechten", json={"x": 1})).json())
    _fits(described, "Gereedheid", await (await client.get("/readyz")).json())


async def test_opening_a_conversation_is_quick(client: TestClient) -> None:
    """By the processor's own count, which does not see what else the machine does."""
    await open_talk(client)
    started = time.process_time()
    for _ in range(20):
        await open_talk(client)
    assert time.process_time() - started < 2


def test_pdf_text_without_conversation_marks() -> None:
    from bot.conversation.pdf_page import readable as _plain

    assert _plain("**Dit** kost \u20ac 90 \U0001f600") == "Dit kost \u20ac 90 "
