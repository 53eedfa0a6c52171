"""Conversations as one service: every door (REST, WebSocket, terminal) goes through here."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from actions.texts import CHANGED, TAKEN_OVER
from actions.texts import text as dialogue_text
from bot.appointments.storage import erase_with
from bot.appointments.talk import how_far
from bot.codes.storage import days_of
from bot.conversation import answer as answers
from bot.conversation import choices, identity, known, transcripts
from bot.conversation.asked import keep_turn
from bot.conversation.errors import Busy, ForeignToken, InvalidToken, NotOffered, UnknownConversation
from bot.conversation.looking import Looking, reference_date_of
from bot.conversation.prefill import Context
from bot.conversation.recent import Recent
from bot.conversation.start import Start, start_of_turn
from bot.conversation.turns import Answered, Incoming, Opened
from bot.handover import states
from bot.handover import storage as handovers
from bot.handover.desk import Desk
from bot.handover.storage import Handover
from bot.live import ERASED, Live, queue_topic, talk_topic
from bot.locks import ConversationLocks
from bot.logs import describe_error
from bot.nlu.memory import forget_readings
from bot.runtime.turn import TurnInput, TurnOutput
from bot.settings import Settings
from bot.storage import Database, contexts, conversations
from bot.storage.conversations import Conversation, Snapshot, TurnRecord
from bot.texts import APOLOGY, OPENING_CHOICES, OPENING_KNOWN, TOO_LONG
from knowledge import Current, Knowledge
from knowledge.answers import say_facts

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from bot.runtime.dialogue import Dialogue

logger = logging.getLogger(__name__)
LANGUAGE = "nl"
NOTHING_ASKED = answers.Spoken([], [])
TRIES = 3
"""How often a message is answered anew when it went from bot to human, or back, meanwhile."""


@dataclass(frozen=True)
class _Outcome:
    """What the dialogue made of one message, also when it failed."""

    messages: list[dict[str, Any]]
    requests: answers.Spoken
    slots: dict[str, Any]
    recent: list[dict[str, Any]]
    events: list[dict[str, Any]]
    parse_data: dict[str, Any] | None


class Conversations(Looking):
    """Opens, answers, shows and erases conversations."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        current: Current,
        dialogue: Dialogue,
        desk: Desk,
        live: Live,
        failed: Callable[[str], None] = lambda what: None,
    ) -> None:
        super().__init__(database, current, desk)
        self._settings = settings
        self._dialogue = dialogue
        self._live = live
        self._failed = failed
        self._locks, self._recent = ConversationLocks(), Recent()

    async def open(
        self, entrance: str, reference_date: date | None, context: Context | None = None
    ) -> Opened:
        """Start a conversation; works before the language model is loaded.

        A context fills the profile, and the person is asked whether that is all right; raises AlreadyUsed.
        """
        identifier, token, now = identity.new_id(), identity.new_token(), identity.now()
        slots, known_words = _prefilled(self._knowledge, context)
        messages = _opening(entrance, known_words)
        conversation = Conversation(
            id=identifier,
            token_hash=identity.token_hash(token),
            entrance=entrance,
            reference_date=reference_date.isoformat() if reference_date else None,
            language=LANGUAGE,
            created=now,
            last_active=now,
        )
        stored = [transcripts.stored(message, now) for message in messages]
        last = None
        if known_words:  # its buttons can be pressed
            on = reference_date_of(conversation)
            first = answers.build_answer(self._knowledge, messages, slots, on, None, entrance)
            last = answers.to_store(first)
        turn = TurnRecord(identifier, now, stored, Snapshot(slots=slots, last_answer=last))

        def work(connection: Connection) -> None:
            if context is not None:
                contexts.use(connection, identity.token_hash(context.id), context.expires, now)
            conversations.open_conversation(connection, conversation, turn)

        await self._database.run(work)
        return Opened(identifier, token, messages)

    async def authorise(self, identifier: str, token: str) -> Conversation:
        """The conversation, if the token is its own."""
        found = await self._database.run(self._authorised, identifier, token)
        self._recent.keep(found)
        return found

    async def authorise_to_send(self, identifier: str, token: str) -> Conversation:
        """The same for a message, whose turn finds out by itself when the conversation is gone."""
        found = self._recent.find(identifier, identity.token_hash(token))
        return await self.authorise(identifier, token) if found is None else found

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
        for _ in range(TRIES):
            try:
                start, passed = await self._begin(conversation, incoming)
            except (conversations.AlreadyAnswered, conversations.Overtaken):
                continue
            if start.known is not None:
                return Answered(answers.from_store(self._knowledge, start.known), fresh=False)
            if start.snapshot is None:
                raise UnknownConversation(conversation.id)
            if passed is not None:
                await self._live.tell(talk_topic(conversation.id))
                return Answered(passed, fresh=True)
            try:
                await self._dialogue.wait(self._settings.model_wait)
                return await self._answer(conversation, incoming, start)
            except conversations.Overtaken as error:
                if not await self._changed_hands(conversation, start.handover):
                    raise Busy(conversation.id) from error
        raise Busy(conversation.id)

    async def _begin(
        self, conversation: Conversation, incoming: Incoming
    ) -> tuple[Start, dict[str, Any] | None]:
        """What the turn starts from; and, while a human talks, the answer: the message is kept at once."""
        ahead = how_far(self._settings.retention_days)

        def work(connection: Connection) -> tuple[Start, dict[str, Any] | None]:
            start = start_of_turn(connection, conversation.id, incoming.client_id, ahead)
            if start.known is not None or start.snapshot is None or start.handover.state != states.HUMAN:
                return start, None
            record, answer = self._for_human(conversation, incoming, start.snapshot)
            kept = keep_turn(connection, self._desk, record, NOTHING_ASKED, start.handover)
            return start, {**answer, **kept.more}

        return await self._database.run(work)

    async def _changed_hands(self, conversation: Conversation, before: Handover) -> bool:
        """Whether the conversation went to a human, or back, since the turn began."""
        return await self._database.run(handovers.find, conversation.id) != before

    def _for_human(
        self, conversation: Conversation, incoming: Incoming, snapshot: Snapshot
    ) -> tuple[TurnRecord, dict[str, Any]]:
        """While a human talks, a message is kept and passed on; the bot says nothing."""
        now, before = identity.now(), snapshot
        if incoming.changes is not None:
            on = reference_date_of(conversation)
            snapshot = known.applied(self._knowledge, snapshot, incoming.changes, on, conversation.entrance)
        answer = {**self._current(conversation, snapshot), "berichten": [], "vraag": None, "begrepen": None}
        kept = answers.to_store(answer)
        own = transcripts.plain(transcripts.VISITOR, self._words_of(incoming, snapshot), now)
        record = TurnRecord(conversation.id, now, [own], snapshot, client_id=incoming.client_id, answer=kept)
        return replace(record, same_snapshot=snapshot is before), answer

    async def _answer(self, conversation: Conversation, incoming: Incoming, start: Start) -> Answered:
        on, snapshot = reference_date_of(conversation), start.held
        said = self._words_of(incoming, snapshot)
        outcome, answer = await self._ask(conversation, incoming, start, on)
        answer["onthouden"] = known.remembered(snapshot.slots, outcome.slots)
        if outcome.requests.wants("wissen"):
            await self._erase(conversation)
            return Answered({**answer, "gewist": True}, fresh=True)
        return await self._keep(conversation, incoming, start, said, outcome, answer)

    def _words_of(self, incoming: Incoming, snapshot: Snapshot) -> str:
        """What the transcript shows for a message; refuses a choice that does not belong to the question."""
        if incoming.changes is not None:
            return known.in_words(self._knowledge, incoming.changes)
        if incoming.choice is None:
            return incoming.text or ""
        title = choices.title_of(snapshot.last_answer, incoming.choice)
        question = snapshot.slots.get("vraag")
        if title is None and not choices.is_legal_value(self._knowledge, question, incoming.choice):
            raise NotOffered(incoming.choice)
        return title or incoming.choice

    async def _ask(
        self, conversation: Conversation, incoming: Incoming, start: Start, on: date
    ) -> tuple[_Outcome, dict[str, Any]]:
        """Let the dialogue answer. When it fails, the visitor hears so and loses nothing."""
        try:
            outcome = self._outcome(incoming, await self._take_turn(conversation, incoming, start, on))
            return outcome, self._built(outcome, on, conversation.entrance)
        except Exception as error:
            logger.error("a turn failed: %s", describe_error(error))
            self._failed("beurt")
            sorry = answers.Spoken([answers.bot_message(APOLOGY)], [])
            outcome = _Outcome(sorry.messages, sorry, start.held.slots, start.held.recent, [], None)
            return outcome, self._built(outcome, on, conversation.entrance)

    def _built(self, outcome: _Outcome, on: date, entrance: str) -> dict[str, Any]:
        understood = answers.understood_from(self._knowledge, outcome.parse_data)
        return answers.build_answer(
            self._knowledge, outcome.messages, outcome.slots, on, understood, entrance
        )

    def _outcome(self, incoming: Incoming, output: TurnOutput) -> _Outcome:
        said = answers.spoken(output.messages)
        messages = self._with_note_on_length(incoming, said.messages)
        return _Outcome(messages, said, output.slots, output.recent, output.events, output.parse_data)

    async def _take_turn(
        self, conversation: Conversation, incoming: Incoming, start: Start, on: date
    ) -> TurnOutput:
        snapshot = start.held
        turn = TurnInput(
            conversation=conversation.id,
            text=transcripts.readable(incoming.text or "", self._settings.max_text),
            choice=incoming.choice if incoming.changes is None else CHANGED,
            slots=snapshot.slots,
            recent=snapshot.recent,
            metadata={
                "ingang": conversation.entrance,
                "peildatum": on.isoformat(),
                "vraag": snapshot.slots.get("vraag"),
                "bewaartermijn": self._settings.retention_days or None,
                "dagen_code": days_of(self._settings.retention_days),
                "doorgegeven": start.handover.state != states.BOT,
                "begeleiders": start.on_duty,
                "in_de_rij": start.handover.state == states.WAITING,
                "momenten": start.moments,
                "afspraak": start.appointment,
                "geboden_momenten": [[one.id, one.channel, one.at.isoformat()] for one in start.shown],
                "aanpassing": None if incoming.changes is None else dict(incoming.changes),
            },
            message_id=identity.new_message_id(),
        )
        return await self._dialogue.turn(turn, self._settings.turn_timeout)

    def _with_note_on_length(
        self, incoming: Incoming, messages: list[dict[str, Any]]
    ) -> list[dict[str, Any]]:
        """The messages; of a long text the first one also says how much of it was read."""
        limit = self._settings.max_text
        if len(incoming.text or "") <= limit or not messages:
            return messages
        first, *rest = messages
        return [{**first, "tekst": f"{TOO_LONG.format(limit=limit)}\n\n{first['tekst']}"}, *rest]

    async def _keep(
        self,
        conversation: Conversation,
        incoming: Incoming,
        start: Start,
        said: str,
        outcome: _Outcome,
        answer: dict[str, Any],
    ) -> Answered:
        now, kept = identity.now(), answers.to_store(answer)
        own = replace(
            transcripts.plain(transcripts.VISITOR, said, now), cards=known.fact_cards(answer["onthouden"])
        )
        record = TurnRecord(
            conversation=conversation.id,
            time=now,
            messages=[own, *(transcripts.stored(message, now) for message in outcome.messages)],
            snapshot=replace(start.held, slots=outcome.slots, recent=outcome.recent, last_answer=kept),
            client_id=incoming.client_id,
            answer=kept,
            events=outcome.events,
            callbacks=outcome.requests.wants("terugbelverzoek"),
            organisation=start.handover.organisation or start.standard,
        )
        return await self._store(conversation, record, outcome.requests, answer)

    async def _store(
        self, conversation: Conversation, record: TurnRecord, asked: answers.Spoken, answer: dict[str, Any]
    ) -> Answered:
        """Keep the turn; an answer that was given to the same message before wins."""
        try:
            kept = await self._database.run(keep_turn, self._desk, record, asked)
        except (conversations.AlreadyAnswered, conversations.Overtaken):
            return await self._first_answer(conversation, record.client_id)
        await self._live.tell(talk_topic(conversation.id))
        for organisation in kept.queues:
            await self._live.tell(queue_topic(organisation))
        return Answered({**answer, **kept.more}, fresh=True)

    async def _first_answer(self, conversation: Conversation, client_id: str | None) -> Answered:
        """The answer that another server gave to the same message; Overtaken when it was another message."""
        ahead = how_far(self._settings.retention_days)
        start = await self._database.run(start_of_turn, conversation.id, client_id, ahead)
        if start.known is not None:
            return Answered(answers.from_store(self._knowledge, start.known), fresh=False)
        if start.snapshot is None:
            raise UnknownConversation(conversation.id)
        raise conversations.Overtaken(conversation.id)

    async def erase(self, conversation: Conversation) -> None:
        """Erase it everywhere, after the message that is being answered."""
        async with self._locks.of(conversation.id):
            await self._erase(conversation)

    async def _erase(self, conversation: Conversation) -> None:
        found = await self._database.run(handovers.find, conversation.id)
        self._recent.forget(conversation)
        await self._database.run(erase_with, conversation.id, identity.now())
        forget_readings()
        await self._database.scrub()
        await self._live.tell(talk_topic(conversation.id), ERASED)
        if found.id is not None:
            await self._live.tell(queue_topic(found.organisation))

    async def hand_over(
        self, conversation: Conversation, content: dict[str, Any]
    ) -> tuple[dict[str, Any], dict[str, Any], str]:
        """Ask for a human, after the message that is being answered.

        Returns the hand-over, what goes along (also what an earlier request said), and what to say of it.
        """
        async with self._locks.of(conversation.id):
            asked, said = await self._desk.ask(conversation.id, content)
            seen = await self._desk.seen(conversation.id)
        if seen is None:
            raise UnknownConversation(conversation.id)
        return seen, asked.content or {}, said


def _opening(entrance: str, known_words: str) -> list[dict[str, Any]]:
    texts = [dialogue_text(f"opening.{entrance}"), dialogue_text("opening_privacy")]
    said = [answers.bot_message(text) for text in texts]
    if known_words:
        buttons = [{"titel": title, "waarde": value} for title, value in OPENING_CHOICES]
        said.append(answers.bot_message(OPENING_KNOWN.format(feiten=known_words), buttons))
    return said


def _prefilled(knowledge: Knowledge, context: Context | None) -> tuple[dict[str, Any], str]:
    """The slots that a conversation begins with, and what was taken over in words."""
    if context is None:
        return {}, ""
    facts = {name: told for name, told in context.facts.items() if told}
    told = {**context.facts["profiel"], **context.facts["opleiding"]}
    words = say_facts(knowledge, {name: value for name, value in told.items() if value is not None})
    asked = {"gesprek_staat": {"wacht": {"op": TAKEN_OVER}}} if words else {}
    return {**facts, **asked}, words
