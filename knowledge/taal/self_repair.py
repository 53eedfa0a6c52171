"""Who mends a sentence while typing: `ik wil heftruck leren of nee, eigenlijk boekhouden`."""

from __future__ import annotations

from .reader import Reader
from .reading import Entity
from .signals import signal
from .titles import is_subject

MENDS = signal("wisselt", "herstelt")
"""What comes before (`voor`), and what is meant instead (`nieuw`)."""
INSTEAD = signal("cursus", "in_plaats_van")
"""A wish (`voor`), and the course (`oud`) that is wanted no more."""
NO_SUBJECT, ENDS_WITH_IT = signal("cursus", "geen_vak_genoemd"), signal("cursus", "na_het_vak")
"""Words that stand in the name of no course; what may stand between a course and the repair of it."""
COURSE, TOWN = "opleiding", "gemeente"


def mended(text: str, reader: Reader) -> str:
    """The message as it was meant: the course or the town at its end in the place of the one before.

    Only a course that is known takes the place of the course that was named last; numbers that are set
    against each other are read anyway.

    Args:
        text: what was typed.
        reader: reads what stands before and behind the repair.
    """
    instead = INSTEAD.search(text)
    if instead is not None and is_subject(instead["oud"]) and _last(instead["voor"], COURSE, reader):
        return instead["voor"].strip(" ,")
    found = MENDS.search(text)
    if found is None:
        return text
    before, meant = found["voor"], found["nieuw"].strip(" .!,")
    if NO_SUBJECT.search(meant.casefold()):
        return text
    again = next((item for item in reader.read(meant).entities if item.entiteit == TOWN), None)
    old = _last(before, COURSE if again is None else TOWN, reader)
    if old is None:
        return text
    if again is None and not (is_subject(meant) and ENDS_WITH_IT.search(before[old.end :].casefold())):
        return text
    new = meant if again is None else again.tekst
    return f"{before[: old.start]}{new}{before[old.end :]}".strip(" ,")


def _last(text: str, kind: str, reader: Reader) -> Entity | None:
    named = [item for item in reader.read(text).entities if item.entiteit == kind]
    return max(named, key=lambda item: item.start, default=None)
