"""What the dialogue asks of the service (a human, an appointment), done with the turn or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.appointments import storage as appointments
from bot.appointments import talk
from bot.appointments.telling import call_off, last_number
from bot.codes import storage as codes
from bot.conversation import answer as answers
from bot.conversation import transcripts
from bot.conversation.clients import NOT_WITH_APPOINTMENT, REFUSED, asks_to_share, holds_more_clients
from bot.handover import states
from bot.handover import storage as handovers
from bot.handover.desk import Desk
from bot.handover.storage import Handover
from bot.handover.views import view
from bot.network.talk import nearby_message
from bot.outside import outbox
from bot.storage import conversations
from bot.storage.conversations import TurnRecord

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection


@dataclass(frozen=True)
class Kept:
    """A turn that was written: who has the conversation now, what the answer gained, whose lists changed."""

    handover: Handover
    more: dict[str, Any]
    queues: frozenset[str | None]


def keep_turn(
    connection: Connection,
    desk: Desk,
    record: TurnRecord,
    requests: answers.Spoken,
    handover: Handover | None = None,
) -> Kept:
    """Write the turn with what it asked for; `handover`: as this transaction read it."""
    assert record.answer is not None
    said = list(record.answer["berichten"])
    queues: set[str | None] = set()
    more_clients = holds_more_clients(record.snapshot.slots)
    if more_clients:
        _wait_for_sharing(connection, record.conversation)
        # a code was made for one client: it never shows the next
        codes.revoke(connection, record.conversation, record.time)
        appointments.end_sharing(connection, record.conversation, record.time)
    for content in requests.wants("overdracht"):
        if more_clients:
            said.append(_add(record, answers.message(transcripts.SYSTEM, REFUSED)))
            break
        found, told = desk.ask_in(connection, record.conversation, content, record.time)
        said.append(_add(record, answers.message(transcripts.SYSTEM, told)))
        queues.add(found.organisation)
    for content in requests.wants("afspraak"):
        if more_clients and asks_to_share(content):
            said.append(_add(record, answers.message(transcripts.SYSTEM, NOT_WITH_APPOINTMENT)))
            continue
        done = talk.carry_out(desk.order(connection, record.conversation, content, record.time))
        said += [_add(record, message) for message in done.messages]
        queues |= done.changed
    for content in requests.wants("dienst"):
        near = nearby_message(connection, content)
        said += [_add(record, near)] if near else []
    found = handover or handovers.find(connection, record.conversation)
    more = {"berichten": said, "overdracht": view(connection, found, record.time)}
    record.answer.update(more)
    known = last_number(connection, record.conversation) if record.callbacks else None
    for content in record.callbacks:  # another moment for the call that is noted: the number stays
        if known and not content.get("telefoon"):
            content["telefoon"] = known
    if record.callbacks:  # a request made anew takes the place of the one that is open
        call_off(connection, record.conversation, record.time)
    conversations.store_turn(connection, record)
    for content in record.callbacks:
        queues.add(record.organisation)
        number = {"telefoon": content.get("telefoon"), "moment": content.get("moment")}
        outbox.publish(connection, record.organisation, outbox.CALL, record.conversation, number, record.time)
    return Kept(found, more, frozenset(queues))


def _wait_for_sharing(connection: Connection, conversation: str) -> None:
    """Let who is sharing the talk go first; Overtaken when a human was asked since a new client was begun."""
    before = conversations.load_snapshot(connection, conversation, lock=True)
    begins = before is not None and not holds_more_clients(before.slots)
    if begins and handovers.find(connection, conversation).state != states.BOT:
        raise conversations.Overtaken(conversation)


def _add(record: TurnRecord, message: dict[str, Any]) -> dict[str, Any]:
    record.messages.append(transcripts.stored(message, record.time))
    return message
