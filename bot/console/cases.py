"""Which conversations a counsellor may see, and how much of each. Every page goes through here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, insert, select, update

from bot.appointments import storage as appointments
from bot.appointments.storage import Appointment
from bot.codes import storage as codes
from bot.codes.storage import Shared
from bot.conversation import identity, transcripts
from bot.handover import states
from bot.handover import storage as handovers
from bot.handover.storage import Handover
from bot.people import audit
from bot.people.accounts import Counsellor
from bot.storage import conversations
from bot.storage import tables as t
from bot.storage.conversations import Conversation, StoredMessage

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

MOST_SHOWN = 200


class NotVisible(Exception):
    """There is no such conversation for this counsellor: absent, of others, or not (any more) shared."""


@dataclass(frozen=True)
class Case:
    """A conversation as one counsellor may see it."""

    conversation: Conversation
    handover: Handover
    intake: bool
    """A talk that a counsellor of the organisation opened, with the person beside them."""
    who: Counsellor
    appointment: Appointment | None = None
    """The appointment of the person with the organisation, while it is not long past."""
    asked: bool = True
    """Whether the person asked for somebody of this organisation."""
    code: Shared | None = None
    """What the person shares by a code that this counsellor opened, while it holds."""

    @property
    def read_only(self) -> bool:
        """Whether nothing but the code lets this counsellor in: there is only looking."""
        return self.code is not None and not self._others

    @property
    def _others(self) -> bool:
        """Whether there is another reason to let this counsellor in."""
        coming = self.appointment
        return self.intake or self.asked or (coming is not None and _shares(coming))

    @property
    def sees_facts(self) -> bool:
        """Facts and rights: by a code, in an intake, and while somebody shares and waits, talks or comes."""
        return self.code is not None or self.given_facts

    @property
    def given_facts(self) -> bool:
        """Whether the facts may be seen without a code."""
        open_now = self.asked and self.handover.state in (states.WAITING, states.HUMAN)
        coming = self.appointment is not None and self.appointment.shares_facts
        return self.intake or coming or (open_now and self.handover.shares_facts)

    @property
    def _shown_for_appointment(self) -> int:
        """Up to which message the appointment lets the talk be seen; 0 is nothing."""
        shown = self.appointment is not None and self.appointment.shares_transcript
        return self.appointment.until if shown and self.appointment else 0

    @property
    def _shown_by_code(self) -> int:
        """The same by a code."""
        return self.code.until if self.code is not None and self.code.shares_transcript else 0

    def shows(self, number: int) -> bool:
        """Whether the message with this number may be seen."""
        if self.intake or number <= max(self._shown_for_appointment, self._shown_by_code):
            return True
        if not self.asked:
            return False
        ended = self.handover.until is not None  # then only their own stretch stays
        after = 0 if self.handover.shares_transcript and not ended else self.handover.after
        return number > after and (self.handover.until is None or number <= self.handover.until)

    @property
    def mine(self) -> bool:
        """This counsellor talks with the person now."""
        return self.handover.state == states.HUMAN and self.handover.counsellor == self.who.id

    @property
    def writes_facts(self) -> bool:
        """Whether this counsellor may change facts."""
        return self.intake or (self.mine and self.given_facts)


def open_case(connection: Connection, who: Counsellor, identifier: str) -> Case:
    """The conversation, when this counsellor may see it; NotVisible otherwise."""
    if not who.may_talk:
        raise NotVisible(identifier)
    now = identity.now()
    given = {"gesprek_": identifier, "van_": who.organisation, "sinds_": now - timedelta(days=1)}
    given |= {"wie_": who.id, "nu_": now}
    row = connection.execute(_OF_CASE, given).one_or_none()
    if row is None:
        raise NotVisible(identifier)
    conversation = Conversation(*row[: len(_CONVERSATION)])
    rest = row[len(_CONVERSATION) :]
    asked_for, rest = rest[: len(_HANDOVER)], rest[len(_HANDOVER) :]
    coming, by_code, opened = rest[:_COMING], rest[_COMING:-1], rest[-1]
    code = None if by_code[0] is None else Shared(*by_code)
    found = Handover(identifier) if asked_for[0] is None else Handover(*asked_for)
    if opened is not None:
        return Case(conversation, found, True, who, code=code)
    open_one = found.state in (states.WAITING, states.HUMAN, states.SOLVED)
    asked = open_one and found.organisation == who.organisation
    appointment = None if coming[0] is None else Appointment(*coming)
    if not asked and code is None and not (appointment is not None and _shares(appointment)):
        raise NotVisible(identifier)
    return Case(conversation, found, False, who, appointment, asked, code)


def _shares(appointment: Appointment) -> bool:
    return appointment.shares_facts or appointment.shares_transcript


_CONVERSATION, _HANDOVER = tuple(t.gesprekken.c), handovers.COLUMNS
_COMING = len(appointments.COLUMNS)
_OURS, _OWN = bindparam("van_"), t.intakes.c
_BY_CODE = codes.opened_by(bindparam("wie_"), _OURS, bindparam("nu_"))
_OF_CASE = (
    select(*_CONVERSATION, *_HANDOVER, *appointments.COLUMNS, *codes.COLUMNS, _OWN.gesprek)
    .select_from(
        t.gesprekken.outerjoin(t.overdrachten, t.overdrachten.c.gesprek == t.gesprekken.c.id)
        .outerjoin(t.afspraken, appointments.is_shared(t.gesprekken.c.id, _OURS, bindparam("sinds_")))
        .outerjoin(t.toegangscodes, and_(t.toegangscodes.c.gesprek == t.gesprekken.c.id, _BY_CODE))
        .outerjoin(t.intakes, and_(_OWN.gesprek == t.gesprekken.c.id, _OWN.organisatie == _OURS))
    )
    .where(t.gesprekken.c.id == bindparam("gesprek_"))
)
"""The conversation, its hand-over, appointment and opened code, and whether the organisation opened it."""


def look(connection: Connection, who: Counsellor, identifier: str, action: audit.Action = "inzien") -> Case:
    """Open a case, and write down that it was looked at."""
    case = open_case(connection, who, identifier)
    audit.note(connection, who, action, identifier, identity.now())
    return case


def messages(connection: Connection, case: Case, after: int = 0) -> list[tuple[int, StoredMessage]]:
    """The messages that may be seen, after a number."""
    newer = conversations.messages_after(connection, case.conversation.id, after)
    return [row for row in newer if case.shows(row[0])][-MOST_SHOWN:]


def add_intake(connection: Connection, identifier: str, who: Counsellor) -> None:
    """Note that this counsellor opened the conversation."""
    row = {"gesprek": identifier, "organisatie": who.organisation, "begeleider": who.id}
    connection.execute(insert(t.intakes).values(**row, tijd=identity.now()))
    audit.note(connection, who, "intake", identifier, identity.now())


def notes(connection: Connection, case: Case) -> list[dict[str, Any]]:
    """The notes of the own organisation, oldest first."""
    note, who = t.notities.c, t.begeleiders.c
    query = (
        select(note.tekst, note.tijd, who.naam)
        .join(t.begeleiders, who.id == note.begeleider)
        .where(note.gesprek == case.conversation.id, note.organisatie == case.who.organisation)
    )
    return [dict(row._mapping) for row in connection.execute(query.order_by(note.volgnummer))]


def add_note(connection: Connection, case: Case, text: str) -> None:
    """A note that the visitor never sees."""
    row = {"gesprek": case.conversation.id, "organisatie": case.who.organisation, "begeleider": case.who.id}
    connection.execute(insert(t.notities).values(**row, tekst=text, tijd=identity.now()))


# ------------------------------------------------------------------ the desk
_O = t.overdrachten.c


def queue(connection: Connection, who: Counsellor) -> list[Handover]:
    """Who waits for this organisation, longest first."""
    query = select(*handovers.COLUMNS).where(_O.organisatie == who.organisation, _O.status == states.WAITING)
    return [Handover(*row) for row in connection.execute(query.order_by(_O.tijd))]


def own_talks(connection: Connection, who: Counsellor) -> list[Handover]:
    """The talks that this counsellor has now."""
    query = select(*handovers.COLUMNS).where(_O.begeleider == who.id, _O.status == states.HUMAN)
    return [Handover(*row) for row in connection.execute(query.order_by(_O.sinds))]


def waits_for_answer(connection: Connection, one: Handover) -> bool:
    """Whether the person in a talk said something after the counsellor did."""
    message = t.berichten.c
    spoken = select(message.van).where(message.gesprek == one.conversation, message.volgnummer > one.after)
    by = spoken.where(message.van.in_((transcripts.VISITOR, transcripts.COUNSELLOR)))
    last = connection.execute(by.order_by(message.volgnummer.desc()).limit(1)).scalar_one_or_none()
    return last == transcripts.VISITOR


def missed(connection: Connection, who: Counsellor) -> list[Handover]:
    """Requests that nobody answered in time; only that they were there, and the reason that was given."""
    query = select(*handovers.COLUMNS).where(
        _O.organisatie == who.organisation, _O.status == states.BOT, _O.resultaat == states.UNANSWERED
    )
    return [Handover(*row) for row in connection.execute(query.order_by(_O.sinds.desc()).limit(20))]


def own_intakes(connection: Connection, who: Counsellor) -> list[dict[str, Any]]:
    """The newest talks that this counsellor opened."""
    query = select(t.intakes.c.gesprek, t.intakes.c.tijd).where(t.intakes.c.begeleider == who.id)
    rows = connection.execute(query.order_by(t.intakes.c.tijd.desc()).limit(10))
    return [dict(row._mapping) for row in rows]


def callbacks(connection: Connection, who: Counsellor) -> list[dict[str, Any]]:
    """Who wants to be called back and was not yet: number and moment, as the person gave them."""
    table = t.terugbelverzoeken.c
    standard = handovers.standard_organisation(connection) == who.organisation
    ours = table.organisatie == who.organisation
    where = (ours | table.organisatie.is_(None)) if standard else ours
    shown = (table.volgnummer, table.gesprek, table.inhoud, table.tijd)
    query = select(*shown).where(where, table.afgehandeld.is_(None))
    return [dict(row._mapping) for row in connection.execute(query.order_by(table.tijd).limit(50))]


CALLED_SHOWN = timedelta(hours=1)
"""How long a call that was made can be put back."""


def called(connection: Connection, who: Counsellor, now: datetime) -> list[dict[str, Any]]:
    """Whom this counsellor called just now: to put one back that was pressed by mistake."""
    table = t.terugbelverzoeken.c
    query = select(table.volgnummer, table.gesprek, table.inhoud, table.afgehandeld)
    mine = query.where(table.afgehandeld_door == who.id, table.afgehandeld > now - CALLED_SHOWN)
    rows = connection.execute(mine.order_by(table.afgehandeld.desc()).limit(5))
    return [dict(row._mapping) for row in rows]


def put_callback_back(connection: Connection, who: Counsellor, number: int, now: datetime) -> None:
    """Somebody was not called after all; NotVisible when this counsellor did not settle it just now."""
    found = {row["volgnummer"]: row["gesprek"] for row in called(connection, who, now)}
    if number not in found:
        raise NotVisible(str(number))
    again = update(t.terugbelverzoeken).where(t.terugbelverzoeken.c.volgnummer == number)
    connection.execute(again.values(afgehandeld=None, afgehandeld_door=None))
    audit.note(connection, who, "toch_niet_gebeld", found[number], now)


def settle_callback(connection: Connection, who: Counsellor, number: int, now: datetime) -> None:
    """Somebody was called; NotVisible when it is not of this organisation."""
    found = {row["volgnummer"]: row["gesprek"] for row in callbacks(connection, who)}
    if number not in found:
        raise NotVisible(str(number))
    table = t.terugbelverzoeken
    done = update(table).where(table.c.volgnummer == number)
    connection.execute(done.values(afgehandeld=now, afgehandeld_door=who.id, organisatie=who.organisation))
    audit.note(connection, who, "teruggebeld", found[number], now)
