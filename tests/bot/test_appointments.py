"""Appointments: offered in the console, taken in the chat, moved and called off by both."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from aiohttp.test_utils import TestClient
from icalendar import Calendar
from sqlalchemy import select, update

from bot.appointments import storage, talk, texts
from bot.appointments.storage import Moment
from bot.appointments.telling import last_number
from bot.conversation import answer as answers
from bot.conversation import choices, identity, transcripts
from bot.conversation.asked import keep_turn
from bot.http.services import SERVICES
from bot.people import audit
from bot.storage import conversations, tables
from bot.storage.conversations import Snapshot, TurnRecord
from bot.storage.retention import erase_old
from tests.bot.conftest import Talk, open_talk, problem
from tests.bot.console_browser import SECRET, Browser, _tell, client, enter
from tests.bot.test_handover import lines

__all__ = ["client"]
DAY = timedelta(days=1)


def tomorrow() -> str:
    return (identity.today() + DAY).isoformat()


async def offered(browser: Browser, **more: str) -> list[Moment]:
    """A counsellor offers moments of tomorrow; they as they are stored."""
    form = {"dag": tomorrow(), "uur": "09:00", "minuten": "45", "kanaal": "video", "plaats": "https://v.be/1"}
    response = await browser.post("/agenda", **{**form, **more})
    assert response.status == 303, await response.text()
    return await free(browser.client)


async def free(client: TestClient) -> list[Moment]:
    found: list[Moment] = await client.app[SERVICES].database.run(
        storage.free, identity.now(), storage.AHEAD, 50
    )
    return found


async def order(talk_: Talk, **content: Any) -> dict[str, Any]:
    """What the dialogue asks, carried out; the message for the person."""
    parts = talk_.client.app[SERVICES]

    def work(connection: Any) -> talk.Done:
        return talk.carry_out(parts.desk.order(connection, talk_.id, content, identity.now()))

    done = await parts.database.run(work)
    return dict(done.messages[0])


async def api(talk_: Talk, method: str, path: str = "/afspraak", **body: Any) -> Any:
    sent = {"json": body} if body else {}
    return await talk_.client.request(method, talk_.path + path, headers=talk_.headers, **sent)


def event_of(content: bytes) -> Any:
    calendar = Calendar.from_ical(content)
    return calendar["METHOD"], next(iter(calendar.walk("VEVENT")))


async def test_a_moment_is_offered_taken_moved_and_called_off(client: TestClient) -> None:
    an, person = await enter(client, "an"), await open_talk(client)
    assert "geen vrij moment" in (await order(person, doe="toon"))["tekst"]
    first, second = await offered(an, aantal="2")
    shown = await order(person, doe="toon")
    assert [choice["waarde"] for choice in shown["keuzes"]] == [
        f"moment:video:{first.id}",
        f"moment:video:{second.id}",
    ]
    assert "09.00 uur, video" in shown["keuzes"][0]["titel"]
    made = await order(person, doe="boek", moment=first.id, contact="els@voorbeeld.be", meegeven=True)
    assert (
        "staat vast" in made["tekst"]
        and "om 09.00 uur" in made["tekst"]
        and "https://v.be/1" in made["tekst"]
    )
    assert [choice["waarde"] for choice in made["keuzes"]] == [
        "afspraak_verzet",
        "afspraak_annuleer",
        "afspraak_niets_delen",
    ]
    assert made["kaarten"][0]["bestand"] == "/afspraak.ics"
    method, event = event_of(await (await api(person, "GET", "/afspraak.ics")).read())
    uid, begin = str(event["UID"]), event["DTSTART"].dt
    assert (method, event["SEQUENCE"], event["STATUS"]) == ("PUBLISH", 0, "CONFIRMED")
    assert begin.strftime("%H:%M %Z") in ("09:00 CET", "09:00 CEST")
    assert [moment.id for moment in await free(client)] == [second.id]
    moved = await order(person, doe="verzet", moment=second.id)
    assert "verplaatst" in moved["tekst"] and "om 09.45 uur" in moved["tekst"]
    assert [moment.id for moment in await free(client)] == [first.id], "the old moment is free again"
    _, event = event_of(await (await api(person, "GET", "/afspraak.ics")).read())
    assert (str(event["UID"]), event["SEQUENCE"]) == (uid, 1)
    assert "gaat niet door" in (await order(person, doe="annuleer"))["tekst"]
    method, event = event_of(await (await api(person, "GET", "/afspraak.ics")).read())
    assert (method, str(event["UID"]), event["SEQUENCE"], event["STATUS"]) == ("CANCEL", uid, 2, "CANCELLED")
    assert len(await free(client)) == 2
    assert (await order(person, doe="annuleer"))["tekst"] == texts.NO_APPOINTMENT
    rows = (await (await person.get("/uitvoer")).json())["opgeslagen"]["afspraken"]
    assert "els@" not in str(rows), "how to reach the person went with the appointment"


async def test_a_day_is_found_behind_many_other_moments(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is said to be taken that was not looked at: days are chosen before the first so many are."""
    monkeypatch.setattr(talk, "SEARCHED", 3)
    an, person = await enter(client, "an"), await open_talk(client)
    await offered(an, aantal="6", uur="09:00", minuten="60")
    later = identity.today() + 9 * DAY
    await offered(an, dag=later.isoformat(), uur="10:00")
    shown = await order(person, doe="toon", wens=f"{later:%d/%m/%Y}")
    assert shown["tekst"] == texts.FITTING and len(shown["keuzes"]) == 1
    shown = await order(person, doe="toon", wens=f"{later - DAY:%d/%m/%Y}")
    assert shown["tekst"] == texts.NOT_FITTING, "all of that day was looked at"
    assert "10.00 uur" in str(shown["keuzes"])
    shown = await order(person, doe="toon", wens="om 14u")
    assert shown["tekst"] == texts.NOT_FOUND, "one may be free behind those that were looked at"


