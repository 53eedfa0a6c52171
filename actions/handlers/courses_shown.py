"""Courses as they are shown in the talk, and finding those that were shown again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from actions.reply import command
from actions.turn import Turn
from knowledge.catalogue.cards import hit_as_contract
from knowledge.catalogue.cost import BETWEEN, edition_at
from knowledge.catalogue.model import Course, Edition
from knowledge.catalogue.search import Catalogue, Hit, price_of
from knowledge.formatting import dutch_date, dutch_number


@dataclass(frozen=True)
class Shown:
    """A course that was shown, with the edition that was shown."""

    id: str
    course: Course
    edition: Edition | None


def name_of(hit: Hit) -> str:
    """How a result is remembered."""
    return f"{hit.id}{BETWEEN}{hit.edition.code if hit.edition else ''}"


def remembered(catalogue: Catalogue, found: list[str], place: int) -> Shown | None:
    """A course that was shown; None when there is none at that place, or it is gone."""
    if place >= len(found):
        return None
    kept = edition_at(catalogue, found[place])
    return Shown(kept[0].id, kept[0].course, kept[1]) if kept is not None else None


def card(number: int, hit: Hit) -> dict[str, Any]:
    """One result, with why it fits, and with its own buttons."""
    lines = [facts_line(hit.course, hit.edition), ", ".join(hit.why)]
    options = (command(f"kost_{number}"), command(f"kies_{number}"))
    return {
        **hit_as_contract(hit),
        "soort": "opleiding",
        "titel": f"{number}. {hit.course.title}",
        "tekst": "\n".join(line for line in lines if line),
        "keuzes": [{"titel": option.title, "waarde": option.value} for option in options],
    }


def facts_line(course: Course, edition: Edition | None) -> str:
    """Who, where, how long, the price and the start."""
    pieces = [
        course.provider.name,
        edition.town if edition else None,
        size_of(course),
        price_in_words(course, edition),
        f"start {dutch_date(edition.start)}" if edition and edition.start else None,
    ]
    return ", ".join(piece for piece in pieces if piece)


def size_of(course: Course) -> str | None:
    """Hours or credits."""
    if course.hours is not None:
        return f"{dutch_number(course.hours)} uur"
    return f"{dutch_number(course.credits)} studiepunten" if course.credits is not None else None


def price_in_words(course: Course, edition: Edition | None) -> str | None:
    """The price."""
    price = price_of(course, edition)
    return f"{dutch_number(price, money=True)} euro" if price is not None else None


def stay(turn: Turn) -> None:
    """Ask nothing now: who looks at courses is not asked something else each time. "Vraag verder" goes on."""
    if turn.talk.pending is not None and turn.reply.bubbles:
        turn.reply.bubbles[-1].options.append(command("verder"))
    turn.end()
