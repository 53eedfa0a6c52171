"""The log of who looked at what: only added to, never changed. It holds no words of anybody."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import delete, func, insert, or_, select
from sqlalchemy.engine import Connection

from bot.conversation import identity
from bot.people.accounts import Counsellor
from bot.storage import tables as t

Action = Literal[
    "aan_dienst",
    "aangemeld",
    "aanmelden_mislukt",
    "account_code_aan",
    "account_code_uit",
    "account_elders_afgemeld",
    "account_geblokkeerd",
    "account_gemaakt",
    "account_gewijzigd",
    "account_nieuw_wachtwoord",
    "account_toegelaten",
    "afgemeld",
    "afdruk",
    "afspraak_afgezegd",
    "afspraak_verzet",
    "agenda",
    "agendabestand",
    "code_fout",
    "code_geopend",
    "code_ingetrokken",
    "code_verlopen",
    "feit",
    "feit_niet_bewaard",
    "geeft_door",
    "intake",
    "inzien",
    "log_opgeruimd",
    "log_uitgevoerd",
    "moment_weg",
    "momenten",
    "neemt",
    "notitie",
    "sluit_af",
    "teruggebeld",
    "toch_niet_gebeld",
    "uit_dienst",
    "wachtrij",
    "zet_terug",
]
"""Everything that is noted; the type of `note`, so that nothing else can be."""
CLEARED: Action = "log_opgeruimd"
LISTS = ("agenda", "wachtrij")
"""Looks at several conversations at once; which ones stands in the details."""
FIELDS = ("volgnummer", "tijd", "organisatie", "begeleider", "naam", "actie", "gesprek", "details")


def pseudonym(conversation: str) -> str:
    """What stands in the log for a conversation: cannot be turned back once the conversation is erased."""
    return identity.token_hash(conversation)[:32]


def note(
    connection: Connection,
    who: Counsellor | None,
    action: Action,
    conversation: str | None,
    now: datetime,
    details: dict[str, Any] | None = None,
) -> None:
    """Add a line."""
    _add(connection, who, action, conversation, now, details)


def _add(
    connection: Connection,
    who: Counsellor | None,
    action: Action,
    conversation: str | None,
    now: datetime,
    details: dict[str, Any] | None,
) -> int:
    row = {
        "tijd": now,
        "organisatie": who.organisation if who else None,
        "begeleider": who.id if who else None,
        "naam": who.name if who else None,
        "actie": action,
        "gesprek": None if conversation is None else pseudonym(conversation),
        "details": details,
    }
    added: int = connection.execute(insert(t.inzagelog).values(**row)).inserted_primary_key[0]
    return added


def note_list(
    connection: Connection, who: Counsellor, action: Action, conversations: Sequence[str], now: datetime
) -> None:
    """Add one line for a look at a list (`LISTS`) with these conversations."""
    seen = sorted({pseudonym(conversation) for conversation in conversations})
    line = _add(connection, who, action, None, now, {"gesprekken": seen})
    if seen:
        connection.execute(insert(t.inzagelog_lijsten), [{"gesprek": name, "regel": line} for name in seen])


def lines(connection: Connection, organisation: str, limit: int | None = None) -> list[dict[str, Any]]:
    """The log of one organisation, newest first. Times are those of the Belgian clock, with its offset."""
    table = t.inzagelog
    query = select(*(table.c[name] for name in FIELDS)).where(table.c.organisatie == organisation)
    rows = connection.execute(query.order_by(table.c.volgnummer.desc()).limit(limit))
    return [{**row._mapping, "tijd": identity.local_iso(row.tijd)} for row in rows]


def looks_at(connection: Connection, conversation: str) -> list[dict[str, Any]]:
    """Who looked at this conversation, also in a list, for the person: when, which organisation, what."""
    table, name = t.inzagelog.c, pseudonym(conversation)
    lists = select(t.inzagelog_lijsten.c.regel).where(t.inzagelog_lijsten.c.gesprek == name)
    query = select(table.tijd, table.organisatie, table.actie).where(
        or_(table.gesprek == name, table.volgnummer.in_(lists))
    )
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
