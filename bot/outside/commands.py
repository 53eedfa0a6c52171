"""The commands `loopbaanwijzer koppelingen ...`: where what happens is told. A secret is shown once."""

from __future__ import annotations

import argparse
import secrets
from collections.abc import Sequence
from urllib.parse import urlsplit

from bot.addresses import is_safe
from bot.commands import CommandError, DatabaseCommands
from bot.conversation import identity
from bot.outside import outbox
from bot.people import accounts
from bot.storage import Database
from knowledge.contacts import is_address

LONGEST = 500


def main(words: Sequence[str]) -> int:
    """Run one command; the exit code."""
    return _commands().main(words)


def _commands() -> DatabaseCommands:
    commands = DatabaseCommands("koppelingen", "Systemen van organisaties die horen wat er gebeurt.")
    make = commands.add("maak", "maak een koppeling; het geheim wordt een keer getoond", _make)
    make.add_argument("soort", choices=outbox.KINDS)
    make.add_argument("adres", help="https-adres van de webhook, of een mailadres")
    make.add_argument("--organisatie", required=True)
    commands.add("toon", "toon de koppelingen en wat nog wacht", _show)
    for name, help_text, run in (
        ("verwijder", "verwijder een koppeling, met wat nog wachtte", _remove),
        ("probeer", "zet een proefbericht klaar; de dienst bezorgt het", _try),
    ):
        commands.add(name, help_text, run).add_argument("koppeling")
    return commands


def _make(database: Database, given: argparse.Namespace) -> str:
    address = given.adres.strip()
    if given.organisatie not in database.run_sync(accounts.organisations):
        raise CommandError(f"De organisatie '{given.organisatie}' bestaat niet.")
    if given.soort == outbox.MAIL and not is_address(address):
        raise CommandError("Dit is geen e-mailadres.")
    if given.soort == outbox.WEBHOOK:
        _check_webhook(address)
    secret = secrets.token_urlsafe(32) if given.soort == outbox.WEBHOOK else None
    made = database.run_sync(outbox.connect, given.organisatie, given.soort, address, secret, identity.now())
    told = f"Gemaakt: koppeling {made} ({given.soort}) voor {given.organisatie}."
    return told + (f"\nGeheim, maar een keer getoond: {secret}" if secret else "")


def _check_webhook(address: str) -> None:
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 (raises for a wrong port)
    except ValueError:
        raise CommandError("Dit is geen webadres.") from None
    if not parts.hostname or parts.username or len(address) > LONGEST:
        raise CommandError("Dit is geen webadres.")
    if not is_safe(address):
        raise CommandError("Een webhook heeft een adres dat met https:// begint.")


def _show(database: Database, given: argparse.Namespace) -> str:
    rows = database.run_sync(outbox.connections)
    lines = [f"{one.id}  {one.organisation:20} {one.kind:8} {one.address}" for one in rows]
    counts = database.run_sync(outbox.state)
    return "\n".join([*lines, ", ".join(f"{name}: {number}" for name, number in counts.items())])


def _remove(database: Database, given: argparse.Namespace) -> str:
    if not database.run_sync(outbox.disconnect, given.koppeling):
        raise CommandError(f"Er is geen koppeling '{given.koppeling}'.")
    return f"Verwijderd: koppeling {given.koppeling}."


def _try(database: Database, given: argparse.Namespace) -> str:
    found = [one for one in database.run_sync(outbox.connections) if one.id == given.koppeling]
    if not found:
        raise CommandError(f"Er is geen koppeling '{given.koppeling}'.")
    database.run_sync(outbox.put, found[0], outbox.TEST, None, {}, identity.now())
    return "Het proefbericht staat klaar."
