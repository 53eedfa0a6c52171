"""Accounts: signing in, lock-out, one-time codes, sessions, the commands, and the log that only grows."""

from __future__ import annotations

import asyncio
import io
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, get_args

import pyotp
import pytest
from aiohttp.test_utils import TestClient
from sqlalchemy import delete, event, select, text, update
from sqlalchemy.exc import DatabaseError

from bot.cli import main
from bot.console.rendering import DONE, written
from bot.conversation import identity
from bot.http.services import SERVICES
from bot.people import accounts, audit, passwords
from bot.people.signing_in import SigningIn
from bot.settings import SettingError, read_settings
from bot.storage import Database, tables
from bot.storage.retention import keep_erasing
from tests.bot.counsellors import PASSWORD, hire

DEAR = passwords._hasher
"""What the service hashes with; the tests have a cheaper one."""


def signing_in(client: TestClient) -> SigningIn:
    parts = client.app[SERVICES]
    return SigningIn(parts.settings, parts.database)


async def run(client: TestClient, work: Any, *values: Any) -> Any:
    return await client.app[SERVICES].database.run(work, *values)


async def test_signing_in_and_out(client: TestClient) -> None:
    an, door = await hire(client, "an"), signing_in(client)
    opened = await door.sign_in("AN", PASSWORD, "")
    assert opened is not None and opened.session.who == an
    session = await door.session(opened.key)
    assert session == opened.session
    await door.sign_out(opened.session)
    assert await door.session(opened.key) is None
    assert [row["actie"] for row in await run(client, audit.lines, "leerwinkel")] == ["afgemeld", "aangemeld"]


async def test_wrong_proofs(client: TestClient) -> None:
    await hire(client, "an")
    door = signing_in(client)
    for login, password in (("an", "fout"), ("an", ""), ("bestaat-niet", PASSWORD), ("", "")):
        assert await door.sign_in(login, password, "") is None
    assert await door.session("verzonnen") is None and await door.session("") is None


async def test_five_failures_lock_the_account_for_a_while(client: TestClient) -> None:
    an, door = await hire(client, "an"), signing_in(client)
    await asyncio.gather(*(door.sign_in("an", f"fout{number}", "") for number in range(5)))
    assert await door.sign_in("an", PASSWORD, "") is None, "also with the right password"
    past = identity.now() - timedelta(seconds=1)
    await run(client, lambda c: c.execute(update(tables.begeleiders).values(vergrendeld_tot=past)))
    assert await door.sign_in("an", PASSWORD, "") is not None
    for _ in range(4):
        await door.sign_in("an", "fout", "")
    assert await door.sign_in("an", PASSWORD, "") is not None, "success forgets the failures"
    assert an.login == "an"


async def test_many_guesses_at_once_are_no_more_than_five(client: TestClient) -> None:
    await hire(client, "an")
    door = signing_in(client)
    guesses = [door.sign_in("an", PASSWORD if number == 9 else "fout", "") for number in range(10)]
    assert await asyncio.gather(*guesses) == [None] * 10


async def test_one_time_codes(client: TestClient) -> None:
    an, door = await hire(client, "an"), signing_in(client)
    secret = passwords.new_secret()
    await run(client, accounts.set_totp, an.id, secret)
    assert await door.sign_in("an", PASSWORD, "") is None
    assert await door.sign_in("an", PASSWORD, "000000") is None
    code = pyotp.TOTP(secret).now()
    assert await door.sign_in("an", PASSWORD, f"{code[:3]} {code[3:]}") is not None
    assert await door.sign_in("an", PASSWORD, code) is None, "a code is taken once"


@pytest.mark.parametrize(("shift", "good"), [(0, True), (-30, True), (30, True), (90, False), (-90, False)])
def test_clocks_differ_a_little(shift: int, good: bool) -> None:
    secret, now = passwords.new_secret(), time.time()
    assert (passwords.step_of(secret, pyotp.TOTP(secret).at(int(now + shift)), now) is not None) is good


async def test_sessions_end(client: TestClient) -> None:
    an, door = await hire(client, "an"), signing_in(client)
    for column, hours in (("gebruikt", 2), ("gemaakt", 13)):
        opened = await door.sign_in("an", PASSWORD, "")
        assert opened is not None
        old = {column: identity.now() - timedelta(hours=hours)}
        await run(client, lambda c, old=old: c.execute(update(tables.sessies).values(**old)))
        assert await door.session(opened.key) is None
    opened = await door.sign_in("an", PASSWORD, "")
    assert opened is not None
    await run(client, accounts.block, an.id, True)
    assert await door.session(opened.key) is None
    assert await door.sign_in("an", PASSWORD, "") is None


