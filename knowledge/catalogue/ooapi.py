"""Courses as the Open Education API, version 5, gives them: courses and their offerings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from .model import Item, SourceError
from .opening import TextSource, whole
from .own_forms import load_json, record_items

MODES = {"online": "online", "distance-learning": "online", "hybrid": "blended"}
"""Other modes say where, not when: by day, in the evening and in the weekend are all possible."""
HOURS, CREDITS = frozenset({"contacttime", "hour"}), frozenset({"ects", "sp"})
TOTAL = "total costs"
LEVELS = {"bachelor": 6, "master": 7, "doctoral": 8}


def ooapi_items(source: TextSource) -> Iterator[Item]:
    """Courses and offerings in one document, or in a list of documents (pages)."""
    document = load_json(whole(source))
    yield from page_items(document if isinstance(document, list) else [document])


def page_items(pages: Iterable[Any]) -> Iterator[Item]:
    """Courses and offerings of many pages; an offering belongs to the course it names."""
    courses: dict[str, dict[str, Any]] = {}
    offerings: list[tuple[str, Mapping[str, Any]]] = []
    for item in (item for page in pages for item in _items(page)):
        inner = item.get("course")
        course = inner if isinstance(inner, Mapping) else item
        name = str(course.get("courseId") or (inner if isinstance(inner, str) else ""))
        if course.get("courseId"):
            courses.setdefault(name, _record(course))
        if "offeringId" in item:
            offerings.append((name, item))
        offerings += [(name, more) for more in course.get("offerings") or [] if isinstance(more, Mapping)]
    if not courses:
        raise SourceError("Ik vind geen opleidingen (courseId) in dit antwoord.")
    for name, offering in offerings:
        if name in courses:
            courses[name]["edities"].append(_edition(offering))
    yield from record_items(courses.values())


def _items(page: Any) -> list[Mapping[str, Any]]:
    found = page.get("items", [page]) if isinstance(page, Mapping) else []
    return [item for item in found if isinstance(item, Mapping)] if isinstance(found, list) else []


def text_of(value: Any) -> Any:
    """The text of a language-typed list; Dutch first."""
    if not isinstance(value, list):
        return value
    entries = [entry for entry in value if isinstance(entry, Mapping) and entry.get("value")]
    dutch = [entry for entry in entries if str(entry.get("language", "")).startswith("nl")]
    return (dutch or entries)[0]["value"] if entries else None


def _record(course: Mapping[str, Any]) -> dict[str, Any]:
    organization = course.get("organization")
    provider = organization if isinstance(organization, Mapping) else {}
    load = course.get("studyLoad") if isinstance(course.get("studyLoad"), Mapping) else {}
    assert isinstance(load, Mapping)
    unit = str(load.get("studyLoadUnit"))
    return {
        "id": course["courseId"],
        "titel": text_of(course.get("name")),
        "omschrijving": text_of(course.get("description")),
        "trefwoorden": [str(word) for word in _list(course.get("learningOutcomes")) if isinstance(word, str)],
        "aanbieder": {
            "naam": text_of(provider.get("name")) or provider.get("shortName") or organization,
            "website": provider.get("link"),
        },
        "soort": "hoger_onderwijs" if course.get("level") in LEVELS else None,
        "vks_niveau": LEVELS.get(str(course.get("level"))),
        "studiepunten": load.get("value") if unit in CREDITS else None,
        "contacturen": load.get("value") if unit in HOURS else None,
        "instapvoorwaarden": text_of(course.get("admissionRequirements")),
        "kwalificatie": text_of(course.get("qualificationRequirements")),
        "url": course.get("link"),
        "edities": [],
    }


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _edition(offering: Mapping[str, Any]) -> dict[str, Any]:
    addresses = [item for item in _list(offering.get("addresses")) if isinstance(item, Mapping)]
    address = addresses[0] if addresses else {}
    mode = offering.get("modeOfDelivery")
    modes = [MODES[str(word)] for word in (mode if isinstance(mode, list) else [mode]) if word in MODES]
    prices = [item for item in _list(offering.get("priceInformation")) if isinstance(item, Mapping)]
    euros = [item for item in prices if item.get("currency", "EUR") == "EUR"]
    total = [item for item in euros if item.get("costType") == TOTAL] or euros
    return {
        "id": offering.get("offeringId"),
        "start": offering.get("startDate"),
        "einde": offering.get("endDate"),
        "inschrijven_tot": offering.get("enrollEndDate"),
        "lesvorm": modes[0] if modes else None,
        "gemeente": address.get("city"),
        "postcode": address.get("postalCode") if address.get("countryCode", "BE") == "BE" else None,
        "prijs": total[0].get("amount") if total else None,
    }
