"""The own forms, documented in docs/catalogus.md: JSON with editions inside, CSV with one row an edition."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from .model import Course, Edition, Parsed, RowError, SourceError
from .rows import Row, collect, read_course, read_edition

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
LONGEST_FIELD = 1_000_000


def load_json(text: str) -> Any:
    """The JSON value in a text."""
    try:
        return json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        where = f" op regel {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise SourceError(f"Dit is geen geldige JSON{where}.") from error


def parse_json(text: str) -> Parsed:
    """Courses in the own JSON form: a list, or an object with the list under `opleidingen`."""
    return parse_records(load_json(text))


def parse_records(document: Any) -> Parsed:
    """Courses in the own JSON form that was read already."""
    whole = document if isinstance(document, Mapping) else {"opleidingen": document}
    items = whole.get("opleidingen")
    if not isinstance(items, list):
        raise SourceError("Ik vind geen lijst 'opleidingen' in dit bestand.")
    example = whole.get("voorbeeldgegevens") is True
    errors: list[RowError] = []
    return collect(list(_courses(items, example, errors)), errors)


def _courses(items: list[Any], example: bool, errors: list[RowError]) -> Iterator[tuple[str, Course]]:
    for number, item in enumerate(items, 1):
        place = f"opleiding {number}"
        if not isinstance(item, Mapping):
            errors.append(RowError(place, "", "moet een object zijn"))
            continue
        row = Row(item, place)
        course = read_course(row, tuple(_editions(row)), example)
        errors += row.errors
        if course is not None:
            yield place, course


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


def parse_csv(text: str) -> Parsed:
    """Courses in the own CSV form; rows with the same `id` are editions of one course."""
    lines = text.removeprefix("\ufeff")
    head = lines.split("\n", 1)[0]
    csv.field_size_limit(LONGEST_FIELD)
    reader = csv.DictReader(io.StringIO(lines), delimiter=";" if head.count(";") >= head.count(",") else ",")
    _check_columns(list(reader.fieldnames or ()))
    groups: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    errors: list[RowError] = []
    try:
        for raw in reader:
            place = f"regel {reader.line_num}"
            if None in raw:
                errors.append(RowError(place, "", "heeft meer waarden dan er kolommen zijn"))
            elif not (raw["id"] or "").strip():
                errors.append(RowError(place, "id", "ontbreekt"))
            else:
                groups.setdefault(raw["id"].strip(), []).append((place, raw))
    except csv.Error as error:
        raise SourceError(f"Dit is geen leesbare CSV (regel {reader.line_num}).") from error
    return collect(list(_grouped(groups, errors)), errors)


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


def _grouped(
    groups: Mapping[str, list[tuple[str, dict[str, Any]]]], errors: list[RowError]
) -> Iterator[tuple[str, Course]]:
    for rows in groups.values():
        editions = []
        for number, (place, raw) in enumerate(rows, 1):
            inner = Row({name: raw.get(column) for column, name in EDITION_COLUMNS.items()}, place)
            edition = read_edition(inner, number) if any(inner.raw.values()) else None
            errors += inner.errors
            if edition is not None:
                editions.append(edition)
        place, first = rows[0]
        row = Row(_course_values(first), place)
        course = read_course(row, tuple(editions), example=False)
        errors += row.errors
        if course is not None:
            yield place, course


def _course_values(raw: Mapping[str, Any]) -> dict[str, Any]:
    flags = {
        name.removeprefix(INCENTIVE): value
        for name, value in raw.items()
        if name.startswith(INCENTIVE) and value
    }
    values = {name: value for name, value in raw.items() if name in COURSE_COLUMNS}
    return {**values, "incentives": flags}
