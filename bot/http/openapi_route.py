"""Serves the OpenAPI description."""

from __future__ import annotations

from aiohttp import web

from bot.http.encoding import dumps
from bot.http.services import services


async def openapi(request: web.Request) -> web.Response:
    """The contract as OpenAPI 3.1."""
    from bot.http.openapi import describe  # here: the table of routes names this handler

    return web.json_response(describe(services(request).knowledge), dumps=dumps)
