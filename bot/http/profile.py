"""What is known of a person: to see, to correct and to wipe, fact by fact."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from bot.conversation.turns import Incoming
from bot.http.body import Check, checked, object_value, read_object, text_value
from bot.http.conversations import MAX_CLIENT_ID, authorised, deliver
from bot.http.encoding import dumps
from bot.http.problems import invalid
from bot.http.services import services
from knowledge import InvalidFacts, Knowledge

CHANGES: dict[str, Check] = {
    "profiel": object_value,
    "opleiding": object_value,
    "bericht_id": text_value(MAX_CLIENT_ID),
}


async def show_profile(request: web.Request) -> web.Response:
    """Every fact that was told, with its question and the values it can have."""
    conversation = await authorised(request)
    fields = await services(request).conversations.profile(conversation)
    return web.json_response({"velden": fields}, dumps=dumps)


async def change_profile(request: web.Request) -> web.Response:
    """Correct facts, or wipe them with null: a turn of the talk, so the answer tells what follows."""
    parts = services(request)
    conversation = await authorised(request)
    given = checked(await read_object(request, parts.settings.max_body), CHANGES)
    changes = _changes(parts.knowledge, given.get("profiel") or {}, given.get("opleiding") or {})
    return await deliver(request, conversation, Incoming(client_id=given.get("bericht_id"), changes=changes))


def _changes(knowledge: Knowledge, profile: dict[str, Any], training: dict[str, Any]) -> dict[str, Any]:
    """The checked changes by bare name; no field stands in both groups."""
    try:
        knowledge.facts(profile, training)
    except InvalidFacts as error:
        raise invalid(*((problem.veld, problem.melding) for problem in error.errors)) from error
    changes = {**profile, **training}
    if not changes:
        raise invalid(("profiel", "noem minstens een gegeven"))
    return changes