async def test_sessions_that_ended_without_signing_out_are_not_counted_and_go(client: TestClient) -> None:
    who, parts = await hire(client, "an"), client.app[SERVICES]
    database, limits, now = parts.database, parts.settings.session_limits, identity.now()
    idle, longest = limits
    times = {"open": (now, now), "stil": (now, now - idle), "lang": (now - longest, now)}
    for key, (made, used) in times.items():
        await database.run(accounts.open_session, who.id, key, "csrf", made - timedelta(seconds=5), "bewijs")
        row = update(tables.sessies).where(tables.sessies.c.sleutel_hash == key)
        await database.run(
            lambda c, row=row, used=used: c.execute(row.values(gebruikt=used - timedelta(seconds=5)))
        )
    assert await database.run(accounts.sessions_of, who.id, *limits, now) == 1
    rounds = asyncio.create_task(keep_erasing(database, 0, 0, sessions=limits))
    kept = select(tables.sessies.c.sleutel_hash)
    for _ in range(6000):
        left = await database.run(lambda c: c.execute(kept).scalars().all())
        if len(left) < len(times):
            break
        await asyncio.sleep(0.01)
    rounds.cancel()
    assert left == ["open"], "the id tokens of the others went with them"


async def test_keys_and_passwords_are_not_stored(client: TestClient) -> None:
    await hire(client, "an")
    opened = await signing_in(client).sign_in("an", PASSWORD, "")
    assert opened is not None
    dump = await run(client, lambda c: "\n".join(c.connection.iterdump()))
    assert opened.key not in dump and PASSWORD not in dump


