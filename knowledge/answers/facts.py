"""Facts and statuses as phrases in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from ..formatting import dutch_value
from ..knowledge import Knowledge
from ..vocabulary import Field

STATUSES = {
    "recht": "recht",
    "mogelijk": "misschien recht",
    "geen_recht": "geen recht",
    "buiten_periode": "bestaat dan niet",
}


def say_status(status: str) -> str:
    """A status as people say it."""
    return STATUSES[status]


def say_fact(field: Field, value: Any) -> str:
    """One fact, e.g. `werkt 80 %`; `value` in the JSON form of the contract."""
    if field.yes_no is not None and isinstance(value, bool):
        return field.yes_no[not value]
    phrase = field.phrase_of_one if value == 1 and field.phrase_of_one else field.phrase
    return (phrase or f"{field.label}: {{waarde}}").format(waarde=_dutch(field, value))


def say_facts(knowledge: Knowledge, told: Mapping[str, Any]) -> str:
    """Several facts in the order of the vocabulary; what follows from another told fact is left out."""
    vocabulary = knowledge.vocabulary
    keys = {vocabulary.locate(veld): value for veld, value in told.items()}
    follows = {
        rule.target
        for rule in vocabulary.derivations
        if rule.target not in rule.sources and rule.sources <= keys.keys()
    }
    shown = [key for key in vocabulary.fields if key in keys and key not in follows]
    return ", ".join(say_fact(vocabulary.fields[key], keys[key]) for key in shown)


def _dutch(field: Field, value: Any) -> str:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        value = Decimal(str(value))
    if field.type == "date" and isinstance(value, str):
        value = date.fromisoformat(value)
    return dutch_value(value, field.values, money=field.is_money)
