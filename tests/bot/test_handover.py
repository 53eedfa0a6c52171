"""Handing a conversation to a human and back: who talks, what the visitor hears, what is kept."""

from __future__ import annotations

import asyncio
import sys
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from aiohttp import ClientWebSocketResponse
from aiohttp.test_utils import TestClient
from sqlalchemy import select, update

from bot.console.rendering import ago
from bot.conversation import identity
from bot.handover import states, storage, texts
from bot.handover.desk import Desk, NotYours
from bot.handover.states import MOVES, STATES, Refused, check
from bot.http.services import SERVICES
from bot.people import accounts
from bot.people.accounts import Counsellor
from bot.storage import tables
from tests.bot.conftest import PATIENCE, Talk, open_talk, problem
from tests.bot.counsellors import hire


def desk_of(client: TestClient) -> Desk:
    return client.app[SERVICES].desk


async def ask(talk: Talk, **body: Any) -> dict[str, Any]:
    response = await talk.client.post(f"{talk.path}/overdracht", json=body, headers=talk.headers)
    assert response.status == 202, await response.text()
    found: dict[str, Any] = await response.json()
    return found


async def state_of(talk: Talk) -> dict[str, Any]:
    found: dict[str, Any] = await (await talk.get("/overdracht")).json()
    return found


async def lines(talk: Talk, sender: str) -> list[str]:
    messages = (await (await talk.get()).json())["berichten"]
    return [message["tekst"] for message in messages if message["van"] == sender]


async def steps(talk: Talk) -> list[tuple[str, str, str]]:
    rows = await talk.client.app[SERVICES].database.run(storage.steps, talk.id)
    assert all(row["tijd"] for row in rows)
    return [(row["van"], row["naar"], row["door"]) for row in rows]


@pytest.fixture
async def an(client: TestClient) -> Counsellor:
    return await hire(client, "an")


@pytest.mark.parametrize(("state", "wanted"), product(STATES, STATES))
def test_the_machine_has_only_its_moves(state: str, wanted: str) -> None:
    if wanted in MOVES[state]:
        check(state, wanted)
    else:
        with pytest.raises(Refused):
            check(state, wanted)


async def test_asking_shows_what_goes_along_and_the_place(client: TestClient, an: Counsellor) -> None:
    await desk_of(client).set_duty(an, True)
    first, second = await open_talk(client), await open_talk(client)
    await ask(first)
    told = await ask(second, reden="ik snap het niet", meegeven=True, verloop=True)
    assert (told["toestand"], told["plaats"], told["aan_dienst"]) == ("wachtend", 2, 1)
    assert told["wachttijd_minuten"] is None and texts.WAIT_UNKNOWN in told["melding"]
    assert told["gaat_mee"] == {"reden": "ik snap het niet", "feiten": [], "verloop": True, "berichten": 2}
    assert (await ask(first))["gaat_mee"] == {"reden": None, "feiten": [], "verloop": False, "berichten": 0}


async def test_asking_again_changes_only_what_is_said_anew(client: TestClient, an: Counsellor) -> None:
    talk = await open_talk(client)
    await ask(talk, reden="ik snap het niet", meegeven=True, verloop=True)
    assert (await ask(talk))["gaat_mee"] == {
        "reden": "ik snap het niet",
        "feiten": [],
        "verloop": True,
        "berichten": 2,
    }
    told = (await ask(talk, reden="het is dringend", verloop=False))["gaat_mee"]
    assert (told["reden"], told["verloop"]) == ("het is dringend", False)
    known = await client.app[SERVICES].database.run(storage.find, talk.id)
    assert known.content == {"reden": "het is dringend", "meegeven": True, "verloop": False}


async def test_nobody_on_duty_is_said(client: TestClient, an: Counsellor) -> None:
    told = await ask(await open_talk(client))
    assert told["aan_dienst"] == 0 and "niemand aan dienst" in told["melding"] and "0800" in told["melding"]


async def test_without_any_organisation_the_request_is_kept(client: TestClient) -> None:
    talk = await open_talk(client)
    told = await ask(talk)
    assert (told["toestand"], told["melding"]) == ("wachtend", texts.NOBODY_AT_ALL)
    assert (await state_of(talk))["toestand"] == "wachtend"


async def test_the_waiting_time_is_the_middle_of_the_last_waits(client: TestClient, an: Counsellor) -> None:
    desk, database = desk_of(client), client.app[SERVICES].database
    for minutes in (1, 4, 30, 2, 3):
        talk = await open_talk(client)
        await ask(talk)
        earlier = identity.now() - timedelta(minutes=minutes, seconds=-20)
        await database.run(
            lambda c, earlier=earlier, talk=talk: c.execute(
                update(tables.overdracht_stappen)
                .where(tables.overdracht_stappen.c.gesprek == talk.id)
                .values(tijd=earlier)
            )
        )
        await desk.take(talk.id, an)
    await desk.set_duty(an, True)
    told = await ask(await open_talk(client))
    assert told["wachttijd_minuten"] == 3, "rounded up"
    assert "meestal 3 minuten" in told["melding"]


