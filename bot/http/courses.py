"""The catalogue of courses over HTTP: searching, one course whole, and what it costs somebody."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from aiohttp import web

from bot.conversation.identity import today
from bot.http.body import (
    Check,
    Wrong,
    checked,
    clean_text,
    date_value,
    object_value,
    one_of,
    read_object,
    text_value,
)
from bot.http.conversations import ENTRANCES
from bot.http.encoding import dumps
from bot.http.problems import Problem, invalid
from bot.http.services import services
from knowledge import InvalidFacts, Knowledge
from knowledge.catalogue.cards import coming_edition, course_as_contract, hit_as_contract
from knowledge.catalogue.cost import course_cost, course_facts
from knowledge.catalogue.cost_contract import cost_as_contract
from knowledge.catalogue.model import LESSON_FORMS, Course, Edition
from knowledge.catalogue.periods import period_of
from knowledge.catalogue.places import places
from knowledge.catalogue.search import DEFAULT_RADIUS, MOST_PER_PAGE, Page, Query

LONGEST_QUESTION = 200
HIGHEST_PAGE, LARGEST_RADIUS = 10_000, 500
YES, NO = frozenset({"true", "ja", "1"}), frozenset({"false", "nee", "0"})
NAMES = (
    *("q", "gemeente", "straal_km", "lesvorm", "periode", "prijs_max"),
    *("incentive", "knelpunt", "pagina", "per_pagina"),
)
APPROXIMATE = "Afstanden zijn ongeveer: ze zijn berekend per streek van postcodes."
NOT_QUITE = "Het is niet zeker dat dit is wat je zoekt. Dit komt het dichtst in de buurt."


async def courses(request: web.Request) -> web.Response:
    """The courses that fit, the best first."""
    parts = services(request)
    query = read_query(request.query, parts.knowledge, today())
    page = await asyncio.to_thread(parts.catalogue.search, query)
    return web.json_response(_page(query, page), dumps=dumps)


async def course(request: web.Request) -> web.Response:
    """One course, whole."""
    found = await asyncio.to_thread(services(request).catalogue.find, request.match_info["id"])
    if found is None:
        raise Problem(404, "Deze opleiding ken ik niet.")
    return web.json_response(course_as_contract(found, today()), dumps=dumps)


COST: dict[str, Check] = {
    "peildatum": date_value,
    "profiel": object_value,
    "opleiding": object_value,
    "editie": text_value(110),
    "ingang": one_of(ENTRANCES),
}


async def cost(request: web.Request) -> web.Response:
    """What a course costs this person; stateless."""
    parts = services(request)
    given = checked(await read_object(request, parts.settings.max_body, required=False), COST)
    identifier = request.match_info["id"]
    found = await asyncio.to_thread(parts.catalogue.find, identifier)
    if found is None:
        raise Problem(404, "Deze opleiding ken ik niet.")
    answer = _cost(parts.knowledge, identifier, found.course, given)
    return web.json_response({**answer, "kennis": parts.knowledge.version}, dumps=dumps)


def _cost(knowledge: Knowledge, identifier: str, course: Course, given: dict[str, Any]) -> dict[str, Any]:
    on = given.get("peildatum") or today()
    edition = _edition(course, given.get("editie"), on)
    entrance = given.get("ingang") or ENTRANCES[0]
    try:
        told = given.get("profiel") or {}, given.get("opleiding") or {}
        facts = course_facts(knowledge, *told, course, edition, on)
    except InvalidFacts as error:
        raise invalid(*((problem.veld, problem.melding) for problem in error.errors)) from error
    return cost_as_contract(
        knowledge, identifier, course_cost(knowledge, facts, course, edition, on, entrance)
    )


def _edition(course: Course, code: str | None, on: date) -> Edition | None:
    """The edition that was named, or else the first one to come."""
    if code is None:
        return coming_edition(course, on)
    found = next((item for item in course.editions if item.code == code), None)
    if found is None:
        raise invalid(("editie", "heeft deze opleiding niet"))
    return found


def _page(query: Query, page: Page) -> dict[str, Any]:
    far = any(hit.distance is not None for hit in page.hits)
    return {
        "totaal": page.total,
        "pagina": query.page,
        "per_pagina": query.per_page,
        "opleidingen": [hit_as_contract(hit) for hit in page.hits],
        "verbeterd": [{"woord": word, "gelezen_als": read} for word, read in page.repaired],
        "opmerkingen": [*([NOT_QUITE] if page.loose and page.total else []), *([APPROXIMATE] if far else [])],
    }


def read_query(given: Mapping[str, str], knowledge: Knowledge, on: date) -> Query:
    """What is asked, checked; an empty value is none. All problems are named at once."""
    wrong = [(name[:100], "dit veld ken ik niet") for name in given if name not in NAMES]
    values: dict[str, Any] = {}
    for name, check in _checks(knowledge, on).items():
        written = given.get(name, "").strip()
        if not written:
            continue
        try:
            values[name] = check(written)
        except Wrong as error:
            wrong.append((name, str(error)))
    if wrong:
        raise invalid(*wrong)
    return Query(
        on=on,
        text=values.get("q", ""),
        postcode=values.get("gemeente"),
        radius=values.get("straal_km", DEFAULT_RADIUS),
        forms=values.get("lesvorm", ()),
        period=values.get("periode"),
        price_max=values.get("prijs_max"),
        incentive=values.get("incentive"),
        shortage=values.get("knelpunt"),
        page=values.get("pagina", 1),
        per_page=values.get("per_pagina", Query.per_page),
    )


def _checks(knowledge: Knowledge, on: date) -> dict[str, Callable[[str], Any]]:
    def incentive(written: str) -> str:
        if written not in knowledge.measures:
            raise Wrong("is geen maatregel die ik ken")
        return written

    def period(written: str) -> tuple[date, date]:
        found = period_of(written, on)
        if found is None:
            raise Wrong("moet een periode zijn, zoals 2027-02, 2027-02-01/2027-06-30 of 'najaar'")
        return found

    return {
        "q": _question,
        "gemeente": _place,
        "straal_km": _whole(0, LARGEST_RADIUS),
        "lesvorm": _forms,
        "periode": period,
        "prijs_max": _amount,
        "incentive": incentive,
        "knelpunt": _yes_or_no,
        "pagina": _whole(1, HIGHEST_PAGE),
        "per_pagina": _whole(1, MOST_PER_PAGE),
    }


def _question(written: str) -> str:
    if len(written) > LONGEST_QUESTION:
        raise Wrong(f"mag hoogstens {LONGEST_QUESTION} tekens lang zijn")
    return clean_text(written)


def _place(written: str) -> str:
    found = places().postcode_of(written)
    if found is None:
        raise Wrong("ken ik niet; geef een Vlaamse gemeente of een postcode, zoals 2800")
    return found


def _forms(written: str) -> tuple[str, ...]:
    forms = tuple(part.strip().lower() for part in written.split(","))
    if not set(forms) <= set(LESSON_FORMS):
        raise Wrong(f"moet een of meer van deze zijn: {', '.join(LESSON_FORMS)}")
    return forms


def _whole(least: int, most: int) -> Callable[[str], int]:
    def check(written: str) -> int:
        if not re.fullmatch(r"[0-9]{1,6}", written) or not least <= int(written) <= most:
            raise Wrong(f"moet een geheel getal zijn van {least} tot {most}")
        return int(written)

    return check


def _amount(written: str) -> Decimal:
    try:
        amount = Decimal(written.replace(",", "."))
    except InvalidOperation:
        amount = Decimal(-1)
    if not amount.is_finite() or not 0 <= amount <= 1_000_000:
        raise Wrong("moet een bedrag in euro zijn, zoals 250")
    return amount


def _yes_or_no(written: str) -> bool:
    if written.lower() not in YES | NO:
        raise Wrong("moet true of false zijn")
    return written.lower() in YES
