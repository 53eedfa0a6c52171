"""A parameter through time, drawn as inline SVG. The table beside it says the same in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape

from ...parameters import Parameter, Row
from .. import words

WIDTH, HEIGHT, BAR, TOP = 760, 58, 26, 8
MARGIN = 16
"""A year nearer to the end than this would be cut off."""
LETTER = 6.4
"""About the width of a character of a label."""


def drawing(parameter: Parameter, today: date) -> str:
    """The rows as bars; hatched is not found, a dashed edge is disputed or weak."""
    first = max(min(row.span.since for row in parameter.rows), date(1900, 1, 1))
    last = max(today, *(row.span.until or row.span.since for row in parameter.rows))
    last = min(date(last.year + 1, 1, 1), date(9998, 1, 1))
    scale = WIDTH / max((last - first).days, 1)

    def place(day: date) -> float:
        return round((min(max(day, first), last) - first).days * scale, 1)

    bars = "".join(
        _bar(parameter, row, place(row.span.since), place(row.span.until) if row.span.until else WIDTH)
        for row in parameter.rows
    )
    told = f"{parameter.description}: " + "; ".join(_said(parameter, row) for row in parameter.rows)
    name = escape(parameter.name)
    marks = "".join(_years(first, last, place(today), scale))
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="tijd-{name}" class="tijdlijn">'
        f'<title id="tijd-{name}">{escape(told)}</title>{bars}{marks}</svg>'
    )


def _said(parameter: Parameter, row: Row) -> str:
    return f"{words.value_of(parameter, row)} {words.period(row.span)}"


def _bar(parameter: Parameter, row: Row, start: float, end: float) -> str:
    kind = "leeg" if row.value is None else "twijfel" if row.uncertain else "zeker"
    width = max(end - start, 1.5)
    label = "?" if row.value is None else words.value_of(parameter, row)
    short = label if len(label) * LETTER < width else label.split(" ")[0]
    shown = escape(short) if len(short) * LETTER < width else ""
    middle = start + width / 2
    return (
        f"<g><title>{escape(_said(parameter, row))}</title>"
        f'<rect x="{start}" y="{TOP}" width="{width:.1f}" height="{BAR}" class="{kind}"/>'
        f'<text x="{middle:.1f}" y="{TOP + BAR / 2 + 4}">{shown}</text></g>'
    )


def _years(first: date, last: date, today: float, scale: float) -> Iterator[str]:
    """The first of January of each year that has room, and a line for today."""
    step = next(step for step in (1, 2, 5, 10, 25, 100, 1000) if 365 * step * scale > 42)
    bottom = TOP + BAR
    for year in range(first.year + 1, last.year + 1):
        place = (date(year, 1, 1) - first).days * scale
        if year % step == 0 and place < WIDTH - MARGIN:
            yield f'<line x1="{place:.1f}" y1="{bottom}" x2="{place:.1f}" y2="{bottom + 5}"/>'
            yield f'<text x="{place:.1f}" y="{bottom + 17}" class="jaar">{year}</text>'
    yield f'<line x1="{today}" y1="{TOP - 5}" x2="{today}" y2="{bottom + 5}" class="vandaag"/>'
