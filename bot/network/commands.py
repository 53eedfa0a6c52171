"""The commands `loopbaanwijzer diensten ...`: take a list of services in, show what is there and near."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bot.commands import CommandError, DatabaseCommands
from bot.conversation import identity
from bot.network import store
from bot.storage import Database
from knowledge.catalogue.places import places
from knowledge.network import KINDS, ServiceError, own_services, read_csv

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
BIGGEST = 8 * 1024 * 1024
SHOWN = 10


def main(words: Sequence[str]) -> int:
    """Run one command; the exit code."""
    return _commands().main(words, ServiceError, OSError)


def _commands() -> DatabaseCommands:
    commands = DatabaseCommands("diensten", "Diensten in de buurt: loopbaancentra, leerwinkels ...")
    take = commands.add("importeer", "neem een csv over; de oude lijst met die naam verdwijnt", _take)
    take.add_argument("bestand", type=Path)
    take.add_argument("--naam", required=True, help="naam van de lijst, zoals 'loopbaancentra'")
    take.add_argument("--voorbeeld", action="store_true", help="verzonnen diensten, die dat ook zeggen")
    commands.add("toon", "toon de lijsten", _show)
    commands.add("verwijder", "verwijder een lijst", _remove).add_argument("naam")
    near = commands.add("dichtbij", "wat dicht bij een postcode of gemeente ligt", _near)
    near.add_argument("plaats")
    near.add_argument("--soort", choices=tuple(KINDS))
    return commands


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
