"""The figures, from rankings and answers. Nothing here knows who gave them."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.evaluation.split import Sentence

OUT_OF_SCOPE = "buiten_bereik"
ALLOWED = 0.03
"""Of the messages that are ours, how many may be refused."""

Ranking = Sequence[tuple[str, float]]
"""Intents with their probability, most likely first."""


def accuracy(sentences: Sequence[Sentence], answers: Sequence[str]) -> float:
    """Which share of the messages is understood."""
    return sum(s.intent == a for s, a in zip(sentences, answers, strict=True)) / len(sentences)


def macro(sentences: Sequence[Sentence], answers: Sequence[str]) -> float:
    """The same for each intent, and the mean of those."""
    right: dict[str, list[bool]] = defaultdict(list)
    for sentence, answer in zip(sentences, answers, strict=True):
        right[sentence.intent].append(sentence.intent == answer)
    return sum(sum(found) / len(found) for found in right.values()) / len(right)


@dataclass(frozen=True)
class Confusion:
    """One intent taken for another."""

    intent: str
    answer: str
    count: int
    example: str


def confusions(sentences: Sequence[Sentence], answers: Sequence[str], most: int = 15) -> list[Confusion]:
    """What is taken for what, most often first."""
    counts: Counter[tuple[str, str]] = Counter()
    examples: dict[tuple[str, str], str] = {}
    for sentence, answer in zip(sentences, answers, strict=True):
        if sentence.intent != answer:
            counts[sentence.intent, answer] += 1
            examples.setdefault((sentence.intent, answer), sentence.text)
    return [Confusion(*pair, count, examples[pair]) for pair, count in counts.most_common(most)]


@dataclass(frozen=True)
class Refusal:
    """What is refused, of what is out of scope and of what is ours."""

    threshold: float
    recall: float
    wrongly: float


def certainty(ranking: Ranking) -> float:
    """How much likelier the likeliest intent of ours is than out of scope."""
    ours = max((chance for intent, chance in ranking if intent != OUT_OF_SCOPE), default=0.0)
    return ours - dict(ranking).get(OUT_OF_SCOPE, 0.0)


def refusal(sentences: Sequence[Sentence], rankings: Sequence[Ranking], allowed: float = ALLOWED) -> Refusal:
    """The recall of out of scope when no more than this share of the rest may be refused.

    The same rule for everyone: refused when no intent of ours is enough likelier than out of scope.
    """
    sure = [certainty(ranking) for ranking in rankings]
    ours = sorted(c for c, s in zip(sure, sentences, strict=True) if s.intent != OUT_OF_SCOPE)
    place = math.floor(allowed * len(ours))
    threshold = ours[place] if place < len(ours) else math.inf
    return refused_below(threshold, sentences, sure)


def refused_below(threshold: float, sentences: Sequence[Sentence], sure: Sequence[float]) -> Refusal:
    """What is refused when everything less sure than the threshold is."""
    return refused_when(threshold, sentences, [chance < threshold for chance in sure])


def refused_when(threshold: float, sentences: Sequence[Sentence], refused: Sequence[bool]) -> Refusal:
    """The shares that go with these refusals."""
    out = [r for r, s in zip(refused, sentences, strict=True) if s.intent == OUT_OF_SCOPE]
    ours = [r for r, s in zip(refused, sentences, strict=True) if s.intent != OUT_OF_SCOPE]
    return Refusal(threshold, _share(out), _share(ours))


def _share(found: Sequence[bool]) -> float:
    return sum(found) / len(found) if found else 0.0


@dataclass
class Counts:
    """Right, too much and missed values of one field."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1 when there was nothing to find and nothing found."""
        total = 2 * self.right + self.extra + self.missed
        return 2 * self.right / total if total else 1.0


def count_fields(
    pairs: Iterable[tuple[Mapping[str, object], Mapping[str, object]]],
) -> dict[str, Counts]:
    """Per field what is right, too much and missed; each pair is the truth and what was found."""
    fields: dict[str, Counts] = defaultdict(Counts)
    for true, found in pairs:
        for name in {*true, *found}:
            counts = fields[name]
            same = name in true and name in found and true[name] == found[name]
            counts.right += same
            counts.extra += name in found and not same
            counts.missed += name in true and not same
    return dict(fields)


def all_fields(fields: Mapping[str, Counts]) -> Counts:
    """All fields together."""
    return Counts(
        sum(one.right for one in fields.values()),
        sum(one.extra for one in fields.values()),
        sum(one.missed for one in fields.values()),
    )