async def test_a_guess_costs_an_attacker_much_and_a_cheap_hash_is_renewed(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert DEAR.memory_cost >= 19 * 1024 and DEAR.time_cost >= 2, "less is too little, says OWASP"
    await hire(client, "an")

    async def stored() -> str:
        return str(await run(client, lambda c: c.execute(select(tables.begeleiders.c.wachtwoord)).scalar()))

    cheap = await stored()
    monkeypatch.setattr(passwords, "_hasher", DEAR)
    assert await signing_in(client).sign_in("an", PASSWORD, "") is not None
    assert f"m={DEAR.memory_cost}," in await stored() and await stored() != cheap


CHANGES = {
    "update": update(tables.inzagelog).values(actie="niets"),
    "delete": delete(tables.inzagelog),
    "truncate": text("truncate inzagelog cascade"),
    "update of a list": update(tables.inzagelog_lijsten).values(gesprek="niets"),
    "delete of a list": delete(tables.inzagelog_lijsten),
}


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def log(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database with one fresh line of the log, on both kinds of database."""
    if request.param == "sqlite":
        address = f"sqlite:///{tmp_path}/log.db"
    else:
        address = request.getfixturevalue("cluster").new()
    database = Database(address)
    database.run_sync(_line, identity.now())
    yield database
    database.close()


def _line(connection: Any, moment: datetime) -> None:
    who = accounts.Counsellor("an", "leerwinkel", "De Leerwinkel", "an", "An", accounts.COUNSELLOR)
    audit.note(connection, who, "inzien", "gesprek-1", moment)
    audit.note_list(connection, who, "agenda", ["gesprek-2", "gesprek-1"], moment)


def _actions(database: Database) -> list[str]:
    return [row["actie"] for row in database.run_sync(audit.lines, "leerwinkel")]


@pytest.mark.parametrize("change", CHANGES)
def test_the_log_only_grows(log: Database, change: str) -> None:
    if change == "truncate" and log.engine.dialect.name == "sqlite":
        return  # it has no such thing
    with pytest.raises(DatabaseError, match="append-only"):
        log.run_sync(lambda c: c.execute(CHANGES[change]))
    assert _actions(log) == ["agenda", "inzien"]
    assert [row["actie"] for row in log.run_sync(audit.looks_at, "gesprek-1")] == ["inzien", "agenda"]
    assert [row["actie"] for row in log.run_sync(audit.looks_at, "gesprek-2")] == ["agenda"]


def test_only_lines_of_more_than_a_year_can_go_and_that_is_noted(log: Database) -> None:
    now = identity.now()
    for days in (400, 366, 364):
        log.run_sync(_line, now - timedelta(days=days))
    with pytest.raises(DatabaseError, match="append-only"):
        log.run_sync(audit.forget_before, now - timedelta(days=300))
    assert _actions(log) == ["agenda", "inzien"] * 4
    assert log.run_sync(audit.forget_before, now - timedelta(days=365)) == 4
    assert _actions(log) == ["log_opgeruimd", *["agenda", "inzien"] * 2]
    assert len(log.run_sync(audit.looks_at, "gesprek-2")) == 2, "which conversations a list held went along"
    assert log.run_sync(audit.forget_before, now - timedelta(days=365)) == 0


def test_a_log_is_kept_a_year_at_least() -> None:
    with pytest.raises(SettingError, match="at least 365"):
        read_settings({}, log_retention_days=30)
    assert read_settings({}, log_retention_days=400).log_retention_days == 400


def test_times_of_the_log_are_belgian_with_their_offset(log: Database) -> None:
    for month, offset in ((1, "+01:00"), (7, "+02:00")):
        log.run_sync(_line, datetime(2026, month, 5, 11, 30))
        newest = log.run_sync(audit.lines, "leerwinkel")[0]["tijd"]
        assert newest == f"2026-{month:02d}-05T{11 + int(offset[2])}:30:00.000{offset}"
        assert written(newest) == f"05/{month:02d}/2026 {11 + int(offset[2])}:30:00"


def test_how_a_look_at_a_list_is_found(log: Database) -> None:
    """By an index, however long the log is: never by reading all of it."""
    if log.engine.dialect.name != "sqlite":
        return  # it plans by how much there is
    with log.engine.connect() as connection:
        connection.exec_driver_sql("pragma query_only = 1")
        seen: list[str] = []
        event.listen(connection, "before_cursor_execute", lambda c, cur, sql, par, *rest: seen.append(sql))
        audit.looks_at(connection, "gesprek-2")
        plan = connection.exec_driver_sql(f"explain query plan {seen[0]}", ("x", "x")).all()
    assert not [row for row in plan if str(row[-1]).startswith("SCAN inzagelog")], plan


def test_every_action_that_can_be_noted_is_said_in_words() -> None:
    assert set(DONE) == set(get_args(audit.Action))


def test_a_log_in_a_spreadsheet_runs_nothing() -> None:
    row = dict.fromkeys(audit.FIELDS, None) | {"naam": "=cmd()"}
    assert "'=cmd()" in audit.as_csv([row])


@pytest.mark.parametrize("password", ["kort", "a" * 20, "x" * 201, "mijn naam is an-peeters"])
def test_weak_passwords_are_refused(password: str) -> None:
    assert passwords.problem_with(password, "an-peeters")


class Shell:
    """The commands, on a database of their own."""

    def __init__(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
        self.address = f"sqlite:///{tmp_path}/people.db"
        self._monkeypatch, self._capsys = monkeypatch, capsys

    def __call__(self, *words: str, stdin: str = "") -> tuple[int, str]:
        self._monkeypatch.setattr("sys.stdin", io.StringIO(stdin))
        code = main(["begeleiders", "--databank", self.address, *words])
        told = self._capsys.readouterr()
        return code, told.out + told.err


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> Shell:
    return Shell(tmp_path, monkeypatch, capsys)


def test_the_first_account(shell: Shell) -> None:
    assert shell("toon") == (0, "Er zijn nog geen accounts.\n")
    assert shell("organisatie", "leerwinkel", "De Leerwinkel")[0] == 0
    code, told = shell("maak", "An", "--naam", "An", "--organisatie", "leerwinkel", stdin=PASSWORD + "\n")
    assert (code, told) == (0, "Gemaakt: an, begeleider bij leerwinkel.\n")
    assert shell("blokkeer", "an")[0] == 0 and "geblokkeerd" in shell("toon")[1]
    assert shell("deblokkeer", "an")[0] == 0 and "geblokkeerd" not in shell("toon")[1]
    assert "otpauth://" in shell("code", "an")[1] and "met code" in shell("toon")[1]
    assert shell("wachtwoord", "an", stdin="een heel andere zin\n")[0] == 0
    assert "met code" not in shell("toon")[1], "a reset also lifts the code"
    database = Database(shell.address)
    with database.engine.connect() as connection:
        done = connection.execute(text("select actie from inzagelog order by volgnummer")).scalars().all()
    database.close()
    assert done == [
        f"account_{what}" for what in ("gemaakt", "geblokkeerd", "toegelaten", "code_aan", "nieuw_wachtwoord")
    ]


def test_what_the_commands_refuse(shell: Shell) -> None:
    shell("organisatie", "leerwinkel", "De Leerwinkel")
    made = ("maak", "an", "--naam", "An", "--organisatie", "leerwinkel")
    shell(*made, stdin=PASSWORD + "\n")
    for words, stdin, said in (
        (made, PASSWORD, "bestaat al"),
        (("maak", "bob", "--naam", "B", "--organisatie", "geen"), PASSWORD, "bestaat niet"),
        (("maak", "b b", "--naam", "B", "--organisatie", "leerwinkel"), PASSWORD, "letters"),
        (("maak", "bob", "--naam", "B", "--organisatie", "leerwinkel"), "kort", "minstens"),
        (("organisatie", "leerwinkel", "Nog een"), "", "bestaat al"),
        (("organisatie", "Met Spatie", "X"), "", "kleine letters"),
        (("blokkeer", "niemand"), "", "bestaat niet"),
        (("wachtwoord", "niemand"), PASSWORD, "bestaat niet"),
    ):
        code, told = shell(*words, stdin=stdin + "\n")
        assert code == 1 and said in told and "Traceback" not in told