async def test_from_asking_to_the_end(client: TestClient, an: Counsellor) -> None:
    desk, talk = desk_of(client), await open_talk(client)
    assert await state_of(talk) == {"toestand": "bot"}
    await ask(talk)
    await desk.take(talk.id, an)
    told = await state_of(talk)
    assert (told["toestand"], told["begeleider"], told["organisatie"]) == ("mens", "An", "De Leerwinkel")
    answer = await talk.say("ben je daar?")
    assert (answer["berichten"], answer["vraag"], answer["overdracht"]["toestand"]) == ([], None, "mens")
    await desk.say(talk.id, an, "Ja, dag!")
    await desk.close(talk.id, an, "verder_geholpen")
    assert (await state_of(talk))["toestand"] == "opgelost"
    assert await lines(talk, "begeleider") == ["Ja, dag!"]
    offered = [m["tekst"] for m in (await (await talk.get()).json())["berichten"] if m.get("keuzes")]
    assert offered == [texts.CLOSED], "only the closing line says how to go on"
    assert await lines(talk, "gebruiker") == ["ben je daar?"]
    assert (await lines(talk, "systeem")).count(texts.CLOSED) == 1
    assert await steps(talk) == [
        ("bot", "wachtend", "bezoeker"),
        ("wachtend", "mens", an.id),
        ("mens", "opgelost", an.id),
    ]
    with pytest.raises(NotYours):
        await desk.close(talk.id, an, "verder_geholpen")
    assert (await lines(talk, "systeem")).count(texts.CLOSED) == 1, "never two"
    await ask(talk)
    assert (await state_of(talk))["toestand"] == "wachtend"


@pytest.mark.slow
async def test_the_bot_is_silent_while_a_human_talks_and_answers_before_and_after(talk: Talk) -> None:
    an, desk = await hire(talk.client, "an"), desk_of(talk.client)
    await ask(talk)
    assert (await talk.say("hallo"))["berichten"][0]["van"] == "bot", "who waits is still helped"
    await desk.take(talk.id, an)
    answer = await talk.say("ik ben 38 jaar", bericht_id="een")
    assert answer["berichten"] == [] and "leeftijd" not in answer["profiel"]
    assert await talk.say("ik ben 38 jaar", bericht_id="een") == answer
    assert (await lines(talk, "gebruiker")).count("ik ben 38 jaar") == 1
    await desk.close(talk.id, an, "afspraak")
    answer = await talk.say("ik ben 39 jaar")
    assert [message["van"] for message in answer["berichten"]] == ["bot"]
    assert answer["profiel"] == {"leeftijd": 39}


@pytest.mark.slow
async def test_an_answer_that_was_being_made_is_not_said_over_the_human(talk: Talk) -> None:
    an, desk = await hire(talk.client, "an"), desk_of(talk.client)
    await ask(talk)
    busy = asyncio.create_task(talk.say("zwijg tot"))
    silent = sys.modules["mini_actions"]
    assert await asyncio.to_thread(silent.BUSY.wait, PATIENCE)
    await desk.take(talk.id, an)
    silent.GO_ON.set()
    before = len(await lines(talk, "bot"))
    answer = await busy
    assert answer["berichten"] == [] and answer["overdracht"]["toestand"] == "mens"
    assert len(await lines(talk, "bot")) == before
    assert "zwijg tot" in await lines(talk, "gebruiker"), "the message went to the human"


async def test_two_counsellors_take_the_same_talk(client: TestClient, an: Counsellor) -> None:
    desk, bob = desk_of(client), await hire(client, "bob")
    for _ in range(10):
        talk = await open_talk(client)
        await ask(talk)
        tries = await asyncio.gather(desk.take(talk.id, an), desk.take(talk.id, bob), return_exceptions=True)
        assert sorted(type(found).__name__ for found in tries) == ["Handover", "Refused"]
        assert len([line for line in await lines(talk, "systeem") if "je praat nu" in line.lower()]) == 1


async def test_closing_twice_at_once_gives_one_closing_line(client: TestClient, an: Counsellor) -> None:
    desk, talk = desk_of(client), await open_talk(client)
    await ask(talk)
    await desk.take(talk.id, an)
    tries = await asyncio.gather(
        *(desk.close(talk.id, an, "afspraak") for _ in range(2)), return_exceptions=True
    )
    assert [isinstance(found, (NotYours, Refused)) for found in tries].count(True) == 1
    assert (await lines(talk, "systeem")).count(texts.CLOSED) == 1


