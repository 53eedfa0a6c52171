"""What a person tells a counsellor, read as facts that may be confirmed. Nothing of it is kept by itself."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select

from bot.console.told import Told
from bot.conversation import identity, transcripts
from bot.conversation.answer import accepted_facts
from bot.handover import states
from bot.http.services import Services
from bot.people import audit
from bot.people.accounts import Counsellor
from bot.runtime.dialogue import NotReady
from bot.storage import tables as t
from bot.storage.conversations import StoredMessage
from knowledge import Facts, Knowledge
from knowledge.answers.facts import say_fact
from knowledge.counsellor_questions import asked_field
from knowledge.vocabulary import bare

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

MOST_READ = 8
"""How many of the last messages are read, as the page says: each costs a reading when the page is made."""


WAVED: audit.Action = "feit_niet_bewaard"
"""The kind of event with which a counsellor leaves a fact out; also its name in the log."""
FOLLOWS_UP = 3
"""Of so many words a later message may still answer the question: "sorry, 44"."""


@dataclass(frozen=True)
class Typed:
    """One message of the person to a counsellor, with the counsellor's message before it."""

    message: StoredMessage
    question: str
    """What the counsellor said last; empty when nothing yet."""
    first: bool
    """Whether nothing was typed since."""


@dataclass(frozen=True)
class Waved:
    """Who left a fact out, and when."""

    by: str
    at: datetime


@dataclass(frozen=True)
class Heard:
    """One fact that was told to the counsellor and is not in the file."""

    message: str
    """The id of the message."""
    at: datetime
    words: str
    field: str
    value: Any
    text: str
    instead_of: str
    """What the file has now, in words; empty when it has nothing."""
    question: str = ""
    """What the counsellor asked, when this is the answer to it."""
    waved: Waved | None = None
    """When a counsellor left it out."""


def to_human(
    messages: Iterable[tuple[int, StoredMessage]], steps: Iterable[Mapping[str, Any]]
) -> list[Typed]:
    """The messages of the person that no assistant read: those of while a human talked."""
    stretches, found = list(_stretches(steps)), list[Typed]()
    question, first, current = "", True, None
    for _, message in messages:
        stretch = _stretch_of(stretches, message.time)
        if stretch != current:
            question, first, current = "", True, stretch
        if message.sender == transcripts.COUNSELLOR:
            question, first = message.text, True
        elif message.sender == transcripts.VISITOR and stretch is not None:
            found.append(Typed(message, question, first))
            first = False
    return found


def _stretch_of(stretches: Iterable[tuple[datetime, datetime | None]], moment: datetime) -> datetime | None:
    """When the stretch of a moment began; None when no human talked then."""
    return next(
        (begin for begin, end in stretches if begin <= moment and (end is None or moment <= end)), None
    )


def _stretches(steps: Iterable[Mapping[str, Any]]) -> Iterator[tuple[datetime, datetime | None]]:
    begin = None
    for step in steps:
        if step["naar"] != states.HUMAN and begin is not None:
            yield begin, step["tijd"]
            begin = None
        elif step["naar"] == states.HUMAN and begin is None:
            begin = step["tijd"]
    if begin is not None:
        yield begin, None


async def read(
    parts: Services,
    typed: Sequence[Typed],
    slots: Mapping[str, Any],
    told: Mapping[str, Told],
    waved: Mapping[tuple[str, str], Waved],
) -> list[Heard]:
    """The facts in the last messages that the file has not; nothing while the language model is not there.

    Args:
        waved: by message and field, what a counsellor left out; it comes along as such.
    """
    knowledge = parts.knowledge
    found: dict[str, Heard] = {}
    file = accepted_facts(knowledge, slots.get("profiel") or {}, slots.get("opleiding") or {})
    for one in typed[-MOST_READ:]:
        try:
            found |= {heard.field: heard for heard in await _read_one(parts, one)}
        except (NotReady, asyncio.TimeoutError):
            return []
    new = [_beside(knowledge, heard, file, told) for heard in found.values()]
    return [replace(one, waved=waved.get((one.message, one.field))) for one in new if one]


async def _read_one(parts: Services, typed: Typed) -> list[Heard]:
    knowledge, settings, message = parts.knowledge, parts.settings, typed.message
    asked = question_of(knowledge, typed)
    text = transcripts.readable(message.text, settings.max_text)
    parsed = await parts.dialogue.parse(text, {"vraag": asked}, settings.turn_timeout)
    reading = parsed.get("feiten") or {}
    facts = accepted_facts(knowledge, reading.get("profiel") or {}, reading.get("opleiding") or {})
    return [
        replace(heard, question=typed.question) if heard.field == asked else heard
        for heard in _in_message(knowledge, message, facts)
    ]


def question_of(knowledge: Knowledge, typed: Typed) -> str | None:
    """The field that the counsellor asked, as long as the message can be an answer to it."""
    if not typed.first and len(typed.message.text.split()) > FOLLOWS_UP:
        return None
    return asked_field(knowledge, typed.question)


def waved_away(connection: Connection, conversation: str) -> dict[tuple[str, str], Waved]:
    """What counsellors left out, by message and field."""
    table = t.gebeurtenissen.c
    query = select(table.inhoud).where(table.gesprek == conversation, table.soort == WAVED)
    return {
        (event["bericht"], event["veld"]): Waved(event["naam"], datetime.fromisoformat(event["tijd"]))
        for (event,) in connection.execute(query.order_by(table.volgnummer))
    }


def wave_away(connection: Connection, conversation: str, who: Counsellor, heard: Heard) -> None:
    """Leave a fact out: it is not offered again, unless the person tells it in another message."""
    event = {"event": WAVED, "bericht": heard.message, "veld": heard.field}
    event |= {"naam": who.name, "tijd": identity.now().isoformat()}
    row = {"gesprek": conversation, "soort": WAVED, "inhoud": event}
    connection.execute(insert(t.gebeurtenissen).values(**row))


def _in_message(knowledge: Knowledge, message: StoredMessage, facts: Facts) -> Iterator[Heard]:
    values = {**facts.profiel, **facts.opleiding}
    for key, field in knowledge.vocabulary.fields.items():
        name = bare(key)
        if key in facts.stated and name in values:
            said = say_fact(field, values[name])
            yield Heard(message.id, message.time, message.text, name, values[name], said, "")


def _beside(knowledge: Knowledge, heard: Heard, file: Facts, told: Mapping[str, Told]) -> Heard | None:
    """The fact beside what the file has; None when that is the same, or was set after the message."""
    known = {**file.profiel, **file.opleiding}
    origin = told.get(heard.field)
    later = origin is not None and origin.at is not None and origin.at > heard.at
    if later or known.get(heard.field) == heard.value:
        return None
    if heard.field not in known:
        return heard
    before = say_fact(knowledge.vocabulary.field(heard.field), known[heard.field])
    return replace(heard, instead_of=before)
