"""A large file as a provider delivers it: made-up courses in the own CSV form, one row an edition."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from knowledge.catalogue.examples import example_courses
from knowledge.catalogue.model import Course, Edition

COLUMNS = (
    *("id", "titel", "aanbieder", "aanbieder_soort", "aanbieder_website", "soort", "omschrijving"),
    *("trefwoorden", "domein", "contacturen", "studiepunten", "prijs", "instapvoorwaarden", "kwalificatie"),
    *("vks_niveau", "databanknummer", "databank_van", "databank_tot", "beroep", "knelpuntberoep", "url"),
    *("voorbeeldgegevens", "incentive_vov", "incentive_opleidingscheques", "incentive_vok"),
    *("editie", "lesvorm", "start", "einde", "gemeente", "postcode", "inschrijven_tot"),
)


def write_csv(path: Path, count: int, day: date) -> int:
    """Write so many courses; the number of rows."""
    rows = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(COLUMNS)
        for course in example_courses(count, day):
            for row in _rows(course):
                writer.writerow(row)
                rows += 1
    return rows


def _rows(course: Course) -> Iterator[list[object]]:
    for number, edition in enumerate(course.editions):
        about = _about(course) if number == 0 else [course.code] + [""] * 24
        yield about + _edition(edition)


def _about(course: Course) -> list[object]:
    registration, flags = course.registration, course.incentives
    return [
        *(course.code, course.title, course.provider.name, course.provider.kind, course.provider.website),
        *(course.kind, course.description, ";".join(course.keywords), course.domain, course.hours),
        *(course.credits, course.price, course.entry_conditions, course.qualification, course.vks_level),
        *(
            (registration.number, registration.valid_from, registration.valid_until)
            if registration
            else ("", "", "")
        ),
        *(course.occupation, "ja" if course.shortage else "nee", course.url, "ja"),
        *(
            ("ja" if flags[name] else "nee") if name in flags else ""
            for name in ("vov", "opleidingscheques", "vok")
        ),
    ]


def _edition(edition: Edition) -> list[object]:
    return [
        *(edition.code, edition.form, edition.start, edition.end, edition.town, edition.postcode),
        edition.enrol_before,
    ]
