"""One message while it is being read: plain words, clauses and the phrases found in it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from .cues import cue
from .pipeline import Hit
from .scope import Scopes
from .spelling import PlainText


@dataclass(frozen=True)
class Message:
    """Everything that the finders look at."""

    plain: PlainText
    scopes: Scopes
    hits: tuple[Hit, ...]
    today: dt.date
    question: str | None = None
    _by_label: dict[str, list[Hit]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for hit in self.hits:
            self._by_label.setdefault(hit.label, []).append(hit)

    @property
    def text(self) -> str:
        """The plain text."""
        return self.plain.text

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

    def last_cue(self, name: str, position: int, words: int = 8) -> int:
        """How many characters back the last cue of a list stands; -1 when there is none."""
        start = max(0, position - 70)
        window = self.text[start:position]
        window = " ".join(window.split()[-words:])
        found = [match.end() for match in cue(name).finditer(window)]
        return len(window) - found[-1] if found else -1
