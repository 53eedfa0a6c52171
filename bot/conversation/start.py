"""What a turn begins with: read in one transaction, before the dialogue answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.appointments import storage as appointments
from bot.appointments.model import Moment
from bot.conversation import identity
from bot.handover import states
from bot.handover import storage as handovers
from bot.handover.storage import Handover
from bot.storage import conversations
from bot.storage.conversations import Snapshot

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection


@dataclass(frozen=True)
class Start:
    """The answer when it was given before, else the snapshot, and who talks."""

    known: dict[str, Any] | None
    snapshot: Snapshot | None
    handover: Handover
    on_duty: bool
    """Whether a counsellor could take the talk over now."""
    moments: bool
    """Whether there are free moments for an appointment."""
    appointment: bool
    """Whether there is an appointment to come."""
    standard: str | None
    """The organisation that gets what names none."""
    shown: tuple[Moment, ...] = ()
    """The moments that the last answer offered."""

    @property
    def held(self) -> Snapshot:
        """The snapshot of a turn that was not answered before."""
        assert self.snapshot is not None
        return self.snapshot


def start_of_turn(connection: Connection, identifier: str, client_id: str | None, ahead: timedelta) -> Start:
    """Read it; `ahead`: how far ahead a free moment counts."""
    known = conversations.stored_answer(connection, identifier, client_id) if client_id else None
    snapshot = None if known is not None else conversations.load_snapshot(connection, identifier)
    found, now = handovers.find(connection, identifier), identity.now()
    if known is not None or found.state == states.HUMAN:
        return Start(known, snapshot, found, False, False, False, None)
    free = found.state in (states.BOT, states.SOLVED)
    standard = handovers.standard_organisation(connection)
    anybody = free and standard is not None and handovers.on_duty(connection, standard, now) > 0
    moments, appointment = appointments.known_to_turn(connection, identifier, now, ahead)
    last = snapshot.last_answer if snapshot is not None else None
    shown = tuple(appointments.shown_before(connection, last)) if moments else ()
    return Start(known, snapshot, found, anybody, moments, appointment, standard, shown)
