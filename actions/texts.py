"""The sentences the dialogue says by itself, read from `teksten.yml`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from knowledge.answers import phone_numbers
from knowledge.lists import read_list

TEXTS = Path(__file__).with_name("teksten.yml")


def text(key: str, turn: int = 0, **values: object) -> str:
    """The sentence under a dotted key, e.g. ``text("drempel.geld")``; variants alternate with `turn`.

    Raises:
        KeyError: no such key, or a placeholder is not filled.
    """
    found: Any = read_list(TEXTS)
    for part in key.split("."):
        found = found[part]
    if isinstance(found, list):
        found = found[turn % len(found)]
    if not isinstance(found, str):
        raise KeyError(key)
    return found.format(**phone_numbers(), **values)


def has_text(key: str) -> bool:
    """Whether a sentence stands under this dotted key."""
    found: Any = read_list(TEXTS)
    for part in key.split("."):
        found = found.get(part) if isinstance(found, dict) else None
    return isinstance(found, (str, list))


def button(key: str) -> str:
    """The title of a button."""
    return text(f"knoppen.{key}")


ORDERS = (
    "begin",
    "mijn_rechten",
    "overzicht",
    "verder",
    "aanpassen",
    "aanvragen",
    "pakket",
    "mens",
    "later",
    "ontdek",
    *(f"kies_{number}" for number in range(1, 10)),
    "spoor",
    "vorige_klant",
    "zoek",
    "zoek_avond",
    "zoek_online",
    "zoek_kort",
    "zoek_dichtbij",
    *(f"kost_{number}" for number in range(1, 10)),
    "zoek_meer",
    "zoek_terug",
    "zoek_vrij",
    "check",
    "check_delen",
    "ander",
    "meer_werk",
    "evc",
    "zoek_beroep",
    "pop",
    "afspraak",
    "afspraak_verzet",
    "afspraak_annuleer",
    "afspraak_niets_delen",
    "bel_niet",
    "buurt",
)
"""The buttons that give the dialogue an order, rather than the value of a question."""

ONLY_OFFERED = frozenset({"meer_werk"})
"""Its title is also said of other lists: it only counts typed where it was just offered."""

TAKEN_OVER = "overgenomen"
"""What the service asks when it opens a talk with facts of a portal: may they be used?"""

CHANGED = "pas_aan"
"""The button that the service presses when somebody changed facts on a panel instead of in words."""


def order_typed(said: str) -> str | None:
    """The order whose button title somebody typed instead of pressing it."""
    words = said.strip(" .!?").casefold()
    return next(
        (
            order
            for order in ORDERS
            if order not in ONLY_OFFERED and button(order).strip("?").casefold() == words
        ),
        None,
    )
