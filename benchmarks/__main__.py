"""`python -m benchmarks [--help]`: measure this project beside others, in one run.

The service beside Rasa's starter project; the rules beside OpenFisca and a rule library; the choice of the
next question beside other ways of asking; the search of courses beside plain full text; with the files of
ESCO, the search of occupations; how fast words go between people and counsellors, and whether none is lost
when servers are killed; the web component beside rasa-webchat on a slow telephone, with Lighthouse.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import NoReturn

from benchmarks import handover, killing, measure, occupations, planner
from benchmarks.catalogue import report as catalogue
from benchmarks.contestants import PROJECT, Contestant, Service, Starter, new_session
from benchmarks.databases import NoServers
from benchmarks.plan import FULL, QUICK, Plan
from benchmarks.processes import ServerStopped
from benchmarks.report import Row, as_json, machine, rows, rows_as_json, table
from benchmarks.rights import measure_rights
from benchmarks.rules import measure_rules
from benchmarks.rules_others import NoOthers
from benchmarks.rules_report import conditions_told, engine_rows, openfisca_rows
from benchmarks.widget import report as widget
from benchmarks.widget.packages import NoBrowser
from knowledge.occupations.esco import EscoError

OUTPUT = PROJECT / "var" / "bench"
ESCO = "LOOPBAANWIJZER_ESCO"
"""The environment variable with the directory of the files of ESCO."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and keep the numbers; 0 also when an aim is missed."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="shorter; the aims at turn 200 are not judged")
    parser.add_argument("--rules", action="store_true", help="only the rules, without the service")
    parser.add_argument("--planner", action="store_true", help="only the choice of the next question")
    parser.add_argument("--catalogue", action="store_true", help="only the search and the import of courses")
    parser.add_argument("--handover", action="store_true", help="only talks between people and counsellors")
    parser.add_argument("--killing", action="store_true", help="only servers that are killed in mid-talk")
    parser.add_argument("--widget", action="store_true", help="only the web component in a slow browser")
    parser.add_argument(
        "--occupations", action="store_true", help="only the search of occupations (needs ESCO)"
    )
    parser.add_argument(
        "--esco", metavar="DIR", default=os.environ.get(ESCO), help="directory of ESCO [%(default)s]"
    )
    given = parser.parse_args(arguments)
    if given.occupations and not given.esco:
        parser.error(f"--occupations needs --esco DIR (or {ESCO}), the directory with the files of ESCO")
    only = given.rules or given.planner or given.catalogue or given.occupations or given.handover
    only = only or given.killing or given.widget
    plan = QUICK if given.quick else FULL
    signal.signal(signal.SIGTERM, _terminated)  # so that the servers are ended then too
    with tempfile.TemporaryDirectory(prefix="bench-") as directory:
        try:
            before = machine()
            say("{} run; {cores} cores, {memory_gib} GiB, load {load_before}".format(plan.name, **before))
            found: list[Row] = []
            numbers: dict[str, object] = {}
            for wanted, part in (
                (given.rules or not only, bench_rules),
                (given.planner or not only, bench_planner),
                (given.catalogue or not only, bench_catalogue),
                (given.handover or not only, bench_handover),
                (given.killing or not only, bench_killing),
                (given.widget or not only, bench_widget),
                (
                    bool(given.esco) and (given.occupations or not only),
                    partial(bench_occupations, given.esco),
                ),
                (not only, bench),
            ):
                if wanted:
                    measured, more = part(plan, Path(directory))
                    found, numbers = [*found, *measured], {**more, **numbers}
            _keep({**numbers, "machine": before})
        except ServerStopped as error:
            print(f"\nbench: {error}", file=sys.stderr)
            return 1
    if not found:
        return 1
    missed = [row.what.strip() for row in found if row.reached is False]
    print("\nMissed: " + "; ".join(missed) if missed else "\nEvery aim that was judged is reached.")
    return 0


def bench_rules(plan: Plan, directory: Path) -> tuple[list[Row], dict[str, object]]:
    """The rules beside OpenFisca and rule-engine."""
    try:
        measured = measure_rules(plan.rules, directory, say)
    except NoOthers as error:
        say(f"rules: not measured. {error}")
        return [], {}
    openfisca, engine = openfisca_rows(measured, full=plan.full), engine_rows(measured)
    print(f"\n{table(openfisca, 'OpenFisca')}\n\n{table(engine, 'rule-engine')}")
    print(f"\n{conditions_told(measured)}", flush=True)
    return [*openfisca, *engine], {"rules": {**asdict(measured), "rows": rows_as_json([*openfisca, *engine])}}


def bench_planner(plan: Plan, _directory: Path) -> tuple[list[Row], dict[str, object]]:
    """The choice of the next question beside other ways of asking."""
    measured = planner.measure_planner(planner.FULL if plan.full else planner.QUICK, say)
    found = planner.rows(measured)
    print(f"\n{planner.table(measured)}\n\n{table(found, 'other')}", flush=True)
    return found, {"planner": {**planner.as_json(measured), "rows": rows_as_json(found)}}


