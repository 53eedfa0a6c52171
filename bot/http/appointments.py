"""Appointments over HTTP, for clients that show a calendar of their own; the chat does the same in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.appointments import storage, talk, wording
from bot.appointments.calendar import appointment_calendar
from bot.appointments.storage import Appointment, HasOne, NoAppointment, Taken
from bot.conversation import identity
from bot.conversation.clients import NOT_WITH_APPOINTMENT, asks_to_share, refuse_more_clients
from bot.http.body import Check, Wrong, bool_value, checked, read_object, text_value
from bot.http.conversations import authorised
from bot.http.encoding import dumps
from bot.http.problems import Problem, invalid
from bot.http.services import services
from bot.live import queue_topic, talk_topic
from knowledge.contacts import is_address

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

SHOWN = 40


def _contact(value: Any) -> str:
    """A check for a phone number (9 to 15 digits) or an e-mail address."""
    text = value.strip() if isinstance(value, str) else ""
    number = "".join(char for char in text if char not in " ./()-")
    if is_address(text):
        return text
    if not number.removeprefix("+").isdecimal() or not 9 <= len(number) <= 15:
        raise Wrong("moet een telefoonnummer of e-mailadres zijn")
    return number


BOOKING: dict[str, Check] = {
    "moment": text_value(64),
    "contact": _contact,
    "meegeven": bool_value,
    "verloop": bool_value,
}


async def moments(request: web.Request) -> web.Response:
    """The free moments."""
    await authorised(request)
    parts = services(request)
    ahead = talk.how_far(parts.settings.retention_days)
    found = await parts.database.run(storage.free, identity.now(), ahead, SHOWN)
    shown = [
        {
            "id": moment.id,
            "begin": identity.local(moment.begin).isoformat(),
            "minuten": moment.minutes,
            "kanaal": moment.channel,
            "plaats": moment.place,
            "organisatie": moment.organisation_name,
        }
        for moment in found
    ]
    return web.json_response({"momenten": shown}, dumps=dumps)


async def appointment(request: web.Request) -> web.Response:
    """The appointment, also one that was called off."""
    return web.json_response(wording.view(await _known(request)), dumps=dumps)


async def calendar(request: web.Request) -> web.Response:
    """The appointment for a calendar; the same file again replaces, and a cancelled one takes it away."""
    content = appointment_calendar(await _known(request))
    headers = {"Content-Disposition": 'attachment; filename="loopbaanwijzer-afspraak.ics"'}
    return web.Response(body=content, content_type="text/calendar", charset="utf-8", headers=headers)


async def _known(request: web.Request) -> Appointment:
    conversation = await authorised(request)
    found = await services(request).database.run(storage.current, conversation.id)
    if found is None:
        raise Problem(404, "Er is geen afspraak.")
    return found


async def book(request: web.Request) -> web.Response:
    """Take a moment, or move to it."""
    conversation = await authorised(request)
    given = checked(await read_object(request, services(request).settings.max_body), BOOKING)
    if "moment" not in given:
        raise invalid(("moment", "is verplicht"))
    moment, anew = given["moment"], talk.said_anew(given)
    ahead = talk.how_far(services(request).settings.retention_days)

    def work(connection: Connection) -> tuple[Appointment, str | None]:
        if asks_to_share(given):
            refuse_more_clients(connection, conversation.id, NOT_WITH_APPOINTMENT)
        known, now = storage.current(connection, conversation.id), identity.now()
        moves = known is not None and known.is_to_come(now)
        can_be_called = "telefoon" in anew or (moves and known is not None and known.can_be_called)
        if storage.channel_of(connection, moment) == storage.PHONE and not can_be_called:
            raise invalid(("contact", "een telefoonnummer is nodig: de begeleider belt"))
        if moves and known is not None:
            return storage.move(connection, known, moment, now, anew, ahead), known.organisation
        content = {**storage.NOTHING_ALONG, **anew}
        return storage.book(connection, conversation.id, moment, content, now, ahead), None

    made, before = await _changed(request, work)
    await _tell(request, made, before)
    return web.json_response(wording.view(made), status=201, dumps=dumps)


async def cancel(request: web.Request) -> web.Response:
    """Call the appointment off."""
    conversation = await authorised(request)

    def work(connection: Connection) -> tuple[Appointment, None]:
        known = storage.current(connection, conversation.id)
        if known is None or known.begin <= identity.now():
            raise NoAppointment(conversation.id)
        return storage.cancel(connection, known, identity.now()), None

    cancelled, _ = await _changed(request, work)
    await _tell(request, cancelled)
    return web.json_response(wording.view(cancelled), dumps=dumps)


async def _changed(request: web.Request, work: Any) -> tuple[Appointment, str | None]:
    try:
        changed: tuple[Appointment, str | None] = await services(request).database.run(work)
        return changed
    except HasOne as error:
        raise Problem(409, "Er is al een afspraak.", title="Dat kan nu niet") from error
    except Taken as error:
        raise Problem(409, "Dat moment is niet (meer) vrij.", title="Dat kan nu niet") from error
    except NoAppointment as error:
        raise Problem(404, "Er is geen afspraak.") from error


async def _tell(request: web.Request, one: Appointment, before: str | None = None) -> None:
    live = services(request).live
    await live.tell(talk_topic(one.conversation))
    for organisation in {one.organisation, before or one.organisation}:
        await live.tell(queue_topic(organisation))
