"""Options of a command, with headings and errors in Dutch."""

from __future__ import annotations

import argparse
from typing import Any, NoReturn

from .console import FAILED


class DutchParser(argparse.ArgumentParser):
    """argparse with Dutch headings and errors."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "add_help": False})
        self._positionals.title, self._optionals.title = "wat", "opties"
        self.add_argument("-h", "--help", action="help", help="toon deze uitleg")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and how to get help."""
        for english, dutch in _WORDS.items():
            message = message.replace(english, dutch)
        self.exit(FAILED, f"{self.prog}: {message}\nMeer uitleg: {self.prog} --help\n")

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", "gebruik: ")


_WORDS = {
    "the following arguments are required": "er ontbreekt",
    "unrecognized arguments": "onbekend",
    "invalid choice": "bestaat niet",
    "choose from": "kies uit",
    "expected one argument": "er hoort een waarde achter",
    "expected at least one argument": "er hoort minstens een waarde achter",
    "argument ": "",
    "invalid int value": "is geen geheel getal",
    "invalid float value": "is geen getal",
}
