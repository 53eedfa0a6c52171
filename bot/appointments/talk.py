"""What the dialogue asks about appointments and calls, done inside the transaction of the turn.

Each order gives the messages that the person gets: the dialogue knows no moments, this module knows no talk.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from bot.appointments import storage, texts, wording
from bot.appointments.storage import NOTHING_ALONG, Appointment, Moment, NoAppointment, Taken
from bot.appointments.telling import call_off
from bot.conversation import answer as answers
from bot.conversation.identity import local
from knowledge.contacts import is_address

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from knowledge.taal.moments import Wish

OFFERED, SEARCHED = 6, 500
"""Moments that are shown at once, and among how many (of the days that were said) a fitting one is sought."""


@dataclass(frozen=True)
class Done:
    """What an order gave: the messages, and the organisations whose lists changed."""

    messages: list[dict[str, Any]]
    changed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Order:
    """One order of the dialogue, and what is needed to do it."""

    connection: Connection
    conversation: str
    content: Mapping[str, Any]
    now: datetime
    ahead: timedelta
    phones: Mapping[str, str]

    @property
    def booked(self) -> Appointment:
        """The appointment to come; raises NoAppointment."""
        found = storage.current(self.connection, self.conversation)
        if found is None or not found.is_to_come(self.now):
            raise NoAppointment(self.conversation)
        return found


def how_far(retention_days: int) -> timedelta:
    """How far ahead moments are offered: a conversation is there until its appointment."""
    return min(storage.AHEAD, timedelta(days=retention_days)) if retention_days else storage.AHEAD


def carry_out(order: Order) -> Done:
    """Do what the dialogue asks; nothing is left half done."""
    work = ORDERS.get(str(order.content.get("doe")))
    if work is None:
        return Done([])
    try:
        with order.connection.begin_nested():
            return work(order)
    except Taken:
        return Done(_free(order, texts.TAKEN))
    except NoAppointment:
        return Done([answers.message("systeem", texts.NO_APPOINTMENT)])


def contact(text: str | None) -> dict[str, str]:
    """How to reach somebody: an e-mail address or a phone number; {} for neither."""
    if not text:
        return {}
    return {"email": text} if is_address(text) else {"telefoon": text[:20]}


def said_anew(given: Mapping[str, Any]) -> dict[str, Any]:
    """Of a booking or a move, only what was said: how to reach the person, and what goes along."""
    along = {name: bool(given[name]) for name in NOTHING_ALONG if given.get(name) is not None}
    return {**contact(given.get("contact")), **along}


def _free(order: Order, said: str = "") -> list[dict[str, Any]]:
    from knowledge.taal.moments import fitting  # here: its package loads spaCy

    known = storage.current(order.connection, order.conversation)
    moves = known is not None and known.is_to_come(order.now)
    by_phone = not moves or (known is not None and known.can_be_called)
    wish, shown = _wish(order)
    if moves and known is not None and not any(shown):
        shown = (known.at, known.at)  # "later" and "vroeger" are about the appointment itself

    def free(many: int, stretches: list[tuple[datetime, datetime]] | None = None) -> list[Moment]:
        return storage.free(
            order.connection, order.now, order.ahead, many, by_phone=by_phone, stretches=stretches
        )

    if wish is None:
        found = free(OFFERED)
    else:
        stretches = _stretches(order, wish, *shown)
        first = free(SEARCHED, stretches)
        found, fits = fitting(wish, first, *shown)
        if not fits:
            near = free(SEARCHED, [(stretches[0][0], datetime.max)]) if stretches else []
            everything = {one.id: one for one in [*first, *near, *free(SEARCHED)]}
            found, _ = fitting(wish, sorted(everything.values(), key=lambda one: one.begin), *shown)
        told = texts.FITTING if fits else texts.NOT_FITTING if len(first) < SEARCHED else texts.NOT_FOUND
        found, said = sorted(found[:OFFERED], key=lambda one: one.begin), said or told
    if not found:
        none = texts.NONE_FREE.format(**order.phones)
        return [answers.message("systeem", f"{said} {none}".strip() if said != texts.TAKEN else none)]
    return [answers.message("systeem", said or texts.CHOOSE, wording.buttons(found))]


def _wish(order: Order) -> tuple[Wish | None, tuple[datetime | None, datetime | None]]:
    """When the person wants it (None: nothing was said of that), and the last and first that were shown."""
    from knowledge.taal.moments import read_wish  # here: its package loads spaCy

    wish = read_wish(str(order.content.get("wens") or ""), local(order.now).date())
    last, first = (
        datetime.fromisoformat(str(order.content[name])) if order.content.get(name) else None
        for name in ("na", "voor")
    )
    return None if wish.empty else wish, (last, first)


def _stretches(
    order: Order, wish: Wish, after: datetime | None, before: datetime | None
) -> list[tuple[datetime, datetime]]:
    """The days that are as somebody wishes, joined where they follow each other; UTC without zone."""
    found: list[tuple[datetime, datetime]] = []
    today = local(order.now).date()
    for ahead in range(order.ahead.days + 2):
        day = today + timedelta(days=ahead)
        early = wish.direction > 0 and after is not None and day < after.date()
        late = wish.direction < 0 and before is not None and day > before.date()
        if early or late or not wish.fits_day(day):
            continue
        begin, end = (wording.stored(datetime.combine(one, time())) for one in (day, day + timedelta(days=1)))
        if found and found[-1][1] == begin:
            found[-1] = (found[-1][0], end)
        else:
            found.append((begin, end))
    return found


def _told(text: str, one: Appointment) -> list[dict[str, Any]]:
    said = wording.filled(text, one)
    if one.status != storage.BOOKED:
        return [answers.message("systeem", said)]
    return [answers.message("systeem", said, wording.steps(one), [wording.card(one)])]


def _show(order: Order) -> Done:
    return Done(_free(order))


def _state(order: Order) -> Done:
    return Done(_told(f"{texts.HAS_ONE} {texts.MADE}", order.booked))


def _book(order: Order) -> Done:
    moment, content = str(order.content.get("moment")), {**NOTHING_ALONG, **said_anew(order.content)}
    try:
        made = storage.book(order.connection, order.conversation, moment, content, order.now, order.ahead)
    except storage.HasOne:
        return _move(order)
    return Done(_told(texts.MADE, made), frozenset({made.organisation}))


def _move(order: Order) -> Done:
    before = order.booked
    moment, given = str(order.content.get("moment")), said_anew(order.content)
    moved = storage.move(order.connection, before, moment, order.now, given, order.ahead)
    return Done(_told(texts.MOVED, moved), frozenset({before.organisation, moved.organisation}))


def _cancel(order: Order) -> Done:
    known = order.booked
    cancelled = storage.cancel(order.connection, known, order.now)
    return Done(_told(texts.CANCELLED, cancelled), frozenset({known.organisation}))


def _share_nothing(order: Order) -> Done:
    known = storage.share_nothing(order.connection, order.booked, order.now)
    message = answers.message("systeem", texts.SHARES_NOTHING, wording.steps(known))
    return Done([message], frozenset({known.organisation}))


def _no_call(order: Order) -> Done:
    """The person wants no call any more: the request and the number go, and who heard of it hears that."""
    gone = call_off(order.connection, order.conversation, order.now)
    return Done([answers.message("systeem", texts.CALL_WITHDRAWN if gone else texts.NO_CALL)])


ORDERS: Mapping[str, Callable[[Order], Done]] = {
    "toon": _show,
    "stand": _state,
    "boek": _book,
    "verzet": _move,
    "annuleer": _cancel,
    "niets_delen": _share_nothing,
    "bel_niet": _no_call,
}
"""What the dialogue can ask for (`afspraak: {"doe": ...}`)."""
