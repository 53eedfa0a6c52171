"""Proposals and scenarios: what a file of `hervormingen/` replaces, adds or removes in the measure files.

An overlay is laid over the measure files before they are read, so that the same readers check the outcome
and what is wrong is told at the line where it stands. A reform is never the law: it is only loaded by name,
its measures carry its mark in their name, and outside its days the law holds as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import yaml

from .errors import did_you_mean
from .parameters import ALWAYS, FOREVER, Span, read_span
from .reading import Reader, listed, optional
from .sources import Source, read_sources

DIRECTORY = "hervormingen"
KINDS = ("voorstel", "scenario")
"""Somebody proposed it; or nobody did, and it only serves to compare."""
SECTIONS = ("parameters", "berekeningen", "voordeel")
"""Replaced entry by entry; null removes one."""
WHOLE = ("periode", "hoeveel", "aanvragen", "voorbeelden")
"""Replaced as a whole."""
BESIDE = {"onzekerheden": "bij", "aandachtspunten": "voorwaarde"}
"""Added to. What stands beside a condition that ends goes away with it; a doubt also when it is replaced."""
CONDITIONS = "voorwaarden"
ENDED = "vervalt"
_CHANGES = (*SECTIONS, *WHOLE, *BESIDE, CONDITIONS)
_KEYS = ("id", "naam", "soort", "herkomst", "toelichting", "bronnen", "van", "maatregelen")


@dataclass(frozen=True, eq=False)
class Reform:
    """A proposal or a scenario."""

    id: str
    name: str
    kind: str
    origin: str
    note: str
    span: Span
    sources: Mapping[str, Source]
    measures: tuple[str, ...]
    """The measures that it changes; those that build on them change along."""

    @property
    def mark(self) -> str:
        """What stands beside the name of each measure that it changes."""
        return f"{self.kind}: {self.name}"


def reform_ids(root: Path) -> tuple[str, ...]:
    """The reforms that have a file, by id."""
    return tuple(sorted(path.stem for path in (root / DIRECTORY).glob("*.yml")))


def read_reform(reader: Reader, stem: str) -> Reform:
    """What a reform file says about itself; problems are filed with the reader."""
    top = _top(reader)
    if "id" in top and top["id"].text() != stem:
        top["id"].fail(f"the id is not the name of the file, '{stem}'.", "Give both the same name.")
    return Reform(
        id=stem,
        name=optional(top, "naam", Reader.text) or "",
        kind=optional(top, "soort", lambda entry: entry.one_of(KINDS)) or "",
        origin=optional(top, "herkomst", Reader.text) or "",
        note=optional(top, "toelichting", Reader.text) or "",
        span=read_span(top),
        sources=read_sources(top.get("bronnen")),
        measures=tuple(optional(top, "maatregelen", Reader.mapping) or {}),
    )


def _top(reader: Reader) -> dict[str, Reader]:
    return reader.mapping(_KEYS, ("tot",))


def overlay(reform: Reform, reader: Reader, measures: Mapping[str, Reader]) -> None:
    """Lay the reform over the measure files, whose nodes were read for it alone."""
    _sign(reader.node, reader.file)
    top = _top(reader)
    told = optional(top, "maatregelen", Reader.mapping) or {}
    for name in told.keys() - measures.keys():
        told[name].fail(f"the measure '{name}' has no file.", did_you_mean(name, measures).strip())
    for name, measure in measures.items():
        lent = (
            {item.raw for item in listed(measure.mapping(), "voorwaarden_van")}
            if measure.is_mapping
            else set()
        )
        follows = bool(lent & told.keys())  # its conditions change too, and it can cite what is lent
        if name in told or follows:
            changes = told[name].mapping((), _CHANGES) if name in told else {}
            _lay(measure, changes, None if follows else top.get("bronnen"), reform)


def _sign(node: yaml.Node | None, file: str) -> None:
    """Let every node of the overlay know from which file it is, for the messages."""
    if node is None:
        return
    node.file = file  # type: ignore[attr-defined]
    for child in node.value if isinstance(node, yaml.CollectionNode) else ():
        for part in child if isinstance(child, tuple) else (child,):
            _sign(part, file)


def _lay(measure: Reader, changes: Mapping[str, Reader], sources: Reader | None, reform: Reform) -> None:
    """Change the nodes of one measure file."""
    node = measure.node
    if not isinstance(node, yaml.MappingNode):
        return
    entries = {str(key.value): value for key, value in node.value}
    if "naam" in entries:
        entries["naam"].value += f" ({reform.mark})"
    entries.pop("voorbeelden", None)
    entries.pop("voorbeelden_niet_uitdrukbaar", None)
    if sources is not None and isinstance(sources.node, yaml.MappingNode):
        entries["bronnen"] = _mapping(
            entries.get("bronnen"), [*_pairs(entries.get("bronnen")), *sources.node.value]
        )
    replaced, ended = _conditions(entries, changes.get(CONDITIONS))
    for section, key in BESIDE.items():
        gone = ended | replaced if section == "onzekerheden" else ended
        kept = [item for item in _items(entries.get(section)) if _text(item, key) not in gone]
        added = _items(changes[section].node) if section in changes else []
        if section in entries or added:
            entries[section] = _sequence(entries.get(section), [*kept, *added])
    for section in SECTIONS:
        if section in changes:
            entries[section] = _section(section, entries.get(section), changes[section], measure, reform.span)
    for section in WHOLE:
        if section in changes and changes[section].node is not None:
            entries[section] = changes[section].node
    keys = {str(key.value): key for key, _ in node.value}
    node.value = [(keys.get(name) or _scalar(name, node), value) for name, value in entries.items()]


def _conditions(entries: dict[str, yaml.Node], changes: Reader | None) -> tuple[set[str], set[str]]:
    """Replace, add and end conditions; the ids of those that were replaced, and of those that ended."""
    old = _items(entries.get(CONDITIONS))
    known = {_text(item, "id") for item in old}
    named, ended = set(), set()
    added = []
    for item in changes.items() if changes is not None else ():
        name = _text(item.node, "id")
        named.add(name)
        if ENDED not in item.mapping():
            added.append(item.node or _scalar("", None))
            continue
        item.mapping(("id", ENDED), ())[ENDED].boolean()
        ended.add(name)
        if name not in known:
            item.fail(f"the condition '{name}' does not exist.", did_you_mean(name, known).strip())
    kept = [item for item in old if _text(item, "id") not in named]
    entries[CONDITIONS] = _sequence(entries.get(CONDITIONS), [*kept, *added])
    return known & named - ended, ended


def _section(section: str, old: yaml.Node | None, changes: Reader, measure: Reader, days: Span) -> yaml.Node:
    """The entries of a section with the changed ones in their place."""
    entries: dict[str, tuple[yaml.Node, yaml.Node | None]] = {str(k.value): (k, v) for k, v in _pairs(old)}
    for name, entry in changes.mapping().items():
        if entry.is_null:
            if name not in entries:
                entry.fail(f"'{name}' does not exist, so it cannot go.", did_you_mean(name, entries).strip())
            entries.pop(name, None)
            continue
        key, before = entries.get(name, (_scalar(name, entry.node), None))
        after = _parameter(before, entry, measure, days) if section == "parameters" else entry.node
        entries[name] = (key, after)
    return _mapping(old, list(entries.values()))


def _parameter(before: yaml.Node | None, entry: Reader, measure: Reader, days: Span) -> yaml.Node | None:
    """A parameter with the reform's rows laid over the law's: outside their days the law's rows stay.

    One that the law does not know has no value outside the days of the reform.
    """
    if not isinstance(entry.node, yaml.MappingNode):
        return entry.node
    parts = {str(key.value): (key, value) for key, value in [*_pairs(before), *_pairs(entry.node)]}
    new = list(listed(entry.mapping(), "waarden"))
    taken = [read_span(row.mapping()) for row in new]
    rows = [(span, row.node) for span, row in zip(taken, new, strict=True) if row.node is not None]
    if before is None and rows:
        rows += [(span, _without_value(rows[0][1], span)) for span in _outside(ALWAYS, [days])]
    law = Reader(before, measure.file, measure.problems)
    for item in listed(law.mapping(), "waarden"):
        rows += [(span, _clipped(item.node, span)) for span in _outside(read_span(item.mapping()), taken)]
    rows.sort(key=lambda row: row[0].since)
    if "waarden" not in parts:
        return entry.node
    key, values = parts["waarden"]
    parts["waarden"] = (key, _sequence(values, [node for _, node in rows]))
    return _mapping(entry.node, list(parts.values()))


def _outside(span: Span, taken: Sequence[Span]) -> Iterator[Span]:
    """The days of a span that are in none of the others."""
    since, end = span.since, span.until or FOREVER
    for other in sorted(taken, key=lambda item: item.since):
        if other.since > since and since <= end:
            yield Span(since, min(end, other.since - timedelta(days=1)))
        if other.until is None:
            return
        since = max(since, other.until + timedelta(days=1))
    if since <= end:
        yield Span(since, span.until)


def _clipped(row: yaml.Node | None, span: Span) -> yaml.Node:
    """A row of the law in fewer days."""
    pairs = [pair for pair in _pairs(row) if str(pair[0].value) not in ("van", "tot")]
    until = "null" if span.until is None else span.until.isoformat()
    dates = [("van", span.since.isoformat()), ("tot", until)]
    return _mapping(row, [*((_scalar(name, row), _scalar(day, row)) for name, day in dates), *pairs])


def _without_value(row: yaml.Node, span: Span) -> yaml.Node:
    """A row without a value, from a row of the reform."""
    given = {"waarde": "null", "toelichting": "Alleen in de hervorming."}
    pairs = [pair for pair in _pairs(_clipped(row, span)) if str(pair[0].value) not in given]
    return _mapping(
        row, [*pairs, *((_scalar(name, row), _scalar(text, row)) for name, text in given.items())]
    )


# ---------------------------------------------------------------- nodes
def _pairs(node: yaml.Node | None) -> list[tuple[yaml.Node, yaml.Node]]:
    return list(node.value) if isinstance(node, yaml.MappingNode) else []


def _items(node: yaml.Node | None) -> list[yaml.Node]:
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def _text(node: yaml.Node | None, key: str) -> str:
    return next((str(value.value) for name, value in _pairs(node) if name.value == key), "")


def _made(node: yaml.Node, place: yaml.Node | None) -> yaml.Node:
    """A node that was made here, at the place of the one that it stands for."""
    if place is not None:
        node.start_mark, node.end_mark = place.start_mark, place.end_mark
        if hasattr(place, "file"):
            node.file = place.file  # type: ignore[attr-defined]
    return node


def _scalar(text: str, place: yaml.Node | None) -> yaml.Node:
    return _made(yaml.ScalarNode("", text), place)


def _mapping(place: yaml.Node | None, pairs: Sequence[tuple[yaml.Node, yaml.Node | None]]) -> yaml.Node:
    return _made(yaml.MappingNode("", list(pairs)), place)


def _sequence(place: yaml.Node | None, items: Sequence[yaml.Node]) -> yaml.Node:
    return _made(yaml.SequenceNode("", list(items)), place)
