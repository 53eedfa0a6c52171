"""Codes in the database, and who opened them. Each function is one step of a transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, func, insert, select, update
from sqlalchemy.engine import Connection

from bot.conversation import identity
from bot.people import audit
from bot.people.accounts import Counsellor
from bot.storage import conversations
from bot.storage import tables as t

DAYS = 14
MOST_A_DAY = 10
TRIES, WITHIN = 5, timedelta(minutes=15)
"""How many wrong codes one counsellor may try in how much time."""
OPENED, WRONG, ENDED, REVOKED, TOO_OFTEN = "geopend", "fout", "verlopen", "ingetrokken", "te_vaak"


def days_of(retention_days: int) -> int:
    """How many days a code works; never longer than the conversation is kept (0 is for ever)."""
    return min(DAYS, retention_days) if retention_days else DAYS


class TooMany(Exception):
    """One conversation asked for too many codes today."""


@dataclass(frozen=True)
class Shared:
    """What somebody shares by a code: always facts and rights, perhaps the talk up to a message."""

    id: str
    shares_transcript: bool
    until: int
    """The last message before the code."""
    made: datetime
    ends: datetime


@dataclass(frozen=True)
class Attempt:
    """What came of a code that a counsellor typed."""

    outcome: str
    conversation: str | None = None


_C, _O, _W = t.toegangscodes.c, t.geopende_codes.c, t.begeleiders.c
COLUMNS = (_C.id, _C.verloop, _C.tot, _C.gemaakt, _C.vervalt)


def make(
    connection: Connection,
    conversation: str,
    code_hash: str,
    transcript: bool,
    now: datetime,
    retention_days: int,
) -> Shared:
    """Keep a new code; the one before it ends. TooMany when there were many today.

    Args:
        connection: inside a transaction.
        conversation: whose code.
        code_hash: what is kept of it.
        transcript: whether the messages until now may be seen too.
        now: the moment of the consent.
        retention_days: how long a conversation is kept after its last use; 0 is for ever.
    """
    today = select(func.count()).where(_C.gesprek == conversation, _C.gemaakt > now - timedelta(days=1))
    if connection.execute(today).scalar_one() >= MOST_A_DAY:
        raise TooMany(conversation)
    revoke(connection, conversation, now)
    newest = conversations.number_of(connection, conversation, "")
    made = Shared(identity.new_id(), transcript, newest, now, now + timedelta(days=days_of(retention_days)))
    row = {"id": made.id, "gesprek": conversation, "code_hash": code_hash, "verloop": transcript}
    row |= {"tot": made.until, "gemaakt": now, "vervalt": made.ends}
    connection.execute(insert(t.toegangscodes).values(**row))
    conversations.touch(connection, conversation, now)
    return made


def revoke(connection: Connection, conversation: str, now: datetime) -> bool:
    """End the code; False when there was none that had not been revoked."""
    live = update(t.toegangscodes).where(_C.gesprek == conversation, _C.ingetrokken.is_(None))
    return bool(connection.execute(live.values(ingetrokken=now)).rowcount)


def find(connection: Connection, conversation: str, now: datetime) -> Shared | None:
    """The code that holds now."""
    query = select(*COLUMNS).where(_C.gesprek == conversation, _C.ingetrokken.is_(None), _C.vervalt > now)
    row = connection.execute(query).one_or_none()
    return None if row is None else Shared(*row)


def openings(connection: Connection, code: str) -> list[dict[str, Any]]:
    """When counsellors opened the code, and of which organisation."""
    query = select(_O.tijd, t.organisaties.c.naam).join(t.organisaties, t.organisaties.c.id == _O.organisatie)
    rows = connection.execute(query.where(_O.code == code).order_by(_O.tijd))
    return [{"tijd": identity.iso(time), "organisatie": name} for time, name in rows]


# ------------------------------------------------------------------ by a counsellor
def open_code(connection: Connection, who: Counsellor, code_hash: str | None, now: datetime) -> Attempt:
    """Open a code (None: what was typed is no code). Every judged try is in the log; a wrong one counts.

    The try is counted before it is judged, so that many at once gain nothing.
    """
    if not _may_try(connection, who, now):
        return Attempt(TOO_OFTEN)
    query = select(_C.id, _C.gesprek, _C.code_hash, _C.vervalt, _C.ingetrokken)
    row = connection.execute(query.where(_C.code_hash == code_hash)).one_or_none() if code_hash else None
    if row is None or not identity.same_hash(row.code_hash, code_hash or ""):
        audit.note(connection, who, "code_fout", None, now)
        return Attempt(WRONG)
    _set_tries(connection, who, codes_fout=_W.codes_fout - 1)
    if row.ingetrokken is not None or row.vervalt <= now:
        outcome = ENDED if row.ingetrokken is None else REVOKED
        noted: audit.Action = "code_verlopen" if outcome == ENDED else "code_ingetrokken"
        audit.note(connection, who, noted, row.gesprek, now)
        return Attempt(outcome)
    _keep_opening(connection, who, row.gesprek, row.id, now)
    audit.note(connection, who, "code_geopend", row.gesprek, now)
    return Attempt(OPENED, row.gesprek)


def _may_try(connection: Connection, who: Counsellor, now: datetime) -> bool:
    fresh = (_W.codes_sinds.is_(None)) | (_W.codes_sinds <= now - WITHIN)
    begin = update(t.begeleiders).where(_W.id == who.id, fresh).values(codes_sinds=now, codes_fout=0)
    connection.execute(begin)
    counted = update(t.begeleiders).where(_W.id == who.id, _W.codes_fout < TRIES)
    return connection.execute(counted.values(codes_fout=_W.codes_fout + 1)).rowcount == 1


def _set_tries(connection: Connection, who: Counsellor, **values: Any) -> None:
    connection.execute(update(t.begeleiders).where(_W.id == who.id).values(**values))


def _keep_opening(
    connection: Connection, who: Counsellor, conversation: str, code: str, now: datetime
) -> None:
    """The first time that this counsellor opens the code."""
    known = select(func.count()).where(_O.code == code, _O.begeleider == who.id)
    if not connection.execute(known).scalar_one():
        row = {"code": code, "gesprek": conversation, "begeleider": who.id, "organisatie": who.organisation}
        connection.execute(insert(t.geopende_codes).values(**row, tijd=now))


def opened_by(counsellor: Any, organisation: Any, now: Any) -> Any:
    """The condition of a code that holds now, and that this counsellor opened for this organisation."""
    own = and_(_O.begeleider == counsellor, _O.organisatie == organisation)
    opened = select(_O.code).where(_O.code == _C.id, own).exists()
    return and_(_C.ingetrokken.is_(None), _C.vervalt > now, opened)


def opened(connection: Connection, who: Counsellor, now: datetime) -> list[dict[str, Any]]:
    """What this counsellor may see by a code now, the newest first."""
    query = select(_C.gesprek, _C.vervalt).where(opened_by(who.id, who.organisation, now))
    return [dict(row._mapping) for row in connection.execute(query.order_by(_C.gemaakt.desc()).limit(50))]


def count_messages(connection: Connection, conversation: str, until: int) -> int:
    """How many messages go along with a code that shares them."""
    table = t.berichten.c
    query = select(func.count()).where(table.gesprek == conversation, table.volgnummer <= until)
    return int(connection.execute(query).scalar_one())
