"""The forms in which a source can be delivered, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from .model import Item, Parsed
from .ooapi import ooapi_items
from .opening import TextSource, of_text
from .own_forms import csv_items, json_items
from .rows import collect
from .schema_org import json_ld_items

FORMS: Mapping[str, Callable[[TextSource], Iterator[Item]]] = {
    "csv": csv_items,
    "json": json_items,
    "jsonld": json_ld_items,
    "ooapi": ooapi_items,
}
"""Each gives courses and problems one after the other, and raises SourceError as soon as it cannot go on."""


def form_of(name: str) -> str | None:
    """The form that the name of a file tells."""
    ending = name.lower().rpartition(".")[2]
    return ending if ending in FORMS else None


def parse(form: str, text: str) -> Parsed:
    """A whole source that is in memory."""
    return collect(FORMS[form](of_text(text)))
