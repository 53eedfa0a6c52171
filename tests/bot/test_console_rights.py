"""Who may what in the console: every address with every role, other organisations and other sites."""

from __future__ import annotations

from typing import Any

import pytest
from aiohttp.test_utils import TestClient

from bot.console.guard import ANYBODY, AUDITS, COOKIE, MANAGES, SIGNED_IN, TALKS
from bot.console.routes import ROUTES, Route
from bot.people import accounts
from tests.bot.console_browser import SECRET, Browser, client, enter, story
from tests.bot.counsellors import PASSWORD, hire
from tests.bot.test_handover import state_of

__all__ = ["client"]


def path_of(route: Route, talk: str, account: str) -> str:
    inner = account if "/accounts/" in route.path else talk
    return route.path.removeprefix("/begeleider").replace("{id}", inner).replace("{nummer}", "1")


async def test_every_address_with_every_role_and_another_organisation(client: TestClient) -> None:
    """Nobody of another organisation, and no wrong role, ever gets a word of the conversation."""
    intern = await hire(client, "intern")
    people = {
        (organisation, role): await enter(client, f"{organisation}-{role}", organisation, role)
        for organisation in ("leerwinkel", "vakbond")
        for role in accounts.ROLES
    }
    talk = await story(client, meegeven=True, verloop=True)
    reads, answers = 0, 0
    for (organisation, role), browser in people.items():
        for route in ROUTES:
            if route.path.endswith("/afmelden"):
                continue
            path = path_of(route, talk.id, intern.id)
            response = (
                await browser.get(path)
                if route.method == "GET"
                else await browser.post(path, tekst="x", resultaat="afspraak", collega=intern.id, aan="nee")
            )
            text = (await response.read()).decode("utf-8", "replace")
            answers += 1
            allowed = {
                ANYBODY: True,
                SIGNED_IN: True,
                TALKS: role != accounts.ADMINISTRATOR,
                AUDITS: role != accounts.COUNSELLOR,
                MANAGES: role == accounts.ADMINISTRATOR,
            }[route.who]
            assert response.status < 500, (role, path)
            if not allowed:
                assert response.status == 403, (organisation, role, route.method, path)
            of_conversation = "{id}" in route.path and route.who == TALKS
            if of_conversation and organisation == "vakbond" and allowed:
                assert response.status == 404, (role, route.method, path)
            if organisation == "vakbond":
                reads += any(word in text for word in (SECRET, "47 jaar", "ik snap het niet", talk.id))
    assert reads == 0, "reads by another organisation"
    assert answers > 150
    assert (await state_of(talk))["toestand"] in ("wachtend", "mens", "opgelost")


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.method} {route.path}")
async def test_without_a_session_nothing_is_shown(client: TestClient, route: Route) -> None:
    talk = await story(client, meegeven=True, verloop=True)
    for cookie in ({}, {COOKIE: "verzonnen"}):
        stranger = Browser(client, "niemand")
        stranger.cookies = cookie
        path = path_of(route, talk.id, "x")
        response = await (stranger.get(path) if route.method == "GET" else stranger.post(path))
        if route.who != ANYBODY:
            assert response.status in (303, 401)
        assert SECRET not in await response.text()


@pytest.mark.parametrize(
    "route", [r for r in ROUTES if r.method == "POST" and r.who != ANYBODY], ids=lambda r: r.path
)
async def test_requests_from_elsewhere_change_nothing(client: TestClient, route: Route) -> None:
    talk = await story(client)
    browser = await enter(client, "an", role="beheerder" if route.who == MANAGES else "begeleider")
    path = path_of(route, talk.id, "x")
    right, browser.csrf = browser.csrf, "verzonnen"
    assert (await browser.post(path)).status == 403
    browser.csrf = right
    for header in ({"Origin": "https://elders.example"}, {"Sec-Fetch-Site": "cross-site"}):
        response = await browser._request("POST", path, header, data={"_csrf": right})
        assert response.status == 403
    assert (await state_of(talk))["toestand"] == "wachtend"


async def test_the_cookie_and_the_headers(client: TestClient) -> None:
    await hire(client, "an")
    response = await Browser(client, "an").sign_in()
    cookie = response.headers["Set-Cookie"]
    assert all(part in cookie for part in ("HttpOnly", "SameSite=Strict", "Path=/begeleider"))
    assert "Secure" not in cookie, "plain http on the machine itself"
    assert "form-action 'self'" in response.headers["Content-Security-Policy"]
    assert response.headers["X-Frame-Options"] == "DENY" and response.headers["Cache-Control"] == "no-store"


async def test_behind_tls_the_cookie_is_secure(start: Any) -> None:
    client = await start(behind_proxy=True)
    await hire(client, "an")
    browser = Browser(client, "an")
    response = await browser._request(
        "POST",
        "/aanmelden",
        {"X-Forwarded-Proto": "https"},
        data={"gebruikersnaam": "an", "wachtwoord": PASSWORD},
    )
    assert "Secure" in response.headers["Set-Cookie"]


@pytest.mark.parametrize(
    "to", ["https://kwaad.example", "//kwaad.example", "/begeleider//kwaad", "/elders", "javascript:1"]
)
async def test_signing_in_leads_inside_only(client: TestClient, to: str) -> None:
    await hire(client, "an")
    response = await Browser(client, "an").post(
        "/aanmelden", gebruikersnaam="an", wachtwoord=PASSWORD, naar=to
    )
    assert response.headers["Location"] == "/begeleider"


async def test_a_wrong_password_and_signing_out(client: TestClient) -> None:
    an = await enter(client, "an")
    response = await Browser(client, "an").sign_in("fout")
    assert response.status == 401 and "klopt niet" in await response.text()
    assert (await an.post("/afmelden")).status == 303
    assert (await an.get()).headers["Location"].startswith("/begeleider/aanmelden")
