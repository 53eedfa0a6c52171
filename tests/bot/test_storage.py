"""The database: migrations, erasing, retention, and a database that is away."""

from __future__ import annotations

import asyncio
import os
import threading
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import select, text, update

from bot.conversation.errors import UnknownConversation
from bot.handover import storage as handovers
from bot.http.services import SERVICES
from bot.http.streams import Streams
from bot.runtime.dialogue import Dialogue
from bot.storage import Database, StorageUnavailable, conversations, tables
from bot.storage.conversations import AlreadyAnswered, Conversation, Overtaken, Snapshot, TurnRecord
from bot.storage.migrate import MIGRATIONS, NEWEST, current_revision, migrate
from bot.storage.retention import erase_old, keep_erasing
from tests.bot.conftest import Starter, open_talk, problem

NOW = datetime(2026, 3, 15, 12, 0)


@pytest.fixture
def database(tmp_path: Path) -> Any:
    opened = Database(f"sqlite:///{tmp_path}/new/place/test.db")
    opened.prepare()
    yield opened
    opened.close()


def _open(database: Database, identifier: str = "g1", at: datetime = NOW) -> None:
    conversation = Conversation(identifier, f"hash-{identifier}", "burger", None, "nl", at, at)
    database.run_sync(
        conversations.open_conversation, conversation, TurnRecord(identifier, at, [], Snapshot())
    )


def test_migrations_give_the_tables_of_the_code(database: Database) -> None:
    with database.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), tables.metadata) == []
    assert current_revision(database.engine) == NEWEST
    assert migrate(database.engine) is False, "nothing to do the second time"


def test_the_newest_revision_is_the_one_that_the_code_knows() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == NEWEST


def test_sqlite_writes_ahead_and_keeps_foreign_keys(database: Database) -> None:
    with database.engine.connect() as connection:
        assert connection.execute(text("pragma journal_mode")).scalar() == "wal"
        assert connection.execute(text("pragma foreign_keys")).scalar() == 1


def test_a_turn_on_an_old_snapshot_is_refused_whole(database: Database) -> None:
    _open(database)
    turn = TurnRecord("g1", NOW, [], Snapshot(version=0, slots={"a": 1}))
    database.run_sync(conversations.store_turn, turn)
    with pytest.raises(Overtaken):
        database.run_sync(conversations.store_turn, turn)
    assert database.run_sync(conversations.load_snapshot, "g1") == Snapshot(version=1, slots={"a": 1})


def test_the_same_client_id_is_stored_once(database: Database) -> None:
    _open(database)
    first = TurnRecord("g1", NOW, [], Snapshot(0), client_id="een", answer={"a": 1})
    database.run_sync(conversations.store_turn, first)
    with pytest.raises(AlreadyAnswered):
        database.run_sync(
            conversations.store_turn, TurnRecord("g1", NOW, [], Snapshot(1), client_id="een", answer={})
        )
    assert database.run_sync(conversations.stored_answer, "g1", "een") == {"a": 1}
    assert database.run_sync(conversations.load_snapshot, "g1").version == 1


def test_every_table_hangs_on_conversations_and_is_erased() -> None:
    people = {
        "organisaties",
        "begeleiders",
        "sessies",
        "inzagelog",
        "inzagelog_lijsten",
        "momenten",
        "diensten",
        "koppelingen",
        "aanmeldpogingen",
    }
    of_nobody = {"gebruikte_contexten"}  # hashes of ids that expire within minutes
    others = {name for name in tables.metadata.tables if name != "gesprekken"} - people - of_nobody
    assert others == {table.name for table in tables.OF_A_CONVERSATION}
    for table in tables.OF_A_CONVERSATION:
        (key,) = table.c.gesprek.foreign_keys
        assert (key.column.table.name, key.ondelete) == ("gesprekken", "CASCADE")


def test_handing_over_twice_renews_the_request(database: Database) -> None:
    _open(database)
    first = database.run_sync(handovers.ask, "g1", "o1", {"reden": "a"}, None, NOW)
    again = database.run_sync(handovers.ask, "g1", "o2", {"reden": "b"}, None, NOW + timedelta(minutes=1))
    assert (first.id, again.id) == ("o1", "o1")
    assert again.asked == NOW, "who asks again keeps the place"
    rows = database.run_sync(conversations.everything, "g1")["overdrachten"]
    assert [row["inhoud"] for row in rows] == [{"reden": "b"}]


async def test_old_conversations_are_erased_and_only_those(database: Database) -> None:
    _open(database, "oud", NOW - timedelta(days=91))
    _open(database, "jong", NOW - timedelta(days=89))
    assert await erase_old(database, 90, NOW) == ["oud"]
    assert database.run_sync(conversations.find_conversation, "oud") is None
    assert database.run_sync(conversations.find_conversation, "jong") is not None
    assert database.run_sync(conversations.count_conversations) == 1


async def _until_erased(database: Database, conversation: str) -> None:
    for _ in range(6000):
        if database.run_sync(conversations.find_conversation, conversation) is None:
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it is still there")


async def test_erasing_goes_on_in_rounds(database: Database) -> None:
    _open(database, "oud", datetime.utcnow() - timedelta(days=2))
    rounds = asyncio.create_task(keep_erasing(database, 1, 0))
    await _until_erased(database, "oud")
    assert not rounds.done(), "it goes on until it is cancelled"
    rounds.cancel()


