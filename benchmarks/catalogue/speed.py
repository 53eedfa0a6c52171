"""The search over 100,000 courses beside a bare FTS5 query for the same words, and their import."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from benchmarks.catalogue.delivery import write_csv
from benchmarks.catalogue.judging import judged_questions
from bot.catalogue.finding import Finder
from bot.catalogue.store import CatalogueFile
from knowledge.catalogue.asking import Term, terms
from knowledge.catalogue.likes import read_likes
from knowledge.catalogue.search import Query

DAY = date(2026, 11, 21)
PER_PAGE = 20
BARE = "select rowid from zoekindex where zoekindex match ? order by rank limit ?"
FILTERS = (
    {"forms": ("avond",)},
    {"postcode": "9000", "radius": 30},
    {"shortage": True, "incentive": "vov"},
)


@dataclass
class Times:
    """Milliseconds of each question: by the clock, and of the processor alone."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)


@dataclass
class Speed:
    """What was measured."""

    rows: int
    small: dict[str, float]
    """The import of a tenth of the courses."""
    large: dict[str, float]
    read: float = 0.0
    """Seconds of processor to read the columns after an import."""
    ours: Times = field(default_factory=Times)
    filtered: Times = field(default_factory=Times)
    bare: Times = field(default_factory=Times)
    """The words as they were typed."""
    bare_all: Times = field(default_factory=Times)
    """All words that ours looks up."""


def measure_speed(count: int, rounds: int, directory: Path) -> Speed:
    """Import so many courses, then ask every judged question a few times in turn with the bare queries."""
    _, small, _ = _import(count // 10, directory)
    rows, large, path = _import(count, directory)
    found = Speed(rows, small, large)
    store = CatalogueFile(path)
    try:
        finder = Finder(store)
        started = time.thread_time()
        finder.warm()
        found.read = time.thread_time() - started
        _ask(finder, Speed(0, {}, {}), 1)  # the first round fills caches of all alike
        _ask(finder, found, rounds)
    finally:
        store.close()
    return found


def _import(count: int, directory: Path) -> tuple[int, dict[str, float], Path]:
    file, catalogue = directory / f"{count}.csv", directory / f"{count}.db"
    rows = write_csv(file, count, DAY)
    command = [sys.executable, "-m", "benchmarks.catalogue.import_worker", str(file), str(catalogue)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return rows, figures, catalogue


def _ask(finder: Finder, found: Speed, rounds: int) -> None:
    with finder.store.reading() as connection:
        raw = connection.connection.dbapi_connection
        vocabulary = finder.vocabulary
        for _ in range(rounds):
            for place, question in enumerate(judged_questions()):
                query = Query(DAY, question.text, per_page=PER_PAGE)
                narrowed = Query(DAY, question.text, per_page=PER_PAGE, **FILTERS[place % len(FILTERS)])
                asked = terms(read_likes(question.text).text, vocabulary)
                own, wide = _expression(asked, first=True), _expression(asked, first=False)
                _timed(found.ours, lambda: finder.search(query))  # noqa: B023 - called at once
                _timed(found.bare, lambda: raw.execute(BARE, (own, PER_PAGE)).fetchall())  # noqa: B023
                _timed(found.bare_all, lambda: raw.execute(BARE, (wide, PER_PAGE)).fetchall())  # noqa: B023
                _timed(found.filtered, lambda: finder.search(narrowed))  # noqa: B023


def _timed(times: Times, work: object) -> None:
    assert callable(work)
    wall, cpu = time.perf_counter(), time.thread_time()
    work()
    times.cpu.append((time.thread_time() - cpu) * 1000)
    times.wall.append((time.perf_counter() - wall) * 1000)


def _expression(asked: list[Term], first: bool) -> str:
    """The words in FTS5's language: those of the best level, or of all levels."""
    parts = []
    for term in asked:
        for level in term.levels[:1] if first else term.levels:
            parts += ["(" + " AND ".join(f'"{stem}"' for stem in phrase) + ")" for phrase in level.phrases]
    return " OR ".join(parts) or '"x"'
