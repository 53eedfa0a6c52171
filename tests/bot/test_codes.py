"""The code with which a counsellor sees what somebody shares: consent, end, wrong codes, and nothing else."""

from __future__ import annotations

import logging
import pkgutil
from datetime import timedelta
from typing import Any

import pytest
from aiohttp.test_utils import TestClient
from sqlalchemy import select, update

from bot.codes import storage
from bot.codes.secret import ALPHABET, CodeKey, new_code, read_code
from bot.codes.sharing import lines, what_goes_along
from bot.conversation import identity
from bot.conversation.answer import Spoken
from bot.conversation.asked import keep_turn
from bot.http.services import SERVICES
from bot.settings import SettingError, read_settings
from bot.storage import conversations
from bot.storage import tables as t
from bot.storage.conversations import TurnRecord
from tests.bot.conftest import Talk, open_talk, problem
from tests.bot.console_browser import SECRET, Browser, _tell, client, enter
from tests.bot.test_handover import ask

__all__ = ["client"]


async def telling(client: TestClient) -> Talk:
    """A visitor who told something and asked nobody."""
    talk = await open_talk(client)
    await client.app[SERVICES].database.run(_tell, talk.id)
    return talk


async def code_of(talk: Talk, **more: Any) -> dict[str, Any]:
    body = {"toestemming": True, **more}
    response = await talk.client.post(f"{talk.path}/code", json=body, headers=talk.headers)
    assert response.status == 201, await response.text()
    assert response.headers["Cache-Control"] == "no-store"
    made: dict[str, Any] = await response.json()
    return made


async def rows(client: TestClient, table: Any) -> list[Any]:
    return list(await client.app[SERVICES].database.run(lambda c: c.execute(select(table)).all()))


async def seen(browser: Browser, talk: Talk, status: int = 200) -> str:
    response = await browser.get(f"/gesprek/{talk.id}")
    assert response.status == status
    return await response.text()


def test_a_code_is_read_as_people_type_it() -> None:
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    for code in codes:
        letters = code.replace("-", "")
        assert len(letters) == 12 and set(letters) <= set(ALPHABET) and not set(letters) & set("AEIOUY01L")
        for typed in (code, code.lower(), code.replace("-", " "), f" {letters} ", code.replace("S", "5")):
            assert read_code(typed) == letters
    for wrong in ("", "x", "AAAA-AAAA-AAAA", new_code()[:-1], new_code() + "3", "🙂" * 12, "3" * 5000):
        assert read_code(wrong) is None


def test_the_key_is_the_setting_or_a_file_only_the_owner_reads(tmp_path: Any) -> None:
    database = f"sqlite:///{tmp_path}/gesprekken.db"
    made = CodeKey(read_settings({}, database=database))
    assert made.hash_of("X") == CodeKey(read_settings({}, database=database)).hash_of("X")
    (file,) = tmp_path.glob("codes.key*")
    assert file.stat().st_mode & 0o777 == 0o600
    given = CodeKey(read_settings({}, database=database, code_key="k" * 32))
    assert given.hash_of("X") != made.hash_of("X")
    with pytest.raises(SettingError, match="CODE_KEY"):
        read_settings({}, code_key="kort")


async def test_without_consent_there_is_no_code(client: TestClient) -> None:
    talk = await telling(client)
    for body in ({}, {"toestemming": False}, {"toestemming": "ja"}, {"toestemming": True, "naam": "x"}):
        await problem(await talk.client.post(f"{talk.path}/code", json=body, headers=talk.headers), 422)
    await problem(await talk.client.post(f"{talk.path}/code", json={"toestemming": True}), 401)
    assert await rows(client, t.toegangscodes) == []
    state = await (await talk.get("/code")).json()
    assert (state["actief"], state["code"], state["vervalt"]) == (False, None, None)
    assert "47 jaar" in state["gaat_mee"]["feiten"] and state["gaat_mee"]["berichten"] == 0
    assert any("als je dat kiest" in line for line in state["regels"])
    assert any("47 jaar" in line for line in state["regels"]) and "14 dagen" in state["melding"]


