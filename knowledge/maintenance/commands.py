"""The command line of the editors: `loopbaanwijzer kennis ...` and `python -m knowledge ...`."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from ..loading import DATA
from . import ageing, checking, comparing, examples, links, reforming, rerunning, showing
from .console import FAILED, GOOD, CommandError, note, say
from .dutch_options import DutchParser

PROGRAM = "loopbaanwijzer kennis"
EXIT_CODES = "Uitgangscodes: 0 alles in orde, 1 er is iets gevonden, 2 het commando kon zijn werk niet doen."
Arguments = argparse.Namespace
Run = Callable[[Arguments], int]
Define = Callable[[argparse.ArgumentParser], Run]
"""Adds the options of a command to its parser, and gives what runs it."""


def main(
    arguments: Sequence[str] | None = None,
    more: Mapping[str, tuple[str, Define]] | None = None,
    program: str = PROGRAM,
) -> int:
    """Run one command; `more` are commands that need the service."""
    commands = {**COMMANDS, **(more or {})}
    parser = DutchParser(
        prog=program, description="De kennis nakijken, tonen, vergelijken en documenteren.", epilog=EXIT_CODES
    )
    found = parser.add_subparsers(dest="commando", required=True, metavar="COMMANDO")
    runs = {}
    for name, (told, define) in commands.items():
        command = found.add_parser(name, help=told, description=told, epilog=EXIT_CODES)
        runs[name] = define(command)
        command.add_argument(
            "--map",
            type=Path,
            default=None,
            metavar="MAP",
            help="map met de kennisbestanden; zonder deze optie die van het project",
        )
    given = parser.parse_args(arguments)
    try:
        return runs[given.commando](given)
    except CommandError as error:
        note(f"{error}")
        return FAILED
    except BrokenPipeError:  # who reads the output has seen enough
        return GOOD
    except KeyboardInterrupt:
        note("\nAfgebroken.")
        return FAILED


def day(text: str) -> date:
    """A date on the command line."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is geen datum; schrijf ze als 2025-09-01") from None


def _measures(parser: argparse.ArgumentParser, told: str) -> None:
    parser.add_argument(
        "--maatregel", action="append", default=[], metavar="ID", help=f"{told}; mag vaker genoemd worden"
    )


def _person(parser: argparse.ArgumentParser) -> None:
    told = "JSON van een persoon: wat verandert er voor die persoon"
    parser.add_argument("--profiel", type=Path, metavar="BESTAND", help=told)


def _day(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--op", type=day, default=None, metavar="DATUM", help="de dag; zonder deze optie vandaag"
    )


def _on(given: Arguments) -> date:
    on: date | None = given.op
    return on or date.today()


# ---------------------------------------------------------------- the commands
def _check(parser: argparse.ArgumentParser) -> Run:
    return lambda given: checking.check(given.map)


def _show(parser: argparse.ArgumentParser) -> Run:
    parser.add_argument("maatregel", help="de id, zoals vov")
    _day(parser)
    return lambda given: showing.show(checking.loaded(given.map), given.maatregel, _on(given))


def _compare(parser: argparse.ArgumentParser) -> Run:
    parser.add_argument("eerst", type=day, metavar="EERST", help="de eerste dag")
    parser.add_argument("daarna", type=day, metavar="DAARNA", help="de tweede dag")
    _measures(parser, "alleen deze maatregel")
    _person(parser)
    parser.add_argument(
        "--oud",
        type=Path,
        metavar="MAP",
        help="neem de regels van de eerste dag uit deze map met kennisbestanden",
    )
    return lambda given: comparing.compare(
        checking.loaded(given.oud or given.map),
        checking.loaded(given.map),
        given.eerst,
        given.daarna,
        given.maatregel,
        given.profiel,
    )


