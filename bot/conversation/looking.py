"""What there is to see of a conversation: its state, what is new, everything that is stored."""

from __future__ import annotations

import asyncio
import json
from datetime import date
from typing import TYPE_CHECKING, Any

from bot.conversation import answer as answers
from bot.conversation import identity, known, transcripts
from bot.conversation.errors import UnknownConversation
from bot.handover import storage as handovers
from bot.handover.desk import Desk
from bot.handover.views import view
from bot.people import audit
from bot.storage import Database, conversations
from bot.storage.conversations import Conversation, Snapshot, StoredMessage
from knowledge import Current, Knowledge

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection


REMEMBERED = 256


class Looking:
    """The reading side of the conversations."""

    def __init__(self, database: Database, current: Current, desk: Desk) -> None:
        self._database, self._versions, self._desk = database, current, desk
        self._made: dict[tuple[Any, ...], dict[str, Any]] = {}

    @property
    def _knowledge(self) -> Knowledge:
        """The version of the turn under way."""
        return self._versions.knowledge

    async def state(self, conversation: Conversation) -> dict[str, Any]:
        """The transcript and the present state."""
        messages, snapshot = await self._database.run(_transcript_and_snapshot, conversation.id)
        if snapshot is None:
            raise UnknownConversation(conversation.id)
        current = self._current(conversation, snapshot)
        return {
            **current,
            "overdracht": await self._desk.seen(conversation.id),
            "gesprek": conversation.id,
            "ingang": conversation.entrance,
            "gemaakt": identity.iso(conversation.created),
            "laatst_actief": identity.iso(conversation.last_active),
            "berichten": [transcripts.shown(message) for message in messages],
        }

    async def profile(self, conversation: Conversation) -> list[dict[str, Any]]:
        """Every fact that was told, with what is needed to correct it."""
        snapshot = await self._database.run(conversations.load_snapshot, conversation.id)
        if snapshot is None:
            raise UnknownConversation(conversation.id)
        return known.known_fields(self._knowledge, snapshot.slots)

    async def remembered(self, conversation: Conversation) -> tuple[dict[str, Any], date]:
        """What the dialogue remembers (its slots), and the day on which its answers hold."""
        snapshot = await self._database.run(conversations.load_snapshot, conversation.id)
        if snapshot is None:
            raise UnknownConversation(conversation.id)
        return snapshot.slots, reference_date_of(conversation)

    async def overview(self, conversation: Conversation) -> dict[str, Any]:
        """The state with the rights as they are now, provisional when the talk did not come that far.

        Somebody who told nothing has no rights to show yet.
        """
        snapshot = await self._database.run(conversations.load_snapshot, conversation.id)
        if snapshot is None:
            raise UnknownConversation(conversation.id)
        on = reference_date_of(conversation)
        now = answers.build_answer(self._knowledge, [], snapshot.slots, on, None, conversation.entrance)
        told = now["profiel"] or now["opleiding"]
        rights = answers.rights_of(self._knowledge, now, on, conversation.entrance) if told else None
        return {**now, "rechten": rights, "voorlopig": now["voorlopig"] or now["rechten"] is None}

    async def on_paper(self, state: dict[str, Any]) -> bytes:
        """A state or an overview of a conversation as PDF."""
        from bot.conversation.summary_pdf import make_pdf  # here: it loads the fonts

        return await asyncio.to_thread(make_pdf, state, self._knowledge)

    async def number_of(self, identifier: str, message: Any) -> int:
        """The number of a message; of the newest one when there is no such message in the conversation."""
        return await self._database.run(conversations.number_of, identifier, str(message))

    async def since(self, identifier: str, number: int) -> tuple[dict[str, Any] | None, int]:
        """What came after a message, as an answer (None: nothing), and the number of the newest.

        UnknownConversation when it was erased meanwhile.
        """
        newest, news = await self._database.run(_news, identifier, number)
        if news is None:
            return None, newest
        conversation, snapshot, theirs, seen = news
        answer = {**self._current(conversation, snapshot), "overdracht": seen}
        if [message.id for message in theirs] != [message["id"] for message in answer["berichten"]]:
            answer["berichten"] = [transcripts.shown(message) for message in theirs]
        return answer, newest

    def _current(self, conversation: Conversation, snapshot: Snapshot) -> dict[str, Any]:
        if snapshot.last_answer is not None:
            return answers.from_store(self._knowledge, snapshot.last_answer)
        return self._without_answer(conversation, snapshot)

    def _without_answer(self, conversation: Conversation, snapshot: Snapshot) -> dict[str, Any]:
        """How things stand before the bot answered anything. Dear to make, and the same for many."""
        on, entrance = reference_date_of(conversation), conversation.entrance
        key = (self._knowledge.version, on, entrance, json.dumps(snapshot.slots, sort_keys=True))
        if key not in self._made:
            if len(self._made) >= REMEMBERED:
                self._made.clear()
            self._made[key] = answers.build_answer(self._knowledge, [], snapshot.slots, on, None, entrance)
        return {**self._made[key]}

    async def export(self, conversation: Conversation) -> dict[str, Any]:
        """Everything that is stored about the conversation."""

        def work(connection: Connection) -> dict[str, Any]:
            return {
                "opgeslagen": conversations.everything(connection, conversation.id),
                "inzagen": audit.looks_at(connection, conversation.id),
                "aantal_notities": conversations.count_notes(connection, conversation.id),
            }

        found = await self._database.run(work)
        if not found["opgeslagen"]["gesprekken"]:
            raise UnknownConversation(conversation.id)
        return {"gesprek": conversation.id, "gemaakt_op": identity.iso(identity.now()), **found}


def reference_date_of(conversation: Conversation) -> date:
    """The day for which a conversation is answered."""
    given = conversation.reference_date
    return date.fromisoformat(given) if given else identity.today()


def _transcript_and_snapshot(
    connection: Connection, identifier: str
) -> tuple[list[StoredMessage], Snapshot | None]:
    return conversations.transcript(connection, identifier), conversations.load_snapshot(
        connection, identifier
    )


News = tuple[Conversation, Snapshot, list[StoredMessage], "dict[str, Any] | None"]


def _news(connection: Connection, identifier: str, number: int) -> tuple[int, News | None]:
    """The number of the newest message, and all that an open stream may have to tell after a message.

    None: nothing that somebody else than the visitor said.
    """
    newer = conversations.messages_after(connection, identifier, number)
    theirs = [message for _, message in newer if message.sender != transcripts.VISITOR]
    newest = newer[-1][0] if newer else number
    if not newer and conversations.find_conversation(connection, identifier) is None:
        raise UnknownConversation(identifier)
    found = conversations.find_with_snapshot(connection, identifier) if theirs else None
    if found is None:
        return newest, None
    handover = handovers.find(connection, identifier)
    return newest, (*found, theirs, view(connection, handover, identity.now()))
