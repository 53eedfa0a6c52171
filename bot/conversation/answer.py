"""The answer object of the contract, made from what the dialogue left behind."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date
from typing import Any

from actions.state import MAX_QUESTIONS
from bot.conversation.choices import choices_of
from bot.conversation.display import facts_in_words, measures_with_words
from bot.conversation.identity import new_message_id
from bot.texts import NO_WORDS
from knowledge import Facts, InvalidFacts, Knowledge, questions_left

ENTRANCE = "burger"
"""Where a talk begins when nothing else is said."""
logger = logging.getLogger(__name__)

RIGHTS_SHOWN = "rechten_getoond"
OUT_OF_SCOPE, CHOICE_INTENT = "buiten_bereik", "keuze"
REQUESTS = ("terugbelverzoek", "overdracht", "afspraak", "dienst", "wissen")


@dataclass(frozen=True)
class Spoken:
    """The messages of a turn in the contract's form, and what the dialogue asks of the service."""

    messages: list[dict[str, Any]]
    requests: list[tuple[str, Any]]

    def wants(self, name: str) -> list[Any]:
        """The contents of every request with this name."""
        return [content for request, content in self.requests if request == name]


def spoken(rasa_messages: list[dict[str, Any]]) -> Spoken:
    """Split Rasa messages in words for the visitor and requests to the service. Never silent."""
    messages: list[dict[str, Any]] = []
    requests: list[tuple[str, Any]] = []
    for raw in rasa_messages:
        custom = raw.get("custom") or {}
        requests += [(name, custom[name]) for name in REQUESTS if custom.get(name)]
        cards = [*(raw.get("kaarten") or []), *([custom["kaart"]] if custom.get("kaart") else [])]
        topic = raw.get("onderwerp") or custom.get("onderwerp")
        if raw.get("text") or cards:
            buttons = choices_of(raw.get("buttons") or [])
            messages.append(bot_message(raw.get("text") or "", buttons, cards, topic))
    return Spoken(messages or [bot_message(NO_WORDS)], requests)


def bot_message(
    text: str,
    choices: list[dict[str, str]] | None = None,
    cards: list[dict[str, Any]] | None = None,
    topic: str | None = None,
) -> dict[str, Any]:
    """One message of the bot in the contract's form."""
    return message("bot", text, choices, cards, topic)


def message(
    sender: str,
    text: str,
    choices: list[dict[str, str]] | None = None,
    cards: list[dict[str, Any]] | None = None,
    topic: str | None = None,
) -> dict[str, Any]:
    """One message of `bot`, `begeleider` or `systeem` in the contract's form."""
    return {
        "id": new_message_id(),
        "van": sender,
        "tekst": text,
        "keuzes": choices or [],
        "kaarten": cards or [],
        "onderwerp": topic,
    }


def build_answer(
    knowledge: Knowledge,
    messages: list[dict[str, Any]],
    slots: dict[str, Any],
    on: date,
    understood: dict[str, Any] | None,
    entrance: str = ENTRANCE,
) -> dict[str, Any]:
    """The whole answer: messages, question, progress, facts, rights and what was understood."""
    state = slots.get("gesprek_staat") or {}
    facts = accepted_facts(knowledge, slots.get("profiel") or {}, slots.get("opleiding") or {})
    shown = state.get("overzicht_getoond")
    question = slots.get("vraag")
    return {
        "berichten": messages,
        "vraag": {"veld": question} if question else None,
        "voortgang": _progress(knowledge, facts, on, state, question, entrance),
        "profiel": dict(facts.profiel),
        "opleiding": dict(facts.opleiding),
        "feiten": facts_in_words(knowledge, facts),
        "rechten": _rights(knowledge, facts, on, entrance) if shown else None,
        "voorlopig": shown == "voorlopig",
        "begrepen": understood,
        "peildatum": on.isoformat(),
        "kennis": knowledge.version,
        "ingang": entrance,
        "overdracht": None,
    }


def _rights(knowledge: Knowledge, facts: Facts, on: date, entrance: str) -> list[dict[str, Any]]:
    """The measures that matter to this person."""
    return measures_with_words(knowledge.assess(facts, on, knowledge.shown_for(facts, entrance)))


