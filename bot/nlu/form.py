"""A reading in the form in which it travels with a message of Rasa."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from knowledge.taal import Entity, Reading


def facts_of(reading: Reading) -> dict[str, Any]:
    """The reading as the plain dictionary `feiten` that travels with a message."""
    return {
        "profiel": reading.profiel,
        "opleiding": reading.opleiding,
        "correctie": reading.correction,
        "wat_als": reading.hypothetical,
        "ingetrokken": list(reading.withdrawn),
        "weet_niet": reading.unknown_answer,
        "ja_nee": reading.yes_no,
        "buiten_bereik": [
            {"veld": p.veld, "waarde": p.waarde, "melding": p.melding} for p in reading.out_of_range
        ],
    }


def entities_of(entities: Iterable[Entity], extractor: str = "FactExtractor") -> list[dict[str, Any]]:
    """Entities in Rasa's form, of the kinds that the vocabulary knows."""
    return [
        {
            "entity": e.entiteit,
            "value": e.waarde,
            "start": e.start,
            "end": e.end,
            "text": e.tekst,
            "extractor": extractor,
        }
        for e in entities
        if e.entiteit != "taal"
    ]
