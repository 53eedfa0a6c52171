"""A talk in which a counsellor typed of more than one client: nobody else may read the one with the other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

REFUSED = (
    "In dit gesprek staan woorden over meer dan één klant. Daarom kan je het niet doorgeven en geen code "
    "maken. Open een nieuw gesprek voor deze klant."
)


def holds_more_clients(slots: Mapping[str, Any]) -> bool:
    """Whether the dialogue noted more than one client in this conversation (slots of its snapshot)."""
    return bool((slots.get("gesprek_staat") or {}).get("meer_klanten"))
