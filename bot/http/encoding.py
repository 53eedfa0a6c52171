"""How JSON is written."""

from __future__ import annotations

import json
from typing import Any


def dumps(value: Any) -> str:
    """JSON with readable accents."""
    return json.dumps(value, ensure_ascii=False)
