"""What noise costs in pairs of a clean and a hurriedly typed message that people wrote.

python -m benchmarks.evaluation.pairs              facts, of the pairs of every set and of `paren/`
python -m benchmarks.evaluation.pairs een twee     only of these
python -m benchmarks.evaluation.pairs --intents    intents too: trains a model first
python -m benchmarks.evaluation.pairs --show       also what noise loses, adds and changes
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from benchmarks.evaluation.metrics import Counts
from benchmarks.evaluation.robustness import FOLDER, Labelled, count, intents, labelled
from bot.nlu.measure import load_examples
from bot.nlu.training import train
from bot.nlu.understanding import Understanding
from knowledge import load_knowledge
from knowledge.taal import Reader

PAIRS = Path(__file__).with_name("paren")


@dataclass(frozen=True)
class Pair:
    """A message and the same one as it is typed in a hurry."""

    clean: Labelled
    noisy: Labelled


def load_pairs(path: Path) -> list[Pair]:
    """The pairs of a file: a short list (`paren/`), or the twins of a set of single messages."""
    content = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    if "paren" in content:
        return list(_short(path.stem, content))
    found: dict[str, dict[str, Labelled]] = {}
    for row in content["twins"]:
        found.setdefault(row["tweeling"], {})[row["vorm"]] = labelled(row)
    return [Pair(both["schoon"], both["ruis"]) for both in found.values()]


def _short(name: str, content: dict[str, list[list[object]]]) -> Iterator[Pair]:
    allowed = dict.fromkeys(map(str, content["mag"]))
    for number, (intent, clean, noisy, facts) in enumerate(content["paren"], 1):
        assert isinstance(facts, dict)
        both = [
            Labelled(f"{name}{number}", str(text), (str(intent),), facts, allowed) for text in (clean, noisy)
        ]
        yield Pair(*both)


def files(names: Sequence[str] = ()) -> list[Path]:
    """The files with pairs; only those with these names, when there are any."""
    every = sorted(PAIRS.glob("*.yml")) + sorted(FOLDER.glob("*.yml"))
    return [path for path in every if not names or path.stem in names]


def facts_of(reader: Reader, messages: Sequence[Labelled]) -> Counts:
    """The facts of all messages together."""
    total = Counts()
    for message in messages:
        counts = count(message, _read(reader, message))
        total.right += counts.right
        total.extra += counts.extra
        total.missed += counts.missed
    return total


def _read(reader: Reader, message: Labelled) -> dict[str, object]:
    reading = reader.read(message.text)
    return {**reading.profiel, **reading.opleiding}


def _differences(reader: Reader, pairs: Sequence[Pair], understanding: Understanding | None) -> Iterator[str]:
    """The pairs that are not understood alike."""
    for pair in pairs:
        clean, noisy = _read(reader, pair.clean), _read(reader, pair.noisy)
        told = [
            f"{name}: {clean.get(name)} -> {noisy.get(name)}"
            for name in sorted({*clean, *noisy})
            if clean.get(name) != noisy.get(name)
        ]
        if understanding:
            one, other = (understanding.understand(m.text).verdict.intent for m in (pair.clean, pair.noisy))
            told += [f"{one} -> {other} ({', '.join(pair.clean.intents)})"] if one != other else []
        if told:
            plain = reader.read(pair.noisy.text).plain
            lines = (f"{pair.clean.name} {pair.clean.text}", pair.noisy.text, plain, "; ".join(told))
            yield "\n    ".join(lines)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.evaluation.pairs", description="Measure what noise costs in written pairs."
    )
    parser.add_argument("sets", nargs="*", help="the files to measure, without .yml; default all of them")
    parser.add_argument("--intents", action="store_true", help="train a model and measure intents too")
    parser.add_argument("--show", action="store_true", help="print the pairs that are not understood alike")
    arguments = parser.parse_args()
    reader = Reader(load_knowledge())
    understanding = Understanding(reader, train(reader, *load_examples())) if arguments.intents else None
    for path in files(arguments.sets):
        pairs = load_pairs(path)
        if pairs:
            print(told_of(path.stem, reader, pairs, understanding), flush=True)
        if arguments.show:
            print("\n".join(_differences(reader, pairs, understanding)))


def told_of(name: str, reader: Reader, pairs: Sequence[Pair], understanding: Understanding | None) -> str:
    """One line with the figures of a set."""
    sides = [[pair.clean for pair in pairs], [pair.noisy for pair in pairs]]
    clean, noisy = (facts_of(reader, side) for side in sides)
    told = (
        f"{name:5} {len(pairs):4} pairs; facts F1 {clean.f1:.3f} {noisy.f1:.3f}, "
        f"lost {clean.f1 - noisy.f1:.3f}, extra {clean.extra} {noisy.extra}"
    )
    if understanding is None:
        return told
    right, hurried = (intents(understanding, side) for side in sides)
    return f"{told}; intents {right:.3f} {hurried:.3f}, lost {right - hurried:.3f}"


if __name__ == "__main__":
    main()
