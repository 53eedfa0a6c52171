"""The commands `loopbaanwijzer catalogus ...`: take a source in, show what is there, fill it."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from datetime import date, datetime
from pathlib import Path
from time import monotonic

from bot.catalogue.fetching import fetch, forgotten_afterwards, items_of
from bot.catalogue.filling import fill
from bot.catalogue.importing import Report, check_name, state_of, take_in
from bot.catalogue.search import FtsCatalogue
from bot.catalogue.store import CatalogueStore, open_store
from bot.commands import GOOD, MISUSED, Commands, failed, tell_skipped
from bot.settings import SettingError, read_settings
from bot.storage import StorageUnavailable
from knowledge.catalogue.examples import DEFAULT_COUNT
from knowledge.catalogue.forms import FORMS, form_of
from knowledge.catalogue.model import Item, SourceError
from knowledge.catalogue.opening import of_file
from knowledge.catalogue.search import Query


def main(words: Sequence[str]) -> int:
    """Run one command; the exit code."""
    given = _parser().parse_args(words)
    try:
        settings = read_settings()
        place = given.databank or settings.catalogue_place
        store = open_store(place, settings.catalogue_path, settings.database_timeout)
    except SettingError as error:
        return failed(error, MISUSED)
    try:
        return int(given.run(store, given))
    except (SourceError, OSError) as error:
        return failed(error)
    except StorageUnavailable:
        return failed("de catalogus is niet bereikbaar of er schrijft al iemand.")
    finally:
        store.close()


def _parser() -> argparse.ArgumentParser:
    commands = Commands("catalogus", "De catalogus van opleidingen.")
    commands.parser.add_argument(
        "--databank", type=Path, metavar="BESTAND", help="een ander bestand dan de instelling"
    )
    take = commands.add("importeer", "neem een bron op: een bestand of een webadres", _import)
    take.add_argument("bron", help="naam van de bron, zoals 'cvo-mechelen'")
    take.add_argument("van", help="het bestand, of het webadres van de eerste pagina")
    take.add_argument("--vorm", choices=sorted(FORMS), help="vorm van de gegevens; anders zegt de naam het")
    show = commands.add("toon", "toon de bronnen, of zoek", _show)
    show.add_argument("zoek", nargs="*", help="woorden om te zoeken")
    make = commands.add("vul", "vul met verzonnen opleidingen (voorbeeldgegevens)", _fill)
    make.add_argument("--aantal", type=int, default=DEFAULT_COUNT, help="hoeveel [%(default)s]")
    return commands.parser


def _import(store: CatalogueStore, given: argparse.Namespace) -> int:
    form = given.vorm or form_of(given.van)
    if form is None:
        raise SourceError("Ik weet niet welke vorm dit is. Zeg het met --vorm.")
    far = given.van.startswith(("http://", "https://"))
    check_name(given.bron)
    pages = _fetched(store, given.bron, given.van) if far else []
    with forgotten_afterwards(store, given.bron) if far else nullcontext():
        items = items_of(form, pages) if far else _read(Path(given.van), form)
        _tell(take_in(store, given.bron, items, datetime.utcnow(), Shown("opleidingen gelezen")))
    return GOOD


def _read(path: Path, form: str) -> Iterator[Item]:
    source = of_file(path)
    if source.encoding not in ("utf-8", "utf-8-sig"):
        print(f"gelezen als {source.encoding}", file=sys.stderr, flush=True)
    return FORMS[form](source)


def _fetched(store: CatalogueStore, source: str, address: str) -> list[Path]:
    shown = Shown("kB opgehaald")
    paths = asyncio.run(fetch(store, source, address, lambda pages, size: shown(size // 1000)))
    print(f"{len(paths)} pagina's opgehaald", file=sys.stderr, flush=True)
    return paths


class Shown:
    """Tells how far it is: at most once a second, on the same line of a terminal."""

    def __init__(self, what: str, every: float = 1.0) -> None:
        self.what, self.every = what, every
        self._began = self._last = monotonic()

    def __call__(self, done: int) -> None:
        """So many are done."""
        now = monotonic()
        if now - self._last < self.every:
            return
        self._last = now
        rate = round(done / max(now - self._began, 0.001))
        terminal = sys.stderr.isatty()
        begin, end = ("\r", "") if terminal else ("", "\n")
        print(f"{begin}{done} {self.what} ({rate} per seconde)", end=end, file=sys.stderr, flush=True)


def _tell(report: Report) -> None:
    print(
        f"{report.source}: {report.new} nieuw, {report.changed} veranderd, {report.same} gelijk, "
        f"{report.gone} niet meer aangeboden."
    )
    tell_skipped(report.errors, report.skipped, "problemen")


def _show(store: CatalogueStore, given: argparse.Namespace) -> int:
    if given.zoek:
        page = FtsCatalogue(store).search(Query(date.today(), " ".join(given.zoek), per_page=10))
        print(f"{page.total} gevonden")
        for hit in page.hits:
            print(f"{hit.id}  {hit.course.title} ({hit.course.provider.name}): {', '.join(hit.why)}")
        return GOOD
    with store.reading() as connection:
        sources = state_of(connection)
    for row in sources:
        print(
            f"{row['bron']}: {row['aangeboden']} opleidingen, {row['niet_meer']} niet meer aangeboden, "
            f"{row['overgeslagen']} problemen; ingelezen op {row['ingelezen']:%Y-%m-%d}"
        )
    if not sources:
        print("De catalogus is leeg.")
    return GOOD


def _fill(store: CatalogueStore, given: argparse.Namespace) -> int:
    if given.aantal < 1:
        raise SourceError("--aantal moet minstens 1 zijn.")
    _tell(fill(store, date.today(), given.aantal, Shown("opleidingen gemaakt")))
    return GOOD
