"""Where an answer comes from, and how sure it is."""

from __future__ import annotations

from collections.abc import Sequence

from ..assessment import MeasureResult
from ..formatting import dutch_date
from ..sources import Source

MOST = 3
KINDS = {"A": "officiële bron", "B": "sociaal secretariaat", "C": "nieuws of opleider", "D": "zwakke bron"}


def how_known(results: Sequence[MeasureResult]) -> str:
    """The strongest sources of these results, when they were seen, and what is not certain."""
    sources = {source.title: source for result in results for source in result.sources}
    strongest = sorted(sources.values(), key=lambda source: source.certainty)[:MOST]
    names = ", ".join(dict.fromkeys(result.measure.naam for result in results))
    lines = [f"Dit steunt op bronnen over {names}:", *(f"- {_line(source)}" for source in strongest)]
    if len(sources) > MOST:
        lines.append(f"- en nog {len(sources) - MOST} andere")
    doubts = [item.uitleg for result in results for item in result.uncertainties]
    if doubts:
        lines.append(f"**Niet zeker**: {' '.join(dict.fromkeys(doubts[:2]))}")
    else:
        lines.append("Wat ik kon nakijken, is zeker. De dienst die beslist, heeft het laatste woord.")
    return "\n".join(lines)


def _line(source: Source) -> str:
    where = f" ({source.url})" if source.url else ""
    return f"{source.title}, {KINDS[source.certainty]}, bekeken op {dutch_date(source.seen)}{where}"
