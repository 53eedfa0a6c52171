"""`python -m benchmarks.personas --eval DIR`: simulated visitors talk with the service.

DIR holds `simulate.py`, which plays the talks, `personas.yml` with the true facts of every persona, and
`score.py` for single messages. Beside what the simulation counts, the statuses of the core measures at the
end of each talk are compared with what `POST /api/v1/rechten` says of all the true facts.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from benchmarks.contestants import PROJECT
from benchmarks.plan import START_PATIENCE
from benchmarks.processes import HOST, Server, ServerStopped, clean_environment, free_port
from knowledge import load_knowledge

VARIABLE = "LOOPBAANWIJZER_EVAL"
SIMULATION, PERSONAS, SCORE = "simulate.py", "personas.yml", "score.py"
REQUEST_PATIENCE = 30.0
PLAY_PATIENCE = 1800.0


@dataclass(frozen=True)
class Outcome:
    """What came of the talk with one persona."""

    id: str
    completed: bool
    questions: int
    right: int
    wrong: tuple[str, ...]
    """Fields with another value than the true one."""
    missed: tuple[str, ...]
    """Fields that were told and are not known."""
    statuses: Mapping[str, tuple[str | None, str]]
    """Core measure -> the status at the end of the talk, and the one that follows from all true facts."""

    @property
    def same(self) -> int:
        """How many statuses are the same."""
        return sum(found == true for found, true in self.statuses.values())


def main(arguments: Sequence[str] | None = None) -> int:
    """Play, compare, print; 0 also when something is wrong in the answers."""
    given = _arguments(arguments)
    directory = _evaluation(given.eval)
    if directory is None:
        return 2
    try:
        with running(given.url) as address:
            outcomes = play(directory, address, given.seed)
            print(report(outcomes), flush=True)
            if not given.talks_only:
                print("\nUnderstanding of single messages", flush=True)
                return _call(directory / SCORE, "--url", address).returncode
    except (ServerStopped, subprocess.SubprocessError, urllib.error.URLError) as error:
        print(f"personas: {error}", file=sys.stderr)
        return 1
    return 0


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.personas", description=__doc__)
    parser.add_argument("--eval", metavar="DIR", help=f"directory of the evaluation [{VARIABLE}]")
    parser.add_argument("--url", help="address of a running service; without it one is started here")
    parser.add_argument("--seed", type=int, default=7, help="which of the phrasings are used")
    parser.add_argument("--talks-only", action="store_true", help=f"leave out DIR/{SCORE}")
    return parser.parse_args(arguments)


def _evaluation(given: str | None) -> Path | None:
    named = given or os.environ.get(VARIABLE)
    if not named:
        print(f"personas: say where the evaluation is: --eval DIR, or {VARIABLE}=DIR", file=sys.stderr)
        return None
    directory = Path(named).expanduser().resolve()
    absent = [name for name in (SIMULATION, PERSONAS, SCORE) if not (directory / name).is_file()]
    if absent:
        print(f"personas: {directory} has no {' and no '.join(absent)}", file=sys.stderr)
        return None
    return directory


@contextmanager
def running(url: str | None) -> Iterator[str]:
    """The service at this address, or one of our own with an empty database, for as long as the block."""
    if url is not None:
        yield url.rstrip("/")
        return
    with tempfile.TemporaryDirectory(prefix="personas-") as directory:
        port = free_port()
        command = [sys.executable, "-m", "bot.cli", "serve", "--port", str(port)]
        settings = {"LOOPBAANWIJZER_DATABASE": f"sqlite:///{directory}/talks.db"}
        server = Server(command, PROJECT, Path(directory) / "service.log", settings)
        try:
            address = f"http://{HOST}:{port}"
            _wait_until_ready(address, server)
            yield address
        finally:
            server.stop()


def _wait_until_ready(address: str, server: Server) -> None:
    deadline = time.monotonic() + START_PATIENCE
    while time.monotonic() < deadline:
        server.check()
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=REQUEST_PATIENCE):
                return
        except urllib.error.HTTPError as error:
            if json.load(error).get("taalmodel") == "mislukt":
                raise ServerStopped(f"there is no language model:\n{server.tail()}") from None
        except OSError:
            pass  # not listening yet
        time.sleep(0.2)
    raise ServerStopped(f"the service did not get ready:\n{server.tail()}")


def play(directory: Path, address: str, seed: int = 7) -> list[Outcome]:
    """Let every persona talk, and hold the outcome against the truth."""
    with tempfile.TemporaryDirectory(prefix="personas-") as work:
        output = Path(work) / "talks.json"
        options = ("--url", address, "--zaad", str(seed), "--peildatum-meesturen", "--uitvoer", str(output))
        done = _call(directory / SIMULATION, *options, quiet=True)
        if not output.is_file():
            raise ServerStopped(f"{SIMULATION} made no result:\n{done.stdout[-2000:]}")
        talks = json.loads(output.read_text(encoding="utf-8"))
    personas = yaml.safe_load((directory / PERSONAS).read_text(encoding="utf-8"))["personas"]
    true_facts = {str(persona["id"]): persona for persona in personas}
    return [_outcome(talk, true_facts[talk["id"]], address) for talk in talks]


def _call(script: Path, *options: str, quiet: bool = False) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(script), *options],
        env=clean_environment({"PYTHONDONTWRITEBYTECODE": "1"}),
        stdout=subprocess.PIPE if quiet else None,
        stderr=subprocess.STDOUT if quiet else None,
        timeout=PLAY_PATIENCE,
        text=True,
    )


def _outcome(talk: dict[str, Any], persona: dict[str, Any], address: str) -> Outcome:
    found = {measure["id"]: measure["status"] for measure in talk.get("rechten") or []}
    true = true_statuses(persona, address)
    return Outcome(
        talk["id"],
        bool(talk["klaar"]),
        talk["vragen"],
        len(talk["juist"]),
        tuple(row[0] for row in talk["verkeerd"]),
        tuple(row[0] for row in talk["gemist"]),
        {name: (found.get(name), status) for name, status in true.items()},
    )


def true_statuses(persona: dict[str, Any], address: str) -> dict[str, str]:
    """The statuses of the core measures for everything that is true of a persona."""
    body = {
        "peildatum": str(persona["peildatum"]),
        "profiel": _one_of_each(persona["profiel"]),
        "opleiding": _one_of_each(persona.get("opleiding") or {}),
        "maatregelen": list(load_knowledge().core),
    }
    request = urllib.request.Request(
        f"{address}/api/v1/rechten",
        json.dumps(body, default=str).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=REQUEST_PATIENCE) as response:
        return {measure["id"]: measure["status"] for measure in json.load(response)["maatregelen"]}


def _one_of_each(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Where several values are right (`een_van`), the first."""
    return {name: value["een_van"][0] if isinstance(value, dict) else value for name, value in facts.items()}