async def test_moments_that_fit_what_was_asked_or_come_nearest(client: TestClient) -> None:
    an, person = await enter(client, "an"), await open_talk(client)
    await offered(an, aantal="8", minuten="60", uur="09:00")
    shown = await order(person, doe="toon", wens="in de namiddag")
    titles = [choice["titel"] for choice in shown["keuzes"]]
    assert shown["tekst"] == texts.FITTING and [t.split(", ")[1][:5] for t in titles] == [
        "12.00", "13.00", "14.00", "15.00", "16.00",
    ]  # fmt: skip
    shown = await order(person, doe="toon", wens="om 20u")
    assert shown["tekst"] == texts.NOT_FITTING and len(shown["keuzes"]) == talk.OFFERED
    assert "16.00" in shown["keuzes"][-1]["titel"], "the nearest of them, in the order of the clock"
    booked = (await free(client))[1]
    await order(person, doe="boek", moment=booked.id)
    shown = await order(person, doe="toon", wens="kan mijn afspraak vroeger op de dag")
    assert [choice["titel"].split(", ")[1][:5] for choice in shown["keuzes"]] == ["09.00"]
    start = await person.client.app[SERVICES].database.run(
        lambda c: storage.shown_before(c, {"berichten": [shown]})
    )
    values = [choice["waarde"] for choice in shown["keuzes"]]
    assert [f"moment:video:{one.id}" for one in start] == values


async def test_a_taken_moment_offers_others_and_leaves_the_own_appointment(client: TestClient) -> None:
    an, one, other = await enter(client, "an"), await open_talk(client), await open_talk(client)
    first, second, third = await offered(an, aantal="3")
    await order(one, doe="boek", moment=first.id)
    told = await order(other, doe="boek", moment=first.id)
    assert told["tekst"] == texts.TAKEN and len(told["keuzes"]) == 2
    await order(other, doe="boek", moment=second.id)
    assert (await order(other, doe="verzet", moment=first.id))["tekst"] == texts.TAKEN
    assert [moment.id for moment in await free(client)] == [third.id], "both keep what they had"


async def test_who_gave_no_number_is_not_moved_to_a_call(client: TestClient) -> None:
    an, person = await enter(client, "an"), await open_talk(client)
    await offered(an, aantal="2")
    first, second, call = await offered(an, uur="13:00", kanaal="telefoon")
    await order(person, doe="boek", moment=first.id, contact="els@voorbeeld.be")
    shown = await order(person, doe="toon")
    assert [choice["waarde"] for choice in shown["keuzes"]] == [f"moment:video:{second.id}"]
    assert (await order(person, doe="verzet", moment=call.id))["tekst"] == texts.TAKEN
    assert {moment.id for moment in await free(client)} == {second.id, call.id}


