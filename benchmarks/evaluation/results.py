"""What is measured of each of those who are compared."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.evaluation.machine import one_core
from benchmarks.evaluation.metrics import (
    Confusion,
    Refusal,
    accuracy,
    certainty,
    confusions,
    macro,
    refusal,
)
from benchmarks.evaluation.outside import Scores
from benchmarks.evaluation.split import Parts, Sentence
from benchmarks.evaluation.twins import twin
from benchmarks.evaluation.understanders import Understander
from benchmarks.report import percentile
from knowledge.taal import Reader

TIMED = 400
"""How many of the held-out messages are timed."""


@dataclass
class Result:
    """Of one of them. Accuracies, recalls and shares lie between 0 and 1."""

    name: str
    training: float
    micro: float
    macro: float
    noisy: float
    refusal: Refusal
    far: float | None
    """Which share of messages from an unrelated outside set is refused at the same threshold."""
    p50: float
    p95: float
    service: float
    """The median of a pass in the service, which reads the facts of every message too."""
    confusions: list[Confusion]
    memory: float | None = None
    training_memory: float | None = None
    xsid: float | None = None
    outside: dict[str, Scores] = field(default_factory=dict)

    @property
    def drop(self) -> float:
        """The points that noise costs."""
        return 100 * (self.micro - self.noisy)

    @property
    def quality(self) -> float:
        """The mean of accuracy, accuracy with noise and recall of out of scope."""
        return (self.micro + self.noisy + self.refusal.recall) / 3

    @property
    def per_millisecond(self) -> float:
        """Quality for each millisecond of a pass in the service."""
        return self.quality / self.service


def measure(one: Understander, parts: Parts, far: Sequence[Sentence], reading: float) -> Result:
    """Train, ask, time.

    Args:
        one: who is measured.
        parts: what it learns from and what it is asked.
        far: messages of another field altogether.
        reading: the milliseconds that reading the facts of a message takes.
    """
    started = time.perf_counter()
    one.train(parts.training)
    training = time.perf_counter() - started
    held_out = parts.held_out
    answers = [one.answer(s.text) for s in held_out]
    rankings = [one.rank(s.text) for s in held_out]
    at = refusal(held_out, rankings)
    refused = [certainty(one.rank(s.text)) < at.threshold for s in far]
    times = timed(one, [s.text for s in held_out])
    p50 = percentile(times, 0.5)
    return Result(
        name=one.name,
        training=training,
        micro=accuracy(held_out, answers),
        macro=macro(held_out, answers),
        noisy=accuracy(held_out, [one.answer(twin(s.text)) for s in held_out]),
        refusal=at,
        far=sum(refused) / len(refused) if refused else None,
        p50=p50,
        p95=percentile(times, 0.95),
        service=p50 if one.reads_facts else p50 + reading,
        confusions=confusions(held_out, answers),
    )


def timed(one: Understander, texts: Sequence[str]) -> list[float]:
    """Milliseconds of some passes, evenly chosen, on one core."""
    with one_core():
        return one.milliseconds(chosen(texts))


def timed_reading(reader: Reader, texts: Sequence[str]) -> float:
    """The median milliseconds of reading the facts of a message."""
    times = []
    with one_core():
        for text in chosen(texts):
            reader.forget()
            started = time.perf_counter()
            reader.read(text)
            times.append(1000 * (time.perf_counter() - started))
    return percentile(times, 0.5)


def chosen(texts: Sequence[str]) -> Sequence[str]:
    """Not more than are timed."""
    return texts[:: max(1, len(texts) // TIMED)]


def on_other_data(one: Understander, parts: Parts) -> float:
    """The accuracy of its ranking on other data, trained on their training part."""
    one.train(parts.training)
    return accuracy(parts.held_out, [one.rank(s.text)[0][0] for s in parts.held_out])
