"""The commands `loopbaanwijzer diensten ...`: take a list of services in, show what is there and near."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bot.conversation import identity
from bot.network import store
from bot.settings import SettingError, read_settings
from bot.storage import Database, StorageUnavailable
from knowledge.catalogue.places import places
from knowledge.network import KINDS, ServiceError, own_services, read_csv

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

GOOD, WRONG, MISUSED = 0, 1, 2
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
BIGGEST = 8 * 1024 * 1024
SHOWN = 10


class CommandError(Exception):
    """Why the command did nothing, in Dutch."""


def main(words: Sequence[str]) -> int:
    """Run one command; the exit code."""
    given = _parser().parse_args(words)
    try:
        settings = read_settings(database=given.databank)
    except SettingError as error:
        print(f"loopbaanwijzer: {error}", file=sys.stderr)
        return MISUSED
    database = Database(settings.database_url, settings.database_timeout)
    try:
        print(given.run(database, given))
        return GOOD
    except (CommandError, ServiceError, OSError) as error:
        print(f"loopbaanwijzer: {error}", file=sys.stderr)
        return WRONG
    except StorageUnavailable:
        print("loopbaanwijzer: de databank is niet bereikbaar.", file=sys.stderr)
        return WRONG
    finally:
        database.close()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="loopbaanwijzer diensten", description="Diensten in de buurt: loopbaancentra, leerwinkels ..."
    )
    parser.add_argument("--databank", metavar="ADRES", help="een andere databank dan de instelling")
    commands = parser.add_subparsers(required=True, metavar="OPDRACHT")
    take = commands.add_parser("importeer", help="neem een csv over; de oude lijst met die naam verdwijnt")
    take.add_argument("bestand", type=Path)
    take.add_argument("--naam", required=True, help="naam van de lijst, zoals 'loopbaancentra'")
    take.add_argument("--voorbeeld", action="store_true", help="verzonnen diensten, die dat ook zeggen")
    take.set_defaults(run=_take)
    commands.add_parser("toon", help="toon de lijsten").set_defaults(run=_show)
    remove = commands.add_parser("verwijder", help="verwijder een lijst")
    remove.add_argument("naam")
    remove.set_defaults(run=_remove)
    near = commands.add_parser("dichtbij", help="wat dicht bij een postcode of gemeente ligt")
    near.add_argument("plaats")
    near.add_argument("--soort", choices=tuple(KINDS))
    near.set_defaults(run=_near)
    return parser


def _take(database: Database, given: argparse.Namespace) -> str:
    if not NAME.fullmatch(given.naam):
        raise CommandError("Een naam bestaat uit kleine letters, cijfers en streepjes.")
    if given.bestand.stat().st_size > BIGGEST:
        raise CommandError("Dit bestand is te groot (meer dan 8 MiB).")
    services = read_csv(given.bestand.read_bytes(), identity.today(), example=given.voorbeeld)
    count = database.run_sync(store.replace_list, given.naam, services, identity.now())
    return f"Overgenomen: {count} diensten in de lijst {given.naam}."


def _show(database: Database, given: argparse.Namespace) -> str:
    lines = [f"{'(eigen lijst)':24} {len(own_services()):5}"]
    for row in database.run_sync(store.lists):
        mark = "  voorbeelden" if row["voorbeeld"] else ""
        lines.append(f"{row['lijst']:24} {row['aantal']:5}  gelezen {identity.iso(row['gelezen'])}{mark}")
    return "\n".join(lines)


def _remove(database: Database, given: argparse.Namespace) -> str:
    gone = database.run_sync(store.remove_list, given.naam)
    if not gone:
        raise CommandError(f"Er is geen lijst '{given.naam}'.")
    return f"Verwijderd: {gone} diensten van de lijst {given.naam}."


def _near(database: Database, given: argparse.Namespace) -> str:
    postcode = places().postcode_of(given.plaats)
    if postcode is None:
        raise CommandError(f"'{given.plaats}' ken ik niet als postcode of gemeente.")
    kinds = (given.soort,) if given.soort else None

    def work(connection: Connection) -> list[str]:
        found = store.near(connection, postcode, SHOWN, identity.today(), kinds)
        return [f"{one.distance:4} km  {one.service.kind:16} {one.service.name}" for one in found]

    return "\n".join(database.run_sync(work)) or f"Niets binnen {store.RADIUS} km."
