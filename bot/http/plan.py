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
from bot.storage.conversations import Conversation
from knowledge.occupations.plan import Plan, make_plan

NAME = "loopbaanwijzer-plan"
PDF, CALENDAR = "application/pdf", "text/calendar"
ENDINGS = {PDF: "pdf", CALENDAR: "ics"}


async def plan_pdf(request: web.Request) -> web.Response:
    """The plan to keep, print or take to a counsellor."""
    return await plan_file(services(request), await authorised(request), PDF)


async def plan_ics(request: web.Request) -> web.Response:
    """The days of the plan for a calendar."""
    return await plan_file(services(request), await authorised(request), CALENDAR)


async def plan_file(
    parts: Services, conversation: Conversation, kind: str, with_ratings: bool = True
) -> web.Response:
    """The plan of a conversation as a file.

    Args:
        parts: the services.
        conversation: whose plan.
        kind: `PDF` or `CALENDAR`.
        with_ratings: whether what the person rated in the competence check may be in it.
    """
    slots, on = await parts.conversations.remembered(conversation)
    loop = asyncio.get_running_loop()
    make = partial(_plan, parts, slots, on, conversation.entrance, with_ratings)
    write = _writer(kind)
    content = await loop.run_in_executor(None, lambda: write(make()))
    headers = {"Content-Disposition": f'attachment; filename="{NAME}.{ENDINGS[kind]}"'}
    return web.Response(body=content, content_type=kind, headers=headers)


def _writer(kind: str) -> Callable[[Plan], bytes]:
    """Loaded when it is needed: the one for PDF loads the fonts."""
    if kind == PDF:
        from bot.conversation.plan_pdf import plan_pdf

        return plan_pdf
    from bot.conversation.plan_calendar import plan_calendar

    return plan_calendar


def _plan(parts: Services, slots: dict[str, Any], on: date, entrance: str, with_ratings: bool) -> Plan:
    knowledge = parts.knowledge
    facts = accepted_facts(knowledge, slots.get("profiel") or {}, slots.get("opleiding") or {})
    career = career_of(slots, with_ratings)
    chosen = str((slots.get("gesprek_staat") or {}).get("gekozen") or "")
    return make_plan(knowledge, parts.occupations, facts, career, on, entrance, parts.catalogue, chosen)


def career_of(slots: dict[str, Any], with_ratings: bool) -> dict[str, Any]:
    """What is remembered about work, with or without what was rated in the competence check."""
    career = dict((slots.get("gesprek_staat") or {}).get("loopbaan") or {})
    return career if with_ratings else {name: value for name, value in career.items() if name != "antwoorden"}
