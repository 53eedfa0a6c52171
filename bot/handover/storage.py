"""The states of a hand-over in the database. Each function is one step of a transaction.

A move is one conditional update: whoever comes second finds the state changed and moves nothing. It also
raises the version of the conversation's snapshot, so that an answer of the bot that was being made is not
stored any more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, bindparam, func, insert, or_, select, update
from sqlalchemy.engine import Connection

from bot.handover import states
from bot.storage import tables as t

KNOWN_WAITS = 20
"""How many of the last waits tell how long the next will take."""
ENOUGH_WAITS = 5
"""With fewer nothing is promised."""


@dataclass(frozen=True)
class Handover:
    """The hand-over of one conversation. Without a request: state bot, everything else empty."""

    conversation: str
    state: str = states.BOT
    id: str | None = None
    content: dict[str, Any] | None = None
    asked: datetime | None = None
    organisation: str | None = None
    counsellor: str | None = None
    since: datetime | None = None
    after: int = 0
    """Number of the last message before the request."""
    until: int | None = None
    """Number of the last message of the human stretch, once that has ended."""
    result: str | None = None

    @property
    def shares_facts(self) -> bool:
        """Whether the person lets what they told go along."""
        return bool((self.content or {}).get("meegeven"))

    @property
    def shares_transcript(self) -> bool:
        """Whether the person lets the talk so far go along."""
        return bool((self.content or {}).get("verloop"))


_O = t.overdrachten.c
COLUMNS = (
    _O.gesprek,
    _O.status,
    _O.id,
    _O.inhoud,
    _O.tijd,
    _O.organisatie,
    _O.begeleider,
    _O.sinds,
    _O.vanaf,
    _O.tot,
    _O.resultaat,
)


_FIND = select(*COLUMNS).where(_O.gesprek == bindparam("gesprek_"))
"""Made once, as the other statements of every message: building one costs more than running it."""


def find(connection: Connection, conversation: str) -> Handover:
    """The hand-over of a conversation; state bot when nobody ever asked."""
    row = connection.execute(_FIND, {"gesprek_": conversation}).one_or_none()
    return Handover(conversation) if row is None else Handover(*row)


def ask(
    connection: Connection,
    conversation: str,
    request: str,
    content: dict[str, Any],
    organisation: str | None,
    now: datetime,
) -> Handover:
    """Put the conversation in the queue; asking again keeps the place, and what is not said anew."""
    known = find(connection, conversation)
    if known.state in (states.WAITING, states.HUMAN):
        renewed = {**(known.content or {}), **content}
        changed = update(t.overdrachten).where(_O.gesprek == conversation).values(inhoud=renewed)
        connection.execute(changed)
        return find(connection, conversation)
    states.check(known.state, states.WAITING)
    values = {
        "status": states.WAITING,
        "inhoud": content,
        "tijd": now,
        "organisatie": organisation,
        "begeleider": None,
        "sinds": now,
        "vanaf": last_number(connection, conversation),
        "tot": None,
        "resultaat": None,
    }
    if known.id is None:
        connection.execute(insert(t.overdrachten).values(id=request, gesprek=conversation, **values))
    else:
        connection.execute(update(t.overdrachten).where(_O.id == known.id).values(**values))
    _note(connection, known, states.WAITING, states.VISITOR, None, None, now)
    return find(connection, conversation)


def move(
    connection: Connection,
    known: Handover,
    to: str,
    by: str,
    now: datetime,
    counsellor: str | None = None,
    reason: str | None = None,
) -> bool:
    """Make a move from the state that was read; False when somebody else was first. May raise Refused."""
    states.check(known.state, to)
    values: dict[str, Any] = {"status": to, "sinds": now, "begeleider": counsellor}
    if to in (states.SOLVED, states.BOT):
        values |= {"resultaat": reason, "tot": last_number(connection, known.conversation)}
    same = and_(_O.gesprek == known.conversation, _O.status == known.state, _same_counsellor(known))
    if connection.execute(update(t.overdrachten).where(same).values(**values)).rowcount != 1:
        return False
    _note(connection, known, to, by, counsellor, reason, now)
    _overtake_the_bot(connection, known.conversation)
    return True


def _same_counsellor(known: Handover) -> Any:
    return _O.begeleider.is_(None) if known.counsellor is None else _O.begeleider == known.counsellor


def _note(
    connection: Connection,
    known: Handover,
    to: str,
    by: str,
    counsellor: str | None,
    reason: str | None,
    now: datetime,
) -> None:
    row = {"gesprek": known.conversation, "van": known.state, "naar": to, "door": by}
    connection.execute(insert(t.overdracht_stappen).values(**row, aan=counsellor, reden=reason, tijd=now))


def _overtake_the_bot(connection: Connection, conversation: str) -> None:
    table = t.momentopnames
    raised = update(table).where(table.c.gesprek == conversation).values(versie=table.c.versie + 1)
    connection.execute(raised)


def last_number(connection: Connection, conversation: str) -> int:
    """The number of the newest message of a conversation; 0 when there is none."""
    newest = select(func.max(t.berichten.c.volgnummer)).where(t.berichten.c.gesprek == conversation)
    return int(connection.execute(newest).scalar_one() or 0)


def steps(connection: Connection, conversation: str) -> list[dict[str, Any]]:
    """Every change of state, oldest first, with its time and by whom."""
    table = t.overdracht_stappen
    rows = connection.execute(
        select(table).where(table.c.gesprek == conversation).order_by(table.c.volgnummer)
    )
    return [dict(row._mapping) for row in rows]


def place(connection: Connection, known: Handover) -> int | None:
    """The place in the queue, 1 is next; None for who does not wait."""
    if known.state != states.WAITING:
        return None
    before = select(func.count()).where(
        _O.status == states.WAITING, _same_organisation(known.organisation), _O.tijd < known.asked
    )
    return int(connection.execute(before).scalar_one()) + 1


def count_waiting(connection: Connection, organisation: str) -> int:
    """How many people wait for this organisation."""
    waiting = select(func.count()).where(_O.status == states.WAITING, _O.organisatie == organisation)
    return int(connection.execute(waiting).scalar_one())


def _same_organisation(organisation: str | None) -> Any:
    return _O.organisatie.is_(None) if organisation is None else _O.organisatie == organisation


def usual_wait(connection: Connection, organisation: str | None, now: datetime) -> int | None:
    """The middle one of the last waits in minutes, rounded up; None when too few are known."""
    step, last = t.overdracht_stappen, timedelta(days=7)
    taken = (
        select(step.c.gesprek, step.c.tijd)
        .join(t.overdrachten, _O.gesprek == step.c.gesprek)
        .where(
            step.c.van == states.WAITING,
            step.c.naar == states.HUMAN,
            step.c.tijd > now - last,
            _same_organisation(organisation),
        )
        .order_by(step.c.tijd.desc())
        .limit(KNOWN_WAITS)
    )
    waits = []
    for conversation, moment in connection.execute(taken).all():
        began = select(func.max(step.c.tijd)).where(
            step.c.gesprek == conversation, step.c.naar == states.WAITING, step.c.tijd <= moment
        )
        since = connection.execute(began).scalar_one()
        if since is not None:  # written by a server whose clock runs ahead
            waits.append((moment - since).total_seconds())
    if len(waits) < ENOUGH_WAITS:
        return None
    return max(1, -(-int(sorted(waits)[len(waits) // 2]) // 60))


def on_duty(connection: Connection, organisation: str | None, now: datetime) -> int:
    """How many counsellors of the organisation have their console open and are on duty."""
    who = t.begeleiders.c
    present = select(func.count()).where(
        who.organisatie == organisation, who.aan_dienst_tot > now, who.geblokkeerd.is_(False)
    )
    return int(connection.execute(present).scalar_one())


def standard_organisation(connection: Connection) -> str | None:
    """The organisation that was made first: it gets the requests that name none."""
    first = select(t.organisaties.c.id).order_by(t.organisaties.c.gemaakt, t.organisaties.c.id).limit(1)
    return connection.execute(first).scalar_one_or_none()


def organisation_exists(connection: Connection, organisation: str) -> bool:
    """Whether there is an organisation with this id."""
    query = select(t.organisaties.c.id).where(t.organisaties.c.id == organisation)
    return connection.execute(query).first() is not None


def waiting_since(connection: Connection, moment: datetime) -> Sequence[str]:
    """Conversations that have been waiting since before the moment."""
    query = select(_O.gesprek).where(_O.status == states.WAITING, _O.sinds < moment)
    return list(connection.execute(query).scalars())


def left_alone(connection: Connection, moment: datetime, now: datetime) -> Sequence[str]:
    """Conversations whose counsellor is gone, and whose person waits for an answer since before the moment.

    They wait with a message that nobody answered, or since their talk went to a colleague who said nothing.
    """
    newest = (
        select(t.berichten.c.gesprek, func.max(t.berichten.c.volgnummer).label("nummer"))
        .group_by(t.berichten.c.gesprek)
        .subquery()
    )
    message, who, step = t.berichten.c, t.begeleiders.c, t.overdracht_stappen.c
    passed_on = (
        select(step.volgnummer)
        .where(step.gesprek == _O.gesprek, step.van == states.HUMAN, step.naar == states.HUMAN)
        .where(step.tijd == _O.sinds)
        .exists()
    )
    theirs = t.berichten.alias().c
    answered = (
        select(theirs.id)
        .where(theirs.gesprek == _O.gesprek, theirs.van == "begeleider", theirs.tijd >= _O.sinds)
        .exists()
    )
    unanswered = and_(message.van == "gebruiker", message.tijd < moment)
    query = (
        select(_O.gesprek)
        .join(newest, newest.c.gesprek == _O.gesprek)
        .join(t.berichten, message.volgnummer == newest.c.nummer)
        .join(t.begeleiders, who.id == _O.begeleider)
        .where(
            _O.status == states.HUMAN,
            or_(unanswered, and_(_O.sinds < moment, passed_on, ~answered)),
            (who.aan_dienst_tot.is_(None)) | (who.aan_dienst_tot < now),
        )
    )
    return list(connection.execute(query).scalars())
