"""Guidance centres and other services with people near a postcode."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.conversation.identity import BRUSSELS
from bot.http.encoding import dumps
from bot.http.problems import invalid
from bot.http.services import services
from bot.network import store
from knowledge.answers import guidance
from knowledge.answers.nearby import NO_CENTRES, as_contract
from knowledge.catalogue.places import places
from knowledge.network import KINDS, Found

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

POSTCODE = re.compile(r"[1-9][0-9]{3}")
CENTRES, HELP = "loopbaancentrum", ("vdab", "overheid_1700", "leerwinkel")
OTHERS = tuple(kind for kind in KINDS if kind != CENTRES)
TOLD = ("id", "naam", "wat", "voor_wie", "telefoon", "uren", "gratis", "vinden", "website", "zekerheid")
SHOWN = 10
FOUND = "De afstand is ongeveer: ze hangt af van de streek van de postcode."
ASK = "Geef een postcode, dan zoek ik in de buurt. {vinden}"


async def centres(request: web.Request) -> web.Response:
    """Centres near a postcode, and the other services there."""
    postcode = request.query.get("postcode")
    unknown = [(name[:100], "dit veld ken ik niet") for name in request.query if name != "postcode"]
    if postcode is not None and not POSTCODE.fullmatch(postcode):
        unknown.append(("postcode", "moet een Belgische postcode zijn, zoals 2800"))
    if unknown:
        raise invalid(*unknown)
    now = datetime.now(BRUSSELS).replace(tzinfo=None)
    found, others = await _near(request, postcode, now) if postcode else ([], [])
    channel = guidance.contact_channels()[CENTRES]
    said = FOUND if found else (NO_CENTRES if postcode else ASK).format(vinden=channel["vinden"])
    body = {
        "totaal": len(found),
        "loopbaancentra": [as_contract(one, now) for one in found],
        "diensten": [as_contract(one, now) for one in others],
        "melding": said,
        "link": f"https://www.{channel['website']}",
        "postcode": postcode,
        "kanalen": contact_channels(),
    }
    return web.json_response(body, dumps=dumps)


async def _near(request: web.Request, postcode: str, now: datetime) -> tuple[list[Found], list[Found]]:
    if places().postcode_of(postcode) is None:
        return [], []

    def work(connection: Connection) -> tuple[list[Found], list[Found]]:
        day = now.date()
        return (
            store.near(connection, postcode, SHOWN, day, (CENTRES,)),
            store.near(connection, postcode, SHOWN, day, OTHERS),
        )

    return await services(request).database.run(work)


def contact_channels() -> list[dict[str, Any]]:
    """The channels where a person answers, as the data has them."""
    found = guidance.contact_channels()
    return [{name: found[key][name] for name in TOLD if name in found[key]} for key in HELP]
