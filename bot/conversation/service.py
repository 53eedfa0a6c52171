"""Conversations as one service: every door (REST, WebSocket, terminal) goes through here."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import IntegrityError

from actions.texts import text as dialogue_text
from bot.conversation import answer as answers
from bot.conversation import choices, identity
from bot.conversation.errors import Busy, ForeignToken, InvalidToken, NotOffered, UnknownConversation
from bot.locks import ConversationLocks
from bot.logs import describe_error
from bot.nlu.memory import forget_readings
from bot.settings import Settings
from bot.storage import Database, conversations
from bot.storage.conversations import Conversation, Snapshot, StoredMessage, TurnRecord
from bot.texts import APOLOGY, OPENING_KNOWN, TOO_LONG
from knowledge import Current, Knowledge

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from bot.runtime.dialogue import Dialogue
    from bot.runtime.engine import TurnOutput

logger = logging.getLogger(__name__)
LANGUAGE = "nl"
VISITOR = "gebruiker"


@dataclass(frozen=True)
class Incoming:
    """One message of a visitor: a text or a choice."""

    text: str | None = None
    choice: str | None = None
    client_id: str | None = None


@dataclass(frozen=True)
class Opened:
    """A new conversation, with the only copy of its token."""

    id: str
    token: str
    messages: list[dict[str, Any]]


@dataclass(frozen=True)
class Answered:
    """The answer object; not fresh when it was given before."""

    answer: dict[str, Any]
    fresh: bool


@dataclass(frozen=True)
class _Outcome:
    """What the dialogue made of one message, also when it failed."""

    messages: list[dict[str, Any]]
    requests: answers.Spoken
    slots: dict[str, Any]
    recent: list[dict[str, Any]]
    events: list[dict[str, Any]]
    parse_data: dict[str, Any] | None


class Conversations:
    """Opens, answers, shows and erases conversations."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        current: Current,
        dialogue: Dialogue,
        failed: Callable[[str], None] = lambda what: None,
    ) -> None:
        self._settings = settings
        self._database = database
        self._versions = current
        self._dialogue = dialogue
        self._failed = failed
        self._locks = ConversationLocks()

    @property
    def _knowledge(self) -> Knowledge:
        """The version of the turn under way."""
        return self._versions.knowledge

    async def open(
        self, entrance: str, reference_date: date | None, known: dict[str, dict[str, Any]]
    ) -> Opened:
        """Start a conversation; works before the language model is loaded."""
        identifier, token, now = identity.new_id(), identity.new_token(), identity.now()
        messages = _opening(entrance, bool(known))
        conversation = Conversation(
            id=identifier,
            token_hash=identity.token_hash(token),
            entrance=entrance,
            reference_date=reference_date.isoformat() if reference_date else None,
            language=LANGUAGE,
            created=now,
            last_active=now,
        )
        slots = {name: facts for name, facts in known.items() if facts}
        stored = [_stored(message, now) for message in messages]
        turn = TurnRecord(identifier, now, stored, Snapshot(slots=slots))
        await self._database.run(conversations.open_conversation, conversation, turn)
        return Opened(identifier, token, messages)

    async def authorise(self, identifier: str, token: str) -> Conversation:
        """The conversation, if the token is its own."""
        return await self._database.run(self._authorised, identifier, token)

    def _authorised(self, connection: Connection, identifier: str, token: str) -> Conversation:
        found = conversations.find_conversation(connection, identifier)
        given = identity.token_hash(token)
        if found is None:
            raise UnknownConversation(identifier)
        if not identity.same_hash(found.token_hash, given):
            foreign = conversations.token_exists(connection, given)
            raise ForeignToken(identifier) if foreign else InvalidToken(identifier)
        if identity.now() - found.last_active > timedelta(days=self._settings.token_days):
            raise InvalidToken(identifier)
        return found

    async def send(self, conversation: Conversation, incoming: Incoming) -> Answered:
        """Answer one message at a time per conversation; the same client id again gives the same answer."""
        async with self._locks.of(conversation.id):
            with self._versions.turn():
                return await self._turn(conversation, incoming)

    async def _turn(self, conversation: Conversation, incoming: Incoming) -> Answered:
        known, snapshot = await self._database.run(_start_of_turn, conversation.id, incoming.client_id)
        if known is not None:
            return Answered(answers.from_store(self._knowledge, known), fresh=False)
        if snapshot is None:
            raise UnknownConversation(conversation.id)
        await self._dialogue.wait(self._settings.model_wait)
        return await self._answer(conversation, incoming, snapshot)

    async def _answer(self, conversation: Conversation, incoming: Incoming, snapshot: Snapshot) -> Answered:
        on = _reference_date(conversation)
        said = self._words_of(incoming, snapshot)
        outcome, answer = await self._ask(conversation, incoming, snapshot, on)
        if outcome.requests.wants("wissen"):
            await self._erase(conversation)
            return Answered({**answer, "gewist": True}, fresh=True)
        return await self._keep(conversation, incoming, snapshot, said, outcome, answer)

    def _words_of(self, incoming: Incoming, snapshot: Snapshot) -> str:
        """What the transcript shows for a message; refuses a choice that does not belong to the question."""
        if incoming.choice is None:
            return incoming.text or ""
        title = choices.title_of(snapshot.last_answer, incoming.choice)
        question = snapshot.slots.get("vraag")
        if title is None and not choices.is_legal_value(self._knowledge, question, incoming.choice):
            raise NotOffered(incoming.choice)
        return title or incoming.choice

    async def _ask(
        self, conversation: Conversation, incoming: Incoming, snapshot: Snapshot, on: date
    ) -> tuple[_Outcome, dict[str, Any]]:
        """Let the dialogue answer. When it fails, the visitor hears so and loses nothing."""
        try:
            outcome = self._outcome(incoming, await self._take_turn(conversation, incoming, snapshot, on))
            return outcome, self._built(outcome, on, conversation.entrance)
        except Exception as error:
            logger.error("a turn failed: %s", describe_error(error))
            self._failed("beurt")
            sorry = answers.Spoken([answers.bot_message(APOLOGY)], [])
            outcome = _Outcome(sorry.messages, sorry, snapshot.slots, snapshot.recent, [], None)
            return outcome, self._built(outcome, on, conversation.entrance)

    def _built(self, outcome: _Outcome, on: date, entrance: str) -> dict[str, Any]:
        understood = answers.understood_from(self._knowledge, outcome.parse_data)
        return answers.build_answer(
            self._knowledge, outcome.messages, outcome.slots, on, understood, entrance
        )

    def _outcome(self, incoming: Incoming, output: TurnOutput) -> _Outcome:
        said = answers.spoken(output.messages)
        messages = [*self._note_on_length(incoming), *said.messages]
        return _Outcome(messages, said, output.slots, output.recent, output.events, output.parse_data)

    async def _take_turn(
        self, conversation: Conversation, incoming: Incoming, snapshot: Snapshot, on: date
    ) -> TurnOutput:
        from bot.runtime.engine import TurnInput

        turn = TurnInput(
            conversation=conversation.id,
            text=readable(incoming.text or "", self._settings.max_text),
            choice=incoming.choice,
            slots=snapshot.slots,
            recent=snapshot.recent,
            metadata={
                "ingang": conversation.entrance,
                "peildatum": on.isoformat(),
                "vraag": snapshot.slots.get("vraag"),
                "bewaartermijn": self._settings.retention_days or None,
            },
            message_id=identity.new_message_id(),
        )
        return await self._dialogue.turn(turn, self._settings.turn_timeout)

    def _note_on_length(self, incoming: Incoming) -> list[dict[str, Any]]:
        limit = self._settings.max_text
        if len(incoming.text or "") <= limit:
            return []
        return [answers.bot_message(TOO_LONG.format(limit=limit))]

    async def _keep(
        self,
        conversation: Conversation,
        incoming: Incoming,
        snapshot: Snapshot,
        said: str,
        outcome: _Outcome,
        answer: dict[str, Any],
    ) -> Answered:
        now, kept = identity.now(), answers.to_store(answer)
        own = StoredMessage(identity.new_message_id(), VISITOR, said, now)
        record = TurnRecord(
            conversation=conversation.id,
            time=now,
            messages=[own, *(_stored(message, now) for message in outcome.messages)],
            snapshot=replace(snapshot, slots=outcome.slots, recent=outcome.recent, last_answer=kept),
            client_id=incoming.client_id,
            answer=kept,
            events=outcome.events,
            callbacks=outcome.requests.wants("terugbelverzoek"),
        )
        handover = outcome.requests.wants("overdracht")
        try:
            await self._database.run(_store, record, handover)
        except conversations.AlreadyAnswered:
            return await self._first_answer(conversation, incoming)
        except conversations.Overtaken as error:
            return await self._first_answer(conversation, incoming, error)
        return Answered(answer, fresh=True)

    async def _first_answer(
        self, conversation: Conversation, incoming: Incoming, cause: Exception | None = None
    ) -> Answered:
        """The answer that another server gave to the same message; Busy when it was another message."""
        known, snapshot = await self._database.run(_start_of_turn, conversation.id, incoming.client_id)
        if known is not None:
            return Answered(answers.from_store(self._knowledge, known), fresh=False)
        if snapshot is None:
            raise UnknownConversation(conversation.id) from cause
        raise Busy(conversation.id) from cause

    async def state(self, conversation: Conversation) -> dict[str, Any]:
        """The transcript and the present state."""
        messages, snapshot = await self._database.run(_transcript_and_snapshot, conversation.id)
        if snapshot is None:
            raise UnknownConversation(conversation.id)
        current = self._current(conversation, snapshot)
        return {
            **current,
            "gesprek": conversation.id,
            "ingang": conversation.entrance,
            "gemaakt": identity.iso(conversation.created),
            "laatst_actief": identity.iso(conversation.last_active),
            "berichten": [_shown(message) for message in messages],
        }

    def _current(self, conversation: Conversation, snapshot: Snapshot) -> dict[str, Any]:
        if snapshot.last_answer is not None:
            return answers.from_store(self._knowledge, snapshot.last_answer)
        on = _reference_date(conversation)
        return answers.build_answer(self._knowledge, [], snapshot.slots, on, None, conversation.entrance)

    async def export(self, conversation: Conversation) -> dict[str, Any]:
        """Everything that is stored about the conversation."""
        found = await self._database.run(conversations.everything, conversation.id)
        if not found["gesprekken"]:
            raise UnknownConversation(conversation.id)
        return {"gesprek": conversation.id, "gemaakt_op": identity.iso(identity.now()), "opgeslagen": found}

    async def erase(self, conversation: Conversation) -> None:
        """Erase it everywhere, after the message that is being answered."""
        async with self._locks.of(conversation.id):
            await self._erase(conversation)

    async def _erase(self, conversation: Conversation) -> None:
        await self._database.run(conversations.erase, conversation.id)
        forget_readings()
        await self._database.scrub()

    async def hand_over(self, conversation: Conversation, content: dict[str, Any]) -> str:
        """Store the request for a human; gives its id."""
        request = identity.new_id()
        async with self._locks.of(conversation.id):
            try:
                return await self._database.run(
                    conversations.store_handover, conversation.id, request, content, identity.now()
                )
            except IntegrityError as error:  # it was erased after its token was checked
                raise UnknownConversation(conversation.id) from error


