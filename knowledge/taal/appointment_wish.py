"""What a message wants with an appointment: make, move or call it off, or hear when it is."""

from __future__ import annotations

import re

from .moments import folded
from .signals import first_signal, signal

WANTS, MOVING = "afspraak_wil", ("verzet", "annuleer")
_NAMED, _MAKE, _CLAUSES, _OTHER_OBJECT = (
    signal("afspraak_over", name) for name in ("afspraak", "maken", "reden", "iets_anders")
)


def wanted_of(text: str) -> str:
    """What a message about an appointment wants: `annuleer`, `verzet`, `stand`, or `maak`."""
    said = folded(text)
    wanted = first_signal(WANTS, said)
    if wanted is None:
        return "maak"
    other = wanted in MOVING and _is_of_something_else(said, signal(WANTS, wanted))
    return "maak" if other else wanted


def _is_of_something_else(said: str, words: re.Pattern[str]) -> bool:
    """Whether something else is moved or called off: in the clause that says so, not in the reason for it."""
    asked = next((clause for clause in _CLAUSES.split(said) if words.search(clause)), said)
    named = _NAMED.search(asked) is not None and _MAKE.search(asked) is None
    return not named and _OTHER_OBJECT.search(asked) is not None
