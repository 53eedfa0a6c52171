"""What reading keeps in memory between two messages, and how it goes."""

from __future__ import annotations

import sys


def forget_readings() -> None:
    """Let the readers forget what they read. Loads no reading of Dutch when there is none."""
    shared = sys.modules.get("knowledge.taal.shared")
    if shared is not None:
        shared.forget_readings()
