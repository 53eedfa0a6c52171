"""Turns values into pages. Every value is escaped; templates say nothing that is not in their values."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from bot.appointments.wording import spoken
from bot.conversation.identity import local, now
from bot.handover.states import RESULTS

TEMPLATES = Path(__file__).resolve().parent / "templates"


def render(template: str, **values: Any) -> str:
    """The page as text."""
    return _environment().get_template(template).render(**values)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "uur": clock,
        "dagen": day_and_clock,
        "geschreven": written,
        "dag": dutch_day,
        "geleden": ago,
        "vet": bold,
        "moment": spoken,
    }
    environment.globals |= {"RESULTATEN": RESULTS, "who": None, "csrf": ""}
    return environment


def clock(moment: datetime) -> str:
    """The time of a stored moment."""
    return local(moment).strftime("%H:%M")


def day_and_clock(moment: datetime) -> str:
    """The day and the time of a stored moment."""
    return local(moment).strftime("%d/%m/%Y %H:%M")


def written(iso: str) -> str:
    """The day and the time, to the second, of a moment in ISO 8601, on the clock that it is written in."""
    return datetime.fromisoformat(iso).strftime("%d/%m/%Y %H:%M:%S")


def dutch_day(iso: str | None) -> str:
    """A day in ISO 8601 as people here write it."""
    return date.fromisoformat(iso).strftime("%d/%m/%Y") if iso else ""


def ago(moment: datetime) -> str:
    """How long ago, in whole minutes or hours."""
    minutes = max(0, int((now() - moment).total_seconds() // 60))
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} u"


def bold(text: str) -> Markup:
    """`**words**` in bold, the rest as it is."""
    parts = str(text).split("**")
    pieces = [
        escape(part) if index % 2 == 0 else Markup("<b>") + escape(part) + Markup("</b>")
        for index, part in enumerate(parts)
    ]
    return Markup("").join(pieces)
