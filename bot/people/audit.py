"""The log of who looked at what: only added to, never changed. It holds no words of anybody."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select
from sqlalchemy.engine import Connection

from bot.conversation import identity
from bot.people.accounts import Counsellor
from bot.storage import tables as t

CLEARED = "log_opgeruimd"
FIELDS = ("volgnummer", "tijd", "organisatie", "begeleider", "naam", "actie", "gesprek", "details")


def pseudonym(conversation: str) -> str:
    """What stands in the log for a conversation: cannot be turned back once the conversation is erased."""
    return identity.token_hash(conversation)[:32]


def note(
    connection: Connection,
    who: Counsellor | None,
    action: str,
    conversation: str | None,
    now: datetime,
    details: dict[str, Any] | None = None,
) -> None:
    """Add a line."""
    row = {
        "tijd": now,
        "organisatie": who.organisation if who else None,
        "begeleider": who.id if who else None,
        "naam": who.name if who else None,
        "actie": action,
        "gesprek": None if conversation is None else pseudonym(conversation),
        "details": details,
    }
    connection.execute(insert(t.inzagelog).values(**row))


def lines(connection: Connection, organisation: str, limit: int | None = None) -> list[dict[str, Any]]:
    """The log of one organisation, newest first."""
    table = t.inzagelog
    query = select(*(table.c[name] for name in FIELDS)).where(table.c.organisatie == organisation)
    rows = connection.execute(query.order_by(table.c.volgnummer.desc()).limit(limit))
    return [{**row._mapping, "tijd": identity.iso(row.tijd)} for row in rows]


def looks_at(connection: Connection, conversation: str) -> list[dict[str, Any]]:
    """Who looked at this conversation, for the person it is about: when, which organisation, what."""
    table = t.inzagelog.c
    query = select(table.tijd, table.organisatie, table.actie).where(table.gesprek == pseudonym(conversation))
    return [
        {"tijd": identity.iso(time), "organisatie": organisation, "actie": action}
        for time, organisation, action in connection.execute(query.order_by(table.volgnummer))
    ]


def forget_before(connection: Connection, moment: datetime) -> int:
    """Take away the lines of before a moment, and note in each log how many went. The total.

    The database refuses lines of less than a year old.
    """
    table = t.inzagelog
    old = table.c.tijd < moment
    counted = select(table.c.organisatie, func.count()).where(old).group_by(table.c.organisatie)
    gone = {row[0]: int(row[1]) for row in connection.execute(counted).all()}
    if not gone:
        return 0
    connection.execute(delete(table).where(old))
    rows = [
        {"tijd": identity.now(), "organisatie": organisation, "actie": CLEARED, "details": {"aantal": number}}
        for organisation, number in gone.items()
    ]
    connection.execute(insert(table), rows)
    return sum(gone.values())


def as_csv(rows: list[dict[str, Any]]) -> str:
    """The log as CSV; a value that a spreadsheet would run as a formula is made harmless."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(FIELDS)
    for row in rows:
        writer.writerow([_harmless(row[name]) for name in FIELDS])
    return out.getvalue()


def _harmless(value: Any) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
