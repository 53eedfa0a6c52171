"""What a message tells of a call: when somebody can be called, or that they ask who calls and when."""

from __future__ import annotations

from actions.turn import Turn
from knowledge.contacts import number_within
from knowledge.taal.signals import signal

WHEN = signal("terugbellen", "wanneer")
"""Days, parts of a day and hours, in a sentence that says more."""
BEFORE_WHEN, AFTER_WHEN = signal("terugbellen", "wanneer_vooraf"), signal("terugbellen", "wanneer_achteraf")
"""What goes along with such words, and what does not."""
CLAUSES = signal("terugbellen", "zinsdeel")
"""What parts the clauses of a message."""
MOMENT, OTHER_MOMENT = signal("terugbellen", "moment"), signal("terugbellen", "ander_moment")
"""Words that tell when somebody can be called, and that it is another moment than the one of just now."""
ASKS_FOR_CALL = signal("terugbellen", "vraagt_bel")
WHO_CALLS, WHO_OR_WHEN = signal("terugbellen", "wie_wanneer"), signal("terugbellen", "wie_wanneer_kort")
LONGEST_MOMENT = 80


def moment_in(text: str) -> str | None:
    """The moment that a message names, without the words around it; a question names none."""
    for clause in CLAUSES.split(text):
        found = WHEN.search(clause.lower())
        if found is None or WHO_CALLS.search(clause):
            continue
        before = BEFORE_WHEN.search(clause[: found.start()])
        said = clause[before.start() if before else found.start() :].strip()
        return AFTER_WHEN.sub("", said).strip()[:LONGEST_MOMENT]
    return None


def is_moment(text: str) -> bool:
    """Whether an answer tells when somebody can be called."""
    return "?" not in text and bool(MOMENT.search(text.lower()))


def other_moment_in(text: str) -> str | None:
    """The moment that comes in the place of the one that was told; a number beside it is told by itself."""
    return moment_in(text) if OTHER_MOMENT.search(text) and number_within(text)[0] is None else None


def asks_who_calls(turn: Turn, *, in_short: bool) -> bool:
    """Whether somebody asks who calls or when; `in_short`: "en wanneer dan?" asks it too."""
    said = turn.said.text
    asks = WHO_CALLS.search(said) or (in_short and WHO_OR_WHEN.search(said))
    return bool(asks) and number_within(said)[0] is None and not ASKS_FOR_CALL.search(said)
