"""What noise costs: the single messages of `berichten/`, clean and in noisy copies, facts and intents.

python -m benchmarks.evaluation.robustness              facts alone, a copy of each kind: a minute or two
python -m benchmarks.evaluation.robustness --every 6    the same of every sixth message
python -m benchmarks.evaluation.robustness --intents    intents too: trains a model first
python -m benchmarks.evaluation.robustness --show 40    also the copies that lost a fact
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import yaml
from rapidfuzz import fuzz

from benchmarks.evaluation.kinds import kinds
from benchmarks.evaluation.metrics import Counts
from benchmarks.evaluation.twins import twin
from bot.nlu.measure import load_examples
from bot.nlu.noise import noisy
from bot.nlu.training import train
from bot.nlu.understanding import Understanding
from knowledge import load_knowledge
from knowledge.taal import Reader

FOLDER = Path(__file__).with_name("berichten")
COPIES = 1
EVERY = 6
"""In the report every sixth message is measured with each kind of noise: more tell the same."""
LONGEST = 300
"""Longer messages are stories: a slip in them says little of what noise costs."""
FREE = ("titel",)
"""Fields in people's own words: near is right."""

Change = Callable[[str], str]


@dataclass(frozen=True)
class Labelled:
    """A message with its facts and the intents that are right."""

    name: str
    text: str
    intents: tuple[str, ...]
    facts: Mapping[str, Any]
    allowed: Mapping[str, Any]


def load_messages(folder: Path = FOLDER) -> Iterator[Labelled]:
    """The clean messages of every set; a message in another language has no facts that are read."""
    for path in sorted(folder.glob("*.yml")):
        content = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
        for row in [*content["utterances"], *(one for one in content["twins"] if one["vorm"] == "schoon")]:
            if len(row["tekst"]) < LONGEST and "andere_taal" not in row["intent"]:
                yield labelled(row)


def labelled(row: Mapping[str, Any]) -> Labelled:
    """A message of a set."""
    facts = {**(row.get("profiel") or {}), **(row.get("opleiding") or {})}
    return Labelled(row["id"], row["tekst"], tuple(row["intent"]), facts, row.get("mag") or {})


def count(message: Labelled, found: Mapping[str, Any]) -> Counts:
    """The facts of one message; what may be read and need not be does not count."""
    counts = Counts()
    for name in {*message.facts, *found}:
        right = name in found and name in message.facts and _fits(name, message.facts[name], found[name])
        counts.right += right
        counts.missed += name in message.facts and not right
        if name in found and not right:
            counts.extra += name in message.facts or not _may(message, name, found[name])
    return counts


def _may(message: Labelled, name: str, value: Any) -> bool:
    allowed = message.allowed.get(name)
    return name in message.allowed and (allowed is None or _fits(name, allowed, value))


def _fits(name: str, true: Any, value: Any) -> bool:
    if isinstance(true, dict):
        return any(_fits(name, one, value) for one in true["een_van"])
    if isinstance(true, list):
        return any(_fits(name, one, value) for one in true)
    if name in FREE:
        return fuzz.partial_ratio(str(true).lower(), str(value).lower()) >= 75
    if isinstance(true, (int, float)) and isinstance(value, (int, float)):
        return abs(true - value) <= 0.05
    return str(true).lower() == str(value).lower()


def facts(reader: Reader, messages: Iterable[Labelled], change: Change = str) -> tuple[Counts, list[str]]:
    """All facts together, and the messages of which one is missed or too much."""
    total, wrong = Counts(), []
    for message in messages:
        text = change(message.text)
        reading = reader.read(text)
        counts = count(message, {**reading.profiel, **reading.opleiding})
        total.right += counts.right
        total.extra += counts.extra
        total.missed += counts.missed
        if counts.extra or counts.missed:
            wrong.append(f"{message.name} {text} | {reading.plain}")
    return total, wrong


def intents(understanding: Understanding, messages: Iterable[Labelled], change: Change = str) -> float:
    """The share of messages of which the intent is right."""
    right = [understanding.understand(change(m.text)).verdict.intent in m.intents for m in messages]
    return sum(right) / len(right)


def noises(copies: int = COPIES) -> Iterator[tuple[str, Change]]:
    """Each kind of noise by itself, that of the training copies with other chances, and that of `twins`."""
    yield from kinds()
    for seed in range(copies):
        yield "as learnt from", partial(noisy, chance=random.Random(1000 + seed))
    yield "twins", twin


@dataclass(frozen=True)
class Loss:
    """What one kind of noise leaves: F1 of facts, facts too many, and the share of intents, when measured."""

    kind: str
    f1: float
    extra: int
    intents: float | None = None


def losses(
    reader: Reader, messages: Sequence[Labelled], understanding: Understanding | None, copies: int = COPIES
) -> Iterator[Loss]:
    """Without noise first, then with each kind of it; with an understanding the intents are measured too."""
    changes: list[tuple[str, Change]] = [("none", str), *noises(copies)]
    for name, change in changes:
        total, _ = facts(reader, messages, change)
        right = intents(understanding, messages, change) if understanding else None
        yield Loss(name, total.f1, total.extra, right)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.evaluation.robustness", description=__doc__)
    parser.add_argument("--copies", type=int, default=COPIES)
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only every Nth message")
    parser.add_argument("--intents", action="store_true", help="train a model and measure intents too")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print N copies with a wrong fact")
    arguments = parser.parse_args()
    reader = Reader(load_knowledge())
    messages = list(load_messages())[:: arguments.every]
    understanding = Understanding(reader, train(reader, *load_examples())) if arguments.intents else None
    clean: Loss | None = None
    for loss in losses(reader, messages, understanding, arguments.copies):
        clean = clean or loss
        told = f"{loss.kind:14} facts F1 {loss.f1:.3f}, lost {clean.f1 - loss.f1:.3f}, extra {loss.extra}"
        if loss.intents is not None and clean.intents is not None:
            told += f"; intents {loss.intents:.3f}, lost {clean.intents - loss.intents:.3f}"
        print(told, flush=True)
    if arguments.show:
        _show(reader, messages, arguments.show)


def _show(reader: Reader, messages: Sequence[Labelled], most: int) -> None:
    """Copies of each kind with a wrong fact, of messages that are right without noise."""
    known = {line.split()[0] for line in facts(reader, messages)[1]}
    for name, change in noises():
        wrong = [line for line in facts(reader, messages, change)[1] if line.split()[0] not in known]
        for line in wrong[:most]:
            print(f"{name}: {line}")


if __name__ == "__main__":
    main()