def _opening(entrance: str, known: bool) -> list[dict[str, Any]]:
    texts = [dialogue_text(f"opening.{entrance}"), dialogue_text("opening_privacy")]
    if known:
        texts.append(OPENING_KNOWN)
    return [answers.bot_message(text) for text in texts]


def _reference_date(conversation: Conversation) -> date:
    given = conversation.reference_date
    return date.fromisoformat(given) if given else identity.today()


def _start_of_turn(
    connection: Connection, identifier: str, client_id: str | None
) -> tuple[dict[str, Any] | None, Snapshot | None]:
    known = conversations.stored_answer(connection, identifier, client_id) if client_id else None
    return known, None if known is not None else conversations.load_snapshot(connection, identifier)


def _store(connection: Connection, record: TurnRecord, handovers: list[Any]) -> None:
    conversations.store_turn(connection, record)
    for content in handovers:
        conversations.store_handover(connection, record.conversation, identity.new_id(), content, record.time)


def _transcript_and_snapshot(
    connection: Connection, identifier: str
) -> tuple[list[StoredMessage], Snapshot | None]:
    return conversations.transcript(connection, identifier), conversations.load_snapshot(
        connection, identifier
    )


def _stored(message: dict[str, Any], now: datetime) -> StoredMessage:
    return StoredMessage(
        message["id"],
        message["van"],
        message["tekst"],
        now,
        message["keuzes"],
        message["kaarten"],
        message["onderwerp"],
    )


def _shown(message: StoredMessage) -> dict[str, Any]:
    return {
        "id": message.id,
        "van": message.sender,
        "tekst": message.text,
        "keuzes": message.choices,
        "kaarten": message.cards,
        "onderwerp": message.topic,
        "tijd": identity.iso(message.time),
    }


def readable(text: str, limit: int) -> str:
    """What is read of a long message: its beginning, and its end, where a cry for help often stands."""
    if len(text) <= limit:
        return text
    ending = limit // 4
    return f"{text[: limit - ending - 1]} {text[-ending:]}"
