"""The whole understanding of one message: reading, intent, guard."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.taal import Entity, Reader, Reading

from .asked import ranked
from .guard import Guard, Verdict
from .intents import Example, IntentModel
from .noise import noisy

COPIES = 2
"""How many noisy copies of each example the classifier also learns from."""


@dataclass(frozen=True)
class Understood:
    """Everything about one message."""

    verdict: Verdict
    ranking: Sequence[tuple[str, float]]
    reading: Reading


def train(reader: Reader, texts: Sequence[str], intents: Sequence[str], copies: int = COPIES) -> IntentModel:
    """Train the classifier on the examples and on noisy copies of them.

    What chance does to an example hangs on that example alone: a new one changes no copy of another.
    """
    pairs = list(zip(texts, intents, strict=True))
    for copy in range(copies):
        pairs += [
            (noisy(text, random.Random(f"{copy} {text}")), intent)
            for text, intent in zip(texts, intents, strict=True)
        ]
    examples = [Example(text, reader.read(text)) for text, _ in pairs]
    sources = [place % len(texts) for place in range(len(pairs))]
    return IntentModel().train(examples, [intent for _, intent in pairs], sources)


class Understanding:
    """Reads a message and says what it is."""

    def __init__(self, reader: Reader, model: IntentModel, guard: Guard | None = None) -> None:
        self.reader, self.model, self.guard = reader, model, guard or Guard()

    def understand(self, text: str, question: str | None = None) -> Understood:
        """One message."""
        reading = self.reader.read(text, question)
        plain = reading if question is None else self.reader.read(text)
        ranking = ranked(self.model, self.reader, text, plain)
        return Understood(self.guard.judge(text, reading, ranking, question), ranking, reading)


def facts_of(reading: Reading) -> dict[str, Any]:
    """The reading as the plain dictionary `feiten` that travels with a message."""
    return {
        "profiel": reading.profiel,
        "opleiding": reading.opleiding,
        "correctie": reading.correction,
        "wat_als": reading.hypothetical,
        "ingetrokken": list(reading.withdrawn),
        "weet_niet": reading.unknown_answer,
        "ja_nee": reading.yes_no,
        "buiten_bereik": [
            {"veld": p.veld, "waarde": p.waarde, "melding": p.melding} for p in reading.out_of_range
        ],
    }


def entities_of(entities: Iterable[Entity], extractor: str = "FactExtractor") -> list[dict[str, Any]]:
    """Entities in Rasa's form, of the kinds that the vocabulary knows."""
    return [
        {
            "entity": e.entiteit,
            "value": e.waarde,
            "start": e.start,
            "end": e.end,
            "text": e.tekst,
            "extractor": extractor,
        }
        for e in entities
        if e.entiteit != "taal"
    ]
