"""The component beside rasa-webchat on the same page, line and machine, by turns; and Lighthouse on ours."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from benchmarks.contestants import PROJECT
from benchmarks.processes import HOST, Server, ServerStopped, free_port
from benchmarks.report import Row
from benchmarks.widget.packages import HERE, NoBrowser, packages
from benchmarks.widget.throttled import BARE, OTHER, OURS, Visit, visit

AIM = 300.0
"""Milliseconds from asking for the script to a button that answers."""
PERFECT = 100.0
CATEGORIES = ("accessibility", "best-practices")
START = 180.0
LIGHTHOUSE = 400.0
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Fonts and the like of others are not fetched: nothing outside this machine is asked.
ALONE = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"

Visits = dict[str, list[Visit]]
Scores = dict[str, dict[str, dict[str, Any]]]
"""Of each page, by category: the score and the checks that failed."""


@dataclass(frozen=True)
class WidgetPlan:
    """A bounded number of visits to each website."""

    visits: int


FULL, QUICK = WidgetPlan(9), WidgetPlan(3)


def measure_widget(
    plan: WidgetPlan, directory: Path, say: Callable[[str], None]
) -> tuple[list[Row], dict[str, object]]:
    """The rows and all numbers; raises NoBrowser."""
    chromium = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    if chromium is None or shutil.which("node") is None:
        raise NoBrowser("Chromium or Node is not there")
    say("widget: the packages to compare with")
    kept = packages(directory)
    with _websites(directory, kept) as (service, site):
        say(f"widget: {plan.visits} visits to each website, by turns")
        visits = _visits(plan, chromium, site)
        say("widget: Lighthouse")
        scores = _lighthouse((str(kept), chromium, service, site))
    numbers = {name: [asdict(one) for one in found] for name, found in visits.items()}
    return rows(visits, scores), {"visits": numbers, "lighthouse": scores}


@contextmanager
def _websites(directory: Path, kept: Path) -> Iterator[tuple[str, str]]:
    """The service, and the websites that embed a widget: their addresses."""
    ports = free_port(), free_port()
    service, site = (f"http://{HOST}:{port}" for port in ports)
    settings = {
        "LOOPBAANWIJZER_PORT": str(ports[0]),
        "LOOPBAANWIJZER_DATABASE": f"sqlite:///{directory}/widget.db",
        "LOOPBAANWIJZER_CORS_ORIGINS": site,
        "LOOPBAANWIJZER_EMBED_ORIGINS": site,
        "LOOPBAANWIJZER_RATE_LIMIT": "0",
    }
    serve = (sys.executable, "-m", "bot.cli", "serve")
    host = ("node", str(HERE / "host.mjs"), str(ports[1]), service, str(kept))
    servers = [Server(serve, PROJECT, directory / "widget.log", settings)]
    try:
        servers.append(Server(host, PROJECT, directory / "host.log"))
        _wait(f"{service}/readyz", servers[0])
        _wait(f"{site}/niets", servers[1])
        yield service, site
    finally:
        for server in servers:
            server.stop()


def _wait(address: str, server: Server) -> None:
    """Until it answers; the service with its language model, for who talks with it wants an answer."""
    deadline = time.monotonic() + START
    while True:
        server.check()
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except urllib.error.HTTPError as error:
            if json.load(error).get("taalmodel") == "mislukt":
                raise NoBrowser("no language model: train it first (make run does)") from error
        except OSError:
            pass
        if time.monotonic() > deadline:
            raise ServerStopped(f"{address} gave no answer:\n{server.tail()}")
        time.sleep(0.2)


def _visits(plan: WidgetPlan, chromium: str, site: str) -> Visits:
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    found: Visits = {entrant.name: [] for entrant in (BARE, OURS, OTHER)}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=[ALONE, "--disable-gpu", *sandbox]
        )
        for _ in range(plan.visits):
            for entrant in (BARE, OURS, OTHER):
                found[entrant.name].append(visit(browser, f"{site}/{entrant.name}", entrant))
        browser.close()
    return found


def _lighthouse(words: tuple[str, ...]) -> Scores:
    command = ("node", str(HERE / "lighthouse.mjs"), *words)
    done = subprocess.run(command, capture_output=True, text=True, timeout=LIGHTHOUSE, check=False)
    if done.returncode:
        raise ServerStopped(f"Lighthouse failed:\n{done.stderr[-2000:]}")
    scores: Scores = json.loads(done.stdout.splitlines()[-1])
    return scores


def rows(visits: Visits, scores: Scores) -> list[Row]:
    """The table: medians of the visits, and the lowest score of our pages in each category."""
    ours, other = visits[OURS.name], visits[OTHER.name]

    def row(what: str, unit: str, of: Callable[[Visit], float]) -> Row:
        return Row(what, unit, statistics.median(map(of, other)), statistics.median(map(of, ours)))

    answers = row("button answers, after its script was asked", "ms", lambda one: one.button - one.asked)
    bare = statistics.median(one.button - one.asked for one in visits[BARE.name])
    return [
        answers,
        Row("  aim", "ms", None, answers.ours, ("at most", AIM)),
        Row("  beside a bare button, by a script of one line", "ms", bare, answers.ours),
        row("  from the start of the page", "ms", lambda one: one.button),
        row("  text of the page painted", "ms", lambda one: one.page),
        row("  script ran until then", "ms", lambda one: one.busy),
        row("script and style before opening", "kB", lambda one: one.bytes_before / 1000),
        row("  with what opening fetches", "kB", lambda one: (one.bytes_before + one.bytes_after) / 1000),
        row("click until something changes", "ms", lambda one: one.reaction),
        row("click until there is a field to type in", "ms", lambda one: one.field),
        row("click until the greeting", "ms", lambda one: one.said),
        Row("layout shift, most", "", max(one.shift for one in other), max(one.shift for one in ours)),
        *(row for category in CATEGORIES for row in _lowest(category, scores)),
    ]


def _lowest(category: str, scores: Scores) -> tuple[Row, Row]:
    """The lowest score of our pages beside that of the page with rasa-webchat, and its aim."""
    own = min(float(found[category]["score"]) for name, found in scores.items() if name != OTHER.name)
    beside = float(scores[OTHER.name][category]["score"])
    what = f"Lighthouse {category}, lowest of {len(scores) - 1} screens"
    return Row(what, "", beside, own), Row("  aim", "", None, own, ("at least", PERFECT))
