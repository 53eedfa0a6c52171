"""An appointment in words: its moment in Belgian time, where it is, and its card."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from bot.appointments import storage, texts
from bot.appointments.storage import Appointment, Moment
from bot.conversation.identity import BRUSSELS, local
from knowledge.formatting import MONTHS, WEEKDAYS, dutch_moment


def stored(moment: datetime) -> datetime:
    """A Belgian clock time as it is stored.

    Raises:
        ValueError: the clock never shows this time, because it is put forward.
    """
    given = moment.replace(tzinfo=BRUSSELS)
    utc = given.astimezone(timezone.utc)
    if utc.astimezone(BRUSSELS).replace(tzinfo=None) != moment:
        raise ValueError(moment.isoformat())
    return utc.replace(tzinfo=None)


def spoken(moment: datetime) -> str:
    """dinsdag 1 december 2026 om 14.00 uur."""
    return dutch_moment(local(moment))


def short(moment: datetime) -> str:
    """di 1 december, 14.00 uur."""
    here = local(moment)
    return f"{WEEKDAYS[here.weekday()][:2]} {here.day} {MONTHS[here.month - 1]}, {here:%H.%M} uur"


def button(moment: Moment, name: bool) -> dict[str, str]:
    """The button of a free moment; `name`: with the organisation."""
    whose = f" ({moment.organisation_name})" if name else ""
    title = f"{short(moment.begin)}, {texts.CHANNELS[moment.channel]}{whose}"
    return {"titel": title, "waarde": f"{storage.BUTTON}{moment.channel}:{moment.id}"}


def buttons(moments: list[Moment]) -> list[dict[str, str]]:
    """The buttons of free moments; the organisation only when there are several."""
    several = len({moment.organisation for moment in moments}) > 1
    return [button(moment, several) for moment in moments]


def where(one: Appointment) -> str:
    """Where the talk is, in a sentence."""
    said = texts.WHERE[one.channel].format(nummer=one.content.get("telefoon") or "", plaats=one.place)
    return said.strip()


def filled(text: str, one: Appointment, **more: str) -> str:
    """A text of `texts` about this appointment."""
    return text.format(
        moment=spoken(one.begin),
        organisatie=one.organisation_name,
        waar=where(one),
        code=one.code,
        minuten=one.minutes,
        **more,
    )


def steps(one: Appointment) -> list[dict[str, str]]:
    """What somebody can do with a booked appointment."""
    offered = [("afspraak_verzet", texts.MOVE), ("afspraak_annuleer", texts.CANCEL)]
    if one.shares_facts or one.shares_transcript:
        offered.append(("afspraak_niets_delen", texts.SHARE_NOTHING))
    return [{"titel": title, "waarde": value} for value, title in offered]


def card(one: Appointment) -> dict[str, Any]:
    """The card of the appointment; `bestand`: its calendar file, under the address of the conversation."""
    return {
        "soort": "afspraak",
        "titel": filled(texts.CARD, one),
        "tekst": filled(texts.CARD_TEXT, one),
        "bestand": "/afspraak.ics",
    }


def view(one: Appointment) -> dict[str, Any]:
    """An appointment as the person it is of sees it over HTTP."""
    return {
        "afspraak": one.id,
        "status": one.status,
        "begin": local(one.begin).isoformat(),
        "minuten": one.minutes,
        "kanaal": one.channel,
        "plaats": one.place,
        "organisatie": one.organisation_name,
        "code": one.code,
        "meegeven": one.shares_facts,
        "verloop": one.shares_transcript,
        "kan_verzet": one.status == storage.BOOKED,
    }
