"""The lists beside the measures: ways to people, words explained."""

from __future__ import annotations

from functools import cache
from typing import Any

import yaml

from ..current import shared_knowledge
from ..loading import DATA


def knowledge_list(name: str) -> Any:
    """The content of `<name>.yml` in the version of the knowledge that this turn uses."""
    return shared_knowledge().lists[name]


@cache
def read_data(name: str) -> Any:
    """The content of a file that only changes together with the language model."""
    return yaml.load((DATA / f"{name}.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
