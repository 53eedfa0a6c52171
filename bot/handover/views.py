"""A hand-over as the person who asked sees it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.engine import Connection

from bot.conversation import identity
from bot.handover import states, storage, texts
from bot.handover.storage import Handover
from bot.people import accounts


def view(connection: Connection, found: Handover, now: datetime) -> dict[str, Any] | None:
    """`overdracht` of an answer; None when nobody ever asked for a human."""
    if found.id is None or found.since is None:
        return None
    waiting = found.state == states.WAITING
    who = accounts.find(connection, found.counsellor) if found.counsellor else None
    return {
        "overdracht": found.id,
        "toestand": found.state,
        "sinds": identity.iso(found.since),
        "plaats": storage.place(connection, found),
        "wachttijd_minuten": storage.usual_wait(connection, found.organisation, now) if waiting else None,
        "aan_dienst": storage.on_duty(connection, found.organisation, now) if waiting else None,
        "begeleider": who.name if who else None,
        "organisatie": who.organisation_name if who else None,
        "resultaat": found.result if found.state == states.BOT else None,
    }


def notice(seen: Mapping[str, Any], organisation: str | None, phones: Mapping[str, str]) -> str:
    """What the person hears after asking: the place and an honest waiting time, or that nobody is there."""
    if organisation is None:
        return texts.NOBODY_AT_ALL
    if not seen["aan_dienst"]:
        return texts.NOBODY.format(**phones)
    minutes = seen["wachttijd_minuten"]
    if minutes is None:
        wait = texts.WAIT_UNKNOWN
    else:
        wait = texts.WAIT_ONE if minutes == 1 else texts.WAIT.format(minutes=minutes)
    return texts.ASKED.format(where=texts.PLACE.format(place=seen["plaats"]), wait=wait)
