"""Moves between bot and human, with what the visitor is told; each move is one transaction."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import IntegrityError

from bot.appointments.talk import Order, how_far
from bot.conversation import identity, transcripts
from bot.conversation.choices import GO_ON
from bot.conversation.clients import refuse_more_clients
from bot.conversation.errors import UnknownConversation
from bot.handover import states, storage, texts
from bot.handover.states import Refused
from bot.handover.storage import Handover
from bot.handover.views import notice, view
from bot.live import Live, queue_topic, talk_topic
from bot.logs import describe_error
from bot.outside import outbox
from bot.people import accounts, audit
from bot.people.accounts import Counsellor
from bot.settings import Settings
from bot.storage import Database, StorageUnavailable, conversations

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

logger = logging.getLogger(__name__)
TICK = 5.0
"""Seconds between two looks at who waits too long."""
Choices = Sequence[Mapping[str, str]]
_NONE: Choices = ()
_ONWARD: Choices = (GO_ON,)
"""What the visitor can press once the talk with a human is over."""


class NotYours(Exception):
    """The conversation is not (or no longer) with this counsellor; nothing was changed."""


class Absent(Exception):
    """The colleague who would get the conversation is not on duty; nothing was changed."""


class Desk:
    """Where conversations go from the bot to a human and back."""

    def __init__(
        self, settings: Settings, database: Database, live: Live, phones: Callable[[], Mapping[str, str]]
    ) -> None:
        self._settings, self._database, self._live, self._phones = settings, database, live, phones

    # ------------------------------------------------------------------ by the visitor
    def ask_in(
        self, connection: Connection, conversation: str, content: dict[str, Any], now: datetime
    ) -> tuple[Handover, str]:
        """Ask for a human, inside the transaction of who calls; with what to tell the person."""
        wanted = content.get("organisatie")
        organisation = (
            wanted
            if wanted is not None and storage.organisation_exists(connection, wanted)
            else storage.standard_organisation(connection)
        )
        asked = storage.ask(connection, conversation, identity.new_id(), content, organisation, now)
        if asked.since == now:  # not asked before
            outbox.publish(connection, asked.organisation, outbox.HANDOVER, conversation, {}, now)
        seen = view(connection, asked, now) or {}
        return asked, notice(seen, asked.organisation, self._phones())

    def order(
        self, connection: Connection, conversation: str, content: Mapping[str, Any], now: datetime
    ) -> Order:
        """What the person wants with an appointment, with all that is needed to do it."""
        ahead = how_far(self._settings.retention_days)
        return Order(connection, conversation, content, now, ahead, self._phones())

    async def ask(self, conversation: str, content: dict[str, Any]) -> tuple[Handover, str]:
        """Ask for a human; UnknownConversation when it was erased meanwhile, MoreClients when it may not."""
        now = identity.now()

        def work(connection: Connection) -> tuple[Handover, str]:
            found = self.ask_in(connection, conversation, content, now)
            # After the hand-over, as every move locks it first; what was written goes when this refuses.
            refuse_more_clients(connection, conversation)
            return found

        try:
            asked = await self._database.run(work)
        except IntegrityError as error:
            raise UnknownConversation(conversation) from error
        await self.changed(asked[0])
        return asked

    async def withdraw(self, conversation: str) -> Handover:
        """The person no longer waits, or ends the talk with the counsellor; else nothing happens."""

        def work(connection: Connection) -> tuple[Handover, bool]:
            found = storage.find(connection, conversation)
            if found.state == states.WAITING:
                to, said, choices = states.BOT, texts.WITHDRAWN, _NONE
            elif found.state == states.HUMAN:
                to, said, choices = states.SOLVED, texts.CLOSED, _ONWARD
            else:
                return found, False
            by, why = states.VISITOR, states.BY_VISITOR
            moved = self._move(connection, found, to, by, said, reason=why, choices=choices)
            return storage.find(connection, conversation), moved

        found, moved = await self._database.run(work)
        if moved:
            await self.changed(found)
        return found

    # ------------------------------------------------------------------ by a counsellor
    async def take(self, conversation: str, who: Counsellor) -> Handover:
        """Take a waiting conversation; Refused when somebody else was first or the person waits no more."""
        said = texts.TAKEN.format(name=who.name, organisation=who.organisation_name)
        return await self._by(conversation, who, states.HUMAN, said, who.id, mine=False, action="neemt")

    async def put_back(self, conversation: str, who: Counsellor) -> Handover:
        """Give the conversation back to the queue."""
        reason, said = states.PUT_BACK, texts.BACK_IN_QUEUE
        return await self._by(
            conversation, who, states.WAITING, said, None, reason=reason, action="zet_terug"
        )

    async def pass_on(
        self, conversation: str, who: Counsellor, colleague: Counsellor, even_absent: bool = False
    ) -> Handover:
        """Give the conversation to a colleague of the same organisation.

        Absent when the colleague is not on duty, unless `even_absent`: then the person hears so. Who does not
        come gets it for a few minutes only: the watch gives it back to the queue.
        """
        if colleague.organisation != who.organisation or not colleague.may_talk or colleague.id == who.id:
            raise NotYours(colleague.id)
        there = await self._database.run(accounts.is_on_duty, colleague.id, identity.now())
        if not there and not even_absent:
            raise Absent(colleague.id)
        said = texts.PASSED_ON if there else texts.PASSED_ON_LATER
        details = {"aan": colleague.name, "aan_dienst": "ja" if there else "nee"}
        return await self._by(
            conversation,
            who,
            states.HUMAN,
            said.format(name=colleague.name),
            colleague.id,
            action="geeft_door",
            details=details,
        )

    async def close(self, conversation: str, who: Counsellor, result: str) -> Handover:
        """End the talk with a result code; the bot answers again, after exactly one closing line."""
        said = texts.CLOSED
        return await self._by(
            conversation, who, states.SOLVED, said, None, reason=result, action="sluit_af", choices=_ONWARD
        )

    async def _by(
        self,
        conversation: str,
        who: Counsellor,
        to: str,
        said: str,
        counsellor: str | None,
        *,
        action: audit.Action,
        mine: bool = True,
        reason: str | None = None,
        choices: Choices = _NONE,
        details: dict[str, Any] | None = None,
    ) -> Handover:
        def work(connection: Connection) -> Handover:
            found = storage.find(connection, conversation)
            if found.organisation != who.organisation or not who.may_talk:
                raise NotYours(conversation)
            if mine and (found.state != states.HUMAN or found.counsellor != who.id):
                raise NotYours(conversation)
            if not mine and found.state != states.WAITING:
                raise Refused(found.state, to)
            if not self._move(connection, found, to, who.id, said, counsellor, reason, choices):
                raise Refused(storage.find(connection, conversation).state, to)
            audit.note(connection, who, action, conversation, identity.now(), details)
            return storage.find(connection, conversation)

        found = await self._database.run(work)
        await self.changed(found)
        return found

    async def say(self, conversation: str, who: Counsellor, text: str, client_id: str | None = None) -> str:
        """A message of the counsellor to the visitor; the same client id again is kept once. Its id."""

        def work(connection: Connection) -> str:
            return self.say_in(connection, storage.find(connection, conversation), who, text, client_id)

        identifier = await self._database.run(work)
        await self._live.tell(talk_topic(conversation))
        return identifier

    def say_in(
        self, connection: Connection, found: Handover, who: Counsellor, text: str, client_id: str | None
    ) -> str:
        """The same inside a transaction, in which the hand-over was read."""
        conversation = found.conversation
        identifier = (
            identity.new_message_id()
            if client_id is None
            else identity.token_hash(f"{conversation} {who.id} {client_id}")[:32]
        )
        if found.state != states.HUMAN or found.counsellor != who.id:
            raise NotYours(conversation)
        now = identity.now()
        message = transcripts.plain(transcripts.COUNSELLOR, text, now, identifier)
        try:
            # Only a message with a client's id can be there already.
            with connection.begin_nested() if client_id else contextlib.nullcontext():
                conversations.add_messages(connection, conversation, [message])
        except IntegrityError:
            return identifier  # it was kept the first time
        conversations.touch(connection, conversation, now)
        return identifier

    # ------------------------------------------------------------------ by the clock
    async def keep_watch(self) -> None:
        """Look again and again, until cancelled, at who waits too long."""
        while True:
            await asyncio.sleep(TICK)
            try:
                await self.tick(identity.now())
            except StorageUnavailable:
                logger.warning("the queue was not looked at: the database is not reachable")
            except Exception as error:
                logger.error("the queue was not looked at: %s", describe_error(error))

    async def tick(self, now: datetime) -> int:
        """Who waited too long goes back to the bot; who was left alone goes back to the queue. How many."""
        waited = now - timedelta(minutes=self._settings.handover_wait_minutes)
        alone = now - timedelta(minutes=self._settings.handover_absent_minutes)
        late = await self._database.run(storage.waiting_since, waited)
        left = await self._database.run(storage.left_alone, alone, now)
        unanswered = texts.UNANSWERED.format(**self._phones())
        moved = [
            *[
                await self._by_clock(one, states.WAITING, states.BOT, unanswered, states.UNANSWERED)
                for one in late
            ],
            *[
                await self._by_clock(one, states.HUMAN, states.WAITING, texts.BACK_IN_QUEUE, states.ABSENT)
                for one in left
            ],
        ]
        return sum(moved)

    async def _by_clock(self, conversation: str, state: str, to: str, said: str, reason: str) -> bool:
        def work(connection: Connection) -> Handover | None:
            found = storage.find(connection, conversation)
            same = found.state == state
            moved = same and self._move(connection, found, to, states.SYSTEM, said, reason=reason)
            return storage.find(connection, conversation) if moved else None

        found = await self._database.run(work)
        if found is not None:
            await self.changed(found)
        return found is not None

    # ------------------------------------------------------------------ both
    def _move(
        self,
        connection: Connection,
        found: Handover,
        to: str,
        by: str,
        said: str,
        counsellor: str | None = None,
        reason: str | None = None,
        choices: Choices = _NONE,
    ) -> bool:
        """The move and its one line for the visitor, with what can be chosen then, together or not at all."""
        now = identity.now()
        if not storage.move(connection, found, to, by, now, counsellor, reason):
            return False
        line = replace(
            transcripts.plain(transcripts.SYSTEM, said, now), choices=[dict(choice) for choice in choices]
        )
        conversations.add_messages(connection, found.conversation, [line])
        return True

    async def changed(self, found: Handover) -> None:
        """Tell the open pages of the visitor and of the counsellors."""
        await self._live.tell(talk_topic(found.conversation))
        await self._live.tell(queue_topic(found.organisation))

    async def seen(self, conversation: str) -> dict[str, Any] | None:
        """The hand-over as the visitor sees it."""
        return await self._database.run(
            lambda connection: view(connection, storage.find(connection, conversation), identity.now())
        )

    async def set_duty(self, who: Counsellor, on: bool) -> None:
        """A counsellor comes on duty or goes off; the log keeps both."""

        def work(connection: Connection) -> None:
            accounts.set_duty(connection, who.id, on, identity.now())
            audit.note(connection, who, "aan_dienst" if on else "uit_dienst", None, identity.now())

        await self._database.run(work)
        await self._live.tell(queue_topic(who.organisation))