def bench_catalogue(plan: Plan, directory: Path) -> tuple[list[Row], dict[str, object]]:
    """The search of courses beside plain full text."""
    found, numbers = catalogue.measure_catalogue(plan.full, directory, say)
    print(f"\n{table(found, 'plain FTS5')}", flush=True)
    return found, {"catalogue": {**numbers, "rows": rows_as_json(found)}}


def bench_handover(plan: Plan, directory: Path) -> tuple[list[Row], dict[str, object]]:
    """Words between people and counsellors, many talks at once."""
    wanted = handover.FULL if plan.full else handover.QUICK
    found, numbers = handover.measure_handover(wanted, directory, say)
    shared: dict[str, object] = {}
    try:
        say("the same with two servers on PostgreSQL and Redis")
        rows, shared = handover.measure_shared(wanted, directory, say)
        found += rows
    except NoServers as error:
        say(f"two servers: not measured. {error}")
    print(f"\n{table(found, 'other')}", flush=True)
    return found, {"handover": {**numbers, "shared": shared, "rows": rows_as_json(found)}}


def bench_killing(plan: Plan, directory: Path) -> tuple[list[Row], dict[str, object]]:
    """Two servers, one of them killed again and again while people talk."""
    wanted = killing.FULL if plan.full else killing.QUICK
    return _where_possible("killing", "other", lambda: killing.measure_killing(wanted, directory, say))


def bench_widget(plan: Plan, directory: Path) -> tuple[list[Row], dict[str, object]]:
    """The component beside rasa-webchat, and what Lighthouse says."""
    wanted = widget.FULL if plan.full else widget.QUICK
    return _where_possible("widget", "rasa-webchat", lambda: widget.measure_widget(wanted, directory, say))


def _where_possible(
    name: str, other: str, measured: Callable[[], tuple[list[Row], dict[str, object]]]
) -> tuple[list[Row], dict[str, object]]:
    """The rows and numbers of a measurement; none, and the reason said, where its programs are not there."""
    try:
        found, numbers = measured()
    except (NoServers, NoBrowser) as error:
        say(f"{name}: not measured. {error}")
        return [], {}
    print(f"\n{table(found, other)}", flush=True)
    return found, {name: {**numbers, "rows": rows_as_json(found)}}


def bench_occupations(esco: str, _plan: Plan, _directory: Path) -> tuple[list[Row], dict[str, object]]:
    """The search of occupations on the real names of ESCO, beside plain words and pieces of words."""
    try:
        measured = occupations.measure_occupations(Path(esco), say)
    except EscoError as error:
        say(f"occupations: not measured. {error}")
        return [], {}
    found = occupations.rows(measured)
    told = f"{measured.questions} names asked of {measured.occupations} occupations"
    print(f"\n{told}\n{table(found, 'other')}", flush=True)
    return found, {"occupations": {**occupations.as_json(measured), "rows": rows_as_json(found)}}


def bench(plan: Plan, directory: Path) -> tuple[list[Row], dict[str, object]]:
    """The service beside the starter."""
    say("rights, in-process")
    rights = measure_rights(plan.evaluations)
    contestants: list[Contestant] = [Starter(directory), Service(directory)]
    results = {contestant.name: measure.Measured() for contestant in contestants}
    say("training: rasa init, then this project")
    measure.train(contestants, results)
    try:
        asyncio.run(_live(contestants, plan, results))
    finally:
        for contestant in contestants:
            contestant.stop()
    found = rows(plan, results, rights)
    print("\n" + table(found), flush=True)
    return found, as_json(plan, found, results, rights)


async def _live(contestants: list[Contestant], plan: Plan, results: measure.Results) -> None:
    async with new_session() as session:
        say(f"starting each {plan.starts} time(s)")
        await measure.start(contestants, session, plan, results)
        say(f"{plan.talks} conversation(s) of {plan.late.last} turns")
        await measure.converse(contestants, session, plan, results)
        say(f"{plan.users} visitors at once")
        await measure.crowd(contestants, session, plan, results)
        for contestant in contestants:
            contestant.check()
            results[contestant.name].memory_at_end = contestant.memory()


def _keep(numbers: dict[str, object]) -> None:
    OUTPUT.mkdir(parents=True, exist_ok=True)
    path = OUTPUT / f"{datetime.now():%Y%m%d-%H%M%S}.json"
    path.write_text(json.dumps(numbers, indent=1) + "\n", encoding="utf-8")
    print(f"\nAll numbers: {path.relative_to(PROJECT)}")


def say(text: str) -> None:
    """Progress for the person who waits."""
    print(f"[bench {datetime.now():%H:%M:%S}] {text}", flush=True)


def _terminated(number: int, frame: object) -> NoReturn:
    raise SystemExit(128 + number)


if __name__ == "__main__":
    sys.exit(main())
