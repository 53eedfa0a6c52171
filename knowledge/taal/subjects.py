"""Which subject a question is about: loon, examens, an allowance that may stop (groups of `signalen.yml`)."""

from __future__ import annotations

from .signals import first_signal, signal

ASKED, TOLD = "onderwerp", "onderwerp_verteld"


def subject_of(plain: str) -> str | None:
    """The id of the subject that these plain words ask about; None when they ask about none of them."""
    asks = signal("begrip", "vraag").search(plain) or signal("begrip", "en_wat").search(plain.strip(" .!"))
    asked = first_signal(ASKED, plain) if asks else None
    return asked or first_signal(TOLD, plain)
