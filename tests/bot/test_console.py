"""The console over HTTP: every address with every role, and what a counsellor does with a conversation."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import pytest
from aiohttp import ClientResponse, ClientWebSocketResponse, DummyCookieJar
from aiohttp.test_utils import TestClient

from bot.console.guard import ANYBODY, AUDITS, COOKIE, MANAGES, SIGNED_IN, TALKS
from bot.console.routes import ROUTES, Route
from bot.conversation import identity
from bot.http.services import SERVICES
from bot.people import accounts, audit
from bot.people.accounts import Counsellor
from tests.bot.conftest import Talk, open_talk
from tests.bot.counsellors import PASSWORD, hire
from tests.bot.test_handover import ask, lines, state_of

HTML = {"Accept": "text/html"}
SECRET = "GEHEIM VERHAAL"


class Browser:
    """Somebody who is signed in to the console of a running service."""

    def __init__(self, client: TestClient, login: str) -> None:
        self.client, self.login = client, login
        self.cookies: dict[str, str] = {}
        self.csrf = ""

    async def sign_in(self, password: str = PASSWORD) -> ClientResponse:
        form = {"gebruikersnaam": self.login, "wachtwoord": password}
        response = await self.post("/aanmelden", **form)
        if COOKIE in response.cookies:
            self.cookies = {COOKIE: response.cookies[COOKIE].value}
            key_hash = identity.token_hash(self.cookies[COOKIE])
            self.csrf = await self.client.app[SERVICES].database.run(_csrf, key_hash)
        return response

    async def get(self, path: str = "", **headers: str) -> ClientResponse:
        return await self._request("GET", path, headers)

    async def text(self, path: str = "") -> str:
        response = await self.get(path)
        assert response.status == 200, await response.text()
        return await response.text()

    async def post(self, path: str, **form: str) -> ClientResponse:
        return await self._request("POST", path, {}, data={**form, "_csrf": self.csrf})

    async def _request(self, method: str, path: str, headers: dict[str, str], **more: Any) -> ClientResponse:
        sent = {**HTML, **headers}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return await self.client.request(
            method, f"/begeleider{path}", headers=sent, allow_redirects=False, **more
        )

    async def line(self, **headers: str) -> ClientWebSocketResponse:
        sent = {"Cookie": f"{COOKIE}={self.cookies[COOKIE]}", **headers}
        return await self.client.ws_connect("/begeleider/stroom", headers=sent)


def _csrf(connection: Any, key_hash: str) -> str:
    from datetime import timedelta

    day = timedelta(days=1)
    found = accounts.use_session(connection, key_hash, day, day, identity.now(), renew=False)
    assert found is not None
    return found.csrf


@pytest.fixture
async def client(start: Any) -> TestClient:
    client: TestClient = await start()
    client.session._cookie_jar = DummyCookieJar()
    return client


async def enter(
    client: TestClient, login: str, organisation: str = "leerwinkel", role: str = "begeleider"
) -> Browser:
    await hire(client, login, organisation, role)
    browser = Browser(client, login)
    assert (await browser.sign_in()).status == 303
    return browser


async def story(client: TestClient, **consent: Any) -> Talk:
    """A visitor who told something and asks for somebody of the leerwinkel."""
    talk = await open_talk(client)
    await client.app[SERVICES].database.run(_tell, talk.id)
    await ask(talk, organisatie="leerwinkel", reden="ik snap het niet", **consent)
    return talk


def _tell(connection: Any, talk: str) -> None:
    from bot.conversation import transcripts
    from bot.storage import conversations
    from bot.storage.conversations import TurnRecord

    snapshot = conversations.load_snapshot(connection, talk)
    assert snapshot is not None
    snapshot.slots.update(profiel={"leeftijd": 47, "statuut": "werknemer"}, opleiding={})
    said = transcripts.plain("gebruiker", SECRET, identity.now())
    events = [
        {"event": "user", "text": SECRET, "timestamp": 1_700_000_000.0},
        {"event": "slot", "name": "profiel", "value": snapshot.slots["profiel"]},
    ]
    conversations.store_turn(connection, TurnRecord(talk, identity.now(), [said], snapshot, events=events))


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


async def test_the_desk_shows_who_waits_and_why(client: TestClient) -> None:
    an = await enter(client, "an")
    assert "Niemand wacht." in await an.text()
    await an.post("/dienst", aan="ja")
    assert "Je bent aan dienst" in await an.text()
    await story(client, meegeven=True)
    page = await an.text()
    assert "ik snap het niet" in page and "47 jaar" in page and SECRET not in page
    await story(client)
    assert "Geeft geen gegevens mee." in await an.text("/rij")


@pytest.mark.parametrize("facts", [True, False])
@pytest.mark.parametrize("transcript", [True, False])
async def test_a_counsellor_sees_what_the_person_shares(
    client: TestClient, facts: bool, transcript: bool
) -> None:
    an = await enter(client, "an")
    talk = await story(client, meegeven=facts, verloop=transcript)
    page = await an.text(f"/gesprek/{talk.id}")
    assert ("47 jaar" in page) is facts
    assert (f'<div class="tekst">{SECRET}' in page) is transcript
    assert ("bezoeker, " in page) is facts, "where the fact comes from"


async def test_before_asking_and_after_the_end_there_is_nothing_to_see(client: TestClient) -> None:
    an = await enter(client, "an")
    quiet = await open_talk(client)
    assert (await an.get(f"/gesprek/{quiet.id}")).status == 404
    talk = await story(client, meegeven=True)
    await an.post(f"/gesprek/{talk.id}/neem")
    await an.post(f"/gesprek/{talk.id}/bericht", tekst="dag!")
    await an.post(f"/gesprek/{talk.id}/sluit", resultaat="verder_geholpen")
    page = await an.text(f"/gesprek/{talk.id}")
    assert "dag!" in page and "47 jaar" not in page, "the stretch stays, the facts go"
    await client.delete(f"{talk.path}/overdracht", headers=talk.headers)
    withdrawn = await story(client, meegeven=True)
    await client.delete(f"{withdrawn.path}/overdracht", headers=withdrawn.headers)
    assert (await an.get(f"/gesprek/{withdrawn.id}")).status == 404


async def test_a_whole_talk(client: TestClient) -> None:
    an, bob = await enter(client, "an"), await enter(client, "bob")
    talk = await story(client, meegeven=True)
    assert (await an.post(f"/gesprek/{talk.id}/neem")).status == 303
    assert (await bob.post(f"/gesprek/{talk.id}/neem")).status == 409
    assert (await bob.post(f"/gesprek/{talk.id}/bericht", tekst="ik ook")).status == 409
    for _ in range(2):
        await an.post(f"/gesprek/{talk.id}/bericht", tekst="Dag <b>jij</b>", bericht_id="een")
    assert await lines(talk, "begeleider") == ["Dag <b>jij</b>"]
    page = await an.text(f"/gesprek/{talk.id}")
    assert "Dag &lt;b&gt;jij" in page
    found = re.search(r'<option value="([^"]+)">Bob<', page)
    assert found is not None
    assert (await an.post(f"/gesprek/{talk.id}/door", collega=found[1])).status == 303
    assert (await an.post(f"/gesprek/{talk.id}/sluit", resultaat="afspraak")).status == 409
    assert (await bob.post(f"/gesprek/{talk.id}/sluit", resultaat="verzonnen")).status == 422
    assert (await bob.post(f"/gesprek/{talk.id}/sluit", resultaat="afspraak")).status == 303
    assert (await state_of(talk))["toestand"] == "opgelost"


async def test_notes_are_for_the_organisation_only(client: TestClient) -> None:
    an = await enter(client, "an")
    talk = await story(client)
    assert (await an.post(f"/gesprek/{talk.id}/notitie", tekst="belt traag terug")).status == 303
    assert "belt traag terug" in await an.text(f"/gesprek/{talk.id}")
    for rest in ("", "/uitvoer"):
        assert "belt traag" not in await (await talk.get(rest)).text()
    assert (await (await talk.get("/uitvoer")).json())["aantal_notities"] == 1


async def test_the_trace_and_what_if(client: TestClient) -> None:
    an = await enter(client, "an")
    talk = await story(client, meegeven=True)
    page = await an.text(f"/gesprek/{talk.id}/dossier")
    assert "VOV-" in page and "Drempel:" in page and "gezien 20" in page
    tried = await an.text(f"/gesprek/{talk.id}/dossier?als=statuut:zelfstandige&als=sector:prive")
    assert "Stel:" in tried and "→ Geen recht" in tried
    for bad in ("statuut:koning", "bestaat_niet:1", "leeftijd:oud", "zomaar"):
        refused = await an.text(f"/gesprek/{talk.id}/dossier?als={bad}")
        assert "Dat is geen waarde voor dit gegeven." in refused
    state = await (await talk.get()).json()
    assert state["profiel"].get("statuut") != "zelfstandige", "only tried"


async def test_a_counsellor_corrects_a_fact_in_their_own_name(client: TestClient) -> None:
    an = await enter(client, "an")
    talk = await story(client, meegeven=True)
    assert (await an.post(f"/gesprek/{talk.id}/feit", veld="leeftijd", waarde="48")).status == 404, "not yet"
    await an.post(f"/gesprek/{talk.id}/neem")
    assert (await an.post(f"/gesprek/{talk.id}/feit", veld="leeftijd", waarde="48")).status == 303
    page = await an.text(f"/gesprek/{talk.id}/dossier")
    assert "48 jaar" in page and "An, " in page
    for field, value in (("leeftijd", "oud"), ("verzonnen", "1"), ("verzonnen", "")):
        assert (await an.post(f"/gesprek/{talk.id}/feit", veld=field, waarde=value)).status == 422
    await an.post(f"/gesprek/{talk.id}/feit", veld="leeftijd", waarde="")
    assert "48 jaar" not in await an.text(f"/gesprek/{talk.id}/dossier")


async def test_looking_up(client: TestClient) -> None:
    an = await enter(client, "an")
    page = await an.text("/regels?q=opleidingsverlof")
    assert "Vlaams opleidingsverlof" in page and "Voorwaarden" in page
    assert "Niets gevonden" in await an.text("/regels?q=zzzz")
    assert "Geen opleiding gevonden" in await an.text("/opleidingen?q=boekhouden")
    assert (await an.get("/regels?q=" + "x" * 201)).status == 422


async def test_every_look_is_written_down_and_can_be_exported(client: TestClient) -> None:
    an, chief = await enter(client, "an"), await enter(client, "chief", role="coordinator")
    talk = await story(client, meegeven=True)
    await an.text(f"/gesprek/{talk.id}")
    rows = await (await chief.get("/log.json")).json(content_type=None)
    looks = [(row["naam"], row["actie"]) for row in rows if row["gesprek"] == audit.pseudonym(talk.id)]
    assert looks == [("An", "inzien")]
    assert talk.id not in await chief.text("/log") and "inzien" in await chief.text("/log.csv")
    other = await enter(client, "dirk", "vakbond", "coordinator")
    assert "An" not in await other.text("/log.csv")


async def test_an_administrator_blocks_a_colleague(client: TestClient) -> None:
    boss, an = await enter(client, "boss", role="beheerder"), await enter(client, "an")
    assert (await boss.get()).headers["Location"] == "/begeleider/accounts"
    found = re.search(r"/begeleider/accounts/([\w-]+)", await boss.text("/accounts"))
    assert found is not None
    assert (await boss.post(f"/accounts/{found[1]}", blokkeer="ja")).status == 303
    assert (await an.get()).status == 303, "signed out at once"
    stranger = await hire(client, "dirk", "vakbond")
    assert (await boss.post(f"/accounts/{stranger.id}", blokkeer="ja")).status == 404


async def heard(socket: ClientWebSocketResponse, kind: str) -> dict[str, Any]:
    for _ in range(20):
        news: dict[str, Any] = await socket.receive_json(timeout=10)
        if news["soort"] == kind:
            return news
    raise AssertionError(f"no {kind}")


async def test_the_line_brings_the_queue_the_talk_and_its_end(client: TestClient) -> None:
    an = await enter(client, "an")
    socket = await an.line()
    await heard(socket, "open")
    talk = await story(client, meegeven=True)
    await heard(socket, "rij")
    await an.post(f"/gesprek/{talk.id}/neem")
    await socket.send_json({"volg": talk.id, "vanaf": 0})
    assert (await heard(socket, "berichten"))["mijn"] is True
    await talk.say("ben je daar?")
    news = await heard(socket, "berichten")
    while not news["berichten"]:
        news = await heard(socket, "berichten")
    assert [message["tekst"] for message in news["berichten"]] == ["ben je daar?"]
    await talk.erase()
    assert (await heard(socket, "gewist"))["gesprek"] == talk.id
    assert (await an.get(f"/gesprek/{talk.id}")).status == 404
    assert (await an.post(f"/gesprek/{talk.id}/bericht", tekst="hallo?")).status == 404


async def test_the_line_of_another_organisation_hears_nothing(client: TestClient) -> None:
    dirk = await enter(client, "dirk", "vakbond")
    await hire(client, "an")
    talk = await story(client, meegeven=True, verloop=True)
    socket = await dirk.line()
    await heard(socket, "open")
    await socket.send_json({"volg": talk.id, "vanaf": 0})
    assert (await socket.receive_json(timeout=10)) == {"soort": "dicht", "gesprek": talk.id}
    for nonsense in ("{", "[]", '{"volg": 5}', '{"volg": "x", "vanaf": "y"}'):
        await socket.send_str(nonsense)
    assert (await heard(socket, "dicht"))["gesprek"] == "x"


async def test_a_line_from_another_site_is_refused(client: TestClient) -> None:
    an = await enter(client, "an")
    with pytest.raises(Exception, match="403"):
        await an.line(Origin="https://elders.example")
    assert (await an.get("/stroom")).status == 400


async def test_a_sign_of_life_keeps_duty_but_not_a_session(client: TestClient) -> None:
    an = await enter(client, "an")
    await an.post("/dienst", aan="ja")
    socket = await an.line()
    await socket.send_json({"leef": True})
    await asyncio.sleep(0.2)
    await an.post("/afmelden")
    await socket.send_json({"leef": True})
    while not socket.closed:
        await socket.receive(timeout=10)
    assert socket.close_code == 4401


async def intake(browser: Browser, line: str) -> str:
    response = await browser.post("/intake", regel=line)
    assert response.status == 303, await response.text()
    return response.headers["Location"].removeprefix("/begeleider")


async def test_an_empty_intake(client: TestClient) -> None:
    an = await enter(client, "an")
    for line in ("", "   ", "x" * 501):
        assert (await an.post("/intake", regel=line)).status == 422


def test_counsellors_have_one_role() -> None:
    for role in accounts.ROLES:
        who = Counsellor("1", "o", "O", "l", "n", role)
        assert who.may_talk or who.may_manage
