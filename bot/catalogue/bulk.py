"""Many rows at once, without the work that SQLAlchemy does for each."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from sqlalchemy import Table
from sqlalchemy.engine import Connection

from knowledge.catalogue.model import Course, Edition

COURSE_COLUMNS = (
    *("titel", "aanbieder", "aanbieder_soort", "aanbieder_website", "soort", "omschrijving", "trefwoorden"),
    *("domein", "contacturen", "studiepunten", "prijs_cent", "instapvoorwaarden", "kwalificatie"),
    *("vks_niveau", "databanknummer", "databank_van", "databank_tot", "incentives", "beroep"),
    *("knelpuntberoep", "url", "voorbeeldgegevens"),
)
EDITION_COLUMNS = (
    *("code", "lesvorm", "start", "einde", "gemeente", "postcode", "prijs_cent", "inschrijven_tot"),
)
AS_JSON = json.JSONEncoder(ensure_ascii=False).encode
Row = tuple[Any, ...]


def insert_rows(connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Insert these rows; values are as the driver wants them."""
    if not rows:
        return
    into = f"insert into {table.name} ({', '.join(columns)}) values"
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"{into} ({', '.join('?' * len(columns))})", rows)
        return
    from psycopg2.extras import execute_values  # only where a PostgreSQL database is used

    with connection.connection.cursor() as cursor:
        execute_values(cursor, f"{into} %s", rows, page_size=len(rows))


def course_values(course: Course) -> Row:
    """The values of COURSE_COLUMNS."""
    provider, registration = course.provider, course.registration
    return (
        course.title,
        provider.name,
        provider.kind,
        provider.website,
        course.kind,
        course.description,
        AS_JSON(course.keywords),
        course.domain,
        _real(course.hours),
        _real(course.credits),
        cents(course.price),
        course.entry_conditions,
        course.qualification,
        course.vks_level,
        registration.number if registration else None,
        _day(registration.valid_from) if registration else None,
        _day(registration.valid_until) if registration else None,
        _flags(tuple(course.incentives.items())),
        course.occupation,
        course.shortage,
        course.url,
        course.example,
    )


def edition_values(edition: Edition) -> Row:
    """The values of EDITION_COLUMNS."""
    return (
        edition.code,
        edition.form,
        _day(edition.start),
        _day(edition.end),
        edition.town,
        edition.postcode,
        cents(edition.price),
        _day(edition.enrol_before),
    )


def cents(price: Decimal | None) -> int | None:
    """An amount in euro as whole cents."""
    return None if price is None else int((price * 100).to_integral_value())


@lru_cache(maxsize=4096)
def _flags(flags: tuple[tuple[str, bool], ...]) -> str:
    return AS_JSON(dict(flags))


def _real(number: Decimal | None) -> float | None:
    return None if number is None else float(number)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
