"""Guidance centres. The data has no list yet: the answer says so and shows the way to VDAB's."""

from __future__ import annotations

import re

from aiohttp import web

from bot.http.conversations import dumps
from bot.http.problems import invalid

POSTCODE = re.compile(r"[1-9]\d{3}")
NO_LIST = (
    "Ik heb nog geen lijst van loopbaancentra. VDAB heeft de volledige lijst op vdab.be, "
    "en helpt je gratis zoeken aan de telefoon."
)
VDAB = "https://www.vdab.be"


async def centres(request: web.Request) -> web.Response:
    """Centres near a postcode."""
    postcode = request.query.get("postcode")
    if postcode is not None and not POSTCODE.fullmatch(postcode):
        raise invalid(("postcode", "moet een Belgische postcode zijn, zoals 2800"))
    unknown = [name for name in request.query if name != "postcode"]
    if unknown:
        raise invalid(*((name[:100], "dit veld ken ik niet") for name in unknown))
    body = {"totaal": 0, "loopbaancentra": [], "melding": NO_LIST, "link": VDAB, "postcode": postcode}
    return web.json_response(body, dumps=dumps)
