"""Handlers of `/api/v1/gesprekken`."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from bot.conversation.prefill import Context, InvalidContext, read_context
from bot.conversation.turns import Incoming
from bot.http.body import Check, bool_value, checked, date_value, one_of, read_object, text_value
from bot.http.centres import contact_channels
from bot.http.encoding import dumps
from bot.http.middleware import CHALLENGE
from bot.http.problems import Problem, invalid
from bot.http.services import services
from bot.settings import Settings
from bot.storage.contexts import AlreadyUsed
from bot.storage.conversations import Conversation

ENTRANCES = ("burger", "begeleider", "werkgever", "mijn_loopbaan")
MAX_CLIENT_ID = 100
MAX_CHOICE = 200
MAX_NOTE = 2000
NO_HANDOVER = {"toestand": "bot"}
"""What is told when nobody asked for a human."""

OPENING: dict[str, Check] = {
    "ingang": one_of(ENTRANCES),
    "context": text_value(),
    "peildatum": date_value,
}
MESSAGE: dict[str, Check] = {
    "tekst": text_value(),
    "keuze": text_value(MAX_CHOICE),
    "bericht_id": text_value(MAX_CLIENT_ID),
}
HANDOVER: dict[str, Check] = {
    "reden": text_value(MAX_NOTE),
    "meegeven": bool_value,
    "verloop": bool_value,
    "organisatie": text_value(MAX_CLIENT_ID),
}


async def open_conversation(request: web.Request) -> web.Response:
    """Start a conversation."""
    parts = services(request)
    given = checked(await read_object(request, parts.settings.max_body, required=False), OPENING)
    context = _context(request, given.get("context"))
    try:
        opened = await parts.conversations.open(
            given.get("ingang", ENTRANCES[0]), given.get("peildatum"), context
        )
    except AlreadyUsed as error:
        raise invalid(("context", "deze gegevens zijn al eens gebruikt")) from error
    body = {
        "gesprek": opened.id,
        "token": opened.token,
        "berichten": opened.messages,
        **_offered(parts.settings),
    }
    location = {"Location": f"/api/v1/gesprekken/{opened.id}"}
    return web.json_response(body, status=201, headers=location, dumps=dumps)


def _context(request: web.Request, token: str | None) -> Context | None:
    """What a signed context tells; a problem when it cannot be trusted."""
    if token is None:
        return None
    parts = services(request)
    try:
        return read_context(parts.knowledge, token, parts.trust, request.headers.get("Origin"))
    except InvalidContext as error:
        raise invalid(("context", str(error))) from error


def _offered(settings: Settings) -> dict[str, Any]:
    """What this service offers: how long it keeps a conversation, and whether it sends mail."""
    return {"bewaartermijn": settings.retention_days or None, "mail": bool(settings.smtp_host)}


async def send_message(request: web.Request) -> web.Response:
    """Answer a text or a choice."""
    parts = services(request)
    conversation = await parts.conversations.authorise_to_send(*credentials(request))
    incoming = read_message(await read_object(request, parts.settings.max_body))
    return await deliver(request, conversation, incoming)


async def deliver(request: web.Request, conversation: Conversation, incoming: Incoming) -> web.Response:
    """Let the dialogue answer; the answer also goes over every open stream of the conversation."""
    parts = services(request)
    answered = await parts.conversations.send(conversation, incoming)
    if answered.answer.get("gewist"):
        await parts.streams.close(conversation.id)
    elif answered.fresh and answered.answer["berichten"]:
        await parts.streams.catch_up(conversation.id)
    return web.json_response(answered.answer, dumps=dumps)


def read_message(body: dict[str, Any]) -> Incoming:
    """A message of a visitor: a text or a choice, not both."""
    given = checked(body, MESSAGE)
    if ("tekst" in given) == ("keuze" in given):
        problem = "stuur een tekst of een keuze" + (", niet allebei" if "tekst" in given else "")
        raise invalid(("tekst", problem))
    return Incoming(given.get("tekst"), given.get("keuze"), given.get("bericht_id"))


async def show(request: web.Request) -> web.Response:
    """The transcript and the state."""
    parts = services(request)
    state = await parts.conversations.state(await authorised(request))
    body = {**state, **_offered(parts.settings)}
    return web.json_response(body, dumps=dumps)


async def export(request: web.Request) -> web.Response:
    """Everything that is stored about the conversation."""
    conversation = await authorised(request)
    headers = {"Content-Disposition": 'attachment; filename="loopbaanwijzer-gegevens.json"'}
    body = await services(request).conversations.export(conversation)
    return web.json_response(body, headers=headers, dumps=dumps)


async def erase(request: web.Request) -> web.Response:
    """Erase the conversation everywhere."""
    conversation = await authorised(request)
    parts = services(request)
    await parts.conversations.erase(conversation)
    await parts.streams.close(conversation.id)
    return web.Response(status=204)


async def hand_over(request: web.Request) -> web.Response:
    """Ask for a human. The answer shows exactly what goes along."""
    parts = services(request)
    conversation = await authorised(request)
    given = checked(await read_object(request, parts.settings.max_body, required=False), HANDOVER)
    seen, along, said = await parts.conversations.hand_over(conversation, given)
    state = await parts.conversations.state(conversation)
    body = {
        **seen,
        "status": "aangevraagd",
        "melding": said,
        "kanalen": contact_channels(),
        "gaat_mee": {
            "reden": along.get("reden"),
            "feiten": state["feiten"] if along.get("meegeven") else [],
            "verloop": bool(along.get("verloop")),
            "berichten": len(state["berichten"]) if along.get("verloop") else 0,
        },
    }
    return web.json_response(body, status=202, dumps=dumps)


async def handover_state(request: web.Request) -> web.Response:
    """Who talks now, and how long it may take."""
    conversation = await authorised(request)
    seen = await services(request).desk.seen(conversation.id)
    return web.json_response(seen or NO_HANDOVER, dumps=dumps)


async def withdraw(request: web.Request) -> web.Response:
    """Wait no more, or end the talk with the counsellor; the bot answers again."""
    conversation = await authorised(request)
    parts = services(request)
    await parts.desk.withdraw(conversation.id)
    return web.json_response(await parts.desk.seen(conversation.id) or NO_HANDOVER, dumps=dumps)


async def authorised(request: web.Request) -> Conversation:
    """The conversation of the path, when the request carries its token."""
    return await services(request).conversations.authorise(*credentials(request))


def credentials(request: web.Request) -> tuple[str, str]:
    """The conversation of the path and the token of the request."""
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not token.strip():
        raise Problem(401, headers=CHALLENGE)
    return request.match_info["id"], token.strip()
