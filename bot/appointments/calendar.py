"""An appointment as a calendar file (iCalendar, RFC 5545 and 5546)."""

from __future__ import annotations

from datetime import date, timedelta, timezone

from icalendar import Alarm, Calendar, Event, vCalAddress, vText

from bot.appointments import storage, texts, wording
from bot.appointments.storage import Appointment
from bot.conversation import identity

PRODUCT = "-//Loopbaanwijzer//Afspraken//NL"
DOMAIN = "loopbaanwijzer"
PUBLISH, REQUEST, CANCEL = "PUBLISH", "REQUEST", "CANCEL"
WARN = timedelta(hours=1)


def appointment_calendar(one: Appointment, organiser: str = "", attendee: str = "") -> bytes:
    """One event, which replaces an earlier file of the same appointment (same UID, higher SEQUENCE).

    Args:
        one: the appointment.
        organiser: address of who invites; with it the file is an invitation (REQUEST), else a copy to keep
            (PUBLISH). A cancelled appointment gives CANCEL.
        attendee: address of who is invited.
    """
    cancelled = one.status == storage.CANCELLED
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", CANCEL if cancelled else REQUEST if organiser else PUBLISH)
    event = _event(one, cancelled)
    if organiser:
        event.add("organizer", _person(organiser, one.organisation_name))
    if attendee:
        event.add("attendee", _person(attendee, ""))
    calendar.add_component(event)
    calendar.add_missing_timezones(date(one.begin.year - 1, 1, 1), date(one.begin.year + 1, 12, 31))
    return bytes(calendar.to_ical())


def _event(one: Appointment, cancelled: bool) -> Event:
    event = Event()
    event.add("uid", f"{one.id}@{DOMAIN}")
    event.add("sequence", one.version)
    event.add("dtstamp", one.changed.replace(tzinfo=timezone.utc))
    event.add("last-modified", one.changed.replace(tzinfo=timezone.utc))
    event.add("dtstart", identity.local(one.begin))
    event.add("dtend", identity.local(one.end))
    event.add("summary", wording.filled(texts.ICS_TITLE, one))
    event.add("description", wording.filled(texts.ICS_TEXT, one))
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    if one.place:
        event.add("location", one.place)
    if not cancelled:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", wording.filled(texts.ICS_TITLE, one))
        alarm.add("trigger", -WARN)
        event.add_component(alarm)
    return event


def _person(address: str, name: str) -> vCalAddress:
    person = vCalAddress(f"mailto:{address}")
    if name:
        person.params["cn"] = vText(name)
    return person