def report(outcomes: Sequence[Outcome]) -> str:
    """One line for each persona, the statuses that differ, and the totals."""
    lines = [f"{'':6}{'overview':>9}{'questions':>10}{'right':>7}{'wrong':>7}{'missed':>7}{'statuses':>10}"]
    for one in outcomes:
        lines += [_line(one), *(f"{'':8}{remark}" for remark in _remarks(one))]
    return "\n".join([*lines, "", totals(outcomes)])


def _line(one: Outcome) -> str:
    share = f"{one.same}/{len(one.statuses)}"
    fields = f"{one.right:>7}{len(one.wrong):>7}{len(one.missed):>7}"
    return f"{one.id:6}{'yes' if one.completed else 'NO':>9}{one.questions:>10}{fields}{share:>10}"


def _remarks(one: Outcome) -> Iterator[str]:
    for name, fields in (("wrong", one.wrong), ("missed", one.missed)):
        if fields:
            yield f"{name}: {', '.join(fields)}"
    for measure, (found, true) in one.statuses.items():
        if found != true:
            yield f"{measure}: {found or 'no overview'}, with all facts {true}"


def totals(outcomes: Sequence[Outcome]) -> str:
    """The figures of all talks together."""
    right = sum(one.right for one in outcomes)
    fields = right + sum(len(one.wrong) + len(one.missed) for one in outcomes)
    same, statuses = sum(one.same for one in outcomes), sum(len(one.statuses) for one in outcomes)
    questions = sum(one.questions for one in outcomes) / max(len(outcomes), 1)
    return (
        f"completed {sum(one.completed for one in outcomes)}/{len(outcomes)}   "
        f"fields right {right}/{fields} = {_share(right, fields)}   questions {questions:.1f}   "
        f"statuses same {same}/{statuses} = {_share(same, statuses)}"
    )


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "-"


if __name__ == "__main__":
    sys.exit(main())
