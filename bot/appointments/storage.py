"""Moments and appointments in the database. Each function is one step of a transaction.

Taking a moment is one conditional update of its row, so whoever comes second takes nothing; a conversation
has one appointment at a time, which an index of the database guards.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, delete, exists, false, insert, or_, select, update
from sqlalchemy.engine import Connection

from bot.appointments.model import (
    AHEAD,
    BOOKED,
    CANCELLED,
    CHANNELS,
    DESK,
    LEAD,
    LETTERS,
    NOTHING_ALONG,
    PAST,
    PHONE,
    VIDEO,
    Appointment,
    HasOne,
    Moment,
    NoAppointment,
    Overlaps,
    Taken,
)
from bot.appointments.telling import call_off, publish, told
from bot.conversation import identity
from bot.handover.storage import last_number
from bot.outside import outbox
from bot.storage import conversations
from bot.storage import tables as t

__all__ = [
    "AHEAD",
    "BOOKED",
    "CANCELLED",
    "CHANNELS",
    "DESK",
    "LEAD",
    "NOTHING_ALONG",
    "PAST",
    "PHONE",
    "VIDEO",
    "Appointment",
    "HasOne",
    "Moment",
    "NoAppointment",
    "Overlaps",
    "Taken",
]

_M, _A = t.momenten.c, t.afspraken.c
_MOMENT = (_M.id, _M.organisatie, _M.begeleider, _M.begin, _M.minuten, _M.kanaal, _M.plaats, _M.afspraak)
COLUMNS = (
    _A.id,
    _A.gesprek,
    _A.organisatie,
    _A.begeleider,
    _A.begin,
    _A.minuten,
    _A.kanaal,
    _A.plaats,
    _A.status,
    _A.versie,
    _A.code,
    _A.inhoud,
    _A.tot,
    _A.gewijzigd,
)
"""Of an appointment, in the order of its fields."""
_NAME = t.organisaties.c.naam
BUTTON = "moment:"
"""Begins the value of a button that stands for a moment: moment:<channel>:<id>."""


# ------------------------------------------------------------------ moments
def offer(
    connection: Connection,
    organisation: str,
    counsellor: str,
    begin: datetime,
    minutes: int,
    channel: str,
    place: str,
) -> str:
    """Offer a moment; raises Overlaps. Its id."""
    end = begin + timedelta(minutes=minutes)
    day = timedelta(days=1)
    near = select(_M.begin, _M.minuten).where(
        _M.begeleider == counsellor, _M.begin < end, _M.begin > begin - day
    )
    if any(other + timedelta(minutes=length) > begin for other, length in connection.execute(near)):
        raise Overlaps(counsellor)
    identifier = identity.new_id()
    values = {"id": identifier, "organisatie": organisation, "begeleider": counsellor, "begin": begin}
    values |= {"minuten": minutes, "kanaal": channel, "plaats": place, "gemaakt": identity.now()}
    connection.execute(insert(t.momenten).values(**values))
    return identifier


def take_back(connection: Connection, organisation: str, moment: str) -> bool:
    """Offer a moment no more; False when it is booked, gone, or of others."""
    free = and_(_M.id == moment, _M.organisatie == organisation, _M.afspraak.is_(None))
    return bool(connection.execute(delete(t.momenten).where(free)).rowcount)


def exists_for(connection: Connection, organisation: str, moment: str) -> bool:
    """Whether the organisation has this moment, free or not."""
    query = select(_M.id).where(_M.id == moment, _M.organisatie == organisation)
    return connection.execute(query).first() is not None


def channel_of(connection: Connection, moment: str) -> str | None:
    """How the talk of a moment would be; None when there is no such moment."""
    return connection.execute(select(_M.kanaal).where(_M.id == moment)).scalar_one_or_none()


def _is_free(now: datetime, ahead: timedelta) -> Any:
    return and_(_M.afspraak.is_(None), _M.begin > now + LEAD, _M.begin < now + ahead)


def free(
    connection: Connection,
    now: datetime,
    ahead: timedelta,
    limit: int,
    organisation: str | None = None,
    *,
    by_phone: bool = True,
    stretches: Sequence[tuple[datetime, datetime]] | None = None,
) -> list[Moment]:
    """The first free moments (of one organisation, or of all), soonest first; never one in the past.

    `stretches`: only those that begin in one of these, each up to its end.
    """
    query = (
        select(*_MOMENT, _NAME)
        .join(t.organisaties, t.organisaties.c.id == _M.organisatie)
        .where(_is_free(now, ahead))
    )
    if organisation is not None:
        query = query.where(_M.organisatie == organisation)
    if stretches is not None:
        inside = (and_(_M.begin >= begin, _M.begin < end) for begin, end in stretches)
        query = query.where(or_(false(), *inside))
    if not by_phone:
        query = query.where(_M.kanaal != PHONE)
    rows = connection.execute(query.order_by(_M.begin, _M.id).limit(limit))
    return [Moment(*row) for row in rows]


def shown_before(connection: Connection, last_answer: Mapping[str, Any] | None) -> list[Moment]:
    """The moments among the buttons of the last answer, in their order; those that are gone are left out."""
    ids = [
        str(choice["waarde"]).rpartition(":")[2]
        for message in (last_answer or {}).get("berichten", [])
        for choice in message["keuzes"]
        if str(choice["waarde"]).startswith(BUTTON)
    ]
    if not ids:
        return []
    rows = {row[0]: Moment(*row) for row in connection.execute(select(*_MOMENT).where(_M.id.in_(ids)))}
    return [rows[name] for name in ids if name in rows]


def known_to_turn(
    connection: Connection, conversation: str, now: datetime, ahead: timedelta
) -> tuple[bool, bool]:
    """Whether there is a free moment, and whether this conversation has an appointment to come."""
    offered = exists().where(_is_free(now, ahead))
    has = exists().where(_A.gesprek == conversation, _A.status == BOOKED, _A.begin > now)
    row = connection.execute(select(offered, has)).one()
    return bool(row[0]), bool(row[1])


def between(connection: Connection, organisation: str, start: datetime, end: datetime) -> list[Moment]:
    """Every moment of an organisation in a stretch of time, free or not."""
    query = select(*_MOMENT).where(_M.organisatie == organisation, _M.begin >= start, _M.begin < end)
    return [Moment(*row) for row in connection.execute(query.order_by(_M.begin, _M.id))]


# ------------------------------------------------------------------ appointments
def current(connection: Connection, conversation: str) -> Appointment | None:
    """The appointment of a conversation: the booked one, else the one that was cancelled last."""
    newest = (_A.status == BOOKED).desc(), _A.gewijzigd.desc()
    return _first(connection, _named().where(_A.gesprek == conversation).order_by(*newest).limit(1))


def find(connection: Connection, identifier: str) -> Appointment | None:
    """The appointment with this id."""
    return _first(connection, _named().where(_A.id == identifier))


def _named() -> Any:
    """Appointments with the name of their organisation."""
    return select(*COLUMNS, _NAME).join(t.organisaties, t.organisaties.c.id == _A.organisatie)


def _first(connection: Connection, query: Any) -> Appointment | None:
    row = connection.execute(query).one_or_none()
    return None if row is None else Appointment(*row)


def of_organisation(connection: Connection, organisation: str, ids: Sequence[str]) -> dict[str, Appointment]:
    """These appointments of an organisation, by id."""
    query = select(*COLUMNS).where(_A.organisatie == organisation, _A.id.in_(list(ids)))
    return {row[0]: Appointment(*row) for row in connection.execute(query)}


def is_shared(conversation: Any, organisation: Any, since: Any) -> Any:
    """The condition for the appointment of a conversation with an organisation that began after a moment."""
    return and_(
        _A.gesprek == conversation, _A.organisatie == organisation, _A.status == BOOKED, _A.begin > since
    )


def _claim(connection: Connection, moment: str, appointment: str, now: datetime, ahead: timedelta) -> Moment:
    """Take a moment that is offered now; who knows its id gets no other one."""
    mine = and_(_M.id == moment, _is_free(now, ahead))
    if connection.execute(update(t.momenten).where(mine).values(afspraak=appointment)).rowcount != 1:
        raise Taken(moment)
    return Moment(*connection.execute(select(*_MOMENT).where(_M.id == moment)).one())


def _release(connection: Connection, appointment: str, but: str = "") -> None:
    held = and_(_M.afspraak == appointment, _M.id != but)
    connection.execute(update(t.momenten).where(held).values(afspraak=None))


def _of(moment: Moment) -> dict[str, Any]:
    return {
        "organisatie": moment.organisation,
        "begeleider": moment.counsellor,
        "begin": moment.begin,
        "minuten": moment.minutes,
        "kanaal": moment.channel,
        "plaats": moment.place,
    }


def book(
    connection: Connection,
    conversation: str,
    moment: str,
    content: dict[str, Any],
    now: datetime,
    ahead: timedelta = AHEAD,
) -> Appointment:
    """Take a moment for a conversation that has no appointment; raises Taken."""
    connection.execute(select(t.gesprekken.c.id).where(t.gesprekken.c.id == conversation).with_for_update())
    found = current(connection, conversation)
    if found is not None and found.status == BOOKED:
        if found.begin > now:
            raise HasOne(moment)
        _change(connection, found, now, status=PAST)
    identifier = identity.new_id()
    taken = _claim(connection, moment, identifier, now, ahead)
    values = {"id": identifier, "gesprek": conversation, "status": BOOKED, "versie": 0, "inhoud": content}
    values |= {"code": _code(), "tot": last_number(connection, conversation)}
    connection.execute(insert(t.afspraken).values(**values, **_of(taken), gemaakt=now, gewijzigd=now))
    made = _sure(connection, identifier)
    conversations.touch(connection, conversation, now)  # so that it is there until the appointment
    publish(connection, outbox.MADE, made, made, now)
    return made


def move(
    connection: Connection,
    known: Appointment,
    moment: str,
    now: datetime,
    given: Mapping[str, Any] | None = None,
    ahead: timedelta = AHEAD,
) -> Appointment:
    """Take another moment for the same appointment, and let go of the old one; raises Taken.

    `given` is what the person says anew: how to reach them, what goes along. A call is no way to somebody
    who gave no number: such a moment counts as taken.
    """
    if known.status != BOOKED:
        raise NoAppointment(known.id)
    taken, content = _claim(connection, moment, known.id, now, ahead), known.content
    if taken.organisation != known.organisation:  # consent was for one organisation
        content = {**content, **NOTHING_ALONG}
    content = {**content, **(given or {})}
    if taken.channel == PHONE and not content.get("telefoon"):
        raise Taken(moment)
    _release(connection, known.id, moment)
    until = last_number(connection, known.conversation) if (given or {}).get("verloop") else known.until
    changed = {**_of(taken), "versie": known.version + 1, "inhoud": content, "tot": until}
    _change(connection, known, now, **changed)
    moved = _sure(connection, known.id)
    conversations.touch(connection, known.conversation, now)
    if moved.organisation == known.organisation:
        publish(connection, outbox.MOVED, moved, moved, now)
    else:  # two organisations: one loses the appointment, the other gets it
        lost = replace(known, status=CANCELLED, version=moved.version, changed=now)
        outbox.publish(connection, known.organisation, outbox.CANCELLED, known.conversation, told(lost), now)
        publish(connection, outbox.MADE, moved, moved, now)
    return moved


def cancel(connection: Connection, known: Appointment, now: datetime) -> Appointment:
    """Call an appointment off; its moment is free again, and how to reach the person is forgotten."""
    if known.status != BOOKED:
        raise NoAppointment(known.id)
    _release(connection, known.id)
    _change(connection, known, now, status=CANCELLED, versie=known.version + 1, inhoud={**NOTHING_ALONG})
    cancelled = _sure(connection, known.id)
    publish(connection, outbox.CANCELLED, cancelled, known, now)
    return cancelled


def share_nothing(connection: Connection, known: Appointment, now: datetime) -> Appointment:
    """Nothing goes along any more; the appointment stays."""
    _change(connection, known, now, inhoud={**known.content, **NOTHING_ALONG})
    return _sure(connection, known.id)


def end_sharing(connection: Connection, conversation: str, now: datetime) -> None:
    """What goes along with the appointment of a conversation, if anything, goes along no more."""
    for last in (False, True):  # a counsellor may move it at this very moment
        known = current(connection, conversation)
        if known is None or not known.is_to_come(now) or not (known.shares_facts or known.shares_transcript):
            return
        try:
            share_nothing(connection, known, now)
            return
        except Taken:
            if last:
                raise


def forget_contacts(connection: Connection, before: datetime) -> int:
    """Of appointments that were before a moment, how to reach the person is forgotten. How many."""
    past = and_(_A.begin < before, _A.status == BOOKED)
    return int(connection.execute(update(t.afspraken).where(past).values(status=PAST, inhoud={})).rowcount)


def erase_with(connection: Connection, conversation: str, now: datetime) -> None:
    """Erase a conversation; other systems hear that an appointment or a call to come is off, nothing else."""
    found = current(connection, conversation)
    if found is not None and found.is_to_come(now):
        off = replace(found, status=CANCELLED, version=found.version + 1, changed=now, content={})
        outbox.publish(connection, found.organisation, outbox.CANCELLED, None, told(off), now)
    call_off(connection, conversation, now, erased=True)
    conversations.erase(connection, conversation)


def _change(connection: Connection, known: Appointment, now: datetime, **values: Any) -> None:
    """Only from the state that was read: somebody who was faster wins."""
    same = and_(_A.id == known.id, _A.status == known.status, _A.versie == known.version)
    if connection.execute(update(t.afspraken).where(same).values(**values, gewijzigd=now)).rowcount != 1:
        raise Taken(known.id)


def _sure(connection: Connection, identifier: str) -> Appointment:
    found = find(connection, identifier)
    assert found is not None
    return found


def _code() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(4))
