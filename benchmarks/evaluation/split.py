"""A held-out part of the examples: the same in every run, and without near-copies of the rest."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz, process

SHARE = 0.2
"""Of each intent, how much is held out."""
ALIKE = 80.0
"""From this likeness (0 to 100, the order of words left out) on, two sentences stay together."""


class Sentence(NamedTuple):
    """One message and what it is."""

    text: str
    intent: str


class Parts(NamedTuple):
    """What is learned from, and what is measured on."""

    training: list[Sentence]
    held_out: list[Sentence]


def split(sentences: Iterable[Sentence], share: float = SHARE, seed: int = 0) -> Parts:
    """Divide the sentences. The order in which they come makes no difference.

    Args:
        sentences: all of them.
        share: how much of each intent is held out.
        seed: another number gives another division.
    """
    by_intent: dict[str, list[str]] = defaultdict(list)
    for sentence in sentences:
        by_intent[sentence.intent].append(sentence.text)
    parts = Parts([], [])
    for intent, texts in sorted(by_intent.items()):
        wanted = share * len(texts)
        taken = 0
        for family in sorted(families(sorted(texts)), key=lambda family: _lot(family, seed)):
            side = parts.held_out if taken + len(family) <= wanted else parts.training
            taken += len(family) if side is parts.held_out else 0
            side += [Sentence(text, intent) for text in family]
    return parts


def smaller(sentences: Sequence[Sentence], most: int) -> list[Sentence]:
    """At most so many sentences of every intent, the same in every run."""
    by_intent: dict[str, list[str]] = defaultdict(list)
    for sentence in sentences:
        by_intent[sentence.intent].append(sentence.text)
    return [
        Sentence(text, intent)
        for intent, texts in sorted(by_intent.items())
        for text in sorted(texts, key=lambda text: _lot([text], 0))[:most]
    ]


def families(texts: Sequence[str]) -> list[list[str]]:
    """Sentences that are near-copies of each other, directly or by way of another."""
    plain = [" ".join(re.findall(r"\w+", text.lower())) or text for text in texts]
    likeness = process.cdist(plain, plain, scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE)
    left, found = set(range(len(texts))), []
    while left:
        family, new = set(), {min(left)}
        while new:
            family |= new
            new = {int(other) for one in new for other in likeness[one].nonzero()[0]} - family
        left -= family
        found.append([texts[place] for place in sorted(family)])
    return found


def _lot(family: Sequence[str], seed: int) -> str:
    return hashlib.sha256(f"{seed} {min(family)}".encode()).hexdigest()
