"""What holds people back from learning and what they learn for: the form of drempels.yml and doelen.yml.

For each barrier the files say what addresses it, in the order in which it is worth telling: measures, told
when the person can (perhaps) get them, and pointers. A purpose says which measures come first.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from .errors import did_you_mean
from .expressions import Expression
from .reading import Reader, listed, optional
from .sources import Source, cited, read_certainty, read_sources
from .texts import with_places
from .vocabulary import Vocabulary
from .wording import Words

BARRIERS, PURPOSES = "drempels.yml", "doelen.yml"
FIELDS = {BARRIERS: "drempel", PURPOSES: "doel"}
GIVES = "voordeel"
"""The placeholder for what a measure gives this person."""


@dataclass(frozen=True, eq=False)
class Aid:
    """One thing that addresses a barrier: a measure, or a pointer."""

    condition: Expression | None
    measure: str | None
    right: str
    """Said when the person has a right to the measure; for a pointer always."""
    perhaps: str
    """Said when the measure is still possible; empty: nothing."""


@dataclass(frozen=True, eq=False)
class Barrier:
    """One barrier of the vocabulary."""

    kind: str
    """Which kind of barrier it is in the literature (`soorten`)."""
    heard: str
    """Shows that it was heard."""
    aids: tuple[Aid, ...]
    again: str
    """When somebody comes back to it."""
    choices: tuple[str, ...]
    """Orders of the dialogue that go with it."""
    first: tuple[str, ...]
    """The measures that come first in the overview."""
    closing: str
    """In the overview, when one of those is there."""


@dataclass(frozen=True, eq=False)
class Purpose:
    """One purpose of the vocabulary."""

    heard: str
    first: tuple[str, ...]
    choices: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Motives:
    """All barriers and purposes, by the values of the vocabulary."""

    barriers: Mapping[str, Barrier] = field(default_factory=dict)
    purposes: Mapping[str, Purpose] = field(default_factory=dict)

    def first(self, barrier: object, purpose: object) -> tuple[str, ...]:
        """The measures that come first for who has this barrier and this purpose (None: unknown)."""
        lists = [self.barriers[str(barrier)].first] if barrier in self.barriers else []
        lists += [self.purposes[str(purpose)].first] if purpose in self.purposes else []
        return tuple(dict.fromkeys(name for found in lists for name in found))


def read_motives(
    barriers: Reader,
    purposes: Reader,
    vocabulary: Vocabulary,
    words: Words,
    phones: Mapping[str, str],
) -> Motives:
    """The content of drempels.yml and doelen.yml; every value of the vocabulary stands in it once."""
    top = barriers.mapping(("bronnen", "soorten", "drempels"), ())
    kinds = tuple(optional(top, "soorten", Reader.mapping) or {})
    sources = read_sources(top.get("bronnen"))
    found = {}
    for name, entry in _each(top.get("drempels"), BARRIERS, vocabulary):
        found[name] = _barrier(entry, kinds, vocabulary.measure_ids, words, phones, sources)
    return Motives(
        barriers=found,
        purposes={
            name: _purpose(entry, vocabulary.measure_ids, phones)
            for name, entry in _each(purposes, PURPOSES, vocabulary)
        },
    )


def _each(reader: Reader | None, file: str, vocabulary: Vocabulary) -> list[tuple[str, Reader]]:
    """The entries, which are the values of the field."""
    if reader is None:
        return []
    name = FIELDS[file]
    allowed = list(vocabulary.field(name).values) if name in vocabulary.keys else []
    entries = reader.mapping()
    for key, entry in entries.items():
        if key not in allowed:
            hint = did_you_mean(key, allowed).strip()
            entry.fail(f"'{key}' is not a key of this form.", hint or "Remove it.")
    for key in allowed:
        if key not in entries:
            reader.fail(f"'{key}' is missing.", f"Add '{key}:'.")
    return [(value, entry) for value, entry in entries.items() if value in allowed]


def _barrier(
    reader: Reader,
    kinds: Collection[str],
    measures: Collection[str],
    words: Words,
    phones: Mapping[str, str],
    sources: Mapping[str, Source],
) -> Barrier:
    entry = reader.mapping(("soort", "gehoord", "hulp", "nog_eens", "slot"), ("keuzes", "eerst"))
    return Barrier(
        kind=entry["soort"].one_of(kinds) if "soort" in entry else "",
        heard=_said(entry, "gehoord", phones),
        aids=tuple(_aid(item, measures, words, phones, sources) for item in listed(entry, "hulp")),
        again=_said(entry, "nog_eens", phones),
        choices=tuple(item.text() for item in listed(entry, "keuzes")),
        first=tuple(item.one_of(measures) for item in listed(entry, "eerst")),
        closing=_said(entry, "slot", phones),
    )


def _aid(
    reader: Reader,
    measures: Collection[str],
    words: Words,
    phones: Mapping[str, str],
    sources: Mapping[str, Source],
) -> Aid:
    if "maatregel" in reader.mapping():
        entry = reader.mapping(("maatregel", "recht"), ("als", "mogelijk"))
        return Aid(
            condition=optional(entry, "als", words.test),
            measure=entry["maatregel"].one_of(measures),
            right=_said(entry, "recht", phones),
            perhaps=_said(entry, "mogelijk", phones) if "mogelijk" in entry else "",
        )
    entry = reader.mapping(("tekst",), ("als", "bronnen", "zekerheid"))
    if "bronnen" in entry or "zekerheid" in entry:
        cited(reader, entry, sources)
        read_certainty(entry)
    return Aid(optional(entry, "als", words.test), None, _said(entry, "tekst", phones), "")


def _purpose(reader: Reader, measures: Collection[str], phones: Mapping[str, str]) -> Purpose:
    entry = reader.mapping(("gehoord",), ("eerst", "keuzes"))
    return Purpose(
        heard=_said(entry, "gehoord", phones),
        first=tuple(item.one_of(measures) for item in listed(entry, "eerst")),
        choices=tuple(item.text() for item in listed(entry, "keuzes")),
    )


def _said(entry: Mapping[str, Reader], key: str, phones: Mapping[str, str]) -> str:
    """A text with the phone numbers filled in; `{voordeel}` stays open."""
    if key not in entry:
        return ""
    text = with_places(entry[key], (*phones, GIVES))
    return text.format(**phones, **{GIVES: "{" + GIVES + "}"})
