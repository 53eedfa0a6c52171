"""A talk goes to a colleague, who may not be there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from aiohttp.test_utils import TestClient

from bot.conversation import identity
from bot.handover.desk import Absent
from tests.bot.conftest import open_talk
from tests.bot.console_browser import client, enter, story
from tests.bot.counsellors import hire
from tests.bot.test_handover import ask, desk_of, lines, state_of

__all__ = ["client"]


async def test_a_transfer_to_somebody_off_duty_is_asked_once_more(client: TestClient) -> None:
    an, chief = await enter(client, "an"), await enter(client, "chief", role="coordinator")
    bob, cis = await hire(client, "bob"), await enter(client, "cis")
    talk = await story(client, meegeven=True)
    await an.post(f"/gesprek/{talk.id}/neem")
    asked = await an.post(f"/gesprek/{talk.id}/door", collega=bob.id)
    page = await asked.text()
    assert asked.status == 409 and "Bob is niet aan dienst" in page and "Geen enkele collega" in page
    assert (await state_of(talk))["begeleider"] == "An", "nothing was done yet"
    await cis.post("/dienst", aan="ja")
    page = await (await an.post(f"/gesprek/{talk.id}/door", collega=bob.id)).text()
    assert "Geef door aan Cis" in page and "Geef door aan Chief" not in page
    assert page.index(">Geef door aan Cis<") < page.index(">Geef toch door aan Bob<")
    assert (await an.post(f"/gesprek/{talk.id}/door", collega=bob.id, toch="ja")).status == 303
    assert (await state_of(talk))["begeleider"] == "Bob"
    assert "is nu niet aan dienst" in (await lines(talk, "systeem"))[-1]
    rows = await (await chief.get("/log.json")).json(content_type=None)
    passed = [row["details"] for row in rows if row["actie"] == "geeft_door"]
    assert passed == [{"aan": "Bob", "aan_dienst": "nee"}]


async def test_who_went_to_a_colleague_that_does_not_come_is_not_lost(client: TestClient) -> None:
    an = await hire(client, "an")
    desk, bob, talk = desk_of(client), await hire(client, "bob"), await open_talk(client)
    await ask(talk)
    await desk.take(talk.id, an)
    await desk.say(talk.id, an, "Bob weet daar meer van.")
    gone = identity.now() + timedelta(minutes=5)
    assert await desk.tick(gone) == 0, "nobody waits for An"
    with pytest.raises(Absent):
        await desk.pass_on(talk.id, an, bob)
    await desk.pass_on(talk.id, an, bob, even_absent=True)
    assert await desk.tick(identity.now()) == 0, "there is still time"
    assert await desk.tick(gone) == 1
    told = await state_of(talk)
    assert (told["toestand"], told["plaats"]) == ("wachtend", 1)
    await desk.take(talk.id, an)
    await desk.pass_on(talk.id, an, bob, even_absent=True)
    await desk.say(talk.id, bob, "Dag, hier ben ik.")
    assert await desk.tick(gone) == 0, "Bob came"