async def test_erasing_goes_on_after_an_unforeseen_error(
    database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    _open(database, "oud", datetime.utcnow() - timedelta(days=2))
    whole = conversations.erase
    failures = [ValueError("geheim van Waldemar")]

    def erase(connection: Any, identifier: str) -> bool:
        if failures:
            raise failures.pop()
        return whole(connection, identifier)

    monkeypatch.setattr(conversations, "erase", erase)
    rounds = asyncio.create_task(keep_erasing(database, 1, 0))
    await _until_erased(database, "oud")
    rounds.cancel()
    assert "ValueError" in caplog.text and "Waldemar" not in caplog.text


async def test_a_part_that_fails_to_stop_leaves_nothing_open(
    start: Starter, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[str] = []

    async def fail(streams: Streams) -> None:
        raise RuntimeError("stuk")

    def stop(dialogue: Dialogue) -> None:
        closed.append("dialogue")

    def close(database: Database) -> None:
        closed.append("database")

    monkeypatch.setattr(Streams, "close_all", fail)
    monkeypatch.setattr(Dialogue, "stop", stop)
    monkeypatch.setattr(Database, "close", close)
    client = await start()
    with pytest.raises(RuntimeError, match="stuk"):
        await client.app.cleanup()
    assert closed == ["dialogue", "database"]


async def test_what_comes_just_after_erasing_finds_nothing(client: TestClient) -> None:
    parts, talk = client.app[SERVICES], await open_talk(client)
    checked = await parts.conversations.authorise(talk.id, talk.token)
    await parts.conversations.erase(checked)
    with pytest.raises(UnknownConversation):
        await parts.conversations.hand_over(checked, {"reden": "bel mij"})
    with pytest.raises(UnknownConversation):
        await parts.conversations.export(checked)
    assert await parts.database.run(lambda c: c.execute(select(tables.overdrachten)).all()) == []


async def test_a_handover_waits_for_the_message_that_is_answered(client: TestClient) -> None:
    parts, talk = client.app[SERVICES], await open_talk(client)
    async with parts.conversations._locks.of(talk.id):
        asking = asyncio.create_task(client.post(f"{talk.path}/overdracht", json={}, headers=talk.headers))
        done, _ = await asyncio.wait([asking], timeout=0.3)
        assert not done
    assert (await asking).status == 202


async def test_the_running_service_erases_by_itself(start: Starter) -> None:
    client = await start(retention_days=1, retention_interval=1, token_days=9)
    talk = await open_talk(client)
    old = datetime.utcnow() - timedelta(days=2)
    await client.app[SERVICES].database.run(
        lambda c: c.execute(update(tables.gesprekken).values(laatst_actief=old))
    )
    for _ in range(600):
        await asyncio.sleep(0.1)
        if (await talk.get()).status == 404:
            return
    pytest.fail("the old conversation is still there")


async def test_the_event_loop_never_waits_for_the_database(database: Database) -> None:
    went_on = threading.Event()

    def slow(connection: Any) -> tuple[bool, str]:
        return went_on.wait(60), threading.current_thread().name

    async def meanwhile() -> None:
        await asyncio.sleep(0.01)
        went_on.set()

    (free, where), _ = await asyncio.gather(database.run(slow), meanwhile())
    assert free and where.startswith("database")


def test_a_locked_database_is_given_up_in_time(tmp_path: Path) -> None:
    first, second = (Database(f"sqlite:///{tmp_path}/t.db", timeout=1) for _ in range(2))
    first.prepare()
    second.prepare()

    def seconds() -> float:
        started = time.monotonic()
        with pytest.raises(StorageUnavailable):
            second.run_sync(conversations.count_conversations)
        return time.monotonic() - started

    with first.engine.begin() as held:
        held.execute(text("select 1"))
        assert any(seconds() < 5 for _ in range(5)), "the quickest: the machine itself may be busy"
    assert second.run_sync(conversations.count_conversations) == 0
    first.close()
    second.close()


@pytest.mark.parametrize(
    "address",
    ["sqlite:////proc/nergens/x.db", "sqlite:////dev/null/x.db"],
)
async def test_without_a_database_rights_work_and_conversations_say_so(start: Starter, address: str) -> None:
    client = await start(database=address)
    assert (await client.post("/api/v1/rechten", json={})).status == 200
    response = await client.post("/api/v1/gesprekken")
    found = await problem(response, 503)
    assert "opslag" in found["detail"]
    assert response.headers["Retry-After"]


async def test_a_database_that_goes_away_and_comes_back(client: TestClient, tmp_path: Path) -> None:
    talk = await open_talk(client)
    file, database = tmp_path / "var" / "test.db", client.app[SERVICES].database

    def away() -> None:
        database.engine.dispose()
        os.rename(file, str(file) + ".weg")
        for rest in ("-wal", "-shm"):
            (tmp_path / "var" / f"test.db{rest}").unlink(missing_ok=True)
        file.mkdir()

    def back() -> None:
        file.rmdir()
        database.engine.dispose()
        os.rename(str(file) + ".weg", file)

    loop = asyncio.get_running_loop()  # on the one thread of SQLite: nobody makes the file anew in between
    await loop.run_in_executor(database._executor, away)
    await problem(await talk.get(), 503)
    await loop.run_in_executor(database._executor, back)
    assert (await talk.get()).status == 200


def test_an_unknown_sort_of_database_is_no_silent_failure() -> None:
    with pytest.raises(Exception, match="nonsense"):
        Database("nonsense://x")


async def test_a_full_disk_is_told_and_passes(client: TestClient) -> None:
    """SQLite says the same of a file that may not grow as of a disk without room."""
    engine = client.app[SERVICES].database.engine
    await open_talk(client)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1")  # never less than there is now
    for _ in range(200):
        answer = await client.post("/api/v1/gesprekken", json={})
        if answer.status != 201:
            break
    found = await problem(answer, 503)
    assert "opslag" in found["detail"] and answer.headers["Retry-After"]
    engine.dispose()  # the limit is that of one connection of the pool, and another may be given to lift it
    await open_talk(client)
