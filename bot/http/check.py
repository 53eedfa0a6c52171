"""The competence check over HTTP. Stateless: the client sends all answers so far, and nothing is kept."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from aiohttp import web

from bot.conversation.identity import today
from bot.http.body import Check, Wrong, checked, date_value, list_of_text, read_object, text_value
from bot.http.encoding import dumps
from bot.http.problems import invalid
from bot.http.services import services
from knowledge.catalogue.cards import hit_as_contract
from knowledge.catalogue.search import Catalogue
from knowledge.occupations.check import RATINGS, competences_to_rate, picture
from knowledge.occupations.contract import (
    attribution,
    competence_as_contract,
    found_as_contract,
    suggestion_as_contract,
)
from knowledge.occupations.model import Competence, Occupation
from knowledge.occupations.other_work import Wishes, suggest
from knowledge.occupations.search import Occupations
from knowledge.occupations.steps import recognition_fits, recognition_known, way_to

MOST_ANSWERS, LONGEST_NAME, MOST_WAYS = 100, 200, 5
CHOICES = [
    {"titel": title, "waarde": value}
    for title, value in (("Goed", "goed"), ("Een beetje", "beetje"), ("Nog niet", "niet"))
]
HUMAN = (
    "Dit is een eerste beeld, geen advies. Een loopbaanbegeleider helpt je om te kiezen. "
    "Niets hiervan wordt bewaard."
)


def _ratings(value: Any) -> dict[str, str]:
    if not isinstance(value, dict) or len(value) > MOST_ANSWERS:
        raise Wrong(f"moet een object zijn met hoogstens {MOST_ANSWERS} competenties")
    if not all(isinstance(rating, str) and rating in RATINGS for rating in value.values()):
        raise Wrong(f"elke waarde moet een van deze zijn: {', '.join(RATINGS)}")
    return value


def _names(value: Any) -> list[str]:
    found = list_of_text(value)
    if len(found) > MOST_ANSWERS:
        raise Wrong(f"mag hoogstens {MOST_ANSWERS} teksten hebben")
    return found


def _postcode(value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[1-9][0-9]{3}", value):
        raise Wrong("moet een Belgische postcode zijn, zoals 2800")
    return value


FIELDS: dict[str, Check] = {
    "huidig_beroep": text_value(LONGEST_NAME),
    "gewenst_beroep": text_value(LONGEST_NAME),
    "antwoorden": _ratings,
    "overgeslagen": _names,
    "wensen": _names,
    "niet": _names,
    "drempels": _names,
    "postcode": _postcode,
    "peildatum": date_value,
}


@dataclass(frozen=True)
class _Asked:
    """A request, with its occupations found."""

    present: Occupation | None
    wished: Occupation | None
    ratings: Mapping[str, str]
    skipped: frozenset[str]
    wishes: Wishes
    barriers: tuple[str, ...]
    postcode: str | None
    on: date


async def check(request: web.Request) -> web.Response:
    """The questions that are left, and the picture that the answers give so far."""
    parts = services(request)
    given = checked(await read_object(request, parts.settings.max_body), FIELDS)
    body = await asyncio.to_thread(_answer, parts.occupations, parts.catalogue, given)
    return web.json_response(body, dumps=dumps)


def _answer(known: Occupations, catalogue: Catalogue, given: Mapping[str, Any]) -> dict[str, Any]:
    asked = _read(known, given)
    rated = competences_to_rate(known.own, asked.present, asked.wished)
    left = [c for c in rated if c.id not in asked.ratings and c.id not in asked.skipped]
    found = picture(asked.present, asked.wished, asked.ratings)
    ways = [way_to(c, catalogue, asked.on, asked.postcode) for c in found.to_learn[:MOST_WAYS]]
    mine = list({one.id: one for one in (asked.present, asked.wished) if one is not None}.values())
    leave_out = [asked.wished.id] if asked.wished else []
    near = suggest(known.own, asked.present, asked.ratings, asked.wishes, asked.barriers, leave_out)
    return {
        "huidig_beroep": found_as_contract(asked.present) if asked.present else None,
        "gewenst_beroep": found_as_contract(asked.wished) if asked.wished else None,
        "vragen": [_question(c) for c in rated],
        "volgende_vraag": _question(left[0]) if left else None,
        "resterend": len(left),
        "klaar": bool(rated) and not left,
        "beeld": {
            "sterk": [competence_as_contract(c) for c in found.good],
            "deels": [competence_as_contract(c) for c in found.some],
            "tekort": [competence_as_contract(c) for c in found.gaps],
            "niet_beoordeeld": [competence_as_contract(c) for c in found.open],
        },
        "wegen": [
            {
                "competentie": competence_as_contract(way.competence),
                "soort": way.kind,
                "opleidingen": [hit_as_contract(hit) for hit in way.courses],
            }
            for way in ways
        ],
        "evc": {"zinvol": recognition_fits(found), "uitleg": recognition_known(known, mine)},
        "ander_werk": [suggestion_as_contract(one) for one in near],
        "opmerking": HUMAN,
        "bronvermelding": attribution([one for one in (asked.present, asked.wished) if one]),
    }


def _question(competence: Competence) -> dict[str, Any]:
    return {
        "competentie": competence.id,
        "tekst": competence.text,
        "voorbeeld": competence.example,
        "keuzes": CHOICES,
    }


def _read(known: Occupations, given: Mapping[str, Any]) -> _Asked:
    """The occupations by id or by words; what is not known is refused, all at once."""
    wrong: list[tuple[str, str]] = []
    occupations: dict[str, Occupation | None] = {}
    for field in ("huidig_beroep", "gewenst_beroep"):
        written = given.get(field)
        occupations[field] = _occupation(known, written) if written else None
        if written and occupations[field] is None:
            wrong.append((field, "dit beroep ken ik niet; zoek het met GET /api/v1/beroepen?q="))
    conditions = known.own.conditions
    for field in ("wensen", "niet"):
        strange = [name for name in given.get(field) or () if name not in conditions]
        if strange:
            wrong.append((field, f"moet uit deze lijst komen: {', '.join(conditions)}"))
    if wrong:
        raise invalid(*wrong)
    wishes = Wishes(frozenset(given.get("wensen") or ()), frozenset(given.get("niet") or ()))
    return _Asked(
        occupations["huidig_beroep"],
        occupations["gewenst_beroep"],
        given.get("antwoorden") or {},
        frozenset(given.get("overgeslagen") or ()),
        wishes,
        tuple(given.get("drempels") or ()),
        given.get("postcode"),
        given.get("peildatum") or today(),
    )


def _occupation(known: Occupations, written: str) -> Occupation | None:
    found = known.find(written)
    return found or next(iter(known.search(written, 1)), None)
