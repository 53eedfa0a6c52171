"""A search that goes on, told in a few words, so that a person knows which wishes still hold."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from ..formatting import dutch_date, dutch_number
from .model import LESSON_FORMS
from .places import places
from .search import FORM_WORDS, FREE, incentive_words
from .wishes import Wishes


def wishes_said(wishes: Wishes) -> str:
    """The subject and every filter that holds, as people would name them; empty: there is none."""
    return ", ".join(_said(wishes))


def _said(wishes: Wishes) -> Iterator[str]:
    if wishes.tekst:
        yield wishes.tekst
    if wishes.vormen:
        yield _forms(wishes.vormen)
    if wishes.postcode and wishes.straal is not None:
        yield f"hoogstens {wishes.straal} km van {places().town_of(wishes.postcode) or wishes.postcode}"
    if wishes.prijs_max is not None:
        price = dutch_number(Decimal(str(wishes.prijs_max)), money=True)
        yield f"hoogstens {price} euro" if wishes.prijs_max else FREE
    if wishes.uren_max is not None:
        yield f"hoogstens {dutch_number(Decimal(str(wishes.uren_max)))} uur"
    if wishes.periode:
        first, last = map(date.fromisoformat, wishes.periode)
        yield f"start tussen {dutch_date(first)} en {dutch_date(last)}"
    if wishes.steun:
        yield incentive_words(wishes.steun)
    if wishes.knelpunt:
        yield "knelpuntberoep"


def _forms(forms: tuple[str, ...]) -> str:
    """What is wanted, or what is not, whichever is shorter."""
    left_out = [form for form in LESSON_FORMS if form not in forms]
    if 0 < len(left_out) < len(forms):
        return "niet " + " en niet ".join(FORM_WORDS[form] for form in left_out)
    return " of ".join(FORM_WORDS[form] for form in forms)
