"""What somebody learns for, where the words do not say it but their form does: `van verkoopster naar kok`."""

from __future__ import annotations

from collections.abc import Iterator

from .cues import cue_at_end
from .message import Message
from .patterns import Candidate

_LOW = -50.0


def find_change(message: Message) -> Iterator[Candidate]:
    """From one occupation to another is a change of course."""
    jobs = sorted(message.of("beroep"), key=lambda hit: hit.start)
    for first in jobs:
        lead = message.text[: first.start].rstrip()
        for second in jobs:
            link = message.text[first.end : second.start].split() if second.start > first.end else []
            moved = link[:1] == ["naar"] and len(link) <= 2 and cue_at_end("van_ervoor").search(lead)
            if moved and first.value != second.value and not message.scopes.at(first.start).other:
                yield Candidate("doel", "herorienteren", first.start, second.end, weight=_LOW)
