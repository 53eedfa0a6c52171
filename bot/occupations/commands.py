"""The commands `loopbaanwijzer beroepen ...`: take ESCO in, show what is there, search."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from bot.occupations.store import EscoFile
from bot.settings import SettingError, read_settings
from knowledge.occupations.esco import ATTRIBUTION, BadRow, EscoError, read_esco
from knowledge.occupations.search import Occupations

GOOD, WRONG, MISUSED = 0, 1, 2
SHOWN_ERRORS = 20
SHOWN_FOUND = 10


def main(words: Sequence[str]) -> int:
    """Run one command; the exit code."""
    given = _parser().parse_args(words)
    try:
        store = EscoFile(given.bestand or read_settings().occupations_path)
        return int(given.run(store, given))
    except SettingError as error:
        print(f"loopbaanwijzer: {error}", file=sys.stderr)
        return MISUSED
    except (EscoError, OSError) as error:
        print(f"loopbaanwijzer: {error}", file=sys.stderr)
        return WRONG


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="loopbaanwijzer beroepen", description=f"Beroepen en competenties. {ATTRIBUTION}"
    )
    parser.add_argument("--bestand", type=Path, help="een ander bestand dan de instelling")
    commands = parser.add_subparsers(required=True, metavar="OPDRACHT")
    take = commands.add_parser("importeer", help="neem ESCO op uit een map met de officiële csv-bestanden")
    take.add_argument("map", type=Path, help="de map met occupations_nl.csv, skills_nl.csv en de andere")
    take.add_argument(
        "--ook-kleiner", action="store_true", help="ook als er veel minder beroepen in staan dan nu"
    )
    take.set_defaults(run=_import)
    show = commands.add_parser("toon", help="toon wat er is, of zoek een beroep")
    show.add_argument("zoek", nargs="*", help="woorden om te zoeken")
    show.set_defaults(run=_show)
    return parser


def _import(store: EscoFile, given: argparse.Namespace) -> int:
    esco = read_esco(given.map, _progress)
    for name in esco.absent:
        print(f"niet gevonden: {name}; ik ga verder zonder", file=sys.stderr)
    print("zoeklijst maken ...", file=sys.stderr, flush=True)
    report = store.take_in(esco, given.ook_kleiner)
    print(
        f"{report.new} nieuw, {report.changed} veranderd, {report.same} gelijk, {report.gone} weg; "
        f"{report.skills} vaardigheden, {report.relations} banden."
    )
    _tell(esco.errors)
    print(ATTRIBUTION)
    return GOOD


def _progress(file: str, rows: int) -> None:
    print(f"{file}: {rows} rijen gelezen", file=sys.stderr, flush=True)


def _tell(errors: Sequence[BadRow]) -> None:
    for error in errors[:SHOWN_ERRORS]:
        print(f"  overgeslagen: {error}")
    if len(errors) > SHOWN_ERRORS:
        print(f"  ... en nog {len(errors) - SHOWN_ERRORS} rijen.")


def _show(store: EscoFile, given: argparse.Namespace) -> int:
    occupations = Occupations(store)
    if given.zoek:
        for found in occupations.search(" ".join(given.zoek), SHOWN_FOUND):
            print(f"{found.id}  {found.name} ({found.isco})")
        return GOOD
    print(
        f"eigen lijst: {len(occupations.own.occupations)} beroepen, "
        f"{len(occupations.own.competences)} competenties"
    )
    counts = store.counts()
    if counts:
        print(
            f"ESCO: {counts['beroepen']} beroepen, {counts['vaardigheden']} vaardigheden, "
            f"{counts['banden']} banden"
        )
        print(ATTRIBUTION)
    else:
        print("ESCO is niet opgenomen.")
    return GOOD
