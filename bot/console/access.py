"""Signing in and out, duty, accounts and the log."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.console import oidc
from bot.console.cases import NotVisible
from bot.console.guard import COOKIE, HOME, SIGN_IN, Visit, set_cookie, signing_in, way_back
from bot.conversation import identity
from bot.people import accounts, audit
from bot.people.passwords import LONGEST

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

SHOWN = 200
"""Lines of the log on the page; the export has all."""


async def sign_in_page(visit: Visit) -> web.StreamResponse:
    """The form."""
    naar = visit.request.query.get("naar", "")
    return visit.page("aanmelden.html", fout="", naar=naar, oidc=visit.parts.provider is not None)


async def sign_in(visit: Visit) -> web.StreamResponse:
    """Check the proof; a wrong one says nothing about what was wrong."""
    form = visit.form
    login, password = form.get("gebruikersnaam", "").strip(), form.get("wachtwoord", "")
    naar = form.get("naar", "")
    opened = None
    if 0 < len(login) <= 100 and 0 < len(password) <= LONGEST:
        opened = await signing_in(visit.request).sign_in(login, password, form.get("code", "").strip()[:10])
    if opened is None:
        said = "Dat klopt niet, of je account is tijdelijk vergrendeld. Probeer het straks nog eens."
        offered = visit.parts.provider is not None
        return visit.page("aanmelden.html", 401, fout=said, naar=naar, oidc=offered)
    back = way_back(visit.request, naar)
    response = web.Response(status=303, headers={"Location": back or HOME})
    set_cookie(visit.request, response, opened.key)
    return response


async def sign_out(visit: Visit) -> web.StreamResponse:
    """End the session, and lead who came from a provider to sign out there too."""
    assert visit.session is not None
    token = await signing_in(visit.request).sign_out(visit.session)
    response = web.Response(status=303, headers={"Location": SIGN_IN})
    if token is not None:
        response = await oidc.out(visit, token)
    response.del_cookie(COOKIE, path=HOME)
    return response


async def duty(visit: Visit) -> web.StreamResponse:
    """Come on duty, or go off."""
    await visit.parts.desk.set_duty(visit.who, visit.form.get("aan") == "ja")
    raise web.HTTPSeeOther(HOME)


async def log_page(visit: Visit) -> web.StreamResponse:
    """The newest lines of the log of the own organisation."""
    rows = await visit.parts.database.run(audit.lines, visit.who.organisation, SHOWN)
    return visit.page("log.html", regels=rows)


async def log_csv(visit: Visit) -> web.StreamResponse:
    """The whole log as CSV."""
    text = audit.as_csv(await _whole_log(visit, "csv"))
    return _download(text, "text/csv", "inzagelog.csv")


async def log_json(visit: Visit) -> web.StreamResponse:
    """The whole log as JSON."""
    text = json.dumps(await _whole_log(visit, "json"), ensure_ascii=False, indent=1)
    return _download(text, "application/json", "inzagelog.json")


async def _whole_log(visit: Visit, form: str) -> list[dict[str, Any]]:
    def work(connection: Connection) -> list[dict[str, Any]]:
        audit.note(connection, visit.who, "log_uitgevoerd", None, identity.now(), {"vorm": form})
        return audit.lines(connection, visit.who.organisation)

    return await visit.parts.database.run(work)


def _download(text: str, kind: str, name: str) -> web.Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return web.Response(text=text, content_type=kind, charset="utf-8", headers=headers)


async def accounts_page(visit: Visit) -> web.StreamResponse:
    """The accounts of the own organisation."""
    rows = await visit.parts.database.run(accounts.colleagues, visit.who.organisation, identity.now())
    return visit.page("accounts.html", rijen=rows)


async def block(visit: Visit) -> web.StreamResponse:
    """Block or unblock a colleague."""
    blocked = visit.form.get("blokkeer") == "ja"

    def work(connection: Connection) -> None:
        found = accounts.find(connection, visit.talk)
        if found is None or found.organisation != visit.who.organisation or found.id == visit.who.id:
            raise NotVisible(visit.talk)
        accounts.block(connection, found.id, blocked)
        action: audit.Action = "account_geblokkeerd" if blocked else "account_toegelaten"
        audit.note(connection, visit.who, action, None, identity.now(), {"account": found.login})

    await visit.parts.database.run(work)
    raise web.HTTPSeeOther(f"{HOME}/accounts")
