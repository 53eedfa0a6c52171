"""What the service tells the dialogue about a talk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class Shown:
    """A moment for an appointment that was offered; `at` on the Belgian clock."""

    id: str
    channel: str
    at: datetime


@dataclass(frozen=True)
class Setting:
    """What the service tells about a talk: the entrance and the date on which the rules must hold."""

    entrance: str
    on: date
    retention_days: int | None = None
    """After how many days without a message the service erases everything; None when no service tells."""
    code_days: int | None = None
    """How many days a code for a counsellor works; None when no service tells."""
    counsellors: bool = False
    """Whether a counsellor is on duty now."""
    only_suggests: bool = False
    """Whether the answer is only shown to a counsellor: nothing of this turn is kept."""
    handed_over: bool = False
    """Whether a human was asked for in this talk: who looks on sees all of it."""
    in_queue: bool = False
    """Whether the person waits for a human."""
    moments: bool = False
    """Whether there are free moments for an appointment."""
    appointment: bool = False
    """Whether the person has an appointment to come."""
    shown: tuple[Shown, ...] = ()
    """The moments that the last answer offered."""
    today: date | None = None
    """The day on the clock, whatever the reference date; None: the same."""
    changes: Mapping[str, Any] | None = None
    """What the person changed outside the talk, by bare name; None is wiped. Goes with `CHANGED`."""