async def test_a_counsellor_sees_facts_and_rights_and_no_message(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    talk, an = await telling(client), await enter(client, "an")
    await seen(an, talk, 404)
    code = (await code_of(talk))["code"]
    response = await an.post("/code", code=code.lower().replace("-", " "))
    assert response.status == 303 and response.headers["Location"] == f"/begeleider/gesprek/{talk.id}"
    page = await seen(an, talk)
    assert "47 jaar" in page and "Rechten" in page and "Gedeeld met een code" in page
    assert SECRET not in page and "/neem" not in page and "/notitie" not in page and "/bericht" not in page
    for part in ("afdruk", "overzicht.pdf", "pop.pdf", "pop.ics", "dossier"):
        assert (await an.get(f"/gesprek/{talk.id}/{part}")).status == 200, part
    refused = {"neem": 409, "bericht": 409, "notitie": 404, "feit": 404, "voorstel": 404, "sluit": 409}
    for move, status in refused.items():
        form = {"tekst": "x", "resultaat": "afspraak", "veld": "leeftijd", "waarde": "30"}
        assert (await an.post(f"/gesprek/{talk.id}/{move}", **form)).status == status, move
    assert f'href="/begeleider/gesprek/{talk.id}"' in await an.text()
    kept = repr(await rows(client, t.toegangscodes)) + repr(await rows(client, t.inzagelog)) + caplog.text
    export = await (await talk.get("/uitvoer")).text()
    for form in (code, code.replace("-", ""), code.lower()):
        assert form not in kept and form not in export
    assert "code_hash" not in export and "code_geopend" in export
    assert (await (await talk.get("/code")).json())["geopend"][0]["organisatie"] == "De Leerwinkel"


async def test_messages_go_along_only_when_chosen_and_only_until_then(client: TestClient) -> None:
    talk, an = await telling(client), await enter(client, "an")
    made = await code_of(talk, verloop=True)
    assert made["verloop"] and made["gaat_mee"]["berichten"] > 0
    await client.app[SERVICES].database.run(_tell, talk.id)
    await an.post("/code", code=made["code"])
    page = await seen(an, talk)
    assert page.count(f'<div class="tekst">{SECRET}</div>') == 1


async def test_only_who_opened_it_and_the_talk_only_after_a_hand_over(client: TestClient) -> None:
    talk, an, bo = await telling(client), await enter(client, "an"), await enter(client, "bo")
    other = await enter(client, "cis", "vakbond")
    await an.post("/code", code=(await code_of(talk))["code"])
    await seen(bo, talk, 404)
    await seen(other, talk, 404)
    await ask(talk, organisatie="vakbond")
    assert "/neem" not in await seen(an, talk)
    assert (await an.post(f"/gesprek/{talk.id}/neem")).status == 409
    await talk.client.delete(f"{talk.path}/overdracht", headers=talk.headers)
    await ask(talk, organisatie="leerwinkel")
    assert "/neem" in await seen(an, talk)
    assert (await an.post(f"/gesprek/{talk.id}/neem")).status == 303
    form = {"veld": "leeftijd", "waarde": "30"}
    assert (await an.post(f"/gesprek/{talk.id}/feit", **form)).status == 404, "facts were not handed over"


async def test_a_code_ends_by_itself_by_a_new_one_and_when_it_is_taken_back(client: TestClient) -> None:
    talk, an = await telling(client), await enter(client, "an")
    database = client.app[SERVICES].database
    first = (await code_of(talk))["code"]
    await an.post("/code", code=first)
    second = (await code_of(talk))["code"]
    await seen(an, talk, 404)
    answer = await an.post("/code", code=first)
    assert answer.status == 410 and "trok ze in" in await answer.text()
    assert (await an.post("/code", code=second)).status == 303
    response = await talk.client.delete(f"{talk.path}/code", headers=talk.headers)
    assert response.status == 200 and not (await response.json())["actief"]
    await seen(an, talk, 404)
    third = await code_of(talk)
    await an.post("/code", code=third["code"])
    past = identity.now() - timedelta(seconds=1)
    await database.run(lambda c: c.execute(update(t.toegangscodes).values(vervalt=past)))
    await seen(an, talk, 404)
    answer = await an.post("/code", code=third["code"])
    assert answer.status == 410 and "verlopen" in await answer.text()
    assert not (await (await talk.get("/code")).json())["actief"]
    await talk.erase()
    assert await rows(client, t.toegangscodes) == [] and await rows(client, t.geopende_codes) == []


async def test_a_code_never_outlives_the_conversation(start: Any) -> None:
    talk = await telling(await start(retention_days=3))
    assert "3 dagen" in (await (await talk.get("/code")).json())["melding"]
    made = await code_of(talk)
    assert made["vervalt"] < identity.iso(identity.now() + timedelta(days=3))


async def test_wrong_codes_are_counted_for_each_account(client: TestClient) -> None:
    talk, an, bo = await telling(client), await enter(client, "an"), await enter(client, "bo")
    code = (await code_of(talk))["code"]
    for _ in range(storage.TRIES):
        answer = await an.post("/code", code=new_code())
        assert answer.status == 422 and "Deze code ken ik niet" in await answer.text()
        assert (await an.post("/code", code=code)).status in (303, 429), "a right one wipes nothing"
    answer = await an.post("/code", code=code)
    assert answer.status == 429 and int(answer.headers["Retry-After"]) > 0
    assert "kwartier" in await answer.text()
    assert (await bo.post("/code", code=code)).status == 303
    actions = [row.actie for row in await rows(client, t.inzagelog)]
    assert actions.count("code_fout") == storage.TRIES
    earlier = identity.now() - storage.WITHIN
    await client.app[SERVICES].database.run(
        lambda c: c.execute(update(t.begeleiders).values(codes_sinds=earlier))
    )
    assert (await an.post("/code", code=code)).status == 303


async def test_ten_codes_a_day(client: TestClient) -> None:
    talk = await telling(client)
    for _ in range(storage.MOST_A_DAY):
        await code_of(talk)
    body = {"toestemming": True}
    refused = await talk.client.post(f"{talk.path}/code", json=body, headers=talk.headers)
    assert "codes per dag" in (await problem(refused, 429))["detail"]


async def test_the_words_of_two_clients_are_not_shared(client: TestClient) -> None:
    talk = await telling(client)
    await code_of(talk)
    parts = client.app[SERVICES]

    def another(connection: Any) -> None:
        snapshot = conversations.load_snapshot(connection, talk.id)
        assert snapshot is not None
        snapshot.slots["gesprek_staat"] = {"meer_klanten": True}
        record = TurnRecord(talk.id, identity.now(), [], snapshot, answer={"berichten": []})
        asked = [("overdracht", {}), ("afspraak", {"doe": "boek", "moment": "x", "verloop": True})]
        kept = keep_turn(connection, parts.desk, record, Spoken([], asked))
        assert ["meer dan één klant" in one["tekst"] for one in kept.more["berichten"]] == [True, True]

    await parts.database.run(another)
    state = await (await talk.get("/code")).json()
    assert state["actief"] is False and (await (await talk.get("/overdracht")).json())["toestand"] == "bot"
    appointment = {"moment": "x", "contact": "0470123456", "meegeven": True}
    for path, body in (("code", {"toestemming": True}), ("overdracht", {}), ("afspraak", appointment)):
        response = await talk.client.post(f"{talk.path}/{path}", json=body, headers=talk.headers)
        assert "meer dan één klant" in (await problem(response, 409))["detail"]


def note_another_client(talk: Talk) -> None:
    """What the turn of a counsellor writes who begins a new client, at once."""

    def work(connection: Any) -> None:
        snapshot = conversations.load_snapshot(connection, talk.id)
        assert snapshot is not None
        snapshot.slots["gesprek_staat"] = {"meer_klanten": True}
        record = TurnRecord(talk.id, identity.now(), [], snapshot, answer={"berichten": []})
        keep_turn(connection, talk.client.app[SERVICES].desk, record, Spoken([], []))

    talk.client.app[SERVICES].database.run_sync(work)


APPOINTMENT = {"moment": "x", "contact": "0470123456", "meegeven": True}


@pytest.mark.parametrize(
    ("path", "body", "last_step"),
    [
        ("code", {"toestemming": True}, "bot.http.codes.new_code"),
        ("overdracht", {}, "bot.handover.desk.Desk.ask"),
        ("afspraak", APPOINTMENT, "bot.http.appointments.talk.how_far"),
    ],
)
async def test_another_client_that_comes_just_before_is_seen(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, path: str, body: dict[str, Any], last_step: str
) -> None:
    talk = await telling(client)
    where, _, name = last_step.rpartition(".")
    owner = pkgutil.resolve_name(where)
    real, noted = getattr(owner, name), list[bool]()

    def meanwhile(*given: Any) -> Any:
        if not noted:
            noted.append(True)
            note_another_client(talk)
        return real(*given)

    monkeypatch.setattr(owner, name, meanwhile)
    response = await talk.client.post(f"{talk.path}/{path}", json=body, headers=talk.headers)
    assert "meer dan één klant" in (await problem(response, 409))["detail"]
    assert noted and await rows(client, t.overdrachten) == await rows(client, t.toegangscodes) == []


async def test_a_new_client_that_comes_just_after_the_hand_over_is_none(client: TestClient) -> None:
    talk = await telling(client)
    await talk.client.post(f"{talk.path}/overdracht", json={}, headers=talk.headers)
    with pytest.raises(conversations.Overtaken):
        note_another_client(talk)


def test_who_told_nothing_has_no_rights_to_share() -> None:
    along = what_goes_along({"feiten": [], "rechten": None, "opleiding": {}}, 0)
    assert along["rechten"] == [] and lines(along, False)
