"""Serves a conversation as a PDF, and sends it by e-mail."""

from __future__ import annotations

import logging
import time

from aiohttp import web

from bot.conversation.mailing import MailFailed, send_summary
from bot.http.body import Wrong, checked, read_object
from bot.http.conversations import authorised
from bot.http.encoding import dumps
from bot.http.problems import Problem, invalid, unavailable
from bot.http.services import services
from bot.storage.conversations import Conversation
from bot.texts import MAIL_SENT
from knowledge.contacts import is_address

logger = logging.getLogger(__name__)
MAILS, WITHIN = 3, 3600.0
"""How many mails one conversation may send in how many seconds: the service is no relay."""
_sent: dict[str, list[float]] = {}


async def summary(request: web.Request) -> web.Response:
    """The summary to keep, print or take to a counsellor."""
    content = await _pdf(request, await authorised(request))
    headers = {"Content-Disposition": 'attachment; filename="loopbaanwijzer-samenvatting.pdf"'}
    return web.Response(body=content, content_type="application/pdf", headers=headers)


async def mail(request: web.Request) -> web.Response:
    """Send the summary to an address that the person gives."""
    parts = services(request)
    conversation = await authorised(request)
    if not parts.settings.smtp_host:
        raise Problem(404, "Deze dienst verstuurt geen e-mail.")
    given = checked(await read_object(request, parts.settings.max_body), {"aan": _address})
    if "aan" not in given:
        raise invalid(("aan", "is verplicht"))
    _not_too_often(conversation.id, time.monotonic())
    try:
        await send_summary(parts.settings, given["aan"], await _pdf(request, conversation))
    except MailFailed as error:
        logger.error("a summary was not mailed: %s", error)
        raise unavailable("De mail kon nu niet vertrekken. Probeer het zo meteen opnieuw.", 60) from error
    return web.json_response({"melding": MAIL_SENT}, status=202, dumps=dumps)


def _address(value: object) -> str:
    """A check for one e-mail address."""
    if not isinstance(value, str) or not is_address(value.strip()):
        raise Wrong("moet een e-mailadres zijn, zoals naam@voorbeeld.be")
    return value.strip()


def _not_too_often(conversation: str, now: float) -> None:
    """Count this mail, and forget what is long ago; a problem when there were too many."""
    for known in list(_sent):
        _sent[known] = [moment for moment in _sent[known] if now - moment < WITHIN]
        if not _sent[known]:
            del _sent[known]
    recent = _sent.setdefault(conversation, [])
    if len(recent) >= MAILS:
        wait = str(int(WITHIN - (now - recent[0])) + 1)
        raise Problem(429, "Je kan je overzicht drie keer per uur mailen.", headers={"Retry-After": wait})
    recent.append(now)


async def _pdf(request: web.Request, conversation: Conversation) -> bytes:
    conversations = services(request).conversations
    return await conversations.on_paper(await conversations.overview(conversation))
