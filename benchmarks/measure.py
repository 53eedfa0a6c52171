"""The measurements. Contestants take turns, so that what else the machine does falls on both alike."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import aiohttp

from benchmarks.contestants import Contestant, Talk
from benchmarks.plan import Plan


@dataclass
class Measured:
    """Everything measured of one contestant. Seconds and MiB."""

    training: float = 0.0
    starts: list[float] = field(default_factory=list)
    memory_after_start: list[float] = field(default_factory=list)
    memory_of_first: float = 0.0
    memory_at_end: float = 0.0
    talks: list[list[float]] = field(default_factory=list)
    throughput: list[float] = field(default_factory=list)


Results = dict[str, Measured]


def train(contestants: Sequence[Contestant], results: Results) -> None:
    """Train each once."""
    for contestant in contestants:
        results[contestant.name].training = contestant.train()


async def start(
    contestants: Sequence[Contestant], session: aiohttp.ClientSession, plan: Plan, results: Results
) -> None:
    """Start each a few times, alone on the machine; the last time they stay."""
    for round_ in range(plan.starts):
        for contestant in contestants:
            measured = results[contestant.name]
            measured.starts.append(await contestant.start(session))
            measured.memory_after_start.append(contestant.memory())
            measured.memory_of_first = contestant.memory_of_first()
            if round_ < plan.starts - 1:
                contestant.stop()


async def converse(
    contestants: Sequence[Contestant], session: aiohttp.ClientSession, plan: Plan, results: Results
) -> None:
    """Long conversations, one turn with the one, one turn with the other."""
    for _ in range(plan.talks):
        talks = [await _opened(contestant, session) for contestant in contestants]
        series: list[list[float]] = [[] for _ in contestants]
        for _ in range(plan.late.last):
            for talk, turns in zip(talks, series, strict=True):
                turns.append(await talk.say())
        for contestant, turns in zip(contestants, series, strict=True):
            results[contestant.name].talks.append(turns)


async def crowd(
    contestants: Sequence[Contestant], session: aiohttp.ClientSession, plan: Plan, results: Results
) -> None:
    """Many visitors at once, each in a conversation of its own, for a fixed number of turns."""
    for _ in range(plan.rounds):
        for contestant in contestants:
            talks = [await _opened(contestant, session) for _ in range(plan.users)]
            started = time.perf_counter()
            await asyncio.gather(*(_turns(talk, plan.turns_each) for talk in talks))
            took = time.perf_counter() - started
            results[contestant.name].throughput.append(plan.users * plan.turns_each / took)


async def _opened(contestant: Contestant, session: aiohttp.ClientSession) -> Talk:
    contestant.check()
    talk = contestant.talk(session)
    await talk.open()
    return talk


async def _turns(talk: Talk, count: int) -> None:
    for _ in range(count):
        await talk.say()
