"""Guidance centres. The data has no list yet: the answer says so and shows the way to VDAB's."""

from __future__ import annotations

import re
from typing import Any

from aiohttp import web

from bot.http.encoding import dumps
from bot.http.problems import invalid
from knowledge.answers import guidance

POSTCODE = re.compile(r"[1-9][0-9]{3}")
CENTRES, HELP = "loopbaancentrum", ("vdab", "overheid_1700", "leerwinkel")
TOLD = ("id", "naam", "wat", "voor_wie", "telefoon", "uren", "gratis", "vinden", "website", "zekerheid")
NO_LIST = "Ik heb zelf nog geen lijst van loopbaancentra. {vinden} Bellen kan ook: zie bij 'kanalen'."


async def centres(request: web.Request) -> web.Response:
    """Centres near a postcode."""
    postcode = request.query.get("postcode")
    unknown = [(name[:100], "dit veld ken ik niet") for name in request.query if name != "postcode"]
    if postcode is not None and not POSTCODE.fullmatch(postcode):
        unknown.append(("postcode", "moet een Belgische postcode zijn, zoals 2800"))
    if unknown:
        raise invalid(*unknown)
    channel = guidance.contact_channels()[CENTRES]
    body = {
        "totaal": 0,
        "loopbaancentra": [],
        "melding": NO_LIST.format(vinden=channel["vinden"]),
        "link": f"https://www.{channel['website']}",
        "postcode": postcode,
        "kanalen": contact_channels(),
    }
    return web.json_response(body, dumps=dumps)


def contact_channels() -> list[dict[str, Any]]:
    """The channels where a person answers, as the data has them."""
    found = guidance.contact_channels()
    return [{name: found[key][name] for name in TOLD if name in found[key]} for key in HELP]