async def test_taking_while_the_person_erases_leaves_nothing(client: TestClient, an: Counsellor) -> None:
    desk = desk_of(client)
    for _ in range(5):
        talk = await open_talk(client)
        await ask(talk)
        taken, erased = await asyncio.gather(desk.take(talk.id, an), talk.erase(), return_exceptions=True)
        assert not isinstance(erased, BaseException)
        assert isinstance(taken, (storage.Handover, Refused, NotYours)), repr(taken)
        assert await desk.seen(talk.id) is None


async def test_only_who_has_the_talk_speaks(client: TestClient, an: Counsellor) -> None:
    desk, bob = desk_of(client), await hire(client, "bob")
    talk = await open_talk(client)
    with pytest.raises(NotYours):
        await desk.say(talk.id, an, "hallo")
    await ask(talk)
    with pytest.raises(NotYours):
        await desk.say(talk.id, an, "hallo")
    await desk.take(talk.id, an)
    with pytest.raises(NotYours):
        await desk.say(talk.id, bob, "hallo")
    await desk.pass_on(talk.id, an, bob, even_absent=True)
    with pytest.raises(NotYours):
        await desk.say(talk.id, an, "nog iets")
    await desk.say(talk.id, bob, "hallo", "een")
    await desk.say(talk.id, bob, "hallo", "een")
    assert await lines(talk, "begeleider") == ["hallo"], "the same message twice is kept once"
    await desk.put_back(talk.id, bob)
    assert (await state_of(talk))["toestand"] == "wachtend"


async def test_another_organisation_cannot_touch_it(client: TestClient, an: Counsellor) -> None:
    desk, dirk = desk_of(client), await hire(client, "dirk", "vakbond")
    talk = await open_talk(client)
    await ask(talk, organisatie="leerwinkel")
    for attempt in (desk.take(talk.id, dirk), desk.close(talk.id, dirk, "afspraak")):
        with pytest.raises(NotYours):
            await attempt
    await desk.take(talk.id, an)
    with pytest.raises(NotYours):
        await desk.pass_on(talk.id, an, dirk)
    other = await open_talk(client)
    await ask(other, organisatie="vakbond")
    await desk.take(other.id, dirk)
    assert (await state_of(other))["organisatie"] == "De Vakbond"


async def test_the_visitor_stops_waiting_or_talking(client: TestClient, an: Counsellor) -> None:
    desk, talk = desk_of(client), await open_talk(client)
    assert (await talk.client.delete(f"{talk.path}/overdracht", headers=talk.headers)).status == 200
    for take, state in ((False, "bot"), (True, "opgelost")):
        await ask(talk)
        if take:
            await desk.take(talk.id, an)
        response = await talk.client.delete(f"{talk.path}/overdracht", headers=talk.headers)
        assert (await response.json())["toestand"] == state
    assert (await lines(talk, "systeem")).count(texts.CLOSED) == 1


async def test_who_waits_too_long_is_told_and_nothing_is_lost(client: TestClient, an: Counsellor) -> None:
    desk, talk = desk_of(client), await open_talk(client)
    await ask(talk, reden="dringend")
    assert await desk.tick(identity.now()) == 0
    late = identity.now() + timedelta(minutes=11)
    assert (await desk.tick(late), await desk.tick(late)) == (1, 0)
    told = await state_of(talk)
    assert (told["toestand"], told["resultaat"]) == ("bot", states.UNANSWERED)
    assert "0800" in (await lines(talk, "systeem"))[-1]
    kept = await client.app[SERVICES].database.run(storage.find, talk.id)
    assert kept.content == {"reden": "dringend"}
    with pytest.raises(Refused):
        await desk.take(talk.id, an)


async def test_a_counsellor_whose_laptop_sleeps(client: TestClient, an: Counsellor) -> None:
    desk, talk = desk_of(client), await open_talk(client)
    await ask(talk)
    await desk.set_duty(an, True)
    await desk.take(talk.id, an)
    await desk.say(talk.id, an, "Dag!")
    gone = identity.now() + timedelta(minutes=5)
    assert await desk.tick(gone) == 0, "nobody waits for an answer"
    await talk.say("ben je daar nog?")
    assert await desk.tick(identity.now()) == 0, "there is still time"
    assert await desk.tick(gone) == 1
    assert (await state_of(talk))["toestand"] == "wachtend"
    assert await lines(talk, "gebruiker") == ["ben je daar nog?"]
    await desk.take(talk.id, await hire(client, "bob"))
    with pytest.raises(NotYours):
        await desk.say(talk.id, an, "ik ben er weer")


