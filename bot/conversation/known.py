"""What is known of a person, in a form that can be shown and corrected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from bot.conversation.answer import accepted_facts, build_answer, to_store
from bot.storage.conversations import Snapshot
from bot.texts import CHANGED_FACTS, WIPED_FACTS
from knowledge import Knowledge
from knowledge.answers.facts import say_fact, say_facts
from knowledge.vocabulary import Field

KINDS = {
    "int": "getal",
    "number": "getal",
    "bool": "ja_nee",
    "enum": "keuze",
    "str": "tekst",
    "date": "datum",
}
YES_NO = ({"titel": "ja", "waarde": "true"}, {"titel": "nee", "waarde": "false"})
CARD = "feiten"
SLOTS = ("profiel", "opleiding")


def known_fields(knowledge: Knowledge, slots: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Every fact that was told, with what is needed to change it; in the order of the vocabulary."""
    facts = accepted_facts(knowledge, slots.get("profiel") or {}, slots.get("opleiding") or {})
    told = {knowledge.vocabulary.locate(name): value for name, value in _told(facts.profiel, facts.opleiding)}
    fields = knowledge.vocabulary.fields
    return [
        {**_form(knowledge, fields[key]), "tekst": say_fact(fields[key], told[key]), "waarde": told[key]}
        for key in fields
        if key in facts.stated
    ]


def _told(*groups: Mapping[str, Any]) -> list[tuple[str, Any]]:
    return [item for group in groups for item in group.items()]


def _form(knowledge: Knowledge, field: Field) -> dict[str, Any]:
    """What a client needs to ask for a value of this field."""
    question = knowledge.questions.get(field.key)
    choices = [{"titel": title, "waarde": value} for value, title in field.values.items()]
    return {
        "veld": field.name,
        "groep": field.section,
        "naam": field.label,
        "vraag": question.tekst if question else None,
        "soort": KINDS[field.type],
        "keuzes": list(YES_NO) if field.type == "bool" else choices,
        "minimum": None if field.minimum is None else float(field.minimum),
        "maximum": None if field.maximum is None else float(field.maximum),
    }


def in_words(knowledge: Knowledge, changes: Mapping[str, Any]) -> str:
    """A change as the transcript shows it, among what the person said."""
    told = {name: value for name, value in changes.items() if value is not None}
    wiped = [knowledge.vocabulary.field(name).label for name, value in changes.items() if value is None]
    lines = [CHANGED_FACTS.format(feiten=say_facts(knowledge, told))] if told else []
    return " ".join([*lines, *([WIPED_FACTS.format(namen=", ".join(wiped))] if wiped else [])])


def applied(
    knowledge: Knowledge, snapshot: Snapshot, changes: Mapping[str, Any], on: date, entrance: str
) -> Snapshot:
    """The snapshot with the changes taken over in silence: for when a human talks, not the bot."""
    slots = {**snapshot.slots, **{slot: dict(snapshot.slots.get(slot) or {}) for slot in SLOTS}}
    for name, value in changes.items():
        group = slots[knowledge.vocabulary.field(name).section]
        group.pop(name, None)
        if value is not None:
            group[name] = value
    said = (snapshot.last_answer or {}).get("berichten", [])
    last = to_store(build_answer(knowledge, said, slots, on, None, entrance))
    return replace(snapshot, slots=slots, last_answer=last)


def remembered(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """The names of the facts that a turn added or changed."""
    return [
        name
        for slot in SLOTS
        for name, value in (after.get(slot) or {}).items()
        if (before.get(slot) or {}).get(name) != value
    ]


def fact_cards(names: list[str]) -> list[dict[str, Any]]:
    """The card below a person's own message that tells which facts were taken from it."""
    return [{"soort": CARD, "velden": names}] if names else []
