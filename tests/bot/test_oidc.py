"""Signing in to the console at an OpenID Connect provider: a stand-in that can lie, and a real one."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from aiohttp import ClientResponse, DummyCookieJar
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import select

from bot.console.guard import COOKIE as SESSION
from bot.console.oidc import COOKIE
from bot.conversation import identity
from bot.http.services import SERVICES
from bot.people import accounts, oidc, oidc_accounts
from bot.settings import SettingError, read_settings
from bot.storage import tables
from tests.bot.conftest import Starter
from tests.bot.console_browser import HTML, Browser
from tests.bot.counsellors import hire
from tests.oidc_provider import (
    CLIENT,
    SECRET,
    NoProvider,
    StandIn,
    consent,
    free_port,
    running_provider,
    sign_out,
)

OURS = {
    "oidc_client_id": CLIENT,
    "oidc_client_secret": SECRET,
    "oidc_address": "http://127.0.0.1:9",
    "oidc_roles": "hoofd=coordinator, gids=begeleider",
    "oidc_organisations": "lw=leerwinkel, vb=vakbond",
}


@pytest.fixture
async def provider() -> AsyncIterator[StandIn]:
    kept = StandIn()
    async with TestServer(kept.app()) as server:
        kept.started(server)
        yield kept


@pytest.fixture
async def client(start: Starter, provider: StandIn) -> TestClient:
    client = await start(oidc_issuer=provider.issuer, **OURS)
    client.session._cookie_jar = DummyCookieJar()
    await hire(client, "lokaal")
    return client


async def leave(client: TestClient, to: str = "") -> tuple[str, str]:
    """To the provider: its address, and the key that the browser keeps."""
    response = await client.get(f"/begeleider/oidc?naar={to}", allow_redirects=False)
    assert response.status == 303, await response.text()
    cookie = response.headers["Set-Cookie"]
    assert all(part in cookie for part in ("HttpOnly", "SameSite=Lax", "Path=/begeleider/oidc"))
    return response.headers["Location"], response.cookies[COOKIE].value


async def at_provider(client: TestClient, address: str) -> dict[str, str]:
    response = await client.session.get(address, allow_redirects=False)
    assert response.status == 302
    return {
        name: values[0] for name, values in parse_qs(urlsplit(response.headers["Location"]).query).items()
    }


async def back(client: TestClient, key: str, **query: str) -> ClientResponse:
    headers = {**HTML, "Cookie": f"{COOKIE}={key}"}
    return await client.get("/begeleider/oidc/terug", params=query, headers=headers, allow_redirects=False)


async def sign_in(client: TestClient, to: str = "") -> ClientResponse:
    address, key = await leave(client, to)
    return await back(client, key, **await at_provider(client, address))


async def signed_in(client: TestClient, response: ClientResponse) -> Browser:
    browser = Browser(client, "oidc")
    browser.cookies = {SESSION: response.cookies[SESSION].value}
    return browser


async def account(client: TestClient, issuer: str, subject: str = "an-1") -> accounts.Counsellor:
    login = oidc_accounts.login_of(issuer, subject)
    found: accounts.Counsellor = await client.app[SERVICES].database.run(accounts.find_login, login)
    return found


async def test_who_signs_in_gets_an_account_with_the_role_and_organisation_of_the_claims(
    client: TestClient, provider: StandIn
) -> None:
    response = await sign_in(client, "/begeleider/agenda")
    text = await response.text()
    assert response.status == 200 and 'content="0;url=/begeleider/agenda"' in text
    assert "SameSite=Strict" in str(response.headers.getall("Set-Cookie"))
    browser = await signed_in(client, response)
    assert "Niemand wacht" in await browser.text()
    who = await account(client, provider.issuer)
    assert (who.name, who.role, who.organisation) == ("An", "begeleider", "leerwinkel")
    log = await client.app[SERVICES].database.run(_actions)
    assert log[-2:] == ["account_gemaakt", "aangemeld"]
    local = Browser(client, who.login)
    assert (await local.sign_in("")).status == 401 and (await local.sign_in("x" * 12)).status == 401
    assert "via je organisatie" in await (await client.get("/begeleider/aanmelden")).text()


def _actions(connection: Any) -> list[str]:
    query = select(tables.inzagelog.c.actie).order_by(tables.inzagelog.c.volgnummer)
    return list(connection.execute(query).scalars())


async def test_a_new_role_holds_at_the_next_sign_in_and_ends_what_was_open(
    client: TestClient, provider: StandIn
) -> None:
    before = await signed_in(client, await sign_in(client))
    provider.claims |= {"roles": ["iets", "hoofd", "gids"], "name": "An Peeters"}
    after = await signed_in(client, await sign_in(client))
    who = await account(client, provider.issuer)
    assert (who.name, who.role) == ("An Peeters", "coordinator")
    assert (await before.get()).status == 303 and (await after.get("/log")).status == 200


@pytest.mark.parametrize(
    "claims",
    [{"roles": []}, {"roles": "bezoeker"}, {"roles": None}, {"roles": {"gids": 1}},
     {"organisation": "elders"}, {"organisation": "vb"}],
)  # fmt: skip
async def test_without_a_role_or_a_known_organisation_there_is_no_access(
    client: TestClient, provider: StandIn, claims: dict[str, Any]
) -> None:
    provider.claims |= claims
    response = await sign_in(client)
    assert response.status == 403 and SESSION not in response.cookies
    assert await account(client, provider.issuer) is None


async def test_a_blocked_account_stays_out(client: TestClient, provider: StandIn) -> None:
    await sign_in(client)
    who = await account(client, provider.issuer)
    await client.app[SERVICES].database.run(accounts.block, who.id, True)
    assert (await sign_in(client)).status == 403


@pytest.mark.parametrize(
    "lies",
    [{"nonce": "een andere"}, {"nonce": None}, {"aud": "iemand anders"}, {"iss": "https://kwaad.example"},
     {"exp": 1}, {"exp": None}, {"sub": None}, {"azp": "iemand anders"}, {"iat": 4_000_000_000}],
)  # fmt: skip
async def test_a_token_that_proves_nothing_is_refused(
    client: TestClient, provider: StandIn, lies: dict[str, Any]
) -> None:
    provider.lies = lies
    response = await sign_in(client)
    assert response.status == 401 and SESSION not in response.cookies


async def test_state_code_and_attempt_hold_once_and_for_one_browser(
    client: TestClient, provider: StandIn
) -> None:
    address, key = await leave(client)
    told = await at_provider(client, address)
    assert (await back(client, "een andere browser", **told)).status == 401
    other, other_key = await leave(client)
    assert (await back(client, other_key, **told)).status == 401, "the state of another attempt"
    assert (await back(client, key, **told)).status == 200
    assert (await back(client, key, **told)).status == 401, "a second time"
    address, key = await leave(client)
    told = await at_provider(client, address)
    assert (await back(client, key, code="verzonnen", state=told["state"])).status == 401
    assert (await back(client, key, **told)).status == 401, "the attempt is over"
    address, key = await leave(client)
    assert (await back(client, key, error="access_denied", state="x")).status == 401
    assert (await client.get("/begeleider/oidc/terug?code=%00&state=%ff")).status == 401


async def test_an_attempt_ends_by_itself(client: TestClient, provider: StandIn) -> None:
    address, key = await leave(client)
    told = await at_provider(client, address)
    database = client.app[SERVICES].database
    table = tables.aanmeldpogingen
    await database.run(lambda c: c.execute(table.update().values(vervalt=identity.now())))
    assert (await back(client, key, **told)).status == 401
    await leave(client)
    assert await database.run(lambda c: len(c.execute(select(table)).all())) == 1


async def test_a_code_without_our_verifier_is_worth_nothing(client: TestClient, provider: StandIn) -> None:
    address, _ = await leave(client)
    stolen = await at_provider(client, address)
    thief = oidc.Attempt(stolen["state"], "n", "v")
    with pytest.raises(oidc.NotProven):
        await client.app[SERVICES].provider.proven(thief, stolen["code"], stolen["state"])


async def test_new_keys_are_found_and_unknown_ones_are_not_looked_for_all_the_time(
    client: TestClient, provider: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (await sign_in(client)).status == 200
    provider.rotate()
    assert (await sign_in(client)).status == 401, "looked a moment ago"
    monkeypatch.setattr(oidc, "AGAIN", 0.0)
    assert (await sign_in(client)).status == 200
    assert provider.looked == ["about", "keys", "keys"]


async def test_a_provider_that_is_away_is_said(client: TestClient, provider: StandIn) -> None:
    provider.down = True
    assert (await client.get("/begeleider/oidc", headers=HTML)).status == 503


async def test_a_provider_that_names_another_is_not_believed(client: TestClient, provider: StandIn) -> None:
    provider.issuer = "https://kwaad.example"
    assert (await client.get("/begeleider/oidc", headers=HTML)).status == 503


async def test_signing_out_goes_on_at_the_provider_when_it_has_a_place_for_it(
    client: TestClient, provider: StandIn
) -> None:
    """A provider without that place, or that is away, is said; here the session is over in any case."""
    for ends, away in ((False, False), (True, False), (False, True)):
        provider.ends, provider.down = ends, False
        client.app[SERVICES].provider._known.about_at = -oidc.FRESH
        browser = await signed_in(client, await sign_in(client))
        browser.csrf = re.findall('data-csrf="([^"]+)"', await browser.text())[0]
        provider.down, client.app[SERVICES].provider._known.about_at = away, -oidc.FRESH
        response = await browser.post("/afmelden")
        page = await response.text()
        assert response.status == 200 and response.cookies[SESSION].value == ""
        told = unescape(re.findall('refresh" content="0;url=([^"]+)"', page)[0]) if ends else ""
        assert ("nog aangemeld" in page) is not ends
        if told:
            asked = parse_qs(urlsplit(told).query)
            assert told.startswith(f"{provider.issuer}/end?") and asked["client_id"] == [CLIENT]
            assert asked["post_logout_redirect_uri"] == ["http://127.0.0.1:9/begeleider/aanmelden"]
            claims = jwt.decode(asked["id_token_hint"][0], options={"verify_signature": False})
            assert claims["sub"] == "an-1"
        assert (await browser.get()).status == 303
    kept = await client.app[SERVICES].database.run(lambda c: c.execute(select(tables.sessies.c.bewijs)).all())
    assert kept == [], "the proof goes with the session"


async def test_nobody_is_led_outside(client: TestClient) -> None:
    response = await sign_in(client, "https://kwaad.example")
    assert 'url=/begeleider"' in await response.text()


async def test_without_a_provider_there_is_no_door(start: Starter) -> None:
    client = await start()
    assert (await client.get("/begeleider/oidc", headers=HTML)).status == 404
    assert "via je organisatie" not in await (await client.get("/begeleider/aanmelden")).text()


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"oidc_roles": ""}, "OIDC_ROLES"),
        ({"oidc_issuer": "http://elders.example"}, "https"),
        ({"oidc_issuer": "http://127.0.0.1.kwaad.example"}, "https"),
        ({"oidc_address": "elders"}, "https"),
    ],
)
def test_half_a_provider_is_refused(wrong: dict[str, str], says: str) -> None:
    with pytest.raises(SettingError, match=says):
        read_settings({}, **{"oidc_issuer": "https://p.example", **OURS, **wrong})


@pytest.mark.parametrize("text", ["gids", "=begeleider", "gids=baas", "gids="])
def test_wrong_mappings_are_refused(text: str) -> None:
    settings = read_settings({}, **{"oidc_issuer": "https://p.example", **OURS, "oidc_roles": text})
    with pytest.raises(SettingError, match="value=name"):
        oidc_accounts.mappings(settings)


def test_everybody_gets_no_role_but_may_have_an_organisation() -> None:
    ours = {"oidc_issuer": "https://p.example", **OURS, "oidc_organisations": "*=leerwinkel"}
    _, houses = oidc_accounts.mappings(read_settings({}, **ours))
    assert houses.of({"organisation": "iets"}) == "leerwinkel"
    for text in ("*=beheerder", "gids=begeleider, * = begeleider"):
        with pytest.raises(SettingError, match="OIDC_ROLES.*iedereen.*alleen bij organisaties"):
            oidc_accounts.mappings(read_settings({}, **{**ours, "oidc_roles": text}))


async def test_who_signs_in_for_the_first_time_twice_at_once_has_one_account(
    client: TestClient, provider: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (await sign_in(client)).status == 200
    real, looked = accounts.find_login, []

    def before_the_other_was_there(connection: Any, login: str) -> accounts.Counsellor | None:
        looked.append(login)
        return None if len(looked) == 1 else real(connection, login)

    monkeypatch.setattr(accounts, "find_login", before_the_other_was_there)
    response = await sign_in(client)
    assert response.status == 200 and "Niemand wacht" in await (await signed_in(client, response)).text()
    log = await client.app[SERVICES].database.run(_actions)
    assert log.count("account_gemaakt") == 1


def test_a_claim_can_stand_inside_another() -> None:
    claims = {"realm_access": {"roles": ["a", "b"]}, "a.b": "plat"}
    assert oidc_accounts.values_of(claims, "realm_access.roles") == {"a", "b"}
    assert oidc_accounts.values_of(claims, "a.b") == {"plat"}
    assert oidc_accounts.values_of(claims, "realm_access.x.y") == frozenset()


@pytest.mark.slow
async def test_with_a_provider_that_others_made_also_when_its_keys_change(
    start: Starter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(oidc, "AGAIN", 0.0)
    port, user = free_port(), {"sub": "els-7", "name": "Els", "preferred_username": "els"}
    ours = {**OURS, "oidc_organisations": "*=leerwinkel", "oidc_roles": "Els=begeleider"}
    try:
        with running_provider(port, user) as issuer:
            client = await start(oidc_issuer=issuer, oidc_role_claim="name", **ours)
            client.session._cookie_jar = DummyCookieJar()
            await hire(client, "lokaal")
            address, key = await leave(client)
            response = await back(client, key, **consent(address, "els-7"))
            assert response.status == 200, await response.text()
            browser = await signed_in(client, response)
            page = await browser.text()
            assert "Niemand wacht" in page
            browser.csrf = re.findall('data-csrf="([^"]+)"', page)[0]
            left = await (await browser.post("/afmelden")).text()
            after = sign_out(unescape(re.findall('refresh" content="0;url=([^"]+)"', left)[0]))
            assert after == "http://127.0.0.1:9/begeleider/aanmelden"
        with running_provider(port, user):
            address, key = await leave(client)
            assert (await back(client, key, **consent(address, "els-7"))).status == 200, "with another key"
    except NoProvider as error:
        pytest.skip(f"oidc-provider-mock is not to be had here: {error}")
