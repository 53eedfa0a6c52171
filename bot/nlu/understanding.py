"""The whole understanding of one message: reading, intent, guard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.taal import Reader, Reading

from .asked import ranked
from .guard import Guard, Verdict
from .intents import IntentModel


@dataclass(frozen=True)
class Understood:
    """Everything about one message."""

    verdict: Verdict
    ranking: Sequence[tuple[str, float]]
    reading: Reading


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
