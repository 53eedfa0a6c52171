"""The hand-written occupations: reading and checking `data/beroepen/`. Every problem names file and line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any

from ..errors import KnowledgeError, Problem, did_you_mean
from ..reading import Reader, listed, optional, texts
from .model import Competence, Condition, Occupation, ShortageList, Uncertain

DIRECTORY = "beroepen"
DATA = Path(__file__).resolve().parent.parent / "data" / DIRECTORY
COMPETENCES, CONDITIONS, SHORTAGE = "competenties", "omstandigheden", "knelpuntlijst"
ESCO_ADDRESS = "http://data.europa.eu/esco/occupation/"
CERTAINTIES = ("A", "B", "C", "D")
FEWEST, MOST = 8, 14
"""Competences of one occupation."""
NOTHING_KNOWN = Uncertain("", date.min, "", "")
_REQUIRED = ("id", "naam", "isco", "zin", "kan", "omstandigheden", "verwant", "wegen", "zoek")
_OPTIONAL = ("ook", "esco", "knelpunt", "evc")


@dataclass(frozen=True)
class OwnOccupations:
    """The hand-written set, with what it says about itself."""

    occupations: Mapping[str, Occupation]
    competences: Mapping[str, Competence]
    conditions: Mapping[str, Condition]
    shortage: ShortageList
    recognition: Uncertain
    """What is known about the list of EVC tests."""
    ways: Uncertain
    """How sure the ways into an occupation (`Occupation.paths`) are."""
    short_way: frozenset[str] = frozenset()
    """Values of `drempel` with which work that can begin without a diploma comes sooner."""

    @cached_property
    def by_uri(self) -> Mapping[str, Occupation]:
        """The occupations that are surely one of ESCO, by its address."""
        return {found.uri: found for found in self.occupations.values() if found.uri}

    @cached_property
    def index(self) -> Any:
        """To search with (`index.Index`); the numbers follow the order of `occupations`."""
        from .index import Entry, Index  # here: it loads NumPy, which the rules never need

        return Index.build(
            [
                Entry((o.name, *o.other_names), " ".join((o.what, *(c.text for c in o.competences))))
                for o in self.occupations.values()
            ]
        )

    @cached_property
    def rarity(self) -> Mapping[str, float]:
        """How telling a competence is: 1 for one of a single occupation, less when many share it."""
        asked = Counter(c.id for o in self.occupations.values() for c in o.competences)
        return {name: 1 / times**0.5 for name, times in asked.items()}


_lock = Lock()
_own: list[OwnOccupations] = []


def own_occupations() -> OwnOccupations:
    """The set in use, read once."""
    with _lock:
        if not _own:
            _own.append(read_own())
        return _own[0]


def renew(directory: Path = DATA) -> None:
    """Read the files anew; the old set stays in use when they are wrong (KnowledgeError)."""
    fresh = read_own(directory)
    with _lock:
        _own[:] = [fresh]


def read_own(directory: Path = DATA) -> OwnOccupations:
    """Read a directory; raises KnowledgeError with every problem."""
    problems: list[Problem] = []
    readers = {
        path.stem: Reader.of_text(path.read_text(encoding="utf-8"), f"{DIRECTORY}/{path.name}", problems)
        for path in sorted(directory.glob("*.yml"))
    }
    for name in (COMPETENCES, CONDITIONS, SHORTAGE):
        if name not in readers:
            raise KnowledgeError([*problems, Problem(f"{DIRECTORY}/{name}.yml", 1, "the file is missing.")])
    competences = _by_id(_competences(readers.pop(COMPETENCES)), problems)
    circumstances = readers.pop(CONDITIONS).mapping(("omstandigheden",), ("korte_weg_bij",))
    conditions = _by_id(_conditions(circumstances), problems)
    short_way = frozenset(texts(circumstances, "korte_weg_bij"))
    shortage, recognition, ways = _lists(readers.pop(SHORTAGE))
    occupations: dict[str, Occupation] = {}
    places: dict[str, Reader] = {}
    for reader in readers.values():
        for item in listed(reader.mapping(("beroepen",), ()), "beroepen"):
            found = _occupation(item, competences, conditions)
            if found.id in occupations:
                item.fail(f"'{found.id}' is there twice.", "Keep one of the two.")
            occupations[found.id], places[found.id] = found, item.mapping().get("verwant", item)
    _check_related(occupations, places)
    if problems:
        raise KnowledgeError(problems)
    return OwnOccupations(occupations, competences, conditions, shortage, recognition, ways, short_way)


def _by_id(found: Iterator[tuple[Any, Reader]], problems: list[Problem]) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for thing, reader in found:
        if thing.id in kept:
            reader.fail(f"'{thing.id}' is there twice.", "Keep one of the two.")
        kept[thing.id] = thing
    return kept


def _competences(reader: Reader) -> Iterator[tuple[Competence, Reader]]:
    for item in listed(reader.mapping(("competenties",), ()), "competenties"):
        needed = ("id", "zin", "uitleg", "groep")
        entry = item.mapping(needed, ("zoek",))
        if entry.keys() >= set(needed):
            name, sentence, example, group = (entry[key].text() for key in needed)
            course = optional(entry, "zoek", Reader.text) or ""
            yield Competence(name, sentence, example, group, course), item


def _conditions(top: dict[str, Reader]) -> Iterator[tuple[Condition, Reader]]:
    for item in listed(top, "omstandigheden"):
        needed = ("id", "zin", "kort")
        entry = item.mapping((*needed, "woorden"), ("lastig_bij",))
        if entry.keys() >= {*needed, "woorden"}:
            name, sentence, short = (entry[key].text() for key in needed)
            hard_with = frozenset(texts(entry, "lastig_bij"))
            yield Condition(name, sentence, short, texts(entry, "woorden"), hard_with), item


def _lists(reader: Reader) -> tuple[ShortageList, Uncertain, Uncertain]:
    about = ("jaar", "gepubliceerd", "gezien_op", "aantal", "bron", "zekerheid", "uitleg", "vorige")
    names = (*about, "evc", "wegen")
    entry = reader.mapping(names, ())
    if not entry.keys() >= set(names):
        return ShortageList(0, date.min, date.min, 0, "", "", ""), NOTHING_KNOWN, NOTHING_KNOWN
    shortage = ShortageList(
        int(entry["jaar"].number()),
        entry["gepubliceerd"].day(),
        entry["gezien_op"].day(),
        int(entry["aantal"].number()),
        entry["bron"].text(),
        entry["zekerheid"].one_of(CERTAINTIES),
        entry["uitleg"].text(),
    )
    return shortage, _uncertain(entry["evc"]), _uncertain(entry["wegen"])


def _uncertain(reader: Reader) -> Uncertain:
    """What something that is not certain was taken from, and what is told about that."""
    told = ("bron", "gezien_op", "zekerheid", "uitleg")
    entry = reader.mapping(told, ())
    if not entry.keys() >= set(told):
        return NOTHING_KNOWN
    return Uncertain(
        entry["bron"].text(),
        entry["gezien_op"].day(),
        entry["zekerheid"].one_of(CERTAINTIES),
        entry["uitleg"].text(),
    )


def _occupation(
    item: Reader, competences: Mapping[str, Competence], conditions: Mapping[str, Condition]
) -> Occupation:
    entry = item.mapping(_REQUIRED, _OPTIONAL)
    if not entry.keys() >= set(_REQUIRED):
        return Occupation("", "", (), "", None, "", ())
    asked = _known(entry, "kan", competences)
    if not FEWEST <= len(asked) <= MOST:
        entry["kan"].fail(f"{len(asked)} competences.", f"Write {FEWEST} to {MOST}.")
    isco = entry["isco"].text()
    if not (isco.isdigit() and len(isco) == 4):
        entry["isco"].fail(f"'{isco}' is no ISCO code.", "Write four digits in quotes.")
    code = optional(entry, "esco", Reader.text)
    return Occupation(
        id=entry["id"].text(),
        name=entry["naam"].text(),
        other_names=texts(entry, "ook"),
        isco=isco,
        uri=f"{ESCO_ADDRESS}{code}" if code else None,
        what=entry["zin"].text(),
        competences=tuple(competences[name] for name in asked if name in competences),
        conditions=_known(entry, "omstandigheden", conditions),
        shortage=texts(entry, "knelpunt"),
        related=texts(entry, "verwant"),
        paths=texts(entry, "wegen"),
        recognition=optional(entry, "evc", Reader.text),
        course=entry["zoek"].text(),
    )


def _known(entry: dict[str, Reader], key: str, known: Collection[str]) -> tuple[str, ...]:
    """Ids under a key, each once and known."""
    found = texts(entry, key)
    for name in found:
        if name not in known:
            hint = did_you_mean(name, known).strip()
            entry[key].fail(f"'{name}' is not known.", hint or "Look at the ids in the other file.")
    if len(set(found)) != len(found):
        entry[key].fail("something is there twice.", "Keep one of the two.")
    return found


def _check_related(occupations: Mapping[str, Occupation], places: Mapping[str, Reader]) -> None:
    for found in occupations.values():
        for name in found.related:
            if name not in occupations or name == found.id:
                hint = did_you_mean(name, occupations.keys() - {found.id}).strip()
                places[found.id].fail(f"'{name}' is no other occupation.", hint or "Write the id of one.")
