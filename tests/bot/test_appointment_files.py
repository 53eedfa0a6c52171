"""The clock and the calendar file of an appointment, and the race for a moment."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from bot.appointments import storage, wording
from bot.appointments.calendar import appointment_calendar
from bot.appointments.storage import Appointment, Taken
from bot.conversation import identity
from bot.people import accounts
from bot.storage import Database, conversations
from bot.storage.conversations import Conversation, Snapshot, TurnRecord
from tests.bot.test_appointments import DAY, event_of


# ------------------------------------------------------------------ the clock and the calendar file
@pytest.mark.parametrize(
    ("belgian", "utc"),
    [
        (datetime(2026, 12, 1, 14), datetime(2026, 12, 1, 13)),
        (datetime(2026, 7, 1, 14), datetime(2026, 7, 1, 12)),
        (datetime(2026, 10, 25, 1, 30), datetime(2026, 10, 24, 23, 30)),
        (datetime(2026, 10, 25, 3), datetime(2026, 10, 25, 2)),
    ],
)
def test_moments_are_stored_in_utc_and_told_on_the_belgian_clock(belgian: datetime, utc: datetime) -> None:
    assert wording.stored(belgian) == utc
    assert identity.local(utc).replace(tzinfo=None) == belgian


def test_a_time_that_the_clock_skips_is_refused() -> None:
    with pytest.raises(ValueError, match="2027-03-28T02:30"):
        wording.stored(datetime(2027, 3, 28, 2, 30))


def _appointment(begin: datetime, **more: Any) -> Appointment:
    given = {"status": "geboekt", "version": 3, "content": {}, "until": 0, "changed": begin - DAY, **more}
    given |= {"code": "K7Q4", "organisation_name": "O", "place": "Markt 1, Gent", "channel": "ter_plaatse"}
    return Appointment("a1", "g1", "o", "b", begin, 60, **given)


@pytest.mark.parametrize(
    ("begin", "clock", "offset"), [(date(2027, 3, 26), "10:00", 1), (date(2027, 3, 30), "10:00", 2)]
)
def test_the_calendar_file_holds_the_zone_in_which_it_is_read(begin: date, clock: str, offset: int) -> None:
    one = _appointment(wording.stored(datetime(begin.year, begin.month, begin.day, 10)))
    content = appointment_calendar(one, "wij@voorbeeld.be", "zij@voorbeeld.be")
    method, event = event_of(content)
    start = event["DTSTART"].dt
    assert method == "REQUEST" and start.strftime("%H:%M") == clock
    assert start.utcoffset() == timedelta(hours=offset)
    assert event["DTEND"].dt - start == timedelta(hours=1)
    assert b"TZID=Europe/Brussels" in content and b"BEGIN:VTIMEZONE" in content and len(content) < 4000
    assert (
        str(event["ORGANIZER"]) == "mailto:wij@voorbeeld.be"
        and str(event["ATTENDEE"]) == "mailto:zij@voorbeeld.be"
    )


# ------------------------------------------------------------------ the race for a moment
@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def raced(request: pytest.FixtureRequest, tmp_path: Any) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/race.db"
        return
    yield request.getfixturevalue("cluster").new()


def test_twelve_people_at_once_and_two_moments(raced: str) -> None:
    """On threads: each moment goes to one person, or a counsellor takes it back first."""
    databases = [Database(raced, 20) for _ in range(2)]
    now = identity.now()
    moments = databases[0].run_sync(_prepared, now)

    def person(number: int) -> str | None:
        def work(connection: Any) -> str:
            moment = moments[number % len(moments)]
            return storage.book(connection, f"g{number}", moment, {}, now).begin.isoformat()

        try:
            return databases[number % 2].run_sync(work)
        except Taken:
            return None

    def counsellor(moment: str) -> bool:
        return databases[1].run_sync(storage.take_back, "o", moment)

    with ThreadPoolExecutor(14) as pool:
        people = [pool.submit(person, number) for number in range(12)]
        backs = [pool.submit(counsellor, moment) for moment in moments]
        got = [found.result() for found in people if found.result() is not None]
        gone = [found.result() for found in backs]
    left = databases[0].run_sync(storage.between, "o", now, now + 2 * DAY)
    assert len(got) == len(set(got)), "nobody shares a moment"
    assert len(got) + sum(gone) == 2 and len(left) == len(got)
    assert all(moment.appointment for moment in left)
    for database in databases:
        database.close()


def _prepared(connection: Any, now: datetime) -> list[str]:
    accounts.add_organisation(connection, "o", "O", now)
    for number in range(12):
        conversation = Conversation(f"g{number}", f"h{number}", "burger", None, "nl", now, now)
        conversations.open_conversation(
            connection, conversation, TurnRecord(f"g{number}", now, [], Snapshot())
        )
    return [
        storage.offer(connection, "o", "b", now + DAY + timedelta(hours=number), 45, "video", "")
        for number in range(2)
    ]
