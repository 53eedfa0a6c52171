"""Services from rows of text: a CSV file that an organisation supplies, or the project's own list."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from ..catalogue.places import places
from ..contacts import is_address
from .hours import HoursError, read_hours
from .model import CERTAINTIES, CHANNELS, KINDS, Service, ServiceError

REQUIRED = ("id", "soort", "naam", "postcode", "gemeente", "bron", "gezien_op")
OPTIONAL = (
    "zekerheid",
    "adres",
    "telefoon",
    "email",
    "website",
    "uren",
    "kanalen",
    "voor_wie",
    "hoe",
    "gratis",
)
MOST_ROWS, LONGEST = 5000, 300
SHOWN_ERRORS = 20
_ID = re.compile(r"[a-z0-9][a-z0-9-]{1,63}")
_PHONE = re.compile(r"(?:\+32|0)\d{7,9}|1[0-9]{2,3}")
_SITE = re.compile(r"https://[^\s\"'<>]+")
_YES_NO = {"ja": True, "nee": False, "": None}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def read_csv(content: bytes, today: date, *, example: bool = False) -> list[Service]:
    """Read a CSV file in UTF-8, separated by commas or semicolons; one wrong row refuses the whole file.

    Raises:
        ServiceError: what is wrong, by line.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ServiceError("het bestand is geen UTF-8") from None
    header = text.split("\n", 1)[0]
    separator = ";" if header.count(";") > header.count(",") else ","
    reader = csv.DictReader(io.StringIO(text), delimiter=separator)
    columns = [name.strip() for name in reader.fieldnames or []]
    missing = [name for name in REQUIRED if name not in columns]
    unknown = [name for name in columns if name not in (*REQUIRED, *OPTIONAL)]
    if missing or unknown:
        parts = [f"ontbreekt: {', '.join(missing)}"] if missing else []
        parts += [f"ken ik niet: {', '.join(unknown)}"] if unknown else []
        raise ServiceError(f"kolommen: {'; '.join(parts)}")
    reader.fieldnames = columns
    return _rows(reader, today, example)


def _rows(reader: csv.DictReader[str], today: date, example: bool) -> list[Service]:
    found: dict[str, Service] = {}
    wrong: list[str] = []
    try:
        for row in reader:
            where = f"lijn {reader.line_num}"
            if len(found) >= MOST_ROWS:
                raise ServiceError(f"meer dan {MOST_ROWS} diensten in een bestand")
            try:
                service = service_of(row, today, where, example=example)
            except ServiceError as error:
                wrong.append(str(error))
                continue
            if service.id in found:
                wrong.append(f"{where}: de id '{service.id}' staat er twee keer")
            found[service.id] = service
    except csv.Error as error:
        raise ServiceError(f"lijn {reader.line_num}: {error}") from error
    if wrong:
        more = f"\nen nog {len(wrong) - SHOWN_ERRORS}" if len(wrong) > SHOWN_ERRORS else ""
        raise ServiceError("\n".join(wrong[:SHOWN_ERRORS]) + more)
    if not found:
        raise ServiceError("er staat geen enkele dienst in")
    return list(found.values())


def service_of(row: Mapping[str, Any], today: date, where: str, *, example: bool = False) -> Service:
    """The service that a row of texts tells of; raises ServiceError with every problem of the row."""
    wrong: list[str] = []
    said = {name: _text(row.get(name), name, wrong) for name in (*REQUIRED, *OPTIONAL)}
    if None in row:
        wrong.append("heeft meer waarden dan er kolommen zijn")
    wrong += [f"'{name}' is leeg" for name in REQUIRED if not said[name]]
    _look(wrong, said, "id", _ID, "kleine letters, cijfers en streepjes")
    if said["email"] and not is_address(said["email"]):
        wrong.append("'email' moet een e-mailadres zijn")
    _look(wrong, said, "website", _SITE, "een adres dat met https:// begint")
    if said["telefoon"] and not _PHONE.fullmatch(re.sub(r"[\s./()-]", "", said["telefoon"])):
        wrong.append("'telefoon' moet een Belgisch nummer zijn")
    if said["soort"] and said["soort"] not in KINDS:
        wrong.append(f"'soort' moet een van deze zijn: {', '.join(KINDS)}")
    if said["postcode"] and said["postcode"] != places().postcode_of(said["postcode"]):
        wrong.append("'postcode' is geen bekende Belgische postcode")
    certainty = said["zekerheid"] or "C"
    if certainty not in CERTAINTIES:
        wrong.append(f"'zekerheid' moet een van deze zijn: {', '.join(CERTAINTIES)}")
    channels = tuple(filter(None, re.split(r"[\s,|/]+", said["kanalen"])))
    if not set(channels) <= set(CHANNELS):
        wrong.append(f"'kanalen' bestaat uit: {', '.join(CHANNELS)}")
    if said["gratis"].lower() not in _YES_NO:
        wrong.append("'gratis' is ja, nee of leeg")
    hours = None
    try:
        hours = read_hours(said["uren"]) if said["uren"] else None
    except HoursError as error:
        wrong.append(f"'uren': {error}")
    seen = _day(said["gezien_op"], today, wrong)
    if wrong:
        raise ServiceError("; ".join(f"{where}: {problem}" for problem in wrong))
    return Service(
        id=said["id"],
        kind=said["soort"],
        name=said["naam"],
        postcode=said["postcode"],
        town=said["gemeente"],
        source=said["bron"],
        seen=seen,
        certainty=certainty,
        address=said["adres"],
        phone=said["telefoon"],
        email=said["email"],
        website=said["website"],
        hours=hours,
        channels=channels,
        for_whom=said["voor_wie"],
        how=said["hoe"],
        free=_YES_NO[said["gratis"].lower()],
        example=example,
    )


def _text(value: Any, name: str, wrong: list[str]) -> str:
    text = _CONTROL.sub("", "" if value is None else str(value)).strip()
    if len(text) > LONGEST:
        wrong.append(f"'{name}' heeft meer dan {LONGEST} tekens")
    return text


def _look(wrong: list[str], said: Mapping[str, str], name: str, form: re.Pattern[str], what: str) -> None:
    if said[name] and not form.fullmatch(said[name]):
        wrong.append(f"'{name}' moet bestaan uit {what}" if name == "id" else f"'{name}' moet {what} zijn")


def _day(text: str, today: date, wrong: list[str]) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        if text:
            wrong.append("'gezien_op' moet een dag zijn, zoals 2026-11-21")
        return today
    if day > today:
        wrong.append("'gezien_op' ligt in de toekomst")
    return day
