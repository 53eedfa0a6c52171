"""A question about a case that is not the known one supposes it: the facts of the talk stay as they are."""

from __future__ import annotations

from dataclasses import replace

from actions.state import Conversation
from actions.understanding import Understanding
from knowledge import Knowledge
from knowledge.taal.signals import signal

WORK_TIME = frozenset({"uren_per_week", "tewerkstellingspercentage"})
"""Two ways to tell how much somebody works: who knows one of them knows it."""
GOES_OTHERWISE = signal("werk", "gaat_anders")
"""Somebody thinks of working more or less; that they do is told otherwise ("doe maar halftijds")."""
ASKS_OUTCOME = frozenset(
    {"vraag_voorwaarden", "vraag_rechten", "vraag_bedrag", "vraag_overzicht", "beste_pakket"}
    | {"geef_info", "corrigeer", "nlu_fallback", "buiten_bereik"}
)
"""What the model may make of a question for what would be got in that case."""


def keep_known(said: Understanding, talk: Conversation, knowledge: Knowledge) -> Understanding:
    """The message with the case it asks about as a supposition, when that differs from what is known.

    "krijg ik VOV als ik in Gent werk?" tells where somebody works when that is unknown; when another place
    is known, nothing of the case is taken as told. "ga halftijds" is tried out when other hours are known.
    """
    reading = said.reading
    told = {**reading.profiel, **reading.opleiding}
    plans = GOES_OTHERWISE.search(reading.plain) is not None and WORK_TIME & talk.facts.keys()
    case = {v: value for v, value in told.items() if v in reading.if_so or (plans and v in WORK_TIME)}
    if not case or not _differs(case, talk, knowledge):
        return said
    supposing = replace(
        reading,
        profiel={veld: value for veld, value in reading.profiel.items() if veld not in case},
        opleiding={veld: value for veld, value in reading.opleiding.items() if veld not in case},
        supposed={**reading.supposed, **case},
        hypothetical=True,
        correction=False,
    )
    intent = "wat_als" if said.intent in ASKS_OUTCOME else said.intent
    return replace(said, intent=intent, reading=supposing)


def _differs(case: dict[str, object], talk: Conversation, knowledge: Knowledge) -> bool:
    """Whether something else is known than one of these facts, told or following from what was told."""
    facts = knowledge.facts(talk.profiel, talk.opleiding)
    told = talk.facts
    for veld, value in case.items():
        known = told.get(veld, facts.get(veld))
        if known is not None and known != value:
            return True
    return bool(WORK_TIME & case.keys() and WORK_TIME & told.keys() and not case.items() <= told.items())