async def test_the_same_over_http(client: TestClient) -> None:
    an, person = await enter(client, "an"), await open_talk(client)
    first, second = await offered(an, kanaal="telefoon", aantal="2")
    assert (await api(person, "GET")).status == 404
    shown = (await (await api(person, "GET", "/momenten")).json())["momenten"]
    assert [moment["id"] for moment in shown] == [first.id, second.id]
    await problem(await api(person, "POST", moment=first.id), 422)
    await problem(await api(person, "POST", moment=first.id, contact="geen nummer"), 422)
    response = await api(person, "POST", moment=first.id, contact="0470 12 34 56")
    assert response.status == 201 and (await response.json())["kanaal"] == "telefoon"
    assert (await (await api(person, "POST", moment=second.id)).json())["begin"] == shown[1]["begin"]
    stranger = await open_talk(client)
    await problem(await api(stranger, "POST", moment=second.id, contact="0470123456"), 409)
    await problem(await api(stranger, "POST", moment="verzonnen", contact="0470123456"), 409)
    await problem(await api(stranger, "DELETE"), 404)
    assert (await (await api(person, "DELETE")).json())["status"] == "geannuleerd"


async def test_what_is_said_anew_with_a_move_is_kept(client: TestClient) -> None:
    an, person = await enter(client, "an"), await open_talk(client)
    first, second = await offered(an, aantal="2")
    call = (await offered(an, uur="13:00", kanaal="telefoon"))[-1]
    database = client.app[SERVICES].database
    made = await api(person, "POST", moment=first.id, contact="els@voorbeeld.be", meegeven=True)
    assert made.status == 201
    refused = await api(person, "POST", moment=call.id)
    assert "telefoonnummer is nodig" in await refused.text() and refused.status == 422
    assert (await api(person, "POST", moment=second.id, verloop=True)).status == 201
    found = await database.run(storage.current, person.id)
    assert found.content == {"email": "els@voorbeeld.be", "meegeven": True, "verloop": True}
    moved = await api(person, "POST", moment=call.id, contact="0470 12 34 56", meegeven=False)
    assert moved.status == 201 and (await moved.json())["kanaal"] == "telefoon"
    found = await database.run(storage.current, person.id)
    assert found.content["telefoon"] == "0470123456" and not found.shares_facts and found.shares_transcript


async def test_the_counsellor_moves_and_calls_off_and_the_person_reads_it(client: TestClient) -> None:
    an, other = await enter(client, "an"), await enter(client, "eva", "vakbond")
    person = await open_talk(client)
    first, second = await offered(an, aantal="2")
    await order(person, doe="boek", moment=first.id, contact="0470123456")
    found = await client.app[SERVICES].database.run(storage.current, person.id)
    week = await an.text("/agenda/lijst?week={}-W{:02d}".format(*(identity.today() + DAY).isocalendar()[:2]))
    assert found.code in week and "0470123456" in week and "geeft niets mee" in week
    looks = (await (await person.get("/uitvoer")).json())["inzagen"]
    assert [(look["organisatie"], look["actie"]) for look in looks] == [("leerwinkel", "agenda")]
    stranger = await open_talk(client)
    assert (await (await stranger.get("/uitvoer")).json())["inzagen"] == [], "not in that list"
    path = f"/afspraak/{found.id}"
    for form in ("verzet", "zeg-af"):
        assert (await other.post(f"{path}/{form}", moment=second.id)).status == 404
    assert (await other.get(f"{path}/afspraak.ics")).status == 404
    assert (await an.get(f"{path}/afspraak.ics")).status == 200
    looks = (await (await person.get("/uitvoer")).json())["inzagen"]
    assert [look["organisatie"] for look in looks if look["actie"] == "agendabestand"] == ["leerwinkel"]
    assert (await an.post(f"/agenda/{first.id}/weg")).status == 409, "taken: call it off first"
    assert (await other.post(f"/agenda/{second.id}/weg")).status == 404
    assert (await an.post(f"{path}/verzet", moment=first.id)).status == 409
    assert (await an.post(f"{path}/verzet", moment=second.id)).status == 303
    assert (await an.post(f"{path}/zeg-af")).status == 303
    assert (await an.post(f"{path}/zeg-af")).status == 404
    told = await lines(person, "systeem")
    assert "An van De Leerwinkel verplaatste" in told[-2] and "kan niet op" in told[-1]
    assert (await an.post(f"/agenda/{first.id}/weg")).status == 303
    rows = await client.app[SERVICES].database.run(audit.lines, "leerwinkel")
    newest = (rows[0]["actie"], rows[0]["naam"], rows[0]["details"])
    assert newest == ("moment_weg", "An", {"moment": first.id})


