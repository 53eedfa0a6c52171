"""Somebody's own account: the password, one-time codes, and signing out elsewhere."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.console.guard import HOME, Visit, signing_in
from bot.conversation import identity
from bot.http.problems import Problem
from bot.people import accounts, audit, passwords

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

ACCOUNT = f"{HOME}/account"
SECRET = re.compile(r"[A-Z2-7]{32}")
WRONG = "Je wachtwoord klopt niet, of je account is tijdelijk vergrendeld. Probeer het straks nog eens."
DONE = {
    "wachtwoord": "Je wachtwoord is veranderd. Je bent overal elders afgemeld.",
    "code-aan": "Vanaf nu vraagt aanmelden ook een code van je app.",
    "code-uit": "Aanmelden vraagt geen code meer.",
    "elders": "Je bent overal elders afgemeld.",
}
"""What was done, by the word in the address."""


async def page(visit: Visit) -> web.StreamResponse:
    """What somebody can change about the own account."""
    return await _page(visit, gedaan=DONE.get(visit.request.query.get("gedaan", ""), ""))


async def _page(visit: Visit, status: int = 200, **shown: Any) -> web.Response:
    own = await visit.parts.database.run(accounts.settings_of, visit.who.id)
    open_now = await signing_in(visit.request).sessions_of(visit.who)
    elsewhere = max(0, open_now - 1)
    empty = {"gedaan": "", "fout": "", "geheim": "", "beeld": ""}
    return visit.page("account.html", status, eigen=own, elders=elsewhere, **{**empty, **shown})


async def password(visit: Visit) -> web.StreamResponse:
    """Another password; every other session ends."""
    await _only_own(visit)
    new = visit.form.get("nieuw", "")
    problem = passwords.problem_with(new, visit.who.login)
    if not problem and new != visit.form.get("nog_eens", ""):
        problem = "De twee nieuwe wachtwoorden zijn niet gelijk."
    if problem:
        return await _page(visit, 422, fout=problem)
    if not await _proven(visit):
        return await _page(visit, 403, fout=WRONG)
    hashed = await asyncio.to_thread(passwords.hashed, new)
    assert visit.session is not None
    kept = visit.session.key_hash

    def work(connection: Connection) -> None:
        accounts.change_password(connection, visit.who.id, hashed, kept)
        _note(visit, connection, "account_nieuw_wachtwoord")

    await visit.parts.database.run(work)
    raise web.HTTPSeeOther(f"{ACCOUNT}?gedaan=wachtwoord")


async def code(visit: Visit) -> web.StreamResponse:
    """One-time codes: show a secret, ask them once it proves to work, or ask them no more."""
    own = await _only_own(visit)
    what = visit.form.get("wat", "")
    if what == "begin" and not own.totp:
        return await _offer(visit, passwords.new_secret())
    if what == "aan" and not own.totp:
        return await _turn_on(visit, visit.form.get("geheim", ""))
    if what == "uit" and own.totp:
        return await _turn_off(visit)
    raise web.HTTPSeeOther(ACCOUNT)


async def _only_own(visit: Visit) -> accounts.OwnSettings:
    """What an account that signs in here has; who signs in at a provider changes nothing here."""
    own = await visit.parts.database.run(accounts.settings_of, visit.who.id)
    if not own.local:
        raise Problem(403, "Dit regel je bij de aanmelddienst van je organisatie.", title="Dat kan hier niet")
    return own


async def _offer(visit: Visit, secret: str, status: int = 200, fout: str = "") -> web.Response:
    address = passwords.secret_address(secret, visit.who.login)
    return await _page(visit, status, geheim=secret, beeld=_picture(address), fout=fout)


def _picture(address: str) -> str:
    """The address as a QR code, in an address of its own that a picture can have."""
    import segno  # here: only who turns codes on needs it

    found: str = segno.make(address, error="m").svg_data_uri(scale=4, border=2)
    return found


async def _turn_on(visit: Visit, secret: str) -> web.StreamResponse:
    if not SECRET.fullmatch(secret):
        raise web.HTTPSeeOther(ACCOUNT)
    step = passwords.step_of(secret, visit.form.get("code", "").strip()[:10])
    if step is None:
        said = "Die code klopt niet. Kijk of de klok van je toestel juist staat, en typ de nieuwste code."
        return await _offer(visit, secret, 422, said)
    if not await _proven(visit):
        return await _offer(visit, secret, 403, WRONG)

    def work(connection: Connection) -> None:
        accounts.set_totp(connection, visit.who.id, secret)
        accounts.attempt_succeeded(connection, visit.who.id, step)  # this code is used now
        _note(visit, connection, "account_code_aan")

    await visit.parts.database.run(work)
    raise web.HTTPSeeOther(f"{ACCOUNT}?gedaan=code-aan")


async def _turn_off(visit: Visit) -> web.StreamResponse:
    if not await _proven(visit):
        return await _page(visit, 403, fout=WRONG)

    def work(connection: Connection) -> None:
        accounts.set_totp(connection, visit.who.id, None)
        _note(visit, connection, "account_code_uit")

    await visit.parts.database.run(work)
    raise web.HTTPSeeOther(f"{ACCOUNT}?gedaan=code-uit")


async def elsewhere(visit: Visit) -> web.StreamResponse:
    """End every other session of this account."""
    assert visit.session is not None
    kept = visit.session.key_hash

    def work(connection: Connection) -> None:
        accounts.end_sessions(connection, visit.who.id, kept)
        _note(visit, connection, "account_elders_afgemeld")

    await visit.parts.database.run(work)
    raise web.HTTPSeeOther(f"{ACCOUNT}?gedaan=elders")


async def _proven(visit: Visit) -> bool:
    """Whether the present password came along: somebody may stand at a screen that was left open."""
    return await signing_in(visit.request).proves(visit.who, visit.form.get("wachtwoord", ""))


def _note(visit: Visit, connection: Connection, what: audit.Action) -> None:
    audit.note(connection, visit.who, what, None, identity.now(), {"met": "console"})