async def test_a_server_whose_clock_runs_ahead(client: TestClient, an: Counsellor) -> None:
    """What it wrote lies in the future for the others: no wait is below nothing, and nobody is signed out."""
    desk, talk, database = desk_of(client), await open_talk(client), client.app[SERVICES].database
    await ask(talk)
    ahead = identity.now() + timedelta(minutes=2)
    table = tables.overdrachten
    await database.run(lambda c: c.execute(update(table).values(tijd=ahead, sinds=ahead)))
    await database.run(lambda c: c.execute(update(tables.overdracht_stappen).values(tijd=ahead)))
    assert ago(ahead) == "0 min" and (await state_of(talk))["plaats"] == 1
    assert await desk.tick(identity.now()) == 0
    await desk.take(talk.id, an)
    for known in (None,) * (storage.ENOUGH_WAITS - 1) + (1,):
        later = await open_talk(client)
        await ask(later)
        await desk.take(later.id, an)
        usual = await database.run(storage.usual_wait, "leerwinkel", identity.now())
        assert usual == known, "a wait that began in the future is none of the known ones"
    day = timedelta(days=1)
    await database.run(accounts.open_session, an.id, "sleutel", "csrf", ahead)
    assert await database.run(accounts.use_session, "sleutel", day, day, identity.now()) is not None


async def test_who_was_put_back_is_first_again(client: TestClient, an: Counsellor) -> None:
    desk, first, second = desk_of(client), await open_talk(client), await open_talk(client)
    await ask(first)
    await ask(second)
    await desk.take(first.id, an)
    assert (await state_of(second))["plaats"] == 1
    await desk.put_back(first.id, an)
    assert ((await state_of(first))["plaats"], (await state_of(second))["plaats"]) == (1, 2)


async def test_erasing_during_the_talk(client: TestClient, an: Counsellor) -> None:
    desk, talk = desk_of(client), await open_talk(client)
    await ask(talk)
    await desk.take(talk.id, an)
    assert (await talk.erase()).status == 204
    with pytest.raises(NotYours):
        await desk.say(talk.id, an, "hallo?")
    database = client.app[SERVICES].database
    for table in tables.OF_A_CONVERSATION:
        assert await database.run(lambda c, table=table: c.execute(select(table)).all()) == []


async def test_the_export_tells_who_looked(client: TestClient, an: Counsellor) -> None:
    talk = await open_talk(client)
    await ask(talk)
    await desk_of(client).take(talk.id, an)
    exported = await (await talk.get("/uitvoer")).json()
    assert [(look["organisatie"], look["actie"]) for look in exported["inzagen"]] == [("leerwinkel", "neemt")]
    assert exported["aantal_notities"] == 0 and "notities" not in exported["opgeslagen"]


async def connected(talk: Talk, **first: Any) -> ClientWebSocketResponse:
    socket = await talk.client.ws_connect(f"{talk.path}/stroom")
    await socket.send_json({"token": talk.token, **first})
    assert (await socket.receive_json())["stroom"] == "open"
    return socket


async def next_texts(socket: ClientWebSocketResponse) -> list[str]:
    return [message["tekst"] for message in (await socket.receive_json(timeout=PATIENCE))["berichten"]]


async def test_the_stream_carries_the_counsellor(client: TestClient, an: Counsellor) -> None:
    desk, talk = desk_of(client), await open_talk(client)
    socket = await connected(talk)
    await ask(talk)
    await desk.take(talk.id, an)
    taken = await socket.receive_json(timeout=PATIENCE)
    assert [message["van"] for message in taken["berichten"]] == ["systeem"]
    assert taken["overdracht"]["toestand"] == "mens" and taken["profiel"] == {}
    for text in ("Dag!", "Waarmee kan ik helpen?"):
        await desk.say(talk.id, an, text)
    heard: list[str] = []
    while len(heard) < 2:
        heard += await next_texts(socket)
    assert heard == ["Dag!", "Waarmee kan ik helpen?"]


async def test_who_comes_back_gets_what_was_missed_once(client: TestClient, an: Counsellor) -> None:
    desk, talk = desk_of(client), await open_talk(client)
    await ask(talk)
    await desk.take(talk.id, an)
    first = await desk.say(talk.id, an, "Dag!")
    await desk.say(talk.id, an, "Ben je er nog?")
    socket = await connected(talk, vanaf=first)
    assert await next_texts(socket) == ["Ben je er nog?"]
    await desk.say(talk.id, an, "Tot later")
    assert await next_texts(socket) == ["Tot later"]


async def test_bad_requests_for_a_human(client: TestClient) -> None:
    talk = await open_talk(client)
    for body in ({"verloop": "ja"}, {"meegeven": 1}, {"organisatie": 5}, {"onbekend": True}):
        response = await client.post(f"{talk.path}/overdracht", json=body, headers=talk.headers)
        await problem(response, 422)
    assert (await ask(talk, organisatie="bestaat niet"))["toestand"] == "wachtend"