async def test_what_goes_along_and_taking_it_back(client: TestClient) -> None:
    an, other = await enter(client, "an"), await enter(client, "eva", "vakbond")
    person = await open_talk(client)
    await client.app[SERVICES].database.run(_tell, person.id)
    (moment,) = await offered(an)
    await order(person, doe="boek", moment=moment.id, meegeven=True, verloop=True)
    page = await an.text(f"/gesprek/{person.id}")
    assert "47 jaar" in page and SECRET in page and "Afspraak op" in page
    assert (await other.get(f"/gesprek/{person.id}")).status == 404
    database = client.app[SERVICES].database
    await database.run(_say_more, person.id)
    assert "LATER" not in await an.text(f"/gesprek/{person.id}"), "only the talk up to the appointment"
    await order(person, doe="niets_delen")
    assert (await an.get(f"/gesprek/{person.id}")).status == 404
    assert (await (await api(person, "GET")).json())["status"] == "geboekt"


def _say_more(connection: Any, conversation: str) -> None:
    conversations.add_messages(
        connection, conversation, [transcripts.plain("gebruiker", "LATER GEZEGD", identity.now())]
    )


async def test_the_past_is_never_offered_and_a_far_future_neither(client: TestClient) -> None:
    an, person = await enter(client, "an"), await open_talk(client)
    (moment,) = await offered(an)
    database = client.app[SERVICES].database

    async def at(begin: datetime) -> int:
        change = update(tables.momenten).values(begin=begin)
        await database.run(lambda connection: connection.execute(change))
        return len((await order(person, doe="toon"))["keuzes"])

    now = identity.now()
    assert await at(now - timedelta(minutes=1)) == 0
    assert (await order(person, doe="boek", moment=moment.id))["tekst"] != texts.TAKEN
    assert await at(now + storage.LEAD - timedelta(minutes=1)) == 0
    assert await at(now + storage.LEAD + timedelta(minutes=1)) == 1
    assert await at(now + timedelta(days=61)) == 0
    change = update(tables.momenten)
    for begin in (now + timedelta(minutes=10), now + timedelta(days=61)):
        await database.run(lambda c, begin=begin: c.execute(change.values(begin=begin)))
        await problem(await api(person, "POST", moment=moment.id), 409)  # who knows its id
        assert (await order(person, doe="boek", moment=moment.id))["tekst"] != texts.MADE
        assert await database.run(storage.current, person.id) is None
    assert talk.how_far(7) == timedelta(days=7) and talk.how_far(0) == storage.AHEAD


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"dag": "gisteren"}, 422),
        ({"dag": "2020-01-01"}, 422),
        ({"dag": "2040-01-01"}, 422),
        ({"uur": "25:00"}, 422),
        ({"minuten": "0"}, 422),
        ({"minuten": "٣٠"}, 422),
        ({"aantal": "999999"}, 422),
        ({"kanaal": "duif"}, 422),
        ({"kanaal": "ter_plaatse", "plaats": " "}, 422),
        ({"plaats": "x" * 301}, 422),
    ],
)
async def test_wrong_moments_are_refused(client: TestClient, wrong: dict[str, str], status: int) -> None:
    an = await enter(client, "an")
    form = {"dag": tomorrow(), "uur": "09:00", "minuten": "45", "kanaal": "video", "plaats": ""}
    assert (await an.post("/agenda", **{**form, **wrong})).status == status
    assert await free(client) == []


