"""The services near somebody, as a message of the chat."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.conversation import answer as answers
from bot.conversation.identity import BRUSSELS
from bot.network import store
from knowledge.answers import guidance
from knowledge.answers.nearby import nearby_text
from knowledge.catalogue.places import places

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

SHOWN = 4
CENTRES = "loopbaancentrum"


def nearby_message(connection: Connection, content: dict[str, Any]) -> dict[str, Any] | None:
    """What is near the postcode that the dialogue names; None when it names none that is known."""
    postcode = places().postcode_of(str(content.get("postcode")))
    if postcode is None:
        return None
    now = datetime.now(BRUSSELS)
    found = store.near(connection, postcode, SHOWN, now.date())
    find = guidance.contact_channels()[CENTRES]["vinden"]
    said = nearby_text(found, postcode, store.RADIUS, now.replace(tzinfo=None), find)
    return answers.message("systeem", said)
