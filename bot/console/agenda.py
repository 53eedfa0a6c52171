"""The week list: moments that are offered, who took them, and what a counsellor can do with them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.appointments import storage, talk, wording
from bot.appointments.calendar import appointment_calendar
from bot.appointments.counter import Counter
from bot.appointments.storage import CHANNELS, DESK, PHONE, VIDEO, Appointment, Moment, Overlaps
from bot.console.cases import NotVisible
from bot.console.guard import HOME, Visit
from bot.conversation import identity
from bot.http.body import clean_text
from bot.http.problems import Problem
from bot.live import queue_topic
from bot.people import accounts, audit
from knowledge.formatting import MONTHS, WEEKDAYS

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

WEEK = re.compile(r"(20\d\d)-W(\d\d)")
SHORTEST, LONGEST = 10, 240
MOST_IN_A_ROW, MOST_WEEKS, LONGEST_PLACE = 12, 12, 300
AGENDA = f"{HOME}/agenda"
WAYS = {PHONE: "telefoon", VIDEO: "video", DESK: "ter plaatse"}
"""How a talk goes, in the words of a counsellor."""


async def page(visit: Visit) -> web.StreamResponse:
    """The week, and the form to offer moments."""
    return visit.page("agenda.html", **await _week(visit))


async def listing(visit: Visit) -> web.StreamResponse:
    """Only the list, for a page that is open."""
    return visit.page("_agenda.html", **await _week(visit))


async def _week(visit: Visit) -> dict[str, Any]:
    monday = _monday(visit.request.query.get("week", ""))
    start, end = _midnight(monday), _midnight(monday + timedelta(days=7))
    who, ahead = visit.who, talk.how_far(visit.parts.settings.retention_days)

    def work(connection: Connection) -> dict[str, Any]:
        moments = storage.between(connection, who.organisation, start, end)
        ids = [moment.appointment for moment in moments if moment.appointment]
        booked = storage.of_organisation(connection, who.organisation, ids)
        if booked:
            audit.note_list(
                connection, who, "agenda", [one.conversation for one in booked.values()], identity.now()
            )
        rows = accounts.colleagues(connection, who.organisation, identity.now())
        return {
            "momenten": moments,
            "afspraken": booked,
            "vrij": storage.free(connection, identity.now(), ahead, 40, who.organisation),
            "namen": {row["who"].id: row["who"].name for row in rows},
        }

    found = await visit.parts.database.run(work)
    days = [monday + timedelta(days=number) for number in range(7)]
    return {
        **found,
        "dagen": [(_day_words(day), _of_day(found["momenten"], day)) for day in days],
        "kanalen": WAYS,
        "week": _name(monday),
        "vorige": _name(monday - timedelta(days=7)),
        "volgende": _name(monday + timedelta(days=7)),
        "van_tot": f"{_day_words(days[0])} tot {_day_words(days[6])}",
        "nu": identity.now(),
        "vandaag": max(identity.today(), monday).isoformat(),
    }


def _monday(week: str) -> date:
    """The first day of a week like 2026-W49; of this week for anything else."""
    found = WEEK.fullmatch(week)
    try:
        if found:
            return date.fromisocalendar(int(found[1]), int(found[2]), 1)
    except ValueError:
        pass
    today = identity.today()
    return today - timedelta(days=today.weekday())


def _name(monday: date) -> str:
    year, week, _ = monday.isocalendar()
    return f"{year}-W{week:02d}"


def _midnight(day: date) -> datetime:
    return wording.stored(datetime(day.year, day.month, day.day))


def _day_words(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def _of_day(moments: list[Moment], day: date) -> list[Moment]:
    return [moment for moment in moments if identity.local(moment.begin).date() == day]


# ------------------------------------------------------------------ offering
async def offer(visit: Visit) -> web.StreamResponse:
    """Offer one or more moments: several in a row, the same for some weeks."""
    form = visit.form
    minutes = _whole(form.get("minuten", ""), "De duur", SHORTEST, LONGEST)
    row = _whole(form.get("aantal", "1"), "Het aantal na elkaar", 1, MOST_IN_A_ROW)
    weeks = _whole(form.get("weken", "1"), "Het aantal weken", 1, MOST_WEEKS)
    channel = form.get("kanaal", "")
    if channel not in CHANNELS:
        raise Problem(422, "Kies hoe het gesprek gebeurt.")
    place = clean_text(form.get("plaats", "")).strip()
    if len(place) > LONGEST_PLACE or (channel == DESK and not place):
        raise Problem(422, f"Vul de plaats in, in hoogstens {LONGEST_PLACE} tekens.")
    first = _clock(form.get("dag", ""), form.get("uur", ""))
    begins = [
        first + timedelta(weeks=week, minutes=number * minutes)
        for week in range(weeks)
        for number in range(row)
    ]
    moments = [_to_come(begin) for begin in begins]

    def work(connection: Connection) -> None:
        who = visit.who
        for begin in moments:
            storage.offer(connection, who.organisation, who.id, begin, minutes, channel, place)
        audit.note(connection, who, "momenten", None, identity.now(), {"aantal": len(moments)})

    try:
        await visit.parts.database.run(work)
    except Overlaps as error:
        raise Problem(409, "Je hebt op dat uur al een moment.", title="Dat kan nu niet") from error
    await visit.parts.live.tell(queue_topic(visit.who.organisation))
    raise web.HTTPSeeOther(f"{AGENDA}?week={_name(first.date() - timedelta(days=first.weekday()))}")


def _whole(text: str, what: str, least: int, most: int) -> int:
    if not (text.isascii() and text.isdecimal()) or len(text) > 4 or not least <= int(text) <= most:
        raise Problem(422, f"{what} is een getal van {least} tot {most}.")
    return int(text)


def _clock(day: str, hour: str) -> datetime:
    try:
        return datetime.strptime(f"{day} {hour}", "%Y-%m-%d %H:%M")
    except ValueError as error:
        raise Problem(422, "Kies een dag en een uur.") from error


def _to_come(begin: datetime) -> datetime:
    try:
        moment = wording.stored(begin)
    except ValueError as error:
        raise Problem(422, "Dat uur bestaat niet: de klok springt dan vooruit.") from error
    if moment <= identity.now():
        raise Problem(422, "Dat moment is al voorbij.")
    if moment > identity.now() + timedelta(days=366):
        raise Problem(422, "Zo ver vooruit kan niet: hoogstens een jaar.")
    return moment


async def take_back(visit: Visit) -> web.StreamResponse:
    """Offer a moment no more. One that somebody took is called off first."""
    organisation = visit.who.organisation

    def work(connection: Connection) -> bool:
        if storage.take_back(connection, organisation, visit.talk):
            audit.note(connection, visit.who, "moment_weg", None, identity.now(), {"moment": visit.talk})
            return True
        if not storage.exists_for(connection, organisation, visit.talk):
            raise NotVisible(visit.talk)
        return False

    if not await visit.parts.database.run(work):
        said = "Iemand nam dit moment. Zeg eerst de afspraak af."
        raise Problem(409, said, title="Dat kan nu niet")
    await visit.parts.live.tell(queue_topic(organisation))
    raise web.HTTPSeeOther(_back(visit))


def _back(visit: Visit) -> str:
    week = visit.form.get("week", "")
    return f"{AGENDA}?week={week}" if WEEK.fullmatch(week) else AGENDA


# ------------------------------------------------------------------ appointments
def _counter(visit: Visit) -> Counter:
    ahead = talk.how_far(visit.parts.settings.retention_days)
    return Counter(visit.parts.database, visit.parts.live, ahead)


async def move(visit: Visit) -> web.StreamResponse:
    """An appointment to another free moment."""
    await _counter(visit).move(visit.who, visit.talk, visit.form.get("moment", ""))
    raise web.HTTPSeeOther(_back(visit))


async def cancel(visit: Visit) -> web.StreamResponse:
    """Call an appointment off; the person hears it."""
    await _counter(visit).cancel(visit.who, visit.talk)
    raise web.HTTPSeeOther(_back(visit))


async def calendar(visit: Visit) -> web.StreamResponse:
    """An appointment for the counsellor's own calendar."""

    def work(connection: Connection) -> Appointment:
        found = storage.find(connection, visit.talk)
        if found is None or found.organisation != visit.who.organisation:
            raise NotVisible(visit.talk)
        audit.note(connection, visit.who, "agendabestand", found.conversation, identity.now())
        return found

    found = await visit.parts.database.run(work)
    headers = {"Content-Disposition": 'attachment; filename="afspraak.ics"'}
    content = appointment_calendar(found)
    return web.Response(body=content, content_type="text/calendar", charset="utf-8", headers=headers)
