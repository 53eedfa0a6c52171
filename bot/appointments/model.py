"""What a moment and an appointment are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.conversation.identity import local

PHONE, VIDEO, DESK = "telefoon", "video", "ter_plaatse"
CHANNELS = (PHONE, VIDEO, DESK)
BOOKED, CANCELLED, PAST = "geboekt", "geannuleerd", "voorbij"
LEAD = timedelta(minutes=30)
"""A moment that begins sooner is not offered any more."""
NOTHING_ALONG: Mapping[str, bool] = {"meegeven": False, "verloop": False}
"""What an appointment shares until the person says otherwise, and once it is called off."""
AHEAD = timedelta(days=60)
"""How far ahead moments are offered at most; never farther than a quiet conversation is kept."""
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Of a code: nothing that sounds or looks like something else."""


class Taken(Exception):
    """The moment is not free (any more), is past, or does not exist; nothing was changed."""


class HasOne(Taken):
    """The conversation has an appointment to come already."""


class NoAppointment(Exception):
    """The conversation has no appointment now."""


class Overlaps(Exception):
    """The counsellor offers another moment at this time already."""


@dataclass(frozen=True)
class Moment:
    """A time that a counsellor offers. Times are UTC without zone."""

    id: str
    organisation: str
    counsellor: str
    begin: datetime
    minutes: int
    channel: str
    place: str
    appointment: str | None = None
    organisation_name: str = ""

    @property
    def at(self) -> datetime:
        """Its begin on the Belgian clock, as people say it."""
        return local(self.begin).replace(tzinfo=None)


@dataclass(frozen=True)
class Appointment:
    """A moment that somebody took; it keeps its id when it moves."""

    id: str
    conversation: str
    organisation: str
    counsellor: str
    begin: datetime
    minutes: int
    channel: str
    place: str
    status: str
    version: int
    code: str
    content: dict[str, Any]
    until: int
    changed: datetime
    organisation_name: str = ""

    @property
    def at(self) -> datetime:
        """Its begin on the Belgian clock, as people say it."""
        return local(self.begin).replace(tzinfo=None)

    @property
    def end(self) -> datetime:
        """When it is over."""
        return self.begin + timedelta(minutes=self.minutes)

    def is_to_come(self, now: datetime) -> bool:
        """Whether it is booked and did not begin yet."""
        return self.status == BOOKED and self.begin > now

    @property
    def can_be_called(self) -> bool:
        """Whether the person gave a number."""
        return bool(self.content.get("telefoon"))

    @property
    def shares_facts(self) -> bool:
        """Whether the person lets what they told go along."""
        return bool(self.content.get("meegeven"))

    @property
    def shares_transcript(self) -> bool:
        """Whether the person lets the talk so far go along."""
        return bool(self.content.get("verloop"))
