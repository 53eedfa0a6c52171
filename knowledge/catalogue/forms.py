"""The forms in which a source can be delivered, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .model import Parsed
from .ooapi import parse_ooapi
from .own_forms import parse_csv, parse_json
from .schema_org import parse_json_ld

FORMS: Mapping[str, Callable[[str], Parsed]] = {
    "csv": parse_csv,
    "json": parse_json,
    "jsonld": parse_json_ld,
    "ooapi": parse_ooapi,
}


def form_of(name: str) -> str | None:
    """The form that the name of a file tells."""
    ending = name.lower().rpartition(".")[2]
    return ending if ending in FORMS else None
