"""The lists beside the measures: ways to people, words explained."""

from __future__ import annotations

from typing import Any

from ..current import shared_knowledge
from ..lists import DATA, read_list


def knowledge_list(name: str) -> Any:
    """The content of `<name>.yml` in the version of the knowledge that this turn uses."""
    return shared_knowledge().lists[name]


def read_data(name: str) -> Any:
    """The content of a file that only changes together with the language model."""
    return read_list(DATA / f"{name}.yml")
