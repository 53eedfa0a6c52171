"""A talk in which a counsellor typed of more than one client: nobody else may read the one with the other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bot.conversation.errors import MoreClients
from bot.storage import conversations

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

REFUSED = (
    "In dit gesprek staan woorden over meer dan één klant. Daarom kan je het niet doorgeven en geen code "
    "maken. Open een nieuw gesprek voor deze klant."
)

NOT_WITH_APPOINTMENT = (
    "In dit gesprek staan woorden over meer dan één klant. Daarom kan er niets meegaan met een afspraak. "
    "Maak de afspraak zonder iets mee te geven, of open een nieuw gesprek voor deze klant."
)


def refuse_more_clients(connection: Connection, conversation: str, why: str = REFUSED) -> None:
    """Raise MoreClients when a counsellor typed of more than one client in this conversation.

    Inside the transaction that shares: the turn that notes another client waits for it, or has been.
    """
    snapshot = conversations.load_snapshot(connection, conversation, lock=True)
    if snapshot is not None and holds_more_clients(snapshot.slots):
        raise MoreClients(why)


def asks_to_share(content: Mapping[str, Any]) -> bool:
    """Whether a request for an appointment lets the facts or the talk go along."""
    return bool(content.get("meegeven") or content.get("verloop"))


def holds_more_clients(slots: Mapping[str, Any]) -> bool:
    """Whether the dialogue noted more than one client in this conversation (slots of its snapshot)."""
    return bool((slots.get("gesprek_staat") or {}).get("meer_klanten"))
