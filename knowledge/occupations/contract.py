"""Occupations in the JSON form of the HTTP contract."""

from __future__ import annotations

from typing import Any

from .esco import ATTRIBUTION
from .model import ESCO, OWN, Competence, Occupation
from .other_work import Suggestion
from .search import Occupations


def found_as_contract(occupation: Occupation) -> dict[str, Any]:
    """An occupation in a list."""
    return {
        "id": occupation.id,
        "naam": occupation.name,
        "isco": occupation.isco,
        "bron": occupation.source,
        "knelpuntberoep": on_list(occupation),
    }


def on_list(occupation: Occupation) -> bool | None:
    """Whether it is on the list of knelpuntberoepen; not known of an occupation that only ESCO has."""
    return bool(occupation.shortage) if occupation.source == OWN else None


def attribution(occupations: list[Occupation]) -> str | None:
    """What must be said when something of ESCO is shown."""
    return ATTRIBUTION if any(o.source == ESCO or o.uri for o in occupations) else None


def competence_as_contract(competence: Competence) -> dict[str, Any]:
    """A competence in plain words."""
    return {
        "id": competence.id,
        "tekst": competence.text,
        "voorbeeld": competence.example,
        "groep": competence.group,
    }


def occupation_as_contract(occupation: Occupation, known: Occupations) -> dict[str, Any]:
    """An occupation, whole."""
    own = known.own
    related = [own.occupations[name] for name in occupation.related]
    return {
        **found_as_contract(occupation),
        "esco": occupation.uri,
        "andere_namen": list(occupation.other_names),
        "omschrijving": occupation.what,
        "competenties": [competence_as_contract(found) for found in occupation.competences],
        "omstandigheden": [
            {"id": name, "tekst": own.conditions[name].sentence} for name in occupation.conditions
        ],
        "knelpunt": {
            "op_lijst": on_list(occupation),
            "titels": list(occupation.shortage),
            "jaar": own.shortage.year,
            "bron": own.shortage.source,
            "gezien_op": own.shortage.seen.isoformat(),
            "zekerheid": own.shortage.certainty,
            "uitleg": own.shortage.note,
        },
        "verwant": [found_as_contract(other) for other in related],
        "wegen": list(occupation.paths),
        "wegen_uitleg": own.ways.note if occupation.paths else "",
        "evc": {"test_bekend_sinds": occupation.recognition, "uitleg": own.recognition.note},
        "bronvermelding": attribution([occupation]),
    }


def suggestion_as_contract(one: Suggestion) -> dict[str, Any]:
    """Other work that may suit."""
    return {
        "beroep": found_as_contract(one.occupation),
        "score": one.score,
        "gedeeld": [competence_as_contract(c) for c in one.shared],
        "ontbreekt": [competence_as_contract(c) for c in one.missing],
        "knelpuntberoep": one.shortage,
        "wegen": list(one.occupation.paths),
    }
