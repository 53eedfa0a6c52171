"""What a tired counsellor stumbled over: what is told apart, said, put back, and where a problem leads."""

from __future__ import annotations

import re

from aiohttp.test_utils import TestClient
from sqlalchemy import insert

from bot.conversation import identity
from bot.http.services import SERVICES
from bot.storage import tables
from tests.bot.conftest import open_talk
from tests.bot.console_browser import Browser, client, enter, story
from tests.bot.counsellors import PASSWORD

__all__ = ["client"]


async def test_own_talks_can_be_told_apart(client: TestClient) -> None:
    an, first, second = await enter(client, "an"), await story(client), await story(client)
    for talk in (first, second):
        await an.post(f"/gesprek/{talk.id}/neem")
    await first.say("ben je daar?")
    assert (await an.text("/rij")).count("wacht op jouw antwoord") == 1
    await an.post(f"/gesprek/{first.id}/bericht", tekst="Ja!")
    page = await an.text("/rij")
    assert "wacht op jouw antwoord" not in page and page.count(">ik snap het niet</a>") == 2


async def test_a_call_that_was_ticked_off_by_mistake(client: TestClient) -> None:
    an, bob = await enter(client, "an"), await enter(client, "bob")
    talk = await open_talk(client)
    row = {"gesprek": talk.id, "inhoud": {"telefoon": "0470123456"}, "tijd": identity.now()}
    database = client.app[SERVICES].database
    await database.run(lambda c: c.execute(insert(tables.terugbelverzoeken).values(**row)))
    found = re.search(r"/terugbellen/(\d+)", await an.text())
    assert found is not None
    path = f"/terugbellen/{found[1]}"
    await an.post(path)
    assert "Toch niet gebeld" in await an.text() and "Toch niet gebeld" not in await bob.text()
    assert (await bob.post(path, terug="ja")).status == 404, "only who ticked it off"
    assert (await an.post(path, terug="ja")).status == 303
    assert "Gebeld<" in await bob.text()
    assert (await an.post(path, terug="ja")).status == 404, "it is back already"


async def test_what_was_just_done_is_said(client: TestClient) -> None:
    an, talk = await enter(client, "an"), await story(client)
    await an.post(f"/gesprek/{talk.id}/neem")
    page = await an.text(f"/gesprek/{talk.id}")
    assert "in de rij → een begeleider, door An" in page and "bezoeker →" not in page
    assert "ik snap het niet" not in page.partition("</title>")[0], "no words of a person in the history"
    closed = await an.post(f"/gesprek/{talk.id}/sluit", resultaat="afspraak")
    assert "Het gesprek is afgesloten." in await an.text(
        closed.headers["Location"].removeprefix("/begeleider")
    )
    assert "afgesloten." not in await an.text("?na=<b>zomaar</b>")


async def test_a_problem_is_told_on_a_page_with_a_way_on(client: TestClient) -> None:
    an, talk = await enter(client, "an"), await story(client)
    refused = await (await an.post(f"/gesprek/{talk.id}/sluit", resultaat="afspraak")).text()
    assert "niet (meer) bij jou" in refused and 'href="/begeleider/agenda"' in refused
    an.cookies = {}
    from_page = {"Referer": f"http://127.0.0.1/begeleider/gesprek/{talk.id}"}
    ended = await an._request("POST", f"/gesprek/{talk.id}/notitie", from_page, data={"tekst": "x"})
    page = await ended.text()
    assert ended.status == 401 and f"/begeleider/aanmelden?naar=/begeleider/gesprek/{talk.id}" in page
    for path, back in (
        (f"/begeleider/gesprek/{talk.id}/door", f"/begeleider/gesprek/{talk.id}"),
        ("/begeleider/code", "/begeleider"),
        ("/begeleider/agenda/x/weg", "/begeleider/agenda"),
        (f"/begeleider/gesprek/{talk.id}/afdruk", f"/begeleider/gesprek/{talk.id}/afdruk"),
    ):
        from_form = {"Referer": f"http://127.0.0.1{path}"}
        ended = await an._request("POST", f"/gesprek/{talk.id}/terug", from_form, data={})
        assert f'"/begeleider/aanmelden?naar={back}"' in await ended.text(), "what a form asked is not opened"
        again = await Browser(client, "an").post(
            "/aanmelden", gebruikersnaam="an", wachtwoord=PASSWORD, naar=path
        )
        assert again.headers["Location"] == back
    elsewhere = await an._request("POST", "/intake", {"Referer": "https://kwaad.example/x"}, data={})
    assert "kwaad" not in await elsewhere.text()
