"""Fetching a source page by page. Pages are kept until the import is done, so that a broken fetch goes on."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import aiohttp
from sqlalchemy import delete, insert, select
from yarl import URL

from bot.catalogue import tables as t
from bot.catalogue.store import CatalogueFile
from knowledge.catalogue.forms import FORMS
from knowledge.catalogue.model import Parsed, SourceError
from knowledge.catalogue.ooapi import parse_pages
from knowledge.catalogue.own_forms import load_json

LARGEST_PAGE = 50_000_000
MOST_PAGES = 10_000
SECONDS = 60
GOOD = 200
LATER = "Probeer later opnieuw: ik ga daar verder."
Told = Callable[[int], None]


@dataclass(frozen=True)
class FetchedPage:
    """One page, and where the next one is."""

    address: str
    content: str
    following: str | None


async def fetch(
    store: CatalogueFile, source: str, address: str, told: Told = lambda pages: None
) -> list[str]:
    """The texts of all pages, those of an earlier attempt included; raises SourceError."""
    kept = _kept(store, source)
    if kept and kept[0].address != address:
        forget(store, source)
        kept = []
    following = kept[-1].following if kept else address
    timeout = aiohttp.ClientTimeout(total=SECONDS)
    async with aiohttp.ClientSession(timeout=timeout) as session:
        while following is not None:
            if len(kept) >= MOST_PAGES or following in {page.address for page in kept}:
                raise SourceError("Deze bron houdt niet op: de pagina's verwijzen naar elkaar.")
            page = await _page(session, following)
            _keep(store, source, len(kept), page)
            kept.append(page)
            told(len(kept))
            following = page.following
    return [page.content for page in kept]


async def _page(session: aiohttp.ClientSession, address: str) -> FetchedPage:
    try:
        async with session.get(address) as response:
            if response.status != GOOD:
                raise SourceError(f"{address} gaf {response.status}. {LATER}")
            content = await _text(response)
            links: Any = response.links
            link = links["next"]["url"] if "next" in links else None
    except (aiohttp.ClientError, asyncio.TimeoutError, ValueError) as error:
        if isinstance(error, SourceError):
            raise
        raise SourceError(f"{address} is niet bereikbaar. {LATER}") from error
    following = str(link) if link is not None else _named(address, content)
    if following is not None and URL(following).origin() != URL(address).origin():
        raise SourceError("De volgende pagina staat op een andere server. Dat volg ik niet.")
    return FetchedPage(address, content, following)


async def _text(response: aiohttp.ClientResponse) -> str:
    raw = await response.content.read(LARGEST_PAGE + 1)
    while not response.content.at_eof() and len(raw) <= LARGEST_PAGE:
        raw += await response.content.read(LARGEST_PAGE + 1 - len(raw))
    if len(raw) > LARGEST_PAGE:
        raise SourceError(f"Een pagina is groter dan {LARGEST_PAGE} bytes.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError("Deze bron is niet in UTF-8.") from error


def _named(address: str, content: str) -> str | None:
    """The next page as the content names it: `volgende`, or the page numbers of OOAPI."""
    try:
        body: Any = json.loads(content)
    except ValueError:
        return None
    if not isinstance(body, dict):
        return None
    if body.get("hasNextPage") is True and isinstance(body.get("pageNumber"), int):
        return str(URL(address).update_query(pageNumber=str(body["pageNumber"] + 1)))
    return str(URL(address).join(URL(str(body["volgende"])))) if body.get("volgende") else None


def parse_fetched(form: str, pages: list[str]) -> Parsed:
    """All pages as one source."""
    if len(pages) == 1:
        return FORMS[form](pages[0])
    if form == "csv":
        raise SourceError("CSV in meer dan een pagina ken ik niet.")
    bodies = [load_json(page) for page in pages]
    if form == "ooapi":
        return parse_pages(bodies)
    if form == "jsonld":
        return FORMS[form](json.dumps(bodies))
    return FORMS[form](json.dumps(_joined(bodies)))


def _joined(bodies: list[Any]) -> dict[str, Any]:
    items: list[Any] = []
    for body in bodies:
        found = body.get("opleidingen") if isinstance(body, dict) else body
        if not isinstance(found, list):
            raise SourceError("Ik vind geen lijst 'opleidingen' op elke pagina.")
        items += found
    first = bodies[0] if isinstance(bodies[0], dict) else {}
    return {**first, "opleidingen": items}


def _kept(store: CatalogueFile, source: str) -> list[FetchedPage]:
    c = t.opgehaald.c
    query = select(c.adres, c.inhoud, c.volgende).where(c.bron == source).order_by(c.volgnummer)
    with store.reading() as connection:
        return [FetchedPage(*row) for row in connection.execute(query)]


def _keep(store: CatalogueFile, source: str, number: int, page: FetchedPage) -> None:
    row = {"adres": page.address, "inhoud": page.content, "volgende": page.following}
    with store.writing() as connection:
        connection.execute(insert(t.opgehaald).values(bron=source, volgnummer=number, **row))


def forget(store: CatalogueFile, source: str) -> None:
    """Throw the kept pages away, after an import."""
    with store.writing() as connection:
        connection.execute(delete(t.opgehaald).where(t.opgehaald.c.bron == source))
