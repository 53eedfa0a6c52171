"""The own forms, documented in docs/catalogus.md: JSON with editions inside, CSV with one row an edition."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import IO, Any, NamedTuple

from .json_items import items_under
from .model import Edition, Found, Item, RowError, SourceError
from .opening import TextSource
from .rows import Row, read_course, read_edition

INCENTIVE = "incentive_"
EDITION_COLUMNS = {
    "editie": "id",
    "gemeente": "gemeente",
    "postcode": "postcode",
    "start": "start",
    "einde": "einde",
    "lesvorm": "lesvorm",
    "editie_prijs": "prijs",
    "inschrijven_tot": "inschrijven_tot",
}
COURSE_COLUMNS = frozenset(
    {
        *("id", "titel", "omschrijving", "trefwoorden", "domein", "soort", "url", "voorbeeldgegevens"),
        *("aanbieder", "aanbieder_soort", "aanbieder_website"),
        *("contacturen", "lestijden", "studiepunten", "prijs", "instapvoorwaarden"),
        *("kwalificatie", "vks_niveau", "databanknummer", "databank_van", "databank_tot"),
        *("beroep", "knelpuntberoep"),
    }
)
LIST, EXAMPLE = "opleidingen", "voorbeeldgegevens"
BLOCK = 1 << 20
LONGEST_FIELD = 1_000_000
SEPARATORS = (";", ",", "\t", "|")


def load_json(text: str) -> Any:
    """The JSON value in a text."""
    try:
        return json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        where = f" op regel {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise SourceError(f"Dit is geen geldige JSON{where}.") from error


def json_items(source: TextSource) -> Iterator[Item]:
    """Courses in the own JSON form: a list, or an object with the list under `opleidingen`."""
    example = _are_examples(source)
    with source.open() as file:
        for number, (item, _) in enumerate(items_under(file, LIST), 1):
            yield from _course(item, f"opleiding {number}", example)


def _are_examples(source: TextSource) -> bool:
    """Whether the file says of itself that all is made up; it may say so behind the list."""
    if not _mentions(source, EXAMPLE):
        return False
    beside: dict[str, Any] = {}
    with source.open() as file:
        for _, beside in items_under(file, LIST):  # noqa: B007 - what stands beside, once all is read
            pass
    return beside.get(EXAMPLE) is True


def _mentions(source: TextSource, word: str) -> bool:
    before = ""
    with source.open() as file:
        while block := file.read(BLOCK):
            if word in before + block:
                return True
            before = block[-len(word) :]
    return False


def record_items(records: Iterable[Any]) -> Iterator[Item]:
    """Courses in the own JSON form that were read already."""
    for number, item in enumerate(records, 1):
        yield from _course(item, f"opleiding {number}", example=False)


def _course(item: Any, place: str, example: bool) -> Iterator[Item]:
    if not isinstance(item, Mapping):
        yield RowError(place, "", "moet een object zijn")
        return
    row = Row(item, place)
    course = read_course(row, tuple(_editions(row)), example)
    yield from row.errors
    if course is not None:
        yield Found(place, course)


def _editions(row: Row) -> Iterator[Edition]:
    raw = row.raw.get("edities") or []
    if not isinstance(raw, list):
        row.wrong("edities", "moet een lijst zijn")
        return
    for number, item in enumerate(raw, 1):
        if not isinstance(item, Mapping):
            row.wrong(f"edities[{number}]", "moet een object zijn")
            continue
        inner = Row(item, f"{row.place}, editie {number}")
        edition = read_edition(inner, number)
        row.errors += inner.errors
        if edition is not None:
            yield edition


def csv_items(source: TextSource) -> Iterator[Item]:
    """Courses in the own CSV form; rows with the same `id` are editions of one course.

    Rows of one course that do not stand together are kept until the end of the file.
    """
    scattered = _scattered(source)
    kept: dict[str, list[_Line]] = {}
    group: list[_Line] = []
    for line in _lines(source):
        if isinstance(line, RowError):
            yield line
        elif line.id in scattered:
            kept.setdefault(line.id, []).append(line)
        else:
            if group and group[0].id != line.id:
                yield from _together(group)
                group = []
            group.append(line)
    for lines in ([group] if group else []), kept.values():
        for found in lines:
            yield from _together(found)


class _Line(NamedTuple):
    """One row with an id."""

    id: str
    place: str
    values: dict[str, str]


def _reader(file: IO[str]) -> Any:
    """A reader of rows, with the separator that the first line has most."""
    csv.field_size_limit(LONGEST_FIELD)
    head = file.readline(LONGEST_FIELD)
    file.seek(0)
    if head.startswith("\ufeff"):
        file.read(1)
    return csv.reader(file, delimiter=max(SEPARATORS, key=head.count))


def _rows(source: TextSource) -> Iterator[tuple[int, list[str]]]:
    """Each row with its line; the first has the names."""
    with source.open() as file:
        reader = _reader(file)
        try:
            for row in reader:
                if row:
                    yield reader.line_num, row
        except (csv.Error, UnicodeDecodeError) as error:
            raise SourceError(f"Dit is geen leesbare CSV (na regel {reader.line_num}).") from error


def _lines(source: TextSource) -> Iterator[_Line | RowError]:
    rows = _rows(source)
    names = [name.strip() for name in next(rows, (0, []))[1]]
    _check_columns(names)
    at = names.index("id")
    for number, row in rows:
        place = f"regel {number}"
        if len(row) != len(names):
            many = "meer" if len(row) > len(names) else "minder"
            yield RowError(place, "", f"heeft {many} waarden dan er kolommen zijn")
        elif not row[at].strip():
            yield RowError(place, "id", "ontbreekt")
        else:
            yield _Line(row[at].strip(), place, dict(zip(names, row, strict=True)))


def _scattered(source: TextSource) -> set[str]:
    """The ids of which the rows do not stand together. Only a number is kept for each id that is seen."""
    seen, found, last = set[int](), set[str](), ""
    rows = _rows(source)
    names = [name.strip() for name in next(rows, (0, []))[1]]
    _check_columns(names)
    at = names.index("id")
    for _, row in rows:
        name = row[at].strip() if len(row) == len(names) else ""
        if not name or name == last:
            continue
        if hash(name) in seen:
            found.add(name)
        seen.add(hash(name))
        last = name
    return found


def _check_columns(names: list[str]) -> None:
    unknown = [
        name
        for name in names
        if name not in COURSE_COLUMNS and name not in EDITION_COLUMNS and not name.startswith(INCENTIVE)
    ]
    missing = {"id", "titel", "aanbieder"} - set(names)
    if missing:
        raise SourceError(f"Deze kolommen ontbreken: {', '.join(sorted(missing))}.")
    if unknown:
        raise SourceError(f"Deze kolommen ken ik niet: {', '.join(unknown)}.")


def _together(lines: Sequence[_Line]) -> Iterator[Item]:
    """The rows of one course."""
    editions = []
    for number, line in enumerate(lines, 1):
        inner = Row({name: line.values.get(column) for column, name in EDITION_COLUMNS.items()}, line.place)
        edition = read_edition(inner, number) if any(inner.raw.values()) else None
        yield from inner.errors
        if edition is not None:
            editions.append(edition)
    row = Row(_course_values(lines[0].values), lines[0].place)
    course = read_course(row, tuple(editions), example=False)
    yield from row.errors
    if course is not None:
        yield Found(row.place, course)


def _course_values(raw: Mapping[str, Any]) -> dict[str, Any]:
    flags = {
        name.removeprefix(INCENTIVE): value
        for name, value in raw.items()
        if name.startswith(INCENTIVE) and value
    }
    values = {name: value for name, value in raw.items() if name in COURSE_COLUMNS}
    return {**values, "incentives": flags}
