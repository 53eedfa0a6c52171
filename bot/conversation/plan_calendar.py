"""The days of a personal development plan as a calendar file (iCalendar, RFC 5545)."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta, timezone

from icalendar import Alarm, Calendar, Event

from knowledge.occupations.plan import Plan, Step

PRODUCT = "-//Loopbaanwijzer//Ontwikkelingsplan//NL"
WARN_DAYS = 7
LONGEST_TITLE = 120


def plan_calendar(plan: Plan) -> bytes:
    """One whole day for each step with a day that is still to come, with a reminder a week before."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", "Mijn ontwikkelingsplan")
    for step in plan.dated:
        calendar.add_component(_event(step))
    return bytes(calendar.to_ical())


def _event(step: Step) -> Event:
    assert step.day is not None
    event = Event()
    event.add("uid", f"{_mark(step)}@loopbaanwijzer")
    event.add("dtstamp", datetime.now(timezone.utc))
    event.add("dtstart", step.day)
    event.add("dtend", step.day + timedelta(days=1))
    event.add("summary", _short(step.what))
    unsure = "" if step.certain else "Deze dag is niet zeker: kijk hem na."
    event.add("description", "\n".join(part for part in (step.what, step.note, unsure) if part))
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _short(step.what))
    alarm.add("trigger", timedelta(days=-WARN_DAYS))
    event.add_component(alarm)
    return event


def _mark(step: Step) -> str:
    """The same step keeps its mark, so that a newer file replaces the day in a calendar."""
    return hashlib.sha256(f"{step.who}|{step.what}".encode()).hexdigest()[:32]


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_TITLE else f"{text[: LONGEST_TITLE - 3].rsplit(' ', 1)[0]}..."
