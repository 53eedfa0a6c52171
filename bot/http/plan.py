"""The personal development plan of a conversation: as a PDF, and its days as a calendar file."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from aiohttp import web

from bot.conversation.answer import accepted_facts
from bot.http.conversations import authorised
from bot.http.services import Services, services
from knowledge.occupations.plan import Plan, make_plan

NAME = "loopbaanwijzer-plan"


async def plan_pdf(request: web.Request) -> web.Response:
    """The plan to keep, print or take to a counsellor."""
    from bot.conversation.plan_pdf import plan_pdf as write  # here: it loads the fonts

    return await _file(request, write, "application/pdf", "pdf")


async def plan_ics(request: web.Request) -> web.Response:
    """The days of the plan for a calendar."""
    from bot.conversation.plan_calendar import plan_calendar as write

    return await _file(request, write, "text/calendar", "ics")


async def _file(request: web.Request, write: Callable[[Plan], bytes], kind: str, ending: str) -> web.Response:
    parts = services(request)
    conversation = await authorised(request)
    slots, on = await parts.conversations.remembered(conversation)
    loop = asyncio.get_running_loop()
    make = partial(_plan, parts, slots, on, conversation.entrance)
    content = await loop.run_in_executor(None, lambda: write(make()))
    headers = {"Content-Disposition": f'attachment; filename="{NAME}.{ending}"'}
    return web.Response(body=content, content_type=kind, headers=headers)


def _plan(parts: Services, slots: dict[str, Any], on: date, entrance: str) -> Plan:
    knowledge = parts.knowledge
    facts = accepted_facts(knowledge, slots.get("profiel") or {}, slots.get("opleiding") or {})
    career = (slots.get("gesprek_staat") or {}).get("loopbaan") or {}
    return make_plan(knowledge, parts.occupations, facts, career, on, entrance, parts.catalogue)
