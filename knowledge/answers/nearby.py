"""Services with people near a postcode, in words and in the form of the HTTP contract."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from ..network.feast_days import feast_day
from ..network.model import KINDS, Found, Service

NEAR = "Deze diensten liggen het dichtst bij {postcode}. De afstand is ongeveer:"
NOTHING = "Ik ken nog geen dienst binnen {straal} km van {postcode}."
NO_CENTRES = "Een lijst van centra voor loopbaanbegeleiding heb ik zelf nog niet. {vinden}"
NO_ADDRESS = "Het adres heb ik niet gevonden."
OPEN, SHUT = "nu open", "nu gesloten"
HOLIDAYS = "Op feestdagen kan dat anders zijn."
TODAY_HOLIDAY = "Vandaag is het een feestdag ({naam}). Bel eerst of het open is."
EXAMPLE = "verzonnen voorbeeld"


def nearby_text(found: Sequence[Found], postcode: str, radius: int, now: datetime, find: str) -> str:
    """What is near, as a list; `now` on the Belgian clock, `find`: where the list of centres stands."""
    lines = [NEAR.format(postcode=postcode), *(f"- {_line(one, now)}" for one in found)]
    if any(one.service.hours for one in found):
        today = feast_day(now.date())
        lines.append(f"\n{TODAY_HOLIDAY.format(naam=today) if today else HOLIDAYS}")
    if not found:
        lines = [NOTHING.format(straal=radius, postcode=postcode)]
    if not any(one.service.kind == "loopbaancentrum" and not one.service.example for one in found):
        lines.append(NO_CENTRES.format(vinden=find))
    return "\n".join(lines)


def _line(found: Found, now: datetime) -> str:
    service = found.service
    details = [f"{found.distance} km", *_details(service, now)]
    return f"**{service.name}** ({', '.join(details)}). {_reach(service)}".strip()


def _details(service: Service, now: datetime) -> list[str]:
    said = [EXAMPLE] if service.example else []
    said += ["gratis"] if service.free else []
    is_open = service.hours.open_at(now) if service.hours else None
    if is_open is not None:
        said.append(OPEN if is_open else SHUT)
    return said


def _reach(service: Service) -> str:
    parts = [
        service.how,
        f"{service.address}, {service.postcode} {service.town}." if service.address else NO_ADDRESS,
        f"Uren: {service.hours.text}." if service.hours else "",
        f"Tel. {service.phone}." if service.phone else "",
        f"{service.website}" if service.website else "",
    ]
    return " ".join(part for part in parts if part)


def as_contract(found: Found, now: datetime) -> dict[str, Any]:
    """A service as `/api/v1/loopbaancentra` gives it; what is not known is null."""
    service = found.service
    return {
        "id": service.id,
        "soort": service.kind,
        "soort_naam": KINDS[service.kind],
        "naam": service.name,
        "adres": service.address or None,
        "postcode": service.postcode,
        "gemeente": service.town,
        "afstand_km": found.distance,
        "telefoon": service.phone or None,
        "email": service.email or None,
        "website": service.website or None,
        "uren": service.hours.text if service.hours else None,
        "nu_open": service.hours.open_at(now) if service.hours else None,
        "feestdag": feast_day(now.date()),
        "kanalen": list(service.channels),
        "voor_wie": service.for_whom or None,
        "hoe": service.how or None,
        "gratis": service.free,
        "bron": service.source,
        "gezien_op": service.seen.isoformat(),
        "zekerheid": service.certainty,
        "voorbeeldgegevens": service.example,
    }
