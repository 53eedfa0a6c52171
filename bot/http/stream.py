"""The WebSocket of a conversation: the same messages as over REST, with the token in the first message."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from aiohttp import WSMessage, WSMsgType, web

from bot.conversation.errors import UnknownConversation
from bot.conversation.turns import Answered
from bot.http.conversations import read_message
from bot.http.encoding import dumps
from bot.http.middleware import problem_of
from bot.http.problems import Problem, too_large
from bot.http.services import Services, services
from bot.storage.conversations import Conversation

TOKEN_TIMEOUT = 10.0
HEARTBEAT = 30.0
REFUSED = 4401


async def stream(request: web.Request) -> web.WebSocketResponse:
    """Authorise with the first message, then answer each next one until the client leaves."""
    parts = services(request)
    socket = web.WebSocketResponse(heartbeat=HEARTBEAT, max_msg_size=parts.settings.max_body)
    await socket.prepare(request)
    admitted = await _authorised(request, socket)
    if admitted is None:
        return socket
    conversation, seen = admitted
    try:
        await socket.send_str(dumps({"stroom": "open", "gesprek": conversation.id}))
        parts.streams.join(conversation.id, socket, seen)
        await parts.streams.catch_up(conversation.id)
        async for message in socket:
            await _answer(request, socket, conversation, message)
    finally:
        parts.streams.leave(conversation.id, socket)
        await parts.streams.closed(socket)
    return socket


async def _authorised(request: web.Request, socket: web.WebSocketResponse) -> tuple[Conversation, int] | None:
    """The conversation, and the number of the last message that this client has."""
    parts = services(request)
    try:
        first = _object(await asyncio.wait_for(socket.receive(), TOKEN_TIMEOUT), parts)
        token, last = first.get("token"), first.get("vanaf")
        if not isinstance(token, str) or not token:
            raise Problem(401, 'Stuur eerst {"token": "..."}.')
        conversation = await parts.conversations.authorise(request.match_info["id"], token)
        return conversation, await parts.conversations.number_of(conversation.id, last)
    except asyncio.TimeoutError:
        await _refuse(socket, Problem(401, "Er kwam geen sleutel binnen de tijd."))
    except Problem as problem:
        await _refuse(socket, problem)
    except Exception as error:
        await _refuse(socket, problem_of(error, request))
    return None


async def _refuse(socket: web.WebSocketResponse, problem: Problem) -> None:
    if not socket.closed:
        await socket.send_str(dumps(problem.as_dict()))
        await socket.close(code=REFUSED)


async def _answer(
    request: web.Request, socket: web.WebSocketResponse, conversation: Conversation, message: WSMessage
) -> None:
    parts = services(request)
    try:
        wait = parts.rate_limit.seconds_to_wait(request)
        if wait:
            raise Problem(429, f"Wacht {wait} seconden.")
        incoming = read_message(_object(message, parts))
        answered = await parts.conversations.send(conversation, incoming)
    except Problem as problem:
        await socket.send_str(dumps(problem.as_dict()))
    except Exception as error:
        await socket.send_str(dumps(problem_of(error, request).as_dict()))
        if isinstance(error, UnknownConversation):
            await socket.close()
    else:
        await _deliver(parts, socket, conversation.id, answered)


async def _deliver(
    parts: Services, socket: web.WebSocketResponse, identifier: str, answered: Answered
) -> None:
    """A new answer goes to every stream by itself, unless there is nothing of it in the transcript."""
    if answered.fresh and answered.answer["berichten"] and not answered.answer.get("gewist"):
        await parts.streams.catch_up(identifier)
    else:
        await socket.send_str(dumps(answered.answer))
    if answered.answer.get("gewist"):
        await parts.streams.close(identifier)


def _object(message: WSMessage, parts: Services) -> dict[str, Any]:
    if message.type is not WSMsgType.TEXT:
        raise Problem(400, "Stuur tekst met JSON.")
    if len(message.data.encode("utf-8", "replace")) > parts.settings.max_body:
        raise too_large(parts.settings.max_body)
    try:
        value = json.loads(message.data)
    except (ValueError, RecursionError) as error:
        raise Problem(400) from error
    if not isinstance(value, dict):
        raise Problem(422, fouten=[("", "moet een object zijn")])
    return value
