"""Serves a conversation as a PDF."""

from __future__ import annotations

import asyncio

from aiohttp import web

from bot.http.conversations import authorised
from bot.http.services import services


async def summary(request: web.Request) -> web.Response:
    """The summary to keep, print or take to a counsellor."""
    conversation = await authorised(request)
    state = await services(request).conversations.state(conversation)
    from bot.conversation.summary_pdf import make_pdf

    content = await asyncio.get_running_loop().run_in_executor(
        None, make_pdf, state, services(request).knowledge
    )
    headers = {"Content-Disposition": 'attachment; filename="loopbaanwijzer-samenvatting.pdf"'}
    return web.Response(body=content, content_type="application/pdf", headers=headers)
