"""What other systems hear of an appointment."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.engine import Connection

from bot.appointments.model import Appointment
from bot.outside import outbox


def publish(
    connection: Connection, event: str, one: Appointment, reached: Appointment, now: datetime
) -> None:
    """Tell the systems of the organisation, and the person who gave an address."""
    person = reached.content.get("email")
    outbox.publish(
        connection, one.organisation, event, one.conversation, told(one), now, person=str(person or "")
    )


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
