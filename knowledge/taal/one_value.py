"""One value for each field: which of two stands, what is added up, and what cannot both be true."""

from __future__ import annotations

from dataclasses import replace

from .cues import cue
from .message import Message
from .patterns import Candidate

ADDED_UP = {"tewerkstellingspercentage": 100, "uren_per_week": 60}
"""Fields that are added up over several jobs, with what nobody exceeds."""
_DIPLOMAS = (
    "geen",
    "lager_onderwijs",
    "lager_secundair",
    "hoger_secundair",
    "gebrevetteerd_verpleegkundige",
    "hbo5",
    "graduaat",
    "bachelor",
    "master",
    "doctoraat",
)
"""From low to high."""
_ONE_VALUE = frozenset(
    (
        "leeftijd",
        "brutomaandloon",
        "uren_per_week",
        "tewerkstellingspercentage",
        "woongewest",
        "kinderen_ten_laste",
    )
)
_SURELY = -8.0
"""From this weight on a value is said, not guessed from its neighbours."""


def contradictions(message: Message, facts: list[Candidate]) -> dict[str, tuple[Candidate, Candidate]]:
    """`ik ben 45 en ik ben 46`: two values for what has only one, said as surely and without a correction."""
    found: dict[str, tuple[Candidate, Candidate]] = {}
    said: dict[str, Candidate] = {}
    for fact in facts:
        if fact.field not in _ONE_VALUE or fact.weight < _SURELY or message.scopes.correction:
            continue
        other = said.setdefault(fact.field, fact)
        apart = fact.value != other.value and not _is_second_job(message, other, fact)
        if fact.field == "kinderen_ten_laste" and other.value != 0 and fact.value != 0:
            continue  # `2 kinderen , een dochter van 6 en ...`
        if apart and _is_of_now(message, other, fact):
            continue  # `werkte voltijds , nu nog 4/5`
        if apart and not cue("herneming").search(message.text[other.end : fact.start]):
            found[fact.field] = other, fact
    return found


def one_per_field(message: Message, facts: list[Candidate]) -> list[Candidate]:
    """The facts with one value for each field: the surer, the corrected or the highest one, or their sum."""
    chosen: dict[str, Candidate] = {}
    facts = _without_part_of_career(message, facts)
    for candidate in facts:
        earlier = chosen.get(candidate.field)
        if earlier is None:
            chosen[candidate.field] = candidate
        elif _is_second_job(message, earlier, candidate):
            total = earlier.value + candidate.value
            chosen[candidate.field] = replace(candidate, value=total, start=earlier.start)
        elif (
            message.scopes.correction
            or _is_of_now(message, earlier, candidate)
            or cue("herneming").search(message.text[earlier.end : candidate.start])
            or candidate.weight > earlier.weight + 5
            or _is_higher_diploma(earlier, candidate)
        ):
            chosen[candidate.field] = candidate
    return list(chosen.values())


def _is_of_now(message: Message, first: Candidate, second: Candidate) -> bool:
    """Does a word for now open the part in which only the second value stands?"""
    if first.field not in ADDED_UP or first.value == second.value:
        return False
    between = message.text[first.end : second.start]
    return bool(cue("nu_anders").search(between)) and not cue("tweede_job").search(between)


def _is_higher_diploma(first: Candidate, second: Candidate) -> bool:
    """`humaniora en daarna nog A1`, `geen diploma, allez lager middelbaar`: the highest counts."""
    if first.field != "diploma":
        return False
    return _DIPLOMAS.index(str(second.value)) > _DIPLOMAS.index(str(first.value))


def _is_second_job(message: Message, first: Candidate, second: Candidate) -> bool:
    between = message.text[first.end : second.start]
    if first.field == "aantal_werknemers":
        return between.strip() == "en"  # `25 arbeiders en 6 bedienden`
    if first.field not in ADDED_UP or message.scopes.correction or "(" in between:
        return False
    return bool(cue("tweede_job").search(between)) and first.value + second.value <= ADDED_UP[first.field]


def _without_part_of_career(message: Message, facts: list[Candidate]) -> list[Candidate]:
    """The years with one employer are no whole career, unless somebody never did anything else."""
    here = [fact.core for fact in facts if fact.field == "ancienniteit_maanden"]
    if not here or cue("nooit_anders").search(message.text):
        return facts
    return [
        fact
        for fact in facts
        if fact.field != "werkervaring_jaren"
        or not any(a < fact.core[1] and fact.core[0] < b for a, b in here)
    ]
