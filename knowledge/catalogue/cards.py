"""Courses in the JSON form of the HTTP contract."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from .model import Course, Edition
from .search import Details, Hit, training_facts

GONE = "niet meer aangeboden"


def number(value: Decimal | None) -> int | float | None:
    """A JSON number."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def day(value: date | None) -> str | None:
    """A day in ISO form."""
    return value.isoformat() if value else None


def hit_as_contract(hit: Hit) -> dict[str, Any]:
    """One course of a list."""
    course, edition = hit.course, hit.edition
    return {
        "id": hit.id,
        "titel": course.title,
        "aanbieder": course.provider.name,
        "gemeente": edition.town if edition else None,
        "postcode": edition.postcode if edition else None,
        "afstand_km": hit.distance,
        "lesvorm": edition.form if edition else None,
        "startdatum": day(edition.start) if edition else None,
        "prijs": number(hit.price),
        "contacturen": number(course.hours),
        "studiepunten": number(course.credits),
        "incentives": _incentives(course),
        "knelpuntberoep": course.shortage,
        "voorbeeldgegevens": course.example,
        "waarom": list(hit.why),
    }


def course_as_contract(details: Details, on: date) -> dict[str, Any]:
    """One course, whole."""
    course = details.course
    first = coming_edition(course, on)
    hit = Hit(details.id, course, first, None, ())
    registration = course.registration
    return {
        **hit_as_contract(hit),
        "bron": details.source,
        "aangeboden": details.offered,
        "melding": None if details.offered else GONE,
        "aanbieder_soort": course.provider.kind,
        "aanbieder_website": course.provider.website,
        "soort": course.kind,
        "omschrijving": course.description,
        "trefwoorden": list(course.keywords),
        "domein": course.domain,
        "instapvoorwaarden": course.entry_conditions,
        "kwalificatie": course.qualification,
        "vks_niveau": course.vks_level,
        "beroep": course.occupation,
        "url": course.url,
        "incentives_vlaggen": dict(course.incentives),
        "opleidingsdatabank": None
        if registration is None
        else {
            "nummer": registration.number,
            "van": day(registration.valid_from),
            "tot": day(registration.valid_until),
        },
        "edities": [_edition(item) for item in course.editions],
        "opleiding": training_facts(course, first, on),
    }


def coming_edition(course: Course, on: date) -> Edition | None:
    """The first edition that has not begun yet."""
    return next((item for item in course.editions if item.start is None or item.start >= on), None)


def _incentives(course: Course) -> list[str]:
    """The measures that the provider says can be used."""
    return [name for name, flag in course.incentives.items() if flag]


def _edition(edition: Edition) -> dict[str, Any]:
    return {
        "id": edition.code,
        "gemeente": edition.town,
        "postcode": edition.postcode,
        "lesvorm": edition.form,
        "startdatum": day(edition.start),
        "einddatum": day(edition.end),
        "prijs": number(edition.price),
        "inschrijven_tot": day(edition.enrol_before),
    }
