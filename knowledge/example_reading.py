"""Reading the worked examples of a measure file."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from .errors import InvalidFacts
from .facts import Facts, as_json
from .measures import Example
from .reading import Reader, optional, text_of
from .vocabulary import Vocabulary

EXAMPLE_CHECKS = ("status", "zekerheid", "voordeel", "ontbrekend")


def read_example(reader: Reader, vocabulary: Vocabulary) -> Example:
    """One worked example; impossible facts are a problem."""
    entry = reader.mapping(("naam", "peildatum", "verwacht"), ("dossier", "profiel", "opleiding"))
    if "verwacht" in entry:
        expected = entry["verwacht"].mapping(("status",), EXAMPLE_CHECKS)
        optional(expected, "status", lambda item: item.one_of(vocabulary.statuses))
        optional(expected, "zekerheid", lambda item: item.one_of(vocabulary.certainties))
    profiel, opleiding = _json(entry, "profiel"), _json(entry, "opleiding")
    try:
        Facts.read(vocabulary, profiel, opleiding)
    except InvalidFacts as error:
        reader.fail(f"the facts of this example are refused: {error}", "Use fields of vocabulary.yml.")
    return Example(
        text_of(entry, "naam"),
        optional(entry, "dossier", Reader.text) or "",
        optional(entry, "peildatum", Reader.day) or date.min,
        profiel,
        opleiding,
        _json(entry, "verwacht"),
        reader.line,
    )


def read_left_out(reader: Reader) -> tuple[str, str]:
    """A worked case that the vocabulary cannot say: (reference, why)."""
    entry = reader.mapping(("dossier", "waarom"), ())
    return text_of(entry, "dossier"), text_of(entry, "waarom")


def _json(entry: dict[str, Reader], key: str) -> dict[str, Any]:
    """A mapping of plain JSON values, as a client of the contract would send it."""
    found = entry[key].plain() if key in entry and not entry[key].is_null else {}
    return _as_json(found) if isinstance(found, dict) else {}


def _as_json(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _as_json(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_as_json(inner) for inner in value]
    return as_json(value) if isinstance(value, (Decimal, date)) else value