def _ageing(parser: argparse.ArgumentParser) -> Run:
    parser.add_argument(
        "--maanden", type=int, default=12, metavar="N", help="vanaf deze leeftijd is een bron oud (12)"
    )
    _day(parser)
    return lambda given: ageing.report(checking.loaded(given.map), given.maanden, _on(given))


def _links(parser: argparse.ArgumentParser) -> Run:
    parser.add_argument("--alles", action="store_true", help="toon ook de links die werken")
    parser.add_argument(
        "--wachttijd",
        type=float,
        default=links.TIMEOUT,
        metavar="SECONDEN",
        help="hoelang een site mag wachten (15)",
    )
    return lambda given: links.report(checking.loaded(given.map), given.wachttijd, everything=given.alles)


def _example(parser: argparse.ArgumentParser) -> Run:
    parser.add_argument("bestand", type=Path, help="JSON met profiel, opleiding en peildatum")
    parser.add_argument("--naam", default="nieuw voorbeeld", help="de naam van het voorbeeld")
    _measures(parser, "voor deze maatregel; zonder deze optie alle met recht of misschien recht")
    return lambda given: examples.export(
        checking.loaded(given.map), given.bestand, given.maatregel, given.naam
    )


def _rerun(parser: argparse.ArgumentParser) -> Run:
    parser.add_argument("bron", type=Path, help="bestand met JSON-regels, of een map met *.jsonl")
    parser.add_argument(
        "--naar", type=Path, metavar="BESTAND", help="bewaar de situaties met hun uitkomst van nu"
    )
    parser.add_argument(
        "--toon", type=int, default=20, metavar="N", help="hoeveel veranderingen apart getoond worden (20)"
    )
    return lambda given: rerunning.rerun(checking.loaded(given.map), given.bron, given.naar, given.toon)


def _document(parser: argparse.ArgumentParser) -> Run:
    parser.add_argument("--naar", type=Path, required=True, metavar="MAP", help="de map voor de pagina's")
    _day(parser)

    def run(given: Arguments) -> int:
        from .site import build

        written = build(checking.loaded(given.map), given.map or DATA, given.naar, _on(given))
        say(f"{len(written)} bestanden geschreven. Begin bij {given.naar / 'index.html'}.")
        return GOOD

    return run


def _reform(parser: argparse.ArgumentParser) -> Run:
    parser.add_argument("hervorming", nargs="?", help="de id; zonder id de lijst van alle hervormingen")
    _day(parser)
    _measures(parser, "alleen deze maatregel, bij de regels of bij --profiel")
    _person(parser)
    parser.add_argument(
        "--mensen", type=int, default=0, metavar="N", help="reken ze door voor zoveel verzonnen mensen"
    )
    parser.add_argument(
        "--naar", type=Path, metavar="MAP", help="schrijf tabellen en een tekening van --mensen hier"
    )
    return lambda given: reforming.reform(given.map, given.hervorming, _on(given), given)


COMMANDS: dict[str, tuple[str, Define]] = {
    "controleer": ("Kijk alle bestanden na en reken alle voorbeelden na.", _check),
    "toon": ("Toon een maatregel zoals ze op een dag is: waarden, voorwaarden, voordelen, bronnen.", _show),
    "verschil": ("Zeg wat er verschilt tussen twee dagen, voor iedereen of voor een persoon.", _compare),
    "verouderd": (
        "Zeg welke waarden aandacht vragen: niet gevonden, betwist, zwak of met een oude bron.",
        _ageing,
    ),
    "links": ("Kijk na of de links naar officiële pagina's nog werken.", _links),
    "voorbeeld": ("Maak van een situatie een voorbeeld om in een bestand te plakken.", _example),
    "herreken": ("Reken bewaarde situaties opnieuw en zeg wie een ander antwoord krijgt.", _rerun),
    "documenteer": ("Maak een naslagwerk in HTML: een pagina per maatregel, met tijdlijnen.", _document),
    "hervorming": ("Toon een voorstel of scenario, en wie erop vooruit of achteruit gaat.", _reform),
}
