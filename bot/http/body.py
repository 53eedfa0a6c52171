"""Reading a request's body: a JSON object with known fields of the right type, or a problem."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from aiohttp import web

from bot.http.problems import Problem, invalid, too_large

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
MAX_DEPTH = 20
Check = Callable[[Any], Any]


class Wrong(ValueError):
    """A value that a check refuses; the message is for the sender, in Dutch."""


async def read_object(request: web.Request, limit: int, required: bool = True) -> dict[str, Any]:
    """The JSON object in the body. An absent body is {} when it is not required."""
    raw = await _read(request, limit)
    if not raw.strip():
        if required:
            raise Problem(400, "Dit verzoek heeft geen inhoud. Stuur een JSON-object.")
        return {}
    if request.content_type != "application/json":
        raise Problem(415)
    if (request.charset or "utf-8").lower().replace("-", "") not in ("utf8", "usascii"):
        raise Problem(400, "Stuur JSON in UTF-8.")
    return _parse(raw)


async def _read(request: web.Request, limit: int) -> bytes:
    if (request.content_length or 0) > limit:
        raise too_large(limit)
    try:
        return await request.read()
    except web.HTTPRequestEntityTooLarge:
        raise too_large(limit) from None
    except web.RequestPayloadError as error:
        raise Problem(400, "De inhoud van dit verzoek is beschadigd.") from error


def _parse(raw: bytes) -> dict[str, Any]:
    try:
        value = json.loads(raw.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise Problem(400) from error
    if not isinstance(value, dict):
        raise Problem(422, "Stuur een JSON-object, met accolades.", fouten=[("", "moet een object zijn")])
    if _too_deep(value, MAX_DEPTH):
        raise Problem(400, "De JSON is te diep genest.")
    return value


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def _too_deep(value: Any, left: int) -> bool:
    if not isinstance(value, (dict, list)):
        return False
    inner = value.values() if isinstance(value, dict) else value
    return left == 0 or any(_too_deep(item, left - 1) for item in inner)


def checked(body: Mapping[str, Any], checks: Mapping[str, Check]) -> dict[str, Any]:
    """The body's fields after their checks; null counts as absent. All problems are named at once."""
    fouten = [(name[:100], "dit veld ken ik niet") for name in body if name not in checks]
    values: dict[str, Any] = {}
    for name, check in checks.items():
        if body.get(name) is None:
            continue
        try:
            values[name] = check(body[name])
        except Wrong as error:
            fouten.append((name, str(error)))
    if fouten:
        raise invalid(*fouten)
    return values


def clean_text(text: str) -> str:
    """The text without characters that no keyboard makes and no database likes."""
    return CONTROL.sub(lambda found: "\n" if found.group() == "\r" else "", text.replace("\r\n", "\n"))


def text_value(maximum: int | None = None) -> Check:
    """A check for text that says something."""

    def check(value: Any) -> str:
        if not isinstance(value, str):
            raise Wrong("moet tekst zijn")
        cleaned = clean_text(value)
        if not cleaned.strip():
            raise Wrong("mag niet leeg zijn")
        if maximum is not None and len(cleaned) > maximum:
            raise Wrong(f"mag hoogstens {maximum} tekens lang zijn")
        return cleaned

    return check


def one_of(values: tuple[str, ...]) -> Check:
    """A check for one of a few words."""

    def check(value: Any) -> str:
        if value not in values or not isinstance(value, str):
            raise Wrong(f"moet een van deze zijn: {', '.join(values)}")
        return value

    return check


def date_value(value: Any) -> date:
    """A check for a date in ISO form."""
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise Wrong("moet een bestaande datum zijn, zoals 2026-03-15")


def bool_value(value: Any) -> bool:
    """A check for true or false."""
    if not isinstance(value, bool):
        raise Wrong("moet true of false zijn")
    return value


def object_value(value: Any) -> dict[str, Any]:
    """A check for an object."""
    if not isinstance(value, dict):
        raise Wrong("moet een object zijn")
    return value


def list_of_text(value: Any) -> list[str]:
    """A check for a list of texts."""
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise Wrong("moet een lijst van teksten zijn")
    return value
