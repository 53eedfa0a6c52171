"""A code that somebody brings along: typed at the desk, it opens what that person shares."""

from __future__ import annotations

import logging

from aiohttp import web

from bot.codes import storage
from bot.codes.secret import LONGEST, read_code
from bot.console.desk import home_page
from bot.console.guard import HOME, Visit
from bot.conversation import identity
from bot.http.problems import unavailable

logger = logging.getLogger(__name__)
SAID = {
    storage.WRONG: (422, "Deze code ken ik niet. Kijk of je ze juist overtypte: drie keer vier tekens."),
    storage.ENDED: (410, "Deze code werkt niet meer: ze is verlopen. Vraag de persoon een nieuwe code."),
    storage.REVOKED: (
        410,
        "Deze code werkt niet meer: de persoon trok ze in of vroeg een nieuwe. Vraag of er een andere is.",
    ),
    storage.TOO_OFTEN: (
        429,
        f"Je typte {storage.TRIES} keer een foute code. Wacht een kwartier en probeer het dan opnieuw.",
    ),
}
"""Outcome -> the status of the page and what it says."""


async def open_code(visit: Visit) -> web.StreamResponse:
    """Open what a code shares; a code that does not work is told on the desk, and is shown nowhere."""
    letters = read_code(visit.form.get("code", "")[: LONGEST + 1])
    try:
        hashed = visit.parts.code_key.hash_of(letters) if letters else None
    except OSError as error:
        logger.error("no code was opened: the file of the key cannot be used (%s)", type(error).__name__)
        raise unavailable("Een code openen kan nu niet. Probeer het later opnieuw.", 60) from error
    attempt = await visit.parts.database.run(storage.open_code, visit.who, hashed, identity.now())
    if attempt.conversation is not None:
        raise web.HTTPSeeOther(f"{HOME}/gesprek/{attempt.conversation}")
    status, said = SAID[attempt.outcome]
    response = await home_page(visit, status, said)
    if attempt.outcome == storage.TOO_OFTEN:
        response.headers["Retry-After"] = str(int(storage.WITHIN.total_seconds()))
    return response
