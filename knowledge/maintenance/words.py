"""Pieces of a measure in Dutch: values with their unit, periods, texts with open places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from ..expressions import Env
from ..formatting import dutch_date, dutch_value
from ..knowledge import Knowledge
from ..measures import Measure
from ..parameters import Parameter, Row, Span
from ..sources import Source
from ..wording import Template, Wording

CERTAINTIES = {
    "A": "wet of officiële site",
    "B": "sociaal secretariaat",
    "C": "nieuws of aanbieder",
    "D": "zwak of afgeleid",
}
NOT_FOUND = "niet gevonden"


def period(span: Span) -> str:
    """`van 1 september 2025 tot en met 31 augustus 2026`."""
    parts = []
    if span.since != date.min:
        parts.append(f"{'vanaf' if span.until is None else 'van'} {dutch_date(span.since)}")
    if span.until is not None:
        parts.append(f"tot en met {dutch_date(span.until)}")
    return " ".join(parts) or "altijd"


def unit_words(parameter: Parameter) -> str:
    """`EUR_per_uur` as `euro per uur`."""
    return parameter.unit_name.replace("EUR", "euro").replace("procent", "%").replace("_", " ")


def value_of(parameter: Parameter, row: Row) -> str:
    """The value of a row with its unit, or that it was not found."""
    if row.value is None:
        return NOT_FOUND
    money = parameter.unit is not None and ("EUR", 1) in parameter.unit
    return f"{dutch_value(row.value, {}, money=money)} {unit_words(parameter)}".strip()


def doubts(row: Row) -> list[str]:
    """Why a value is not certain."""
    found = []
    if row.value is None:
        found.append(NOT_FOUND)
    if row.disputed:
        found.append("betwist")
    if row.certainty == "D":
        found.append("zwakke bron")
    return found


def cited(names: tuple[str, ...], sources: Mapping[str, Source]) -> str:
    """Sources by title, the strongest first."""
    found = sorted((sources[name] for name in names if name in sources), key=lambda item: item.certainty)
    return "; ".join(f"{source.title} [{source.certainty}]" for source in found)


def open_text(template: Template, values: Env, knowledge: Knowledge) -> str:
    """The text with legal values filled in, and a person's facts named between angle brackets."""
    filled = template.on(values) if values else template
    pieces = [filled.pieces[0]]
    for name, piece in zip(filled.names, filled.pieces[1:], strict=True):
        field = knowledge.vocabulary.fields.get(name)
        pieces += [f"‹{field.label if field else name.lstrip('$')}›", piece]
    return "".join(pieces)


def open_wording(wording: Wording, values: Env, knowledge: Knowledge) -> Iterator[str]:
    """Every text of a wording."""
    for _, template in wording.variants:
        yield open_text(template, values, knowledge)


def names_of(measure: Measure) -> list[str]:
    """Its name, its abbreviation and what people call it."""
    return [measure.naam, *([measure.afkorting] if measure.afkorting else []), *measure.ook_bekend_als]
