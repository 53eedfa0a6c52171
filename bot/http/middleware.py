"""What holds for every request: problems instead of errors, limits, headers, counting."""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.conversation.errors import (
    Busy,
    ForeignToken,
    InvalidToken,
    MoreClients,
    NotOffered,
    UnknownConversation,
)
from bot.http.problems import Problem, invalid, not_found, too_large, unavailable
from bot.http.services import services
from bot.logs import describe_error
from bot.runtime.dialogue import NotReady
from bot.storage import StorageUnavailable
from bot.texts import UNKNOWN_CHOICE

logger = logging.getLogger(__name__)
access = logging.getLogger("bot.access")
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

API = "/api/"
STATIC = "/static/"
FRAMED = "/venster"
READY = "/readyz"
"""Not in the API, but the component on another website asks it whether the model is there."""
CHALLENGE = {"WWW-Authenticate": "Bearer"}
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors {frames}"
)
HEADERS = {
    "Server": "loopbaanwijzer",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(self)",
}
CORS_METHODS = "GET, POST, PATCH, DELETE"
CORS_HEADERS = "Authorization, Content-Type"
CORS_READABLE = "Retry-After"
CORS_KEPT = "7200"
"""Seconds that a browser need not ask again whether it may: a round trip less for each message."""


@web.middleware
async def observe(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Count and time each request; the access log has the route, never the address or an id."""
    started = time.perf_counter()
    response = await handler(request)
    seconds = time.perf_counter() - started
    route = _route(request)
    metrics = services(request).metrics
    metrics.count("requests_total", route=route, method=_method(request), status=str(response.status))
    metrics.observe(seconds, route)
    access.debug("%s %s %d %.1f ms", _method(request), route, response.status, seconds * 1000)
    return response


def _route(request: web.Request) -> str:
    resource = request.match_info.route.resource
    return resource.canonical if resource is not None else "onbekend"


def _method(request: web.Request) -> str:
    return (
        request.method if request.method in ("GET", "HEAD", "POST", "PATCH", "DELETE", "OPTIONS") else "ander"
    )


@web.middleware
async def add_headers(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Security headers on everything, no storing of API answers."""
    response = await handler(request)
    if not response.prepared:
        for name, value in {**HEADERS, **_framing(request)}.items():
            response.headers.setdefault(name, value)
        response.headers["Server"] = HEADERS["Server"]
        response.headers.setdefault("Cache-Control", "no-store" if _is_api(request) else "no-cache")
        if request.path.startswith(STATIC):
            # Any website may load the component; whether it may call the API is another matter.
            response.headers["Access-Control-Allow-Origin"] = "*"
            response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _framing(request: web.Request) -> dict[str, str]:
    """Which websites may show this answer in a frame: none, except the page that is made for it."""
    frames = services(request).settings.frame_origins if request.path == FRAMED else ()
    if frames:
        return {"Content-Security-Policy": CSP.format(frames=" ".join(sorted(frames)))}
    return {"Content-Security-Policy": CSP.format(frames="'none'"), "X-Frame-Options": "DENY"}


def _is_api(request: web.Request) -> bool:
    return request.path.startswith(API)


@web.middleware
async def cross_origin(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Let the configured origins call the API; by default none."""
    origin = request.headers.get("Origin", "")
    open_path = _is_api(request) or request.path == READY
    if not open_path or origin not in services(request).settings.origins:
        return await handler(request)
    preflight = request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers
    response = web.Response(status=204) if preflight else await handler(request)
    if not response.prepared:
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Allow-Methods"] = CORS_METHODS
        response.headers["Access-Control-Allow-Headers"] = CORS_HEADERS
        response.headers["Access-Control-Expose-Headers"] = CORS_READABLE
        response.headers["Access-Control-Max-Age"] = CORS_KEPT
        response.headers["Vary"] = "Origin"
    return response


@web.middleware
async def limit_rate(request: web.Request, handler: Handler) -> web.StreamResponse:
    """429 for who asks too much of the API."""
    if _is_api(request):
        seconds = services(request).rate_limit.seconds_to_wait(request)
        if seconds:
            raise Problem(429, headers={"Retry-After": str(seconds)})
    return await handler(request)


@web.middleware
async def give_problems(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Every error as a problem in Dutch. What nobody foresaw is logged and answered with a plain 500."""
    try:
        return await handler(request)
    except Problem as problem:
        return problem.response()
    except web.HTTPException as error:
        if error.status < 400:
            raise
        return _from_aiohttp(error, request).response()
    except Exception as error:
        return problem_of(error, request).response()


def _from_aiohttp(error: web.HTTPException, request: web.Request) -> Problem:
    if error.status == 413:
        return too_large(services(request).settings.max_body)
    if error.status in (403, 404):  # 403: a directory of static files
        return not_found(request.path)
    kept = {name: error.headers[name] for name in ("Allow",) if name in error.headers}
    return Problem(error.status, headers=kept)


def problem_of(error: Exception, request: web.Request) -> Problem:
    """The problem that an error of the inner layers amounts to."""
    if isinstance(error, NotReady):
        return not_ready(request)
    if isinstance(error, StorageUnavailable):
        logger.error("the database is not reachable: %s", error)
        return unavailable(
            "De opslag van gesprekken is nu niet bereikbaar. Probeer het zo meteen opnieuw.", 5
        )
    if isinstance(error, UnknownConversation):
        return Problem(404, "Dit gesprek bestaat niet, of het is gewist.")
    if isinstance(error, InvalidToken):
        return Problem(401, "De sleutel van dit gesprek klopt niet of is vervallen.", headers=CHALLENGE)
    if isinstance(error, ForeignToken):
        return Problem(403)
    if isinstance(error, NotOffered):
        return invalid(("keuze", UNKNOWN_CHOICE))
    if isinstance(error, MoreClients):
        return Problem(409, str(error))
    if isinstance(error, Busy):
        return Problem(409)
    logger.error("unforeseen: %s", describe_error(error))
    return Problem(500)


@web.middleware
async def one_version(request: web.Request, handler: Handler) -> web.StreamResponse:
    """One version of the knowledge for the whole request; on a stream each message has its own."""
    if request.headers.get("Upgrade", "").lower() == "websocket":
        return await handler(request)
    with services(request).current.turn():
        return await handler(request)


def not_ready(request: web.Request) -> Problem:
    """503 while the language model is loading, or when that failed."""
    problem = services(request).dialogue.problem
    if problem is None:
        return unavailable("Het taalmodel wordt nog geladen. Probeer het zo meteen opnieuw.", 10)
    return unavailable(f"Het taalmodel is er niet: {problem}.", 60)


MIDDLEWARES = (observe, add_headers, cross_origin, give_problems, limit_rate, one_version)
