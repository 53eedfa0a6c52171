"""From the rows of the tables back to courses and editions."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection

from bot.catalogue import tables as t
from knowledge.catalogue.model import Course, Edition, Provider, Registration


def euros(cents: int | None) -> Decimal | None:
    """Whole cents as an amount in euro."""
    return None if cents is None else Decimal(cents) / 100


def _number(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value)).normalize() + 0


def edition_of(row: Any) -> Edition:
    """One row of `edities`."""
    return Edition(
        code=row.code,
        form=row.lesvorm,
        start=row.start,
        end=row.einde,
        town=row.gemeente,
        postcode=row.postcode,
        price=euros(row.prijs_cent),
        enrol_before=row.inschrijven_tot,
    )


def course_of(row: Any, editions: tuple[Edition, ...] = ()) -> Course:
    """One row of `opleidingen`."""
    number = row.databanknummer
    return Course(
        code=row.code,
        title=row.titel,
        provider=Provider(row.aanbieder, row.aanbieder_soort, row.aanbieder_website),
        kind=row.soort,
        description=row.omschrijving,
        keywords=tuple(row.trefwoorden),
        domain=row.domein,
        hours=_number(row.contacturen),
        credits=_number(row.studiepunten),
        price=euros(row.prijs_cent),
        entry_conditions=row.instapvoorwaarden,
        qualification=row.kwalificatie,
        vks_level=row.vks_niveau,
        registration=Registration(number, row.databank_van, row.databank_tot) if number else None,
        incentives=dict(row.incentives),
        occupation=row.beroep,
        shortage=row.knelpuntberoep,
        url=row.url,
        editions=editions,
        example=row.voorbeeldgegevens,
    )


def courses_by_number(connection: Connection, numbers: Iterable[int]) -> dict[int, Any]:
    """The rows of these courses."""
    query = select(t.opleidingen).where(t.opleidingen.c.nummer.in_(list(numbers)))
    return {row.nummer: row for row in connection.execute(query)}


def editions_by_number(connection: Connection, numbers: Iterable[int]) -> dict[int, Edition]:
    """These editions."""
    query = select(t.edities).where(t.edities.c.nummer.in_(list(numbers)))
    return {row.nummer: edition_of(row) for row in connection.execute(query)}


def editions_of(connection: Connection, course: int) -> tuple[Edition, ...]:
    """All editions of a course, the first to begin first."""
    table = t.edities
    query = select(table).where(table.c.opleiding == course).order_by(table.c.start, table.c.nummer)
    return tuple(edition_of(row) for row in connection.execute(query))
