"""What is to be delivered, in the database. Each function is one step of a transaction.

A row is written in the transaction of what it tells of, so nothing is told that did not happen and nothing
that happened is forgotten. Its id is the idempotency key: a receiver may get it twice, never two of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, delete, func, insert, select, update
from sqlalchemy.engine import Connection

from bot.conversation import identity
from bot.storage import tables as t

MAIL, WEBHOOK = "mail", "webhook"
KINDS = (MAIL, WEBHOOK)
MADE, MOVED, CANCELLED = "afspraak_gemaakt", "afspraak_verplaatst", "afspraak_afgezegd"
CALL, CALL_OFF = "terugbellen_gevraagd", "terugbellen_ingetrokken"
HANDOVER, TEST = "overdracht_gevraagd", "proef"
APPOINTMENTS = (MADE, MOVED, CANCELLED)

WAITS = tuple(timedelta(seconds=seconds) for seconds in (5, 30, 120, 600, 3600, 10_800, 21_600, 43_200))
"""How long to wait after each failure; after the last one it is given up, a day after it happened."""
LEASE = timedelta(seconds=60)
"""How long one server has to deliver before another may try."""
KEPT = timedelta(days=7)
"""How long it stays known that something was delivered."""


@dataclass(frozen=True)
class Connected:
    """A system of an organisation."""

    id: str
    organisation: str
    kind: str
    address: str
    secret: str | None = None


@dataclass(frozen=True)
class Delivery:
    """Something to deliver, and where; without an address its connection is gone."""

    id: str
    kind: str
    event: str
    content: dict[str, Any]
    attempts: int
    made: datetime
    address: str | None
    secret: str | None


_K, _U = t.koppelingen.c, t.uitgaand.c
_CONNECTED = (_K.id, _K.organisatie, _K.soort, _K.adres, _K.geheim)


def connect(
    connection: Connection, organisation: str, kind: str, address: str, secret: str | None, now: datetime
) -> str:
    """A new connection; its id."""
    identifier = identity.new_message_id()[:12]
    row = {"id": identifier, "organisatie": organisation, "soort": kind, "adres": address}
    connection.execute(insert(t.koppelingen).values(**row, geheim=secret, gemaakt=now))
    return identifier


def connections(connection: Connection, organisation: str | None = None) -> list[Connected]:
    """The connections of an organisation, or of all."""
    query = select(*_CONNECTED)
    if organisation is not None:
        query = query.where(_K.organisatie == organisation)
    return [Connected(*row) for row in connection.execute(query.order_by(_K.organisatie, _K.gemaakt))]


def disconnect(connection: Connection, identifier: str) -> bool:
    """Take a connection away, with what was still to be delivered over it."""
    connection.execute(delete(t.uitgaand).where(_U.koppeling == identifier))
    return bool(connection.execute(delete(t.koppelingen).where(_K.id == identifier)).rowcount)


def publish(
    connection: Connection,
    organisation: str | None,
    event: str,
    conversation: str | None,
    content: dict[str, Any],
    now: datetime,
    person: str | None = None,
) -> int:
    """Put it in the outbox for every connection of the organisation, and for the person by mail. How many."""
    found = connections(connection, organisation) if organisation is not None else []
    told = {**content, "organisatie": organisation}
    for one in found:
        put(connection, one, event, conversation, content, now)
    if person:
        _insert(connection, None, MAIL, event, conversation, {**told, "aan": person}, now)
    return len(found) + bool(person)


def put(
    connection: Connection,
    to: Connected,
    event: str,
    conversation: str | None,
    content: dict[str, Any],
    now: datetime,
) -> None:
    """Put it in the outbox for one connection."""
    told = {**content, "organisatie": to.organisation}
    _insert(connection, to.id, to.kind, event, conversation, told, now)


def _insert(
    connection: Connection,
    to: str | None,
    kind: str,
    event: str,
    conversation: str | None,
    content: dict[str, Any],
    now: datetime,
) -> None:
    row = {"id": identity.new_id(), "gesprek": conversation, "koppeling": to, "soort": kind}
    row |= {"gebeurtenis": event, "inhoud": content, "pogingen": 0, "volgende": now, "gemaakt": now}  # type: ignore[dict-item]
    connection.execute(insert(t.uitgaand).values(**row))


def due(connection: Connection, now: datetime, limit: int = 20) -> list[Delivery]:
    """Take what is to be delivered now; nobody else gets it for a while."""
    query = (
        select(
            _U.id,
            _U.soort,
            _U.gebeurtenis,
            _U.inhoud,
            _U.pogingen,
            _U.gemaakt,
            _U.koppeling,
            _K.adres,
            _K.geheim,
        )
        .select_from(t.uitgaand.outerjoin(t.koppelingen, _K.id == _U.koppeling))
        .where(_U.klaar.is_(None), _U.volgende <= now)
        .order_by(_U.volgende, _U.gemaakt)
        .limit(limit)
    )
    taken = []
    for row in connection.execute(query).all():
        mine = and_(_U.id == row.id, _U.pogingen == row.pogingen, _U.klaar.is_(None))
        leased = update(t.uitgaand).where(mine).values(pogingen=row.pogingen + 1, volgende=now + LEASE)
        if connection.execute(leased).rowcount == 1:
            address = row.inhoud.get("aan") if row.koppeling is None else row.adres
            taken.append(
                Delivery(
                    row.id,
                    row.soort,
                    row.gebeurtenis,
                    row.inhoud,
                    row.pogingen + 1,
                    row.gemaakt,
                    address,
                    row.geheim,
                )
            )
    return taken


def withdraw(connection: Connection, event: str, conversation: str) -> list[Connected]:
    """What was not delivered yet of an event of a conversation is not delivered; who heard it already."""
    about = and_(_U.gesprek == conversation, _U.gebeurtenis == event)
    connection.execute(delete(t.uitgaand).where(about, _U.klaar.is_(None)))
    heard = select(_U.koppeling).where(about, _U.fout.is_(None))
    query = select(*_CONNECTED).where(_K.id.in_(heard)).order_by(_K.gemaakt)
    return [Connected(*row) for row in connection.execute(query)]


def delivered(connection: Connection, delivery: Delivery, now: datetime) -> None:
    """It arrived: what it said is wiped."""
    _finish(connection, delivery, klaar=now, inhoud={}, fout=None)


def failed(connection: Connection, delivery: Delivery, why: str, now: datetime, *, final: bool) -> bool:
    """It did not arrive: try again later, or give up and wipe it. Whether it was given up."""
    over = final or delivery.attempts > len(WAITS)
    if over:
        _finish(connection, delivery, klaar=now, inhoud={}, fout=why[:100])
    else:
        _finish(connection, delivery, volgende=now + WAITS[delivery.attempts - 1], fout=why[:100])
    return over


def _finish(connection: Connection, delivery: Delivery, **values: Any) -> None:
    connection.execute(update(t.uitgaand).where(_U.id == delivery.id).values(**values))


def forget(connection: Connection, now: datetime) -> int:
    """Forget what was delivered or given up long ago."""
    old = and_(_U.klaar.is_not(None), _U.klaar < now - KEPT)
    return int(connection.execute(delete(t.uitgaand).where(old)).rowcount)


def state(connection: Connection) -> dict[str, int]:
    """How many wait, were delivered and were given up."""
    waiting = select(func.count()).where(_U.klaar.is_(None))
    arrived = select(func.count()).where(_U.klaar.is_not(None), _U.fout.is_(None))
    lost = select(func.count()).where(_U.klaar.is_not(None), _U.fout.is_not(None))
    rows = [connection.execute(query).scalar_one() for query in (waiting, arrived, lost)]
    return dict(zip(("wacht", "bezorgd", "opgegeven"), map(int, rows), strict=True))
