"""What counsellors do with appointments: each change with its line for the person and in the log."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.appointments import storage, texts, wording
from bot.appointments.storage import BOOKED, Appointment, NoAppointment
from bot.conversation import identity, transcripts
from bot.live import Live, queue_topic, talk_topic
from bot.people import audit
from bot.people.accounts import Counsellor
from bot.storage import Database, conversations

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

Change = Callable[["Connection", Appointment, datetime], Appointment]


class Counter:
    """Moves and calls off, in the name of a counsellor."""

    def __init__(self, database: Database, live: Live, ahead: timedelta) -> None:
        self._database, self._live, self._ahead = database, live, ahead

    async def move(self, who: Counsellor, appointment: str, moment: str) -> Appointment:
        """To another free moment of the own organisation; raises NoAppointment or Taken."""

        def change(connection: Connection, known: Appointment, now: datetime) -> Appointment:
            moved = storage.move(connection, known, moment, now, ahead=self._ahead)
            if moved.organisation != who.organisation:
                raise storage.Taken(moment)  # undoes the whole transaction
            return moved

        return await self._change(who, appointment, change, texts.MOVED_BY_THEM, "afspraak_verzet")

    async def cancel(self, who: Counsellor, appointment: str) -> Appointment:
        """Call it off; raises NoAppointment."""
        return await self._change(
            who, appointment, storage.cancel, texts.CANCELLED_BY_THEM, "afspraak_afgezegd"
        )

    async def _change(
        self, who: Counsellor, appointment: str, change: Change, said: str, action: audit.Action
    ) -> Appointment:
        def work(connection: Connection) -> Appointment:
            known, now = storage.find(connection, appointment), identity.now()
            if known is None or known.organisation != who.organisation or known.status != BOOKED:
                raise NoAppointment(appointment)
            if known.begin <= now:
                raise NoAppointment(appointment)
            changed = change(connection, known, now)
            line = wording.filled(said, changed, naam=who.name)
            message = transcripts.plain(transcripts.SYSTEM, line, now)
            conversations.add_messages(connection, known.conversation, [message])
            audit.note(connection, who, action, known.conversation, now)
            return changed

        changed = await self._database.run(work)
        await self._live.tell(talk_topic(changed.conversation))
        await self._live.tell(queue_topic(who.organisation))
        return changed
