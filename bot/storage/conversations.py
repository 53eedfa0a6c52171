"""Reading and writing conversations. Each function takes a connection and is one step of a transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Table, bindparam, delete, func, insert, select, update
from sqlalchemy.engine import Connection, Row
from sqlalchemy.exc import IntegrityError

from bot.storage import tables as t


class Overtaken(Exception):
    """Another writer changed the conversation after it was read."""


class AlreadyAnswered(Exception):
    """Another writer stored an answer to the same message first."""


@dataclass(frozen=True)
class Conversation:
    """A conversation's fixed data."""

    id: str
    token_hash: str
    entrance: str
    reference_date: str | None
    language: str
    created: datetime
    last_active: datetime


@dataclass(frozen=True)
class Snapshot:
    """What one turn needs of all the turns before it."""

    version: int = 0
    slots: dict[str, Any] = field(default_factory=dict)
    recent: list[dict[str, Any]] = field(default_factory=list)
    last_answer: dict[str, Any] | None = None


@dataclass(frozen=True)
class StoredMessage:
    """One line of the transcript."""

    id: str
    sender: str
    text: str
    time: datetime
    choices: list[dict[str, str]] = field(default_factory=list)
    cards: list[dict[str, Any]] = field(default_factory=list)
    topic: str | None = None


@dataclass(frozen=True)
class TurnRecord:
    """Everything that one turn leaves behind, written in one transaction."""

    conversation: str
    time: datetime
    messages: list[StoredMessage]
    snapshot: Snapshot
    client_id: str | None = None
    answer: dict[str, Any] | None = None
    events: Sequence[dict[str, Any]] = ()
    callbacks: Sequence[dict[str, Any]] = ()
    same_snapshot: bool = False
    """Whether the snapshot is as it was: only its version goes up."""
    organisation: str | None = None
    """Which organisation is to call back."""


_TALK, _NOW, _MESSAGE = t.gesprekken.c, t.momentopnames.c, t.berichten.c
_OF = bindparam("gesprek_")
_SNAPSHOT_COLUMNS = (_NOW.versie, _NOW.slots, _NOW.recent, _NOW.laatste_antwoord)
# The statements of every message are made once: building one costs more than running it.
_SNAPSHOT = select(*_SNAPSHOT_COLUMNS).where(_NOW.gesprek == _OF)
_LOCKED_SNAPSHOT = _SNAPSHOT.with_for_update()
_WITH_SNAPSHOT = (
    select(t.gesprekken, *_SNAPSHOT_COLUMNS)
    .join(t.momentopnames, _NOW.gesprek == _TALK.id)
    .where(_TALK.id == _OF)
)
_RAISE_VERSION = (
    update(t.momentopnames)
    .where(_NOW.gesprek == _OF, _NOW.versie == bindparam("gelezen"))
    .values(versie=_NOW.versie + 1)
)
_TOUCH = update(t.gesprekken).where(_TALK.id == _OF).values(laatst_actief=bindparam("nu"))
_INSERT_MESSAGES = insert(t.berichten)
_AFTER = (
    select(
        _MESSAGE.volgnummer,
        _MESSAGE.id,
        _MESSAGE.van,
        _MESSAGE.tekst,
        _MESSAGE.tijd,
        _MESSAGE.keuzes,
        _MESSAGE.kaarten,
        _MESSAGE.onderwerp,
    )
    .where(_MESSAGE.gesprek == _OF, _MESSAGE.volgnummer > bindparam("na"))
    .order_by(_MESSAGE.volgnummer)
)


def open_conversation(connection: Connection, conversation: Conversation, turn: TurnRecord) -> None:
    """Store a new conversation with its opening messages and first snapshot."""
    connection.execute(
        insert(t.gesprekken).values(
            id=conversation.id,
            token_hash=conversation.token_hash,
            ingang=conversation.entrance,
            peildatum=conversation.reference_date,
            taal=conversation.language,
            gemaakt=conversation.created,
            laatst_actief=conversation.last_active,
        )
    )
    add_messages(connection, conversation.id, turn.messages)
    connection.execute(
        insert(t.momentopnames).values(gesprek=conversation.id, versie=0, **_snapshot_values(turn.snapshot))
    )


