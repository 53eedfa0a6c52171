"""Where a value or a rule was found, and how sure that source is."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from .errors import did_you_mean
from .reading import Reader, listed, optional

CERTAINTIES = ("A", "B", "C", "D")
"""A: law or official site; B: social secretariat; C: news, provider; D: weak or derived, so uncertain."""
WEAK = "D"


@dataclass(frozen=True, eq=False)
class Source:
    """One page or text."""

    id: str
    title: str
    url: str | None
    dated: str | None
    certainty: str
    seen: date


def read_sources(reader: Reader | None) -> dict[str, Source]:
    """The sources of a file, by id."""
    return {name: _source(name, entry) for name, entry in (reader.mapping() if reader else {}).items()}


def _source(name: str, reader: Reader) -> Source:
    entry = reader.mapping(("titel", "url", "datum", "zekerheid", "gezien_op"), ())
    return Source(
        id=name,
        title=entry["titel"].text() if "titel" in entry else "",
        url=optional(entry, "url", Reader.text),
        dated=optional(entry, "datum", Reader.text),
        certainty=read_certainty(entry) or WEAK,
        seen=optional(entry, "gezien_op", Reader.day) or date.min,
    )


def read_certainty(entry: dict[str, Reader]) -> str | None:
    """The letter under `zekerheid`, if there is one."""
    return optional(entry, "zekerheid", lambda reader: reader.one_of(CERTAINTIES))


def cited(
    reader: Reader, entry: dict[str, Reader], known: Mapping[str, Source], *, needed: bool = True
) -> tuple[str, ...]:
    """The ids under `bronnen`: sources of the file, and at least one where `needed`."""
    ids = []
    for item in listed(entry, "bronnen"):
        ids.append(item.text())
        if ids[-1] not in known:
            item.fail(
                f"the source '{ids[-1]}' does not exist.",
                did_you_mean(ids[-1], known).strip() or "Add it under 'bronnen'.",
            )
    if needed and not ids:
        reader.fail(
            "a source is missing.", "Add 'bronnen: [..]' with ids of the list 'bronnen' of this file."
        )
    return tuple(ids)


def best(ids: Collection[str], known: Mapping[str, Source]) -> str:
    """The certainty of the strongest of these sources."""
    return min((known[source].certainty for source in ids if source in known), default=WEAK)
