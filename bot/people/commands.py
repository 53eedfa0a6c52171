"""The commands `loopbaanwijzer begeleiders ...`. A password is asked or read from stdin, never an option."""

from __future__ import annotations

import argparse
import getpass
import re
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from bot.commands import CommandError, DatabaseCommands
from bot.conversation import identity
from bot.people import accounts, audit, passwords
from bot.people.accounts import ROLES, Counsellor
from bot.storage import Database

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

Change = Callable[["Connection", Counsellor], None]
LOGIN = re.compile(r"[a-z0-9][a-z0-9._@+-]{1,99}")
ORGANISATION = re.compile(r"[a-z0-9][a-z0-9-]{1,62}")


def main(words: Sequence[str]) -> int:
    """Run one command; the exit code."""
    return _commands().main(words)


def _commands() -> DatabaseCommands:
    commands = DatabaseCommands("begeleiders", "Accounts van begeleiders en hun organisaties.")
    organisation = commands.add("organisatie", "maak een organisatie", _organisation)
    organisation.add_argument("organisatie", help="korte naam, zoals 'leerwinkel-gent'")
    organisation.add_argument("naam", help="de naam die bezoekers zien")
    make = commands.add("maak", "maak een account; het wachtwoord wordt gevraagd", _make)
    make.add_argument("gebruikersnaam")
    make.add_argument("--naam", required=True, help="de naam die bezoekers zien")
    make.add_argument("--organisatie", required=True)
    make.add_argument("--rol", choices=ROLES, default=accounts.COUNSELLOR)
    commands.add("toon", "toon alle accounts", _show)
    for name, help_text, run in (
        ("blokkeer", "blokkeer een account en meld het overal af", _block),
        ("deblokkeer", "laat een account weer toe", _unblock),
        ("wachtwoord", "geef een nieuw wachtwoord en meld overal af", _password),
        ("code", "vraag vanaf nu ook een code van een app (TOTP)", _code),
        ("zonder-code", "vraag geen code meer", _no_code),
    ):
        commands.add(name, help_text, run).add_argument("gebruikersnaam")
    return commands


def _organisation(database: Database, given: argparse.Namespace) -> str:
    if not ORGANISATION.fullmatch(given.organisatie):
        raise CommandError("Een korte naam bestaat uit kleine letters, cijfers en streepjes.")

    def work(connection: Connection) -> None:
        if given.organisatie in accounts.organisations(connection):
            raise CommandError(f"De organisatie '{given.organisatie}' bestaat al.")
        accounts.add_organisation(connection, given.organisatie, given.naam, identity.now())

    database.run_sync(work)
    return f"Gemaakt: organisatie {given.organisatie} ({given.naam})."


def _make(database: Database, given: argparse.Namespace) -> str:
    login = given.gebruikersnaam.lower()
    if not LOGIN.fullmatch(login):
        raise CommandError("Een gebruikersnaam bestaat uit letters, cijfers en de tekens . _ @ + -")

    def check(connection: Connection) -> None:
        if given.organisatie not in accounts.organisations(connection):
            raise CommandError(f"De organisatie '{given.organisatie}' bestaat niet. Maak ze eerst.")
        if accounts.find_login(connection, login) is not None:
            raise CommandError(f"De gebruikersnaam '{login}' bestaat al.")

    database.run_sync(check)
    password = passwords.hashed(_ask_password(login))

    def work(connection: Connection) -> None:
        made = accounts.add(
            connection, given.organisatie, login, given.naam, given.rol, password, identity.now()
        )
        audit.note(connection, accounts.find(connection, made), "account_gemaakt", None, identity.now())

    database.run_sync(work)
    return f"Gemaakt: {login}, {given.rol} bij {given.organisatie}."


def _show(database: Database, given: argparse.Namespace) -> str:
    rows = database.run_sync(accounts.colleagues, None, identity.now())
    lines = []
    for row in rows:
        who: Counsellor = row["who"]
        marks = [
            word
            for word, holds in (
                ("geblokkeerd", row["blocked"]),
                ("vergrendeld", row["locked"]),
                ("met code", row["totp"]),
                ("aan dienst", row["on_duty"]),
            )
            if holds
        ]
        lines.append(
            f"{who.organisation:20} {who.login:30} {who.role:12} {who.name}  {', '.join(marks)}".rstrip()
        )
    return "\n".join(lines) or "Er zijn nog geen accounts."


def _block(database: Database, given: argparse.Namespace) -> str:
    return _change(database, given, lambda c, who: accounts.block(c, who.id, True), "account_geblokkeerd")


def _unblock(database: Database, given: argparse.Namespace) -> str:
    return _change(database, given, lambda c, who: accounts.block(c, who.id, False), "account_toegelaten")


def _password(database: Database, given: argparse.Namespace) -> str:
    _known(database, given.gebruikersnaam)
    password = passwords.hashed(_ask_password(given.gebruikersnaam.lower()))
    return _change(
        database, given, lambda c, who: accounts.reset(c, who.id, password), "account_nieuw_wachtwoord"
    )


def _code(database: Database, given: argparse.Namespace) -> str:
    secret = passwords.new_secret()
    told = _change(database, given, lambda c, who: accounts.set_totp(c, who.id, secret), "account_code_aan")
    address = passwords.secret_address(secret, given.gebruikersnaam.lower())
    return f"{told}\nZet dit adres in de app van de begeleider. Het wordt maar een keer getoond:\n{address}"


def _no_code(database: Database, given: argparse.Namespace) -> str:
    return _change(database, given, lambda c, who: accounts.set_totp(c, who.id, None), "account_code_uit")


def _known(database: Database, login: str) -> Counsellor:
    who = database.run_sync(accounts.find_login, login)
    if who is None:
        raise CommandError(f"De gebruikersnaam '{login}' bestaat niet.")
    return who


def _change(database: Database, given: argparse.Namespace, change: Change, action: audit.Action) -> str:
    who = _known(database, given.gebruikersnaam)

    def work(connection: Connection) -> None:
        change(connection, who)
        audit.note(connection, who, action, None, identity.now(), {"met": "opdrachtregel"})

    database.run_sync(work)
    return f"Gedaan: {who.login}, {action.removeprefix('account_').replace('_', ' ')}."


def _ask_password(login: str) -> str:
    """Asked twice at a terminal; one line of stdin otherwise."""
    if sys.stdin.isatty():
        password = getpass.getpass("Wachtwoord: ")
        if getpass.getpass("Nog eens: ") != password:
            raise CommandError("De twee wachtwoorden zijn niet gelijk.")
    else:
        password = sys.stdin.readline().rstrip("\n")
    problem = passwords.problem_with(password, login)
    if problem:
        raise CommandError(problem)
    return password
