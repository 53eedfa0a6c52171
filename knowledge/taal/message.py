"""One message while it is being read: plain words, clauses and the phrases found in it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from .cues import cue
from .pipeline import Hit
from .scope import Scopes
from .words import PlainText


@dataclass(frozen=True)
class Message:
    """Everything that the finders look at."""

    plain: PlainText
    scopes: Scopes
    hits: tuple[Hit, ...]
    today: dt.date
    question: str | None = None
    text: str = field(init=False)
    """The plain text."""
    _by_label: dict[str, list[Hit]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", self.plain.text)
        for hit in self.hits:
            self._by_label.setdefault(hit.label, []).append(hit)

    def of(self, label: str) -> list[Hit]:
        """The phrases of one word list."""
        return self._by_label.get(label, [])

    def before(self, position: int, words: int = 6) -> str:
        """Words before a position in the same clause."""
        return self.scopes.before(position, words)

    def clause_text(self, position: int) -> str:
        """The clause around a position."""
        clause = self.scopes.at(position)
        return self.text[clause.start : clause.end]

    def sentence(self, position: int) -> str:
        """The sentence around a position: what stands between full stops and the like."""
        start, end = self.sentence_span(position)
        return self.text[start:end]

    def sentence_span(self, position: int) -> tuple[int, int]:
        """Where the sentence around a position begins and ends."""
        start = max(self.text.rfind(f" {mark} ", 0, position) for mark in ".!?;")
        ends = [end for mark in ".!?;" for end in [self.text.find(f" {mark}", position)] if end >= 0]
        return max(0, start), min(ends, default=len(self.text))

    def last_cue(self, name: str, position: int, words: int = 8) -> int:
        """How many characters back the last cue of a list stands; -1 when there is none."""
        start = max(0, position - 70)
        window = self.text[start:position]
        window = " ".join(window.split()[-words:])
        found = [match.end() for match in cue(name).finditer(window)]
        return len(window) - found[-1] if found else -1
