"""Signing in to the console at an OpenID Connect provider: going there, and coming back."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from aiohttp import web

from bot.console.guard import HOME, SIGN_IN, Visit, over_tls, set_cookie, signing_in, way_back
from bot.conversation import identity
from bot.http.problems import Problem, unavailable
from bot.people import oidc_accounts
from bot.people.oidc import Attempt, NotProven, Provider, ProviderAway
from bot.people.oidc_accounts import MINUTES, NoAccess
from bot.people.signing_in import Opened

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

logger = logging.getLogger(__name__)
COOKIE = "loopbaanwijzer_oidc"
PATH = f"{HOME}/oidc"
LONGEST = 4096
AWAY = "De aanmelddienst van je organisatie antwoordt niet. Probeer het straks nog eens."
FAILED = "Aanmelden lukte niet. Begin opnieuw vanaf deze bladzijde."
NO_ACCESS = "Je bent bekend, maar je hebt hier nog geen rol of organisatie. Vraag het aan je beheerder."


def _provider(visit: Visit) -> Provider:
    provider = visit.parts.provider
    if provider is None:
        raise Problem(404, "Aanmelden via een andere dienst is hier niet ingesteld.")
    return provider


async def leave(visit: Visit) -> web.StreamResponse:
    """To the provider. What must come back is kept here; the browser keeps only a key to it."""
    provider = _provider(visit)
    attempt, key = Attempt.new(), identity.new_token()
    try:
        address = await provider.where_to(attempt)
    except ProviderAway as error:
        logger.error("the provider of sign-in is away: %s", error)
        raise unavailable(AWAY, 60) from error
    to = way_back(visit.request, visit.request.query.get("naar", ""))
    await visit.parts.database.run(
        oidc_accounts.remember, identity.token_hash(key), attempt, to, identity.now()
    )
    response = web.Response(status=303, headers={"Location": address})
    # Lax, not Strict: it must come along when the provider sends the browser back here.
    response.set_cookie(
        COOKIE,
        key,
        path=PATH,
        max_age=MINUTES * 60,
        httponly=True,
        samesite="Lax",
        secure=over_tls(visit.request),
    )
    return response


async def come_back(visit: Visit) -> web.StreamResponse:
    """From the provider: prove who this is, and open a session."""
    provider, asked = _provider(visit), visit.request.query
    key, code, state = visit.request.cookies.get(COOKIE, ""), asked.get("code", ""), asked.get("state", "")
    database = visit.parts.database
    kept = await database.run(oidc_accounts.take, identity.token_hash(key), identity.now()) if key else None
    if kept is None or not code or len(code) > LONGEST:
        return _refused(visit, FAILED, 401)
    attempt, to = kept
    try:
        proven = await provider.proven(attempt, code, state)
    except ProviderAway as error:
        logger.error("the provider of sign-in is away: %s", error)
        return _refused(visit, AWAY, 503)
    except NotProven as error:
        logger.warning("a sign-in at the provider was refused: %s", error)
        return _refused(visit, FAILED, 401)

    def work(connection: Connection) -> Opened | None:
        who = oidc_accounts.account_of(connection, visit.parts.settings, proven.claims)
        return signing_in(visit.request).open_for(connection, who.id, proven.token)

    try:
        opened = await database.run(work)
    except NoAccess as error:
        logger.warning("a sign-in at the provider has no access: %s", error)
        return _refused(visit, NO_ACCESS, 403)
    assert opened is not None
    # A page, not a redirect: a browser that was sent here by another site would leave the strict cookie out.
    response = visit.page("aangemeld.html", naar=to or HOME)
    response.del_cookie(COOKIE, path=PATH)
    set_cookie(visit.request, response, opened.key)
    return response


async def out(visit: Visit, token: str) -> web.Response:
    """After signing out here, of who came from the provider: on to it, to sign out there too."""
    provider, address = visit.parts.provider, None
    try:
        address = await provider.signed_out_at(token) if provider is not None else None
    except ProviderAway as error:
        logger.error("the provider of sign-in is away: %s", error)
    # A page, not a redirect: what follows a form may only lead inside (form-action).
    return Visit(visit.request, None, {}).page("afgemeld.html", naar=address)


def _refused(visit: Visit, said: str, status: int) -> web.Response:
    response = visit.page("aanmelden.html", status, fout=said, naar="", oidc=True)
    response.del_cookie(COOKIE, path=PATH)
    response.headers["Content-Location"] = SIGN_IN
    return response
