"""Who may what in the console: every address with every role, other organisations and other sites."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from aiohttp.test_utils import TestClient
from sqlalchemy import select
from sqlalchemy.engine import Connection
from yarl import URL

from bot.appointments import storage as appointments
from bot.console.guard import ANYBODY, AUDITS, COOKIE, MANAGES, SIGNED_IN, TALKS
from bot.console.routes import ROUTES, Route
from bot.conversation import identity
from bot.http.endpoints import ENDPOINTS
from bot.http.services import SERVICES
from bot.people import accounts
from bot.storage import conversations, tables
from bot.storage.conversations import TurnRecord
from tests.bot.conftest import Talk
from tests.bot.console_browser import SECRET, Browser, client, enter, story
from tests.bot.counsellors import PASSWORD, hire
from tests.bot.test_handover import state_of

__all__ = ["client"]
CONTACT, PHONE, PLACE = "els@voorbeeld.be", "0470123456", "https://video.be/kamer-van-els"


def path_of(route: Route, ids: Mapping[str, str]) -> str:
    """The address of a route, with the id of what its path is about."""
    kind = route.path.removeprefix("/begeleider/").split("/")[0]
    number = ids.get("nummer", "1")
    return (
        route.path.removeprefix("/begeleider")
        .replace("{id}", ids.get(kind, ids["gesprek"]))
        .replace("{nummer}", number)
    )


async def kept_by_the_leerwinkel(client: TestClient) -> tuple[Talk, dict[str, str]]:
    """A talk with everything that an organisation can have of it; ids by the kind of their address."""
    database, person = client.app[SERVICES].database, await story(client, meegeven=True, verloop=True)
    intern = await hire(client, "intern")

    def work(connection: Connection) -> dict[str, str]:
        begins = [identity.now() + timedelta(days=3, hours=hour) for hour in (0, 1)]
        for begin in begins:
            appointments.offer(connection, "leerwinkel", intern.id, begin, 30, "video", PLACE)
        first, second = appointments.free(connection, identity.now(), appointments.AHEAD, 5)
        told = {"meegeven": True, "verloop": True, "email": CONTACT}
        ahead = appointments.AHEAD
        made = appointments.book(connection, person.id, first.id, told, identity.now(), ahead)
        wanted = [{"telefoon": PHONE, "moment": "namiddag"}]
        snapshot = conversations.load_snapshot(connection, person.id)
        assert snapshot is not None
        turn = TurnRecord(
            person.id, identity.now(), [], snapshot, callbacks=wanted, organisation="leerwinkel"
        )
        conversations.store_turn(connection, turn)
        number = connection.execute(select(tables.terugbelverzoeken.c.volgnummer)).scalar_one()
        return {"afspraak": made.id, "agenda": second.id, "terugbellen": str(number), "nummer": str(number)}

    ids = await database.run(work)
    made = await client.post(f"{person.path}/code", json={"toestemming": True}, headers=person.headers)
    an = await enter(client, "an")
    opened = await an.post("/code", code=(await made.json())["code"])
    assert opened.status == 303, "a colleague of the leerwinkel opened what the code shares"
    return person, {"gesprek": person.id, "accounts": intern.id, **ids}


async def stored(client: TestClient) -> list[Any]:
    """Everything of the organisation that somebody of another could change."""
    chosen = (
        tables.momenten,
        tables.afspraken,
        tables.terugbelverzoeken,
        tables.overdrachten,
        tables.notities,
        tables.berichten,
        tables.geopende_codes,
    )
    return await client.app[SERVICES].database.run(
        lambda connection: [tuple(row) for table in chosen for row in connection.execute(select(table))]
    )


async def test_every_route_of_the_service_stands_in_a_table_that_these_tests_read(client: TestClient) -> None:
    """A page that is added elsewhere would be tried by nobody."""
    console = {(route.method, route.path) for route in ROUTES}
    known = console | {(endpoint.method, endpoint.path) for endpoint in ENDPOINTS}
    files = {"/static/{name}", "/begeleider/static/{name}"}
    for route in client.app.router.routes():
        path = route.resource.canonical
        if path in files or route.method == "HEAD":
            continue
        assert (route.method, path) in known, f"{route.method} {path}"
        assert path.startswith("/begeleider") is ((route.method, path) in console)


async def test_every_address_with_every_role_and_another_organisation(client: TestClient) -> None:
    """Nobody of another organisation, and no wrong role, ever gets a word of the conversation."""
    talk, ids = await kept_by_the_leerwinkel(client)
    people = {
        (organisation, role): await enter(client, f"{organisation}-{role}", organisation, role)
        for organisation in ("leerwinkel", "vakbond")
        for role in accounts.ROLES
    }
    words = (SECRET, "47 jaar", "ik snap het niet", talk.id, CONTACT, PHONE, PLACE, ids["afspraak"])
    before = await stored(client)
    sent = {"tekst": "x", "resultaat": "afspraak", "collega": ids["accounts"], "aan": "nee"}
    reads, answers = 0, 0
    for (organisation, role), browser in sorted(people.items(), reverse=True):
        if organisation == "leerwinkel" and before:
            assert await stored(client) == before, "others changed something of this organisation"
            before = []
        for route in ROUTES:
            if route.path.endswith("/afmelden"):
                continue
            path = path_of(route, ids)
            response = await browser.get(path) if route.method == "GET" else await browser.post(path, **sent)
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
            of_conversation = "{" in route.path and route.who == TALKS
            if of_conversation and organisation == "vakbond" and allowed:
                assert response.status == 404, (role, route.method, path)
            if organisation == "vakbond":
                reads += any(word in text for word in words)
    assert reads == 0, "reads by another organisation"
    assert answers == len(people) * (len(ROUTES) - 1)
    assert (await state_of(talk))["toestand"] in ("wachtend", "mens", "opgelost")


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.method} {route.path}")
async def test_without_a_session_nothing_is_shown(client: TestClient, route: Route) -> None:
    talk = await story(client, meegeven=True, verloop=True)
    ids = {"gesprek": talk.id, "accounts": "x"}
    for cookie in ({}, {COOKIE: "verzonnen"}):
        stranger = Browser(client, "niemand")
        stranger.cookies = cookie
        path = path_of(route, ids)
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
    path = path_of(route, {"gesprek": talk.id, "accounts": "x"})
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


async def test_signing_in_again_leads_to_the_same_week(client: TestClient) -> None:
    await hire(client, "an")
    an = Browser(client, "an")
    sent = await an.get("/agenda?week=2026-W51")
    to = URL(sent.headers["Location"]).query["naar"]
    assert 'value="/begeleider/agenda?week=2026-W51"' in await an.text(f"/aanmelden?naar={quote(to)}")
    again = await an.post("/aanmelden", gebruikersnaam="an", wachtwoord=PASSWORD, naar=to)
    assert again.headers["Location"] == "/begeleider/agenda?week=2026-W51"


async def test_a_wrong_password_and_signing_out(client: TestClient) -> None:
    an = await enter(client, "an")
    response = await Browser(client, "an").sign_in("fout")
    assert response.status == 401 and "klopt niet" in await response.text()
    assert (await an.post("/afmelden")).status == 303
    assert (await an.get()).headers["Location"].startswith("/begeleider/aanmelden")