def find_conversation(connection: Connection, identifier: str) -> Conversation | None:
    """The conversation with this id."""
    row = connection.execute(select(t.gesprekken).where(t.gesprekken.c.id == identifier)).one_or_none()
    return None if row is None else Conversation(*row)


def find_with_snapshot(connection: Connection, identifier: str) -> tuple[Conversation, Snapshot] | None:
    """The conversation and its snapshot."""
    row = connection.execute(_WITH_SNAPSHOT, {"gesprek_": identifier}).one_or_none()
    return None if row is None else (Conversation(*row[:7]), Snapshot(*row[7:]))


def token_exists(connection: Connection, token_hash: str) -> bool:
    """Whether this token belongs to any conversation."""
    query = select(t.gesprekken.c.id).where(t.gesprekken.c.token_hash == token_hash)
    return connection.execute(query).first() is not None


def load_snapshot(connection: Connection, identifier: str, lock: bool = False) -> Snapshot | None:
    """The snapshot of a conversation; None when the conversation is gone.

    `lock`: nobody else changes it, or locks it, until this transaction ends. (In SQLite nobody can anyway.)
    """
    row = connection.execute(_LOCKED_SNAPSHOT if lock else _SNAPSHOT, {"gesprek_": identifier}).one_or_none()
    return None if row is None else Snapshot(*row)


def stored_answer(connection: Connection, identifier: str, client_id: str) -> dict[str, Any] | None:
    """The answer given before to a message with this client-made id."""
    table = t.verwerkte_berichten.c
    query = select(table.antwoord).where(table.gesprek == identifier, table.bericht_id == client_id)
    return connection.execute(query).scalar_one_or_none()


def store_turn(connection: Connection, turn: TurnRecord) -> None:
    """Write what a turn left behind; raises Overtaken or AlreadyAnswered when somebody else was first."""
    _replace_snapshot(connection, turn)
    add_messages(connection, turn.conversation, turn.messages)
    _insert_answer(connection, turn)
    _insert_events(connection, turn)
    for content in turn.callbacks:
        row = {"gesprek": turn.conversation, "inhoud": content, "tijd": turn.time}
        row["organisatie"] = turn.organisation
        connection.execute(insert(t.terugbelverzoeken).values(row))
    touch(connection, turn.conversation, turn.time)


def touch(connection: Connection, identifier: str, now: datetime) -> None:
    """Somebody said something in this conversation now."""
    connection.execute(_TOUCH, {"gesprek_": identifier, "nu": now})


def _replace_snapshot(connection: Connection, turn: TurnRecord) -> None:
    table = t.momentopnames
    expected = turn.snapshot.version
    if turn.same_snapshot:
        done = connection.execute(_RAISE_VERSION, {"gesprek_": turn.conversation, "gelezen": expected})
    else:
        change = update(table).where(table.c.gesprek == turn.conversation, table.c.versie == expected)
        done = connection.execute(change.values(versie=expected + 1, **_snapshot_values(turn.snapshot)))
    if done.rowcount != 1:
        raise Overtaken(turn.conversation)


def _insert_answer(connection: Connection, turn: TurnRecord) -> None:
    if turn.client_id is None:
        return
    row = {
        "gesprek": turn.conversation,
        "bericht_id": turn.client_id,
        "antwoord": turn.answer,
        "tijd": turn.time,
    }
    try:
        connection.execute(insert(t.verwerkte_berichten).values(row))
    except IntegrityError as error:
        raise AlreadyAnswered(turn.client_id) from error


def _insert_events(connection: Connection, turn: TurnRecord) -> None:
    rows = [
        {"gesprek": turn.conversation, "soort": str(event.get("event")), "inhoud": event}
        for event in turn.events
    ]
    if rows:
        connection.execute(insert(t.gebeurtenissen), rows)


