"""Errors as RFC 9457 problems, in Dutch."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from aiohttp import web

from knowledge.facts import printable

CONTENT_TYPE = "application/problem+json"
TITLES = {
    400: "Dit verzoek is niet leesbaar",
    401: "Je bent niet aangemeld voor dit gesprek",
    403: "Dit gesprek is niet van jou",
    404: "Dit bestaat niet",
    405: "Dat kan hier niet",
    409: "Er was al een ander bericht bezig",
    413: "Dit bericht is te groot",
    415: "Dit soort inhoud kan ik niet lezen",
    422: "Er klopt iets niet in de gegevens",
    429: "Dat ging te snel",
    500: "Er ging iets mis aan onze kant",
    503: "Even geduld",
}
DETAILS = {
    400: "Stuur geldige JSON in UTF-8.",
    401: "Stuur de sleutel van dit gesprek mee: 'Authorization: Bearer <token>'.",
    403: "De sleutel hoort bij een ander gesprek.",
    404: "Kijk het adres na.",
    405: "Deze methode bestaat niet op dit adres.",
    409: "Stuur je bericht opnieuw.",
    413: "Een verzoek mag hoogstens {limit} bytes groot zijn.",
    415: "Stuur JSON: 'Content-Type: application/json'.",
    422: "Kijk bij 'fouten' wat er niet klopt.",
    429: "Wacht even en probeer het dan opnieuw.",
    500: "Probeer het straks opnieuw. Wat je eerder vertelde, is niet kwijt.",
    503: "De dienst is nog niet klaar. Probeer het zo meteen opnieuw.",
}


class Problem(Exception):
    """An answer that says what is wrong. It may quote the sender, but only what can be written."""

    def __init__(
        self,
        status: int,
        detail: str | None = None,
        title: str | None = None,
        fouten: Sequence[tuple[str, str]] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(status)
        self.status = status
        self.title = printable(title or TITLES.get(status, "Dat lukte niet"))
        self.detail = printable(detail or DETAILS.get(status, "Kijk je verzoek na."))
        self.fouten = [{"veld": printable(field), "melding": printable(message)} for field, message in fouten]
        self.headers = dict(headers or {})

    def as_dict(self) -> dict[str, Any]:
        """The problem object."""
        body: dict[str, Any] = {
            "type": "about:blank",
            "status": self.status,
            "title": self.title,
            "detail": self.detail,
        }
        return {**body, "fouten": self.fouten} if self.fouten else body

    def response(self) -> web.Response:
        """The problem as an HTTP answer."""
        text = json.dumps(self.as_dict(), ensure_ascii=False)
        return web.Response(text=text, status=self.status, content_type=CONTENT_TYPE, headers=self.headers)


def invalid(*fouten: tuple[str, str]) -> Problem:
    """A 422 that names the fields and what is wrong with them."""
    return Problem(422, fouten=fouten)


def too_large(limit: int) -> Problem:
    """A 413 that names the limit."""
    return Problem(413, DETAILS[413].format(limit=limit))


def not_found(path: str) -> Problem:
    """A 404; only where conversations are, it may have been one."""
    conversation = "/gesprekken" in path
    return Problem(404, f"{DETAILS[404]} Misschien is het gesprek al gewist." if conversation else None)


def unavailable(detail: str, seconds: int) -> Problem:
    """A 503 that says when to try again."""
    return Problem(503, detail, headers={"Retry-After": str(seconds)})
