"""The code with which a counsellor sees what somebody shares: what goes along, the consent, its end."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from aiohttp import web
from sqlalchemy.exc import IntegrityError

from bot.codes import sharing, storage, texts
from bot.codes.secret import new_code, read_code
from bot.codes.storage import Shared, TooMany
from bot.conversation import identity
from bot.conversation.clients import refuse_more_clients
from bot.http.body import Check, bool_value, checked, read_object
from bot.http.conversations import authorised
from bot.http.encoding import dumps
from bot.http.problems import Problem, invalid, unavailable
from bot.http.services import Services, services
from bot.live import talk_topic
from bot.storage.conversations import Conversation

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

logger = logging.getLogger(__name__)
CONSENT: dict[str, Check] = {"toestemming": bool_value, "verloop": bool_value}


async def code_state(request: web.Request) -> web.Response:
    """What would go along, or goes along, and until when. Never the code: only its hash is kept."""
    parts, conversation = services(request), await authorised(request)
    shared, opened = await parts.database.run(_known, conversation.id)
    said = (
        texts.NO_CODE.format(dagen=storage.days_of(parts.settings.retention_days))
        if shared is None
        else texts.LIVE.format(dag=sharing.last_day(shared))
    )
    return _answer(await _view(parts, conversation, shared, said, opened))


async def make_code(request: web.Request) -> web.Response:
    """A new code, once the person says yes; it is shown this once, and the one before it ends."""
    parts, conversation = services(request), await authorised(request)
    given = checked(await read_object(request, parts.settings.max_body), CONSENT)
    if given.get("toestemming") is not True:
        raise invalid(("toestemming", "moet true zijn: zonder je toestemming is er geen code"))
    code = new_code()
    try:
        hashed = parts.code_key.hash_of(read_code(code) or "")
        transcript, days = bool(given.get("verloop")), parts.settings.retention_days

        def work(connection: Connection) -> Shared:
            refuse_more_clients(connection, conversation.id)
            return storage.make(connection, conversation.id, hashed, transcript, identity.now(), days)

        shared = await parts.database.run(work)
    except OSError as error:
        logger.error("no code was made: the file of the key cannot be used (%s)", type(error).__name__)
        raise unavailable("Een code maken kan nu niet. Probeer het later opnieuw.", 60) from error
    except TooMany as error:
        said = f"Je kan {storage.MOST_A_DAY} codes per dag vragen. Probeer het morgen opnieuw."
        raise Problem(429, said, headers={"Retry-After": "86400"}) from error
    except IntegrityError as error:
        raise Problem(409, "Er werd net al een code gemaakt. Vraag ze opnieuw.") from error
    await parts.live.tell(talk_topic(conversation.id))
    said = texts.MADE.format(dag=sharing.last_day(shared))
    return _answer({**await _view(parts, conversation, shared, said, []), "code": code}, 201)


async def end_code(request: web.Request) -> web.Response:
    """The code ends now; who has the overview open by it no longer sees it."""
    parts, conversation = services(request), await authorised(request)
    await parts.database.run(storage.revoke, conversation.id, identity.now())
    await parts.live.tell(talk_topic(conversation.id))
    return _answer(await _view(parts, conversation, None, texts.ENDED, []))


def _known(connection: Connection, conversation: str) -> tuple[Shared | None, list[dict[str, Any]]]:
    shared = storage.find(connection, conversation, identity.now())
    return shared, storage.openings(connection, shared.id) if shared else []


async def _view(
    parts: Services,
    conversation: Conversation,
    shared: Shared | None,
    said: str,
    opened: list[dict[str, Any]],
) -> dict[str, Any]:
    overview = await parts.conversations.overview(conversation)
    count = 0
    if shared is not None and shared.shares_transcript:
        count = await parts.database.run(storage.count_messages, conversation.id, shared.until)
    return sharing.view(shared, sharing.what_goes_along(overview, count), said, opened)


def _answer(body: dict[str, Any], status: int = 200) -> web.Response:
    return web.json_response(body, status=status, headers={"Cache-Control": "no-store"}, dumps=dumps)
