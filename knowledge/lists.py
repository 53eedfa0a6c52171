"""Lists of words in YAML files: read once, with the fast reader where there is one."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).resolve().parent / "data"
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class LexiconError(Exception):
    """A word list is missing or has the wrong form; the message names the file and what is wrong."""


def parsed(text: str | bytes) -> Any:
    """The content of YAML; raises yaml.YAMLError."""
    return yaml.load(text, _Loader)


@cache
def read_list(path: Path) -> Any:
    """The content of one word list; cached, so treat it as read-only.

    Raises:
        LexiconError: when it cannot be read, or holds nothing.
    """
    try:
        content = parsed(path.read_bytes())
    except (OSError, yaml.YAMLError) as error:
        raise LexiconError(f"{path.name}: cannot be read: {error}") from error
    if not content:
        raise LexiconError(f"{path.name}: is empty; remove the file or fill it")
    return content
