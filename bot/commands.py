"""What the groups of commands (`catalogus`, `begeleiders` ...) share: options, the database, exit codes."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from typing import Any

from bot.settings import SettingError, read_settings
from bot.storage import Database, StorageUnavailable
from knowledge.maintenance.dutch_options import DutchParser

GOOD, WRONG, MISUSED = 0, 1, 2
SHOWN_ERRORS = 20
"""How many problems of a file are told one by one."""


class Commands:
    """The options of one group of commands; a chosen command stands in `run` of what `parser` reads."""

    def __init__(self, group: str, description: str) -> None:
        self.parser = DutchParser(prog=f"loopbaanwijzer {group}", description=description)
        self._commands = self.parser.add_subparsers(required=True, dest="opdracht", metavar="OPDRACHT")

    def add(self, name: str, help_text: str, run: Callable[..., Any]) -> argparse.ArgumentParser:
        """A command; its own options go on what is given back."""
        command = self._commands.add_parser(name, help=help_text, description=help_text)
        command.set_defaults(run=run)
        return command


class CommandError(Exception):
    """Why a command did nothing, in Dutch."""


class DatabaseCommands(Commands):
    """Commands on the database of the service; each is given it with its options, and gives what to say."""

    def __init__(self, group: str, description: str) -> None:
        super().__init__(group, description)
        self.parser.add_argument("--databank", metavar="ADRES", help="een andere databank dan de instelling")

    def main(self, words: Sequence[str], *told: type[Exception]) -> int:
        """Run one command; the exit code. `told`: errors beside CommandError whose words say enough."""
        given = self.parser.parse_args(words)
        wrong: tuple[type[Exception], ...] = (CommandError, *told)
        try:
            settings = read_settings(database=given.databank)
        except SettingError as error:
            return failed(error, MISUSED)
        database = Database(settings.database_url, settings.database_timeout)
        try:
            print(given.run(database, given))
            return GOOD
        except wrong as error:
            return failed(error)
        except StorageUnavailable:
            return failed("de databank is niet bereikbaar.")
        finally:
            database.close()


def failed(problem: object, code: int = WRONG) -> int:
    """Say why the command did not do its work; the exit code."""
    print(f"loopbaanwijzer: {problem}", file=sys.stderr)
    return code


def tell_skipped(errors: Sequence[object], count: int, what: str) -> None:
    """The first problems one by one, and how many more there are."""
    for error in errors[:SHOWN_ERRORS]:
        print(f"  overgeslagen: {error}")
    if len(errors) > SHOWN_ERRORS:
        print(f"  ... en nog {count - SHOWN_ERRORS} {what}.")
