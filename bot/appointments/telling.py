"""What other systems hear of an appointment."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import and_, delete, select
from sqlalchemy.engine import Connection

from bot.appointments.model import Appointment
from bot.outside import outbox
from bot.storage import tables as t


def publish(
    connection: Connection, event: str, one: Appointment, reached: Appointment, now: datetime
) -> None:
    """Tell the systems of the organisation, and the person who gave an address."""
    person = reached.content.get("email")
    outbox.publish(
        connection, one.organisation, event, one.conversation, told(one), now, person=str(person or "")
    )


def call_off(connection: Connection, conversation: str, now: datetime, *, erased: bool = False) -> bool:
    """No call is wanted any more: the request goes, and who heard of it hears that. Whether there was one.

    That message has the number, for it is all by which a receiver knows the request; of a conversation that
    is erased it is apart, and wiped when it is delivered or given up.
    """
    table = t.terugbelverzoeken.c
    open_one = and_(table.gesprek == conversation, table.afgehandeld.is_(None))
    wanted = list(connection.execute(select(table.inhoud).where(open_one)).scalars())
    gone = connection.execute(delete(t.terugbelverzoeken).where(open_one)).rowcount
    for heard in outbox.withdraw(connection, outbox.CALL, conversation):
        for content in wanted:
            off = {"telefoon": content.get("telefoon")}
            outbox.put(connection, heard, outbox.CALL_OFF, None if erased else conversation, off, now)
    return bool(gone)


def last_number(connection: Connection, conversation: str) -> str | None:
    """The number of the last call that was noted, also when it was made; None when there is no call."""
    table = t.terugbelverzoeken.c
    noted = select(table.inhoud).where(table.gesprek == conversation)
    content = connection.execute(noted.order_by(table.volgnummer.desc())).scalars().first()
    return None if content is None else content.get("telefoon")


def told(one: Appointment) -> dict[str, Any]:
    """What other systems hear of an appointment: when, where, and how to reach the person."""
    return {
        "afspraak": one.id,
        "begin": one.begin.isoformat() + "Z",
        "minuten": one.minutes,
        "kanaal": one.channel,
        "plaats": one.place,
        "status": one.status,
        "versie": one.version,
        "code": one.code,
        "gewijzigd": one.changed.isoformat() + "Z",
        "organisatie_naam": one.organisation_name,
        "telefoon": one.content.get("telefoon"),
        "email": one.content.get("email"),
    }


def from_told(content: dict[str, Any]) -> Appointment:
    """The appointment of which other systems hear; nothing of the conversation is in it."""
    begin, changed = (datetime.fromisoformat(content[name][:-1]) for name in ("begin", "gewijzigd"))
    return Appointment(
        id=content["afspraak"],
        conversation="",
        organisation="",
        counsellor="",
        begin=begin,
        minutes=content["minuten"],
        channel=content["kanaal"],
        place=content["plaats"],
        status=content["status"],
        version=content["versie"],
        code=content["code"],
        content={"telefoon": content.get("telefoon")},
        until=0,
        changed=changed,
        organisation_name=content["organisatie_naam"],
    )
