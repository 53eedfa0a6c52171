"""The Dutch part of xSID, when the evaluation data have it: an intent set of another field."""

from __future__ import annotations

from pathlib import Path

from benchmarks.evaluation.split import Parts, Sentence

DIRECTORY = "xsid"
TRAINING, HELD_OUT = "xsid*_nl.valid.conll", "xsid*_nl.test.conll"


def load(evaluation: Path) -> Parts | None:
    """Its validation part to learn from and its test part to measure on; None when they are not there."""
    files = [sorted((evaluation / DIRECTORY).glob(pattern)) for pattern in (TRAINING, HELD_OUT)]
    if not all(files):
        return None
    training, held_out = (parse(found[-1].read_text(encoding="utf-8")) for found in files)
    return Parts(training, held_out)


def parse(text: str) -> list[Sentence]:
    """The sentences and intents of a file."""
    found, said = [], ""
    for line in text.splitlines():
        name, _, value = line.partition(" = ")
        if name == "# text":
            said = value
        elif name == "# intent":
            found.append(Sentence(said, value))
    return found
