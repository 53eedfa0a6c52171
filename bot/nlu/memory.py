"""What reading keeps in memory between two messages, and how it goes."""

from __future__ import annotations

import sys


def forget_readings() -> None:
    """Let the shared reader forget what it read. Builds no reader when there is none."""
    shared = sys.modules.get("knowledge.taal.shared")
    if shared is not None and shared.shared_reader.cache_info().currsize:
        shared.shared_reader().forget()
