"""Occupations over HTTP: searching, and one occupation whole."""

from __future__ import annotations

import asyncio

from aiohttp import web

from bot.http.body import clean_text
from bot.http.encoding import dumps
from bot.http.problems import Problem, invalid
from bot.http.services import services
from knowledge.occupations.contract import attribution, found_as_contract, occupation_as_contract

LONGEST_QUESTION = 200
MOST_FOUND = 20
NAMES = ("q",)


async def occupations(request: web.Request) -> web.Response:
    """The occupations that fit the words, the best first; without words the hand-written ones by name."""
    known = services(request).occupations
    wrong = [(name[:100], "dit veld ken ik niet") for name in request.query if name not in NAMES]
    asked = clean_text(request.query.get("q", "")).strip()
    if len(asked) > LONGEST_QUESTION:
        wrong.append(("q", f"mag hoogstens {LONGEST_QUESTION} tekens lang zijn"))
    if wrong:
        raise invalid(*wrong)
    if asked:
        found = await asyncio.to_thread(known.search, asked, MOST_FOUND)
    else:
        found = sorted(known.own.occupations.values(), key=lambda occupation: occupation.name)
    body = {"beroepen": [found_as_contract(one) for one in found], "bronvermelding": attribution(found)}
    return web.json_response(body, dumps=dumps)


async def occupation(request: web.Request) -> web.Response:
    """One occupation, whole."""
    known = services(request).occupations
    found = await asyncio.to_thread(known.find, request.match_info["id"])
    if found is None:
        raise Problem(404, "Dit beroep ken ik niet.")
    return web.json_response(occupation_as_contract(found, known), dumps=dumps)
