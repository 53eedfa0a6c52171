"""Courses as schema.org describes them: Course with CourseInstance, in JSON-LD."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from .model import Item, SourceError
from .opening import TextSource, whole
from .own_forms import load_json, record_items

MODES = {
    "online": "online",
    "blended": "blended",
    "mixed": "blended",
    "hybrid": "blended",
    "evening": "avond",
    "daytime": "dag",
    "weekend": "weekend",
}
ON_SITE = frozenset({"onsite", "on-site", "in-person", "offline"})
"""Says where, not when: by day, in the evening and in the weekend are all possible."""
DURATION = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?")
MINUTES = 60


def json_ld_items(source: TextSource) -> Iterator[Item]:
    """The courses in a JSON-LD document: one node, a list, or an object with `@graph`."""
    yield from node_items(load_json(whole(source)))


def node_items(document: Any) -> Iterator[Item]:
    """The courses in a document that was read already."""
    nodes = [node for node in _nodes(document) if "Course" in _types(node)]
    if not nodes:
        raise SourceError("Ik vind geen schema.org-Course in dit bestand.")
    yield from record_items(_record(node) for node in nodes)


def _nodes(value: Any) -> Iterator[Mapping[str, Any]]:
    """Every node on top, within `@graph` and within lists of items."""
    for item in value if isinstance(value, list) else [value]:
        if not isinstance(item, Mapping):
            continue
        yield item
        for key in ("@graph", "itemListElement", "item"):
            if key in item:
                yield from _nodes(item[key])


def _types(node: Mapping[str, Any]) -> set[str]:
    return {str(name).rsplit("/", 1)[-1].removeprefix("schema:") for name in _many(node.get("@type"))}


def _many(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _object(value: Any) -> Mapping[str, Any]:
    """The first object of a value that may be one, a list of them, or nothing."""
    return next((item for item in _many(value) if isinstance(item, Mapping)), {})


def _text(value: Any) -> Any:
    """The text of a value that may be language-tagged; Dutch first."""
    found = _many(value)
    tagged = [item for item in found if isinstance(item, Mapping) and "@value" in item]
    if tagged:
        dutch = [item for item in tagged if str(item.get("@language", "")).startswith("nl")]
        return (dutch or tagged)[0]["@value"]
    return found[0] if found else None


def _record(node: Mapping[str, Any]) -> dict[str, Any]:
    provider = _object(node.get("provider"))
    qualification = _object(node.get("educationalCredentialAwarded"))
    instances = _many(node.get("hasCourseInstance"))
    return {
        "id": _text(node.get("courseCode")) or node.get("@id") or _text(node.get("url")),
        "titel": _text(node.get("name")),
        "omschrijving": _text(node.get("description")),
        "trefwoorden": _names(node.get("about")),
        "aanbieder": {
            "naam": _text(provider.get("name")) or _plain(node.get("provider")),
            "website": _text(provider.get("url")),
        },
        "studiepunten": _credits(node.get("numberOfCredits")),
        "contacturen": _hours(node.get("timeRequired")),
        "prijs": _price(node),
        "instapvoorwaarden": "; ".join(_names(node.get("coursePrerequisites"))),
        "kwalificatie": _text(qualification.get("name")) or _plain(node.get("educationalCredentialAwarded")),
        "url": _text(node.get("url")),
        "edities": [_edition(item) for item in instances if isinstance(item, Mapping)],
    }


def _plain(value: Any) -> Any:
    return value if isinstance(value, str) else None


def _names(value: Any) -> list[str]:
    found = [_text(item.get("name")) if isinstance(item, Mapping) else item for item in _many(value)]
    return [str(item) for item in found if item]


def _credits(value: Any) -> Any:
    found = _many(value)
    return found[0].get("value") if found and isinstance(found[0], Mapping) else (found[0] if found else None)


def _hours(value: Any) -> Decimal | None:
    """Hours of an ISO 8601 duration such as PT40H; days say nothing about hours."""
    match = DURATION.fullmatch(str(value or ""))
    if match is None or match[1] or not (match[2] or match[3]):
        return None
    return Decimal(int(match[2] or 0)) + Decimal(int(match[3] or 0)) / MINUTES


def _price(node: Mapping[str, Any]) -> Any:
    """The price of the offer, when it is in euro."""
    for offer in _many(node.get("offers")):
        if isinstance(offer, Mapping) and offer.get("priceCurrency", "EUR") == "EUR":
            specification = _object(offer.get("priceSpecification"))
            return offer.get("price", specification.get("price"))
    return None


def _edition(node: Mapping[str, Any]) -> dict[str, Any]:
    place = _object(node.get("location"))
    address = _object(place.get("address")) or place
    country = str(address.get("addressCountry", "BE"))
    return {
        "id": node.get("@id"),
        "start": _text(node.get("startDate")),
        "einde": _text(node.get("endDate")),
        "lesvorm": _form(node.get("courseMode")),
        "gemeente": _text(address.get("addressLocality")),
        "postcode": _text(address.get("postalCode")) if country in ("BE", "België", "Belgium") else None,
        "prijs": _price(node),
    }


def _form(value: Any) -> str | None:
    modes = [str(mode).rsplit("/", 1)[-1].lower() for mode in _many(value)]
    if "online" in modes and ON_SITE & set(modes):
        return "blended"
    return next((MODES[mode] for mode in modes if mode in MODES), None)
