"""Reading the text files under `knowledge/data`, once."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parents[1] / "data"


@cache
def read_data(name: str) -> Any:
    """The content of `knowledge/data/<name>.yml`."""
    return yaml.load((DATA / f"{name}.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