def add_messages(connection: Connection, identifier: str, messages: Sequence[StoredMessage]) -> None:
    """Put messages at the end of the transcript.

    One writer at a time for each conversation: numbers then come in the order in which they can be read, and
    who reads what is newer than a number skips nothing.
    """
    if connection.dialect.name != "sqlite":  # where one transaction at a time writes anyway
        connection.execute(select(t.gesprekken.c.id).where(t.gesprekken.c.id == identifier).with_for_update())
    rows = [
        {
            "id": message.id,
            "gesprek": identifier,
            "van": message.sender,
            "tekst": message.text,
            "keuzes": message.choices,
            "kaarten": message.cards,
            "onderwerp": message.topic,
            "tijd": message.time,
        }
        for message in messages
    ]
    if rows:
        connection.execute(_INSERT_MESSAGES, rows)


def _snapshot_values(snapshot: Snapshot) -> dict[str, Any]:
    return {"slots": snapshot.slots, "recent": snapshot.recent, "laatste_antwoord": snapshot.last_answer}


def transcript(connection: Connection, identifier: str) -> list[StoredMessage]:
    """All messages of a conversation, in order."""
    table = t.berichten.c
    query = select(table.id, table.van, table.tekst, table.tijd, table.keuzes, table.kaarten, table.onderwerp)
    rows = connection.execute(query.where(table.gesprek == identifier).order_by(table.volgnummer))
    return [StoredMessage(*row) for row in rows]


def messages_after(connection: Connection, identifier: str, number: int) -> list[tuple[int, StoredMessage]]:
    """The messages after this number, each with its own number, in order."""
    rows = connection.execute(_AFTER, {"gesprek_": identifier, "na": number})
    return [(row[0], StoredMessage(*row[1:])) for row in rows]


def number_of(connection: Connection, identifier: str, message: str) -> int:
    """The number of a message of this conversation; of its newest when it has no such message."""
    table = t.berichten.c
    query = select(table.volgnummer).where(table.gesprek == identifier, table.id == message)
    number = connection.execute(query).scalar_one_or_none()
    newest = select(func.max(table.volgnummer)).where(table.gesprek == identifier)
    return int(connection.execute(newest).scalar_one() or 0) if number is None else int(number)


def everything(connection: Connection, identifier: str) -> dict[str, list[dict[str, Any]]]:
    """Every stored row about a conversation, by table; only the hashes of token and codes stay out."""
    found = {"gesprekken": _rows(connection, t.gesprekken, t.gesprekken.c.id == identifier)}
    for table in t.OF_A_CONVERSATION:
        if table is not t.notities:
            found[table.name] = _rows(connection, table, table.c.gesprek == identifier)
    for row in found["gesprekken"]:
        del row["token_hash"]
    for row in found["toegangscodes"]:
        del row["code_hash"]
    return found


def count_notes(connection: Connection, identifier: str) -> int:
    """How many notes counsellors made; their words are theirs, and stay out of the export."""
    query = select(func.count()).where(t.notities.c.gesprek == identifier)
    return int(connection.execute(query).scalar_one())


def _rows(connection: Connection, table: Table, condition: Any) -> list[dict[str, Any]]:
    query = select(table).where(condition).order_by(*table.primary_key.columns)
    return [_plain(row) for row in connection.execute(query)]


def _plain(row: Row) -> dict[str, Any]:
    return {
        name: value.isoformat() + "Z" if isinstance(value, datetime) else value
        for name, value in row._mapping.items()
    }


def erase(connection: Connection, identifier: str) -> bool:
    """Delete a conversation and all that hangs on it; False when there was none."""
    made = select(t.afspraken.c.id).where(t.afspraken.c.gesprek == identifier)
    connection.execute(update(t.momenten).where(t.momenten.c.afspraak.in_(made)).values(afspraak=None))
    for table in t.OF_A_CONVERSATION:  # also without foreign keys switched on
        connection.execute(delete(table).where(table.c.gesprek == identifier))
    return bool(connection.execute(delete(t.gesprekken).where(t.gesprekken.c.id == identifier)).rowcount)


def inactive_since(connection: Connection, moment: datetime, limit: int = 500) -> list[str]:
    """Ids of conversations without activity since the moment, oldest first."""
    table = t.gesprekken.c
    query = select(table.id).where(table.laatst_actief < moment).order_by(table.laatst_actief).limit(limit)
    return list(connection.execute(query).scalars())


def count_conversations(connection: Connection) -> int:
    """How many conversations are stored."""
    return int(connection.execute(select(func.count()).select_from(t.gesprekken)).scalar_one())
