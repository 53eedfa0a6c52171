"""Where each fact comes from: said by whom, when, in which words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select

from bot.conversation import identity
from bot.conversation.answer import accepted_facts
from bot.conversation.display import facts_in_words
from bot.people.accounts import Counsellor
from bot.storage import conversations
from bot.storage import tables as t
from bot.storage.conversations import Snapshot, TurnRecord
from knowledge import Knowledge

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

BY_COUNSELLOR = "feit_begeleider"
SECTIONS = ("profiel", "opleiding")


@dataclass(frozen=True)
class Told:
    """The origin of one fact."""

    by: str
    at: datetime | None
    words: str = ""


def origins(connection: Connection, conversation: str, speaker: str) -> dict[str, Told]:
    """By bare name: who told the present value. `speaker` is who types in this conversation."""
    table = t.gebeurtenissen.c
    kinds = ("user", "slot", BY_COUNSELLOR)
    query = select(table.soort, table.inhoud).where(table.gesprek == conversation, table.soort.in_(kinds))
    known: dict[str, dict[str, Any]] = {section: {} for section in SECTIONS}
    found: dict[str, Told] = {}
    said = Told(speaker, None)
    for kind, event in connection.execute(query.order_by(table.volgnummer)):
        if kind == "user":
            said = Told(speaker, _moment(event), _words(event))
        elif kind == BY_COUNSELLOR:
            known[event["deel"]] = {**known[event["deel"]], event["veld"]: event["waarde"]}
            found[event["veld"]] = _by_counsellor(event)
        elif event.get("name") in SECTIONS:
            values = event.get("value") or {}
            before = known[event["name"]]
            found |= {name: said for name, value in values.items() if before.get(name) != value}
            known[event["name"]] = values
    return found


def without_words(found: dict[str, Told]) -> dict[str, Told]:
    """The same origins without what was typed, for who may not read the messages."""
    return {name: replace(origin, words="") for name, origin in found.items()}


def _by_counsellor(event: dict[str, Any]) -> Told:
    """Of a fact that a counsellor set, or that the person told and a counsellor confirmed."""
    said = event.get("gezegd")
    if said is None:
        return Told(event["naam"], datetime.fromisoformat(event["tijd"]))
    by = f"bezoeker, bevestigd door {event['naam']}"
    return Told(by, datetime.fromisoformat(said["tijd"]), said["woorden"])


def _moment(event: dict[str, Any]) -> datetime | None:
    stamp = event.get("timestamp")
    return datetime.fromtimestamp(stamp, timezone.utc).replace(tzinfo=None) if stamp else None


def _words(event: dict[str, Any]) -> str:
    text = str(event.get("text") or "")
    return "" if text.startswith("/") else text


def set_fact(
    connection: Connection,
    knowledge: Knowledge,
    conversation: str,
    who: Counsellor,
    field: str,
    value: Any,
    said: tuple[datetime, str] | None = None,
) -> None:
    """Let a counsellor change a fact (None: forget it); Overtaken when a message came in between.

    Args:
        said: when the person told it, in which words, when the counsellor only confirms.
    """
    key = knowledge.vocabulary.locate(field)
    section = "opleiding" if key.startswith("opleiding.") else "profiel"
    snapshot = conversations.load_snapshot(connection, conversation) or Snapshot()
    facts = {**(snapshot.slots.get(section) or {}), field: value}
    if value is None:
        facts.pop(field)
    else:
        checked = {"profiel": {}, "opleiding": {}, section: {field: value}}
        knowledge.facts(checked["profiel"], checked["opleiding"])
    now = identity.now()
    event = {"event": BY_COUNSELLOR, "deel": section, "veld": field, "waarde": value}
    event |= {"naam": who.name, "tijd": now.isoformat()}
    if said is not None:
        event["gezegd"] = {"tijd": said[0].isoformat(), "woorden": said[1]}
    slots = {**snapshot.slots, section: facts}
    turn = TurnRecord(conversation, now, [], _with(knowledge, snapshot, slots))
    conversations.store_turn(connection, turn)
    row = {"gesprek": conversation, "soort": BY_COUNSELLOR, "inhoud": event}
    connection.execute(insert(t.gebeurtenissen).values(**row))


def _with(knowledge: Knowledge, snapshot: Snapshot, slots: dict[str, Any]) -> Snapshot:
    """The snapshot with these slots, also in the answer that tells the visitor how things stand."""
    last = snapshot.last_answer
    if last is not None:
        facts = accepted_facts(knowledge, slots.get("profiel") or {}, slots.get("opleiding") or {})
        told = {"profiel": dict(facts.profiel), "opleiding": dict(facts.opleiding)}
        last = {**last, **told, "feiten": facts_in_words(knowledge, facts)}
    return Snapshot(snapshot.version, slots, snapshot.recent, last)