def rights_of(
    knowledge: Knowledge, answer: dict[str, Any], on: date, entrance: str = ENTRANCE
) -> list[dict[str, Any]]:
    """The rights that follow from the facts of an answer."""
    return _rights(knowledge, accepted_facts(knowledge, answer["profiel"], answer["opleiding"]), on, entrance)


def to_store(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer as it is kept: the rights, by far its largest part, follow from the facts beside them."""
    return {**answer, "rechten": None, RIGHTS_SHOWN: answer["rechten"] is not None}


def from_store(knowledge: Knowledge, stored: dict[str, Any]) -> dict[str, Any]:
    """The answer as it was given."""
    answer = {name: value for name, value in stored.items() if name != RIGHTS_SHOWN}
    if stored.get(RIGHTS_SHOWN):
        on = date.fromisoformat(answer["peildatum"])
        answer["rechten"] = rights_of(knowledge, answer, on, answer.get("ingang", ENTRANCE))
    return answer


def accepted_facts(knowledge: Knowledge, profile: dict[str, Any], training: dict[str, Any]) -> Facts:
    """The facts without those that the vocabulary refuses: misread, or stored before it changed."""
    try:
        return knowledge.facts(profile, training)
    except InvalidFacts as error:
        refused = {problem.veld.removeprefix("opleiding.") for problem in error.errors}
        logger.warning("facts left out: %s", ", ".join(sorted(refused)))
        return knowledge.facts(_without(profile, refused), _without(training, refused))


def _without(facts: dict[str, Any], refused: set[str]) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if name not in refused}


def _progress(
    knowledge: Knowledge,
    facts: Facts,
    on: date,
    state: dict[str, Any],
    question: str | None,
    entrance: str,
) -> dict[str, int]:
    """Answered: questions that were asked and are settled. Left: what the planner still expects to ask."""
    asked = state.get("gevraagd") or []
    skipped = [knowledge.vocabulary.locate(field) for field in state.get("overgeslagen") or []]
    waiting = {question, state.get("openstaand")}  # also while something else is talked about
    settled = len([field for field in asked if field not in waiting])
    if state.get("overzicht_getoond") == "definitief" and not question:
        return {"beantwoord": settled, "resterend": 0}
    room = max(MAX_QUESTIONS - settled, 1 if question else 0)
    left = questions_left(
        knowledge, facts, on, knowledge.planned_for(facts, entrance), skip=skipped, limit=room
    )
    return {"beantwoord": settled, "resterend": max(left, 1 if question else 0)}


def understood_from(knowledge: Knowledge, parse_data: dict[str, Any] | None) -> dict[str, Any] | None:
    """`begrepen` of the contract. Intents that the vocabulary does not have are Rasa's own: never shown."""
    if parse_data is None:
        return None
    intent = parse_data.get("intent") or {}
    known = {*knowledge.vocabulary.intents, CHOICE_INTENT}
    return {
        "intent": intent.get("name") if intent.get("name") in known else OUT_OF_SCOPE,
        "zekerheid": round(float(intent.get("confidence") or 0.0), 4),
        "entiteiten": [_entity(entity, parse_data["text"]) for entity in parse_data.get("entities", [])],
    }


def _entity(entity: dict[str, Any], text: str) -> dict[str, Any]:
    quoted = entity.get("tekst")
    if quoted is None:
        quoted = text[entity.get("start") or 0 : entity.get("end") or 0]
    return {"entiteit": entity["entity"], "waarde": entity.get("value"), "tekst": quoted}


def understanding(knowledge: Knowledge, parse_data: dict[str, Any]) -> dict[str, Any]:
    """The flat answer of `/begrijp`: what was read and can be true, with what surely follows from it."""
    read = parse_data.get("feiten") or {}
    facts = accepted_facts(knowledge, read.get("profiel") or {}, read.get("opleiding") or {})
    return {
        **(understood_from(knowledge, parse_data) or {}),
        "profiel": dict(facts.profiel),
        "opleiding": dict(facts.opleiding),
    }
