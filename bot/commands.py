"""What the groups of commands (`catalogus`, `begeleiders`, `beroepen`) share: options and exit codes."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from typing import Any

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
