"""Handlers that need no conversation: rights, understanding, guidance centres."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from bot.conversation.answer import understanding
from bot.conversation.identity import today
from bot.http.body import (
    Check,
    bool_value,
    checked,
    date_value,
    list_of_text,
    object_value,
    read_object,
    text_value,
)
from bot.http.encoding import dumps
from bot.http.problems import invalid
from bot.http.services import services
from knowledge import InvalidFacts, Knowledge, UnknownMeasure, assessment_as_contract, next_question
from knowledge.contract_packages import with_changes, with_packages

RIGHTS: dict[str, Check] = {
    "peildatum": date_value,
    "profiel": object_value,
    "opleiding": object_value,
    "maatregelen": list_of_text,
    "pakket": bool_value,
    "verandering": bool_value,
}
UNDERSTAND: dict[str, Check] = {"tekst": text_value(), "vraag": text_value(100)}


async def rights(request: web.Request) -> web.Response:
    """What a person is entitled to; stateless, also before the language model is loaded."""
    parts = services(request)
    given = checked(await read_object(request, parts.settings.max_body), RIGHTS)
    return web.json_response(_judge(parts.knowledge, given), dumps=dumps)


def _judge(knowledge: Knowledge, given: dict[str, Any]) -> dict[str, Any]:
    on = given.get("peildatum") or today()
    measures = given.get("maatregelen")
    try:
        facts = knowledge.facts(given.get("profiel") or {}, given.get("opleiding") or {})
        assessment = knowledge.assess(facts, on, measures)
    except InvalidFacts as error:
        raise invalid(*((problem.veld, problem.melding) for problem in error.errors)) from error
    except UnknownMeasure as error:
        raise invalid(("maatregelen", "bevat een maatregel die ik niet ken")) from error
    question = next_question(knowledge, facts, on, measures)
    answer = {**assessment_as_contract(assessment, question), "kennis": knowledge.version}
    if given.get("verandering"):
        answer = with_changes(knowledge, assessment, facts, answer)
    return with_packages(knowledge, assessment, facts, answer) if given.get("pakket") else answer


async def understand(request: web.Request) -> web.Response:
    """What the assistant reads in a text; stateless."""
    parts = services(request)
    given = checked(await read_object(request, parts.settings.max_body), UNDERSTAND)
    if "tekst" not in given:
        raise invalid(("tekst", "is verplicht"))
    question = _known_field(parts.knowledge, given.get("vraag"))
    await parts.dialogue.wait(parts.settings.model_wait)
    text = given["tekst"][: parts.settings.max_text]
    parse_data = await parts.dialogue.parse(text, {"vraag": question}, parts.settings.turn_timeout)
    return web.json_response(understanding(parts.knowledge, parse_data), dumps=dumps)


def _known_field(knowledge: Knowledge, field: str | None) -> str | None:
    if field is None:
        return None
    bare = field.removeprefix("opleiding.").removeprefix("profiel.")
    try:
        knowledge.vocabulary.locate(bare)
    except LookupError:
        raise invalid(("vraag", "is geen veld dat ik ken")) from None
    return bare
