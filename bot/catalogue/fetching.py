"""Fetching a source page by page. Pages are kept until the import is done, so that a broken fetch goes on."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import aiohttp
from sqlalchemy import delete, insert, select
from yarl import URL

from bot.catalogue import tables as t
from bot.catalogue.store import CatalogueStore
from knowledge.catalogue.forms import FORMS
from knowledge.catalogue.model import Item, SourceError
from knowledge.catalogue.ooapi import page_items
from knowledge.catalogue.opening import HEAD, LARGEST, check_whole, of_file, refuse_other_content, whole
from knowledge.catalogue.own_forms import load_json
from knowledge.catalogue.schema_org import node_items

LARGEST_LISTED = 50_000_000
"""Bytes of a page that may name the next one; a larger one is the whole source."""
MOST_PAGES = 10_000
BLOCK = 1 << 16
GOOD = 200
LATER = "Probeer later opnieuw: ik ga daar verder."
Told = Callable[[int, int], None]
"""Told after each block: pages that are done, and bytes of all."""


@dataclass(frozen=True)
class Patience:
    """How long a source may take, in seconds."""

    connect: float = 15.0
    silence: float = 30.0
    """Without any byte."""
    page: float = 900.0


PATIENT = Patience()


@dataclass(frozen=True)
class FetchedPage:
    """One page, where it is kept, and where the next one is."""

    address: str
    path: Path
    following: str | None


async def fetch(
    store: CatalogueStore,
    source: str,
    address: str,
    told: Told = lambda pages, size: None,
    patience: Patience = PATIENT,
    largest: int = LARGEST,
) -> list[Path]:
    """The files of all pages, those of an earlier attempt included; raises SourceError."""
    kept = _kept(store, source)
    if kept and kept[0].address != address:
        forget(store, source)
        kept = []
    following = kept[-1].following if kept else address
    size = sum(page.path.stat().st_size for page in kept)
    timeout = aiohttp.ClientTimeout(patience.page, sock_connect=patience.connect, sock_read=patience.silence)
    async with aiohttp.ClientSession(timeout=timeout) as session:
        while following is not None:
            if len(kept) >= MOST_PAGES or following in {page.address for page in kept}:
                raise SourceError("Deze bron houdt niet op: de pagina's verwijzen naar elkaar.")
            path = _directory(store, source) / f"{len(kept):05}"
            page = await _Fetch(session, path, largest - size, len(kept), size, told).page(following)
            _keep(store, source, len(kept), page)
            kept.append(page)
            size += path.stat().st_size
            told(len(kept), size)
            following = page.following
    return [page.path for page in kept]


@dataclass(frozen=True)
class _Fetch:
    """One page on its way to a file."""

    session: aiohttp.ClientSession
    path: Path
    room: int
    """Bytes that it may still have."""
    pages: int
    before: int
    told: Told

    async def page(self, address: str) -> FetchedPage:
        try:
            async with self.session.get(address, max_redirects=5) as response:
                if response.status != GOOD:
                    raise SourceError(f"{shown(address)} gaf {response.status}. {LATER}")
                if (response.content_length or 0) > self.room:
                    raise self._too_large()
                await self._write(response)
                links: Any = response.links
                link = links["next"]["url"] if "next" in links else None
        except aiohttp.TooManyRedirects as error:
            raise SourceError(f"{shown(address)} verwijst steeds door.") from error
        except asyncio.TimeoutError as error:
            raise SourceError(f"{shown(address)} antwoordt niet of veel te traag. {LATER}") from error
        except aiohttp.ClientPayloadError as error:
            raise SourceError(f"{shown(address)} brak af voor alles er was. {LATER}") from error
        except (aiohttp.ClientError, ValueError) as error:
            if isinstance(error, SourceError):
                raise
            raise SourceError(f"{shown(address)} is niet bereikbaar. {LATER}") from error
        following = str(link) if link is not None else _named(address, self.path)
        if following is not None and URL(following).origin() != URL(address).origin():
            raise SourceError("De volgende pagina staat op een andere server. Dat volg ik niet.")
        return FetchedPage(address, self.path, following)

    async def _write(self, response: aiohttp.ClientResponse) -> None:
        """To the file; unpacked bytes are counted, so that a small packed answer cannot fill the disk."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        written, head = 0, b""
        with self.path.open("wb") as file:
            async for block in response.content.iter_chunked(BLOCK):
                if len(head) < HEAD:
                    head += block[: HEAD - len(head)]
                written += len(block)
                if written > self.room:
                    raise self._too_large()
                file.write(block)
                self.told(self.pages, self.before + written)
        refuse_other_content(head)

    def _too_large(self) -> SourceError:
        return SourceError(f"Deze bron is groter dan {self.before + self.room} bytes. Deel ze op.")


def shown(address: str) -> str:
    """An address as it may be told: without what may be secret in it."""
    return re.sub(r"//[^/@]*@", "//", re.sub(r"[?#].*", "", address))


def _named(address: str, path: Path) -> str | None:
    """The next page as the content names it: `volgende`, or the page numbers of OOAPI."""
    if path.stat().st_size > LARGEST_LISTED:
        return None
    try:
        body: Any = json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        return None
    if not isinstance(body, dict):
        return None
    if body.get("hasNextPage") is True and isinstance(body.get("pageNumber"), int):
        return str(URL(address).update_query(pageNumber=str(body["pageNumber"] + 1)))
    return str(URL(address).join(URL(str(body["volgende"])))) if body.get("volgende") else None


def items_of(form: str, paths: Sequence[Path]) -> Iterator[Item]:
    """The courses and problems in all pages together, as one source."""
    if len(paths) == 1:
        return FORMS[form](of_file(paths[0]))
    if form == "csv":
        raise SourceError("CSV in meer dan een pagina ken ik niet.")
    sources = [of_file(path) for path in paths]
    if form == "json":
        return chain.from_iterable(FORMS[form](source) for source in sources)
    check_whole(sum(source.size for source in sources))
    bodies = [load_json(whole(source)) for source in sources]
    return page_items(bodies) if form == "ooapi" else node_items(bodies)


def _directory(store: CatalogueStore, source: str) -> Path:
    return store.spool / source


def _kept(store: CatalogueStore, source: str) -> list[FetchedPage]:
    """The pages of an earlier attempt whose files are still there, up to the first that is not."""
    c = t.opgehaald.c
    query = select(c.adres, c.volgende).where(c.bron == source).order_by(c.volgnummer)
    with store.reading() as connection:
        rows = connection.execute(query).all()
    found = []
    for number, (address, following) in enumerate(rows):
        path = _directory(store, source) / f"{number:05}"
        if not path.exists():
            forget(store, source)
            return []
        found.append(FetchedPage(address, path, following))
    return found


def _keep(store: CatalogueStore, source: str, number: int, page: FetchedPage) -> None:
    row = {"adres": page.address, "volgende": page.following}
    with store.writing() as connection:
        connection.execute(insert(t.opgehaald).values(bron=source, volgnummer=number, **row))


@contextmanager
def forgotten_afterwards(store: CatalogueStore, source: str) -> Iterator[None]:
    """Throw the kept pages away when they are taken in, or when they turn out to be no good.

    Else a source that once sent half a list would be read from those pages for ever.
    """
    try:
        yield
    except SourceError:
        forget(store, source)
        raise
    forget(store, source)


def forget(store: CatalogueStore, source: str) -> None:
    """Throw the kept pages away, after an import."""
    with store.writing() as connection:
        connection.execute(delete(t.opgehaald).where(t.opgehaald.c.bron == source))
    shutil.rmtree(_directory(store, source), ignore_errors=True)
