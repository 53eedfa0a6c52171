"""`herreken`: stored situations judged again, to see who would now get another answer."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from ..errors import InvalidFacts
from ..knowledge import Knowledge
from .console import FOUND, GOOD, CommandError, count, note, progress, say, table
from .judging import ManyJudge
from .situations import Outcome, Situation, read_lines

CHUNK = 250
FEW = 500
"""Below this many one process is faster than several."""
ABSENT = "niet in de kennis"
REFUSED = "feiten geweigerd"
_shared: tuple[ManyJudge, Sequence[Situation]] | None = None
"""What the worker processes judge with, and whom; they are forked after it is set, so it is not sent."""


@dataclass(frozen=True)
class Judged:
    """The present outcome of a situation; `refused` says why there is none."""

    situation: Situation
    outcome: Outcome
    refused: str = ""


@dataclass(frozen=True)
class Change:
    """One measure that answers otherwise for one situation."""

    place: str
    on: date
    measure: str
    before: str
    after: str
    amounts: tuple[str, ...] = ()
    """Benefits that differ, when the status does not."""


def rerun(knowledge: Knowledge, source: Path, to: Path | None, show: int) -> int:
    """Judge everything again and say what differs; `to` gets the situations with their present outcome."""
    situations = list(read_lines(source))
    judged = list(progress("situaties", judge_all(knowledge, situations), len(situations)))
    if to is not None:
        to.write_text(
            "".join(item.situation.as_line(item.outcome) + "\n" for item in judged), encoding="utf-8"
        )
        note(f"De situaties met hun uitkomst van nu staan in {to}.")
    changes = [change for item in judged for change in changes_of(item)]
    new = sum(not item.situation.before for item in judged)
    if new:
        note(f"{count(new, 'situatie had', 'situaties hadden')} nog geen vroegere uitkomst.")
    return _report(changes, len(situations), show)


def _report(changes: Sequence[Change], total: int, show: int) -> int:
    people = len({change.place for change in changes})
    if not changes:
        say(f"{count(total, 'situatie', 'situaties')} herrekend: niemand krijgt een ander antwoord.")
        return GOOD
    kinds = Counter((change.measure, change.before, change.after) for change in changes)
    rows = [
        (*kind, str(number)) for kind, number in sorted(kinds.items(), key=lambda item: (-item[1], item[0]))
    ]
    say(table(("maatregel", "vroeger", "nu", "aantal"), rows))
    say(f"\n{people} van {count(total, 'situatie krijgt', 'situaties krijgen')} een ander antwoord.")
    for change in changes[:show]:
        amounts = f" ({'; '.join(change.amounts)})" if change.amounts else ""
        say(f"  {change.place} op {change.on}: {change.measure}: {change.before} -> {change.after}{amounts}")
    if len(changes) > show:
        say(f"  ... en {len(changes) - show} andere; meer met --toon {len(changes)}")
    return FOUND


def changes_of(item: Judged) -> Iterator[Change]:
    """What differs from the earlier outcome, measure by measure."""
    given = item.situation
    if item.refused:
        yield Change(given.place, given.on, "-", "aanvaard", f"{REFUSED}: {item.refused}")
        return
    for measure, before in given.before.items():
        after = item.outcome.get(measure)
        if after is None:
            yield Change(given.place, given.on, measure, _told(before), ABSENT)
            continue
        amounts = tuple(_amounts(before.get("voordeel") or {}, after["voordeel"]))
        if _told(before) != _told(after):
            yield Change(given.place, given.on, measure, _told(before), _told(after))
        elif amounts:
            yield Change(given.place, given.on, measure, _told(before), "ander voordeel", amounts)


def _told(outcome: Any) -> str:
    sure = "" if outcome.get("zekerheid", "bevestigd") == "bevestigd" else " (onzeker)"
    return f"{outcome.get('status')}{sure}"


def _amounts(before: Any, after: Any) -> Iterator[str]:
    for key in sorted(before.keys() | after.keys()):
        if before.get(key) != after.get(key):
            yield f"{key}: {before.get(key)} -> {after.get(key)}"


# ---------------------------------------------------------------- judging many
def judge_all(knowledge: Knowledge, situations: Sequence[Situation]) -> Iterable[Judged]:
    """The present outcome of each, in their order; many are shared out over the processors."""
    global _shared
    judge = ManyJudge(knowledge)
    workers = os.cpu_count() or 1
    by_day = sorted(range(len(situations)), key=lambda place: situations[place].on)  # a day is prepared once
    ordered = [situations[place] for place in by_day]
    if len(situations) < FEW or workers == 1:
        found = [_judge(judge, item) for item in ordered]
    else:
        _shared = judge, ordered
        with ProcessPoolExecutor(workers, mp_context=get_context("fork")) as pool:
            chunks = pool.map(_judge_chunk, range(0, len(ordered), CHUNK))
            found = [outcome for chunk in chunks for outcome in chunk]
        _shared = None
    judged = dict(zip(by_day, found, strict=True))
    return [Judged(given, *judged[place]) for place, given in enumerate(situations)]


def _judge_chunk(start: int) -> list[tuple[Outcome, str]]:
    if _shared is None:
        raise CommandError("Het herrekenen is niet goed gestart.")
    judge, everyone = _shared
    return [_judge(judge, item) for item in everyone[start : start + CHUNK]]


def _judge(judge: ManyJudge, given: Situation) -> tuple[Outcome, str]:
    """Only the measures of the earlier outcome, without one all of them; or why the facts are refused."""
    wanted = [name for name in given.before if name in judge.knowledge.measures] if given.before else None
    try:
        facts = given.facts(judge.knowledge)
    except InvalidFacts as error:
        return {}, str(error)
    return judge.outcome(facts, given.on, wanted), ""
