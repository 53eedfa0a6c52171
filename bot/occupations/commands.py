"""The commands `loopbaanwijzer beroepen ...`: take ESCO in, show what is there, search."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from bot.commands import GOOD, MISUSED, Commands, failed, tell_skipped
from bot.occupations.store import EscoFile
from bot.settings import SettingError, read_settings
from knowledge.occupations.esco import ATTRIBUTION, EscoError, read_esco
from knowledge.occupations.search import Occupations

SHOWN_FOUND = 10


def main(words: Sequence[str]) -> int:
    """Run one command; the exit code."""
    given = _parser().parse_args(words)
    try:
        store = EscoFile(given.bestand or read_settings().occupations_path)
        return int(given.run(store, given))
    except SettingError as error:
        return failed(error, MISUSED)
    except (EscoError, OSError) as error:
        return failed(error)


def _parser() -> argparse.ArgumentParser:
    commands = Commands("beroepen", f"Beroepen en competenties. {ATTRIBUTION}")
    commands.parser.add_argument("--bestand", type=Path, help="een ander bestand dan de instelling")
    take = commands.add("importeer", "neem ESCO op uit een map met de officiële csv-bestanden", _import)
    take.add_argument("map", type=Path, help="de map met occupations_nl.csv, skills_nl.csv en de andere")
    take.add_argument(
        "--ook-kleiner", action="store_true", help="ook als er veel minder beroepen in staan dan nu"
    )
    show = commands.add("toon", "toon wat er is, of zoek een beroep", _show)
    show.add_argument("zoek", nargs="*", help="woorden om te zoeken")
    return commands.parser


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
    tell_skipped(esco.errors, len(esco.errors), "rijen")
    print(ATTRIBUTION)
    return GOOD


def _progress(file: str, rows: int) -> None:
    print(f"{file}: {rows} rijen gelezen", file=sys.stderr, flush=True)


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
