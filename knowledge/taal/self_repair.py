"""Who mends a sentence while typing: `ik wil heftruck leren of nee, eigenlijk boekhouden`."""

from __future__ import annotations

from .reader import Reader
from .signals import signal

MENDS = signal("wisselt", "herstelt")
"""What comes before (`voor`), and what is meant instead (`nieuw`)."""
MENDED = ("opleiding", "gemeente")
"""Entities of which one takes the place of another; numbers set against each other are read anyway."""


def mended(text: str, reader: Reader) -> str:
    """The message as it was meant: the course or the town at its end in the place of the one before.

    Args:
        text: what was typed.
        reader: reads what stands before and behind the repair.
    """
    found = MENDS.search(text)
    if found is None:
        return text
    before, meant = found["voor"], found["nieuw"].strip(" .!,")
    named = [item for item in reader.read(before).entities if item.entiteit in MENDED]
    again = [item for item in reader.read(meant).entities if item.entiteit == "gemeente"]
    kind = "gemeente" if again else "opleiding"
    old = next((item for item in reversed(named) if item.entiteit == kind), None)
    if old is None:
        return text
    new = again[0].tekst if again else meant
    return f"{before[: old.start]}{new}{before[old.end :]}".strip(" ,")