async def test_a_counsellor_is_not_in_two_places(client: TestClient) -> None:
    an, bob = await enter(client, "an"), await enter(client, "bob")
    await offered(an)
    form = {"dag": tomorrow(), "uur": "09:30", "minuten": "45", "kanaal": "video"}
    assert (await an.post("/agenda", **form)).status == 409
    assert (await bob.post("/agenda", **form)).status == 303
    assert (await an.post("/agenda", **{**form, "uur": "09:45"})).status == 303


async def test_erasing_the_talk_frees_the_moment(client: TestClient) -> None:
    an, person = await enter(client, "an"), await open_talk(client)
    (moment,) = await offered(an)
    await order(person, doe="boek", moment=moment.id)
    assert await free(client) == []
    await person.erase()
    assert [one.id for one in await free(client)] == [moment.id]


async def test_a_call_back_request_has_an_organisation_and_can_be_taken_back(client: TestClient) -> None:
    an, person = await enter(client, "an"), await open_talk(client)
    database = client.app[SERVICES].database
    wanted = {"telefoon": "0470123456", "moment": "namiddag"}
    turn = TurnRecord(
        person.id, identity.now(), [], Snapshot(), callbacks=[wanted], organisation="leerwinkel"
    )
    await database.run(conversations.store_turn, turn)
    table = tables.terugbelverzoeken
    found = await database.run(lambda c: c.execute(select(table.c.organisatie)).scalar_one())
    assert found == "leerwinkel" and "0470123456" in await an.text("/rij")
    known = await database.run(lambda c: last_number(c, person.id))
    assert known == "0470123456", "another moment needs no number again"
    looks = (await (await person.get("/uitvoer")).json())["inzagen"]
    assert [look["actie"] for look in looks] == ["wachtrij"], "the list shows the number"
    assert (await order(person, doe="bel_niet"))["tekst"] == texts.CALL_WITHDRAWN
    assert "0470123456" not in await an.text("/rij")
    assert (await order(person, doe="bel_niet"))["tekst"] == texts.NO_CALL
    assert await database.run(lambda c: last_number(c, person.id)) is None


async def test_a_talk_is_kept_until_its_appointment(client: TestClient) -> None:
    an, person = await enter(client, "an"), await open_talk(client)
    (moment,) = await offered(an)
    database, now = client.app[SERVICES].database, identity.now()
    quiet = update(tables.gesprekken).values(laatst_actief=now - timedelta(days=89))
    await database.run(lambda connection: connection.execute(quiet))
    assert (await api(person, "POST", moment=moment.id)).status == 201
    assert await erase_old(database, 90, now + 2 * DAY) == []
    assert await erase_old(database, 90, now + 91 * DAY) == [person.id]


async def test_contacts_are_forgotten_after_the_appointment(client: TestClient) -> None:
    an, person = await enter(client, "an"), await open_talk(client)
    (moment,) = await offered(an)
    await order(person, doe="boek", moment=moment.id, contact="0470123456")
    database = client.app[SERVICES].database
    later = identity.now() + 3 * DAY
    assert await database.run(storage.forget_contacts, later - DAY) == 1
    found = await database.run(storage.current, person.id)
    assert (found.status, found.content) == ("voorbij", {})


async def test_the_order_is_carried_out_with_the_turn(client: TestClient) -> None:
    an, person = await enter(client, "an"), await open_talk(client)
    (moment,) = await offered(an)
    parts, now = client.app[SERVICES], identity.now()
    answer = {"berichten": [answers.bot_message("Momentje.")]}
    stored = [transcripts.stored(message, now) for message in answer["berichten"]]
    turn = TurnRecord(person.id, now, stored, Snapshot(last_answer=answer), answer=answer)
    wanted = answers.Spoken([], [("afspraak", {"doe": "boek", "moment": moment.id})])
    kept = await parts.database.run(keep_turn, parts.desk, turn, wanted)
    assert kept.queues == {"leerwinkel"}
    told = (await (await person.get()).json())["berichten"]
    assert [message["van"] for message in told[-2:]] == ["bot", "systeem"] and told[-1]["kaarten"]
    snapshot = await parts.database.run(conversations.load_snapshot, person.id)
    assert choices.title_of(snapshot.last_answer, "afspraak_annuleer") == texts.CANCEL, "can be pressed"
