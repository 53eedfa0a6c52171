"""What a person tells a counsellor, read as facts that may be confirmed. Nothing of it is kept by itself."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.console.told import Told
from bot.conversation import transcripts
from bot.conversation.answer import accepted_facts
from bot.handover import states
from bot.http.services import Services
from bot.runtime.dialogue import NotReady
from bot.storage.conversations import StoredMessage
from knowledge import Facts, Knowledge
from knowledge.answers.facts import say_fact
from knowledge.vocabulary import bare

MOST_READ = 8
"""How many of the last messages are read, as the page says: each costs a reading when the page is made."""


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


def to_human(
    messages: Iterable[tuple[int, StoredMessage]], steps: Iterable[Mapping[str, Any]]
) -> list[StoredMessage]:
    """The messages of the person that no assistant read: those of while a human talked."""
    stretches = list(_stretches(steps))
    return [
        message
        for _, message in messages
        if message.sender == transcripts.VISITOR
        and any(begin <= message.time and (end is None or message.time <= end) for begin, end in stretches)
    ]


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
    parts: Services, messages: Sequence[StoredMessage], slots: Mapping[str, Any], told: Mapping[str, Told]
) -> list[Heard]:
    """The facts in the last messages that the file has not; nothing while the language model is not there."""
    knowledge, settings = parts.knowledge, parts.settings
    found: dict[str, Heard] = {}
    file = accepted_facts(knowledge, slots.get("profiel") or {}, slots.get("opleiding") or {})
    for message in messages[-MOST_READ:]:
        text = transcripts.readable(message.text, settings.max_text)
        try:
            parsed = await parts.dialogue.parse(text, {"vraag": None}, settings.turn_timeout)
        except (NotReady, asyncio.TimeoutError):
            return []
        reading = parsed.get("feiten") or {}
        facts = accepted_facts(knowledge, reading.get("profiel") or {}, reading.get("opleiding") or {})
        found |= {one.field: one for one in _in_message(knowledge, message, facts)}
    return [one for one in (_beside(knowledge, heard, file, told) for heard in found.values()) if one]


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
