"""Taking a parsed source into the catalogue: all or nothing, the same again changes nothing."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import islice
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.engine import Connection

from bot.catalogue import indexing
from bot.catalogue import tables as t
from bot.catalogue.store import CatalogueFile
from knowledge.catalogue.model import Course, Edition, Parsed, RowError, SourceError
from knowledge.catalogue.words import title_words

SOURCE = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
BATCH = 1000
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Report:
    """What an import did."""

    source: str
    new: int
    changed: int
    same: int
    gone: int
    errors: tuple[RowError, ...]


def take_in(
    store: CatalogueFile,
    source: str,
    parsed: Parsed,
    now: datetime,
    progress: Progress = lambda done, all_: None,
) -> Report:
    """Make the catalogue hold what this source has now.

    Courses that the source no longer has stay, as "niet meer aangeboden". Rows with errors are skipped; one
    that was good before counts as gone. Raises SourceError, and changes nothing, when no course is good.
    """
    if not SOURCE.fullmatch(source):
        raise SourceError("De naam van een bron heeft alleen kleine letters, cijfers en streepjes.")
    if not parsed.courses:
        raise SourceError("Deze bron heeft geen enkele goede opleiding. Er is niets veranderd.")
    with store.writing() as connection:
        return _take_in(connection, source, parsed, now, progress)


def _take_in(
    connection: Connection, source: str, parsed: Parsed, now: datetime, progress: Progress
) -> Report:
    _note_source(connection, source, len(parsed.errors), now)
    known = _known(connection, source)
    fresh: list[tuple[int, str, Course]] = []
    number = connection.execute(select(func.coalesce(func.max(t.opleidingen.c.nummer), 0))).scalar_one()
    new = same = 0
    replaced: list[int] = []
    for course in parsed.courses:
        mark = fingerprint(course)
        row = known.pop(course.code, None)
        if row is not None and row.vingerafdruk == mark and row.aangeboden:
            same += 1
            continue
        if row is None:
            new, number = new + 1, number + 1
        else:
            replaced.append(row.nummer)
        fresh.append((number if row is None else row.nummer, mark, course))
    gone = [row.nummer for row in known.values() if row.aangeboden]
    _remove(connection, replaced)
    _write(connection, source, fresh, progress)
    _mark_gone(connection, gone, now)
    if fresh or gone:
        _raise_version(connection, source)
    return Report(source, new, len(replaced), same, len(gone), parsed.errors)


def _note_source(connection: Connection, source: str, skipped: int, now: datetime) -> None:
    found = connection.execute(select(t.bronnen.c.naam).where(t.bronnen.c.naam == source)).first()
    values = {"ingelezen": now, "overgeslagen": skipped}
    if found is None:
        connection.execute(insert(t.bronnen).values(naam=source, stand=0, **values))
    else:
        connection.execute(update(t.bronnen).where(t.bronnen.c.naam == source).values(**values))


def _raise_version(connection: Connection, source: str) -> None:
    table = t.bronnen
    connection.execute(update(table).where(table.c.naam == source).values(stand=table.c.stand + 1))


def _known(connection: Connection, source: str) -> dict[str, Any]:
    c = t.opleidingen.c
    query = select(c.code, c.nummer, c.vingerafdruk, c.aangeboden).where(c.bron == source)
    return {row.code: row for row in connection.execute(query)}


def fingerprint(course: Course) -> str:
    """The same for the same content, in every process."""
    return hashlib.sha256(repr(course).encode()).hexdigest()[:32]


def _remove(connection: Connection, numbers: Sequence[int]) -> None:
    """Take away what is about to be written anew."""
    if not numbers:
        return
    rows = [{"weg": number} for number in numbers]
    connection.execute(delete(t.edities).where(t.edities.c.opleiding == bindparam("weg")), rows)
    connection.execute(delete(t.opleidingen).where(t.opleidingen.c.nummer == bindparam("weg")), rows)
    indexing.remove(connection, numbers)


def _mark_gone(connection: Connection, numbers: Sequence[int], now: datetime) -> None:
    if numbers:
        change = update(t.opleidingen).where(t.opleidingen.c.nummer == bindparam("weg"))
        rows = [{"weg": number} for number in numbers]
        connection.execute(change.values(aangeboden=False, verdwenen=now), rows)


def _write(
    connection: Connection, source: str, fresh: Sequence[tuple[int, str, Course]], progress: Progress
) -> None:
    left, done = iter(fresh), 0
    while batch := list(islice(left, BATCH)):
        connection.execute(insert(t.opleidingen), [_course_row(source, *item) for item in batch])
        editions = [_edition_row(number, item) for number, _, course in batch for item in course.editions]
        if editions:
            connection.execute(insert(t.edities), editions)
        indexing.add(connection, ((number, course) for number, _, course in batch))
        done += len(batch)
        progress(done, len(fresh))


def cents(price: Decimal | None) -> int | None:
    """An amount in euro as whole cents."""
    return None if price is None else int((price * 100).to_integral_value())


def _real(number: Decimal | None) -> float | None:
    return None if number is None else float(number)


def _course_row(source: str, number: int, mark: str, course: Course) -> dict[str, Any]:
    registration = course.registration
    return {
        "nummer": number,
        "id": f"{source}:{course.code}",
        "bron": source,
        "code": course.code,
        "vingerafdruk": mark,
        "aangeboden": True,
        "verdwenen": None,
        "titel": course.title,
        "aanbieder": course.provider.name,
        "aanbieder_soort": course.provider.kind,
        "aanbieder_website": course.provider.website,
        "soort": course.kind,
        "omschrijving": course.description,
        "trefwoorden": list(course.keywords),
        "domein": course.domain,
        "contacturen": _real(course.hours),
        "studiepunten": _real(course.credits),
        "prijs_cent": cents(course.price),
        "instapvoorwaarden": course.entry_conditions,
        "kwalificatie": course.qualification,
        "vks_niveau": course.vks_level,
        "databanknummer": registration.number if registration else None,
        "databank_van": registration.valid_from if registration else None,
        "databank_tot": registration.valid_until if registration else None,
        "incentives": dict(course.incentives),
        "beroep": course.occupation,
        "knelpuntberoep": course.shortage,
        "url": course.url,
        "voorbeeldgegevens": course.example,
        "titelwoorden": title_words(course.title),
    }


def _edition_row(number: int, edition: Edition) -> dict[str, Any]:
    return {
        "opleiding": number,
        "code": edition.code,
        "lesvorm": edition.form,
        "start": edition.start,
        "einde": edition.end,
        "gemeente": edition.town,
        "postcode": edition.postcode,
        "prijs_cent": cents(edition.price),
        "inschrijven_tot": edition.enrol_before,
    }


def state_of(connection: Connection) -> list[dict[str, Any]]:
    """Each source: when it was read, and how many courses it has, offered and gone."""
    c = t.opleidingen.c
    counts = select(c.bron, c.aangeboden, func.count().label("aantal")).group_by(c.bron, c.aangeboden)
    found: dict[tuple[str, bool], int] = {
        (row.bron, row.aangeboden): row.aantal for row in connection.execute(counts)
    }
    rows: Iterable[Any] = connection.execute(select(t.bronnen).order_by(t.bronnen.c.naam))
    return [
        {
            "bron": row.naam,
            "ingelezen": row.ingelezen,
            "aangeboden": found.get((row.naam, True), 0),
            "niet_meer": found.get((row.naam, False), 0),
            "overgeslagen": row.overgeslagen,
        }
        for row in rows
    ]
