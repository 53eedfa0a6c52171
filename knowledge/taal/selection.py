"""From candidate facts to facts: who they are about, whether they hold now, and which of two stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from ..vocabulary import bare
from .cues import cue
from .message import Message
from .patterns import Candidate

ADDABLE = ("tewerkstellingspercentage", "uren_per_week")
_PRESENT_STATE = {
    "tewerkstellingspercentage",
    "uren_per_week",
    "statuut",
    "sector",
    "werkgewest",
    "woongewest",
    "bijberoep",
}
_SECOND_JOB = re.compile(r"(?<!\S)(en|daarnaast|daarbij|ook nog|andere|ander|tweede|plus|extra|bij)(?!\S)")
_REQUIREMENT = re.compile(
    r"(?<!\S)(minstens|minimum|minimaal|maximum|hoogstens|moet (je|men|ik) (\S+ )*(zijn|werk|werken|hebben)|nodig|vanaf|pas als|tot welke|wie)(?!\S)"
)


@dataclass
class Selection:
    """What became of the candidates."""

    facts: list[Candidate] = field(default_factory=list)
    supposed: list[Candidate] = field(default_factory=list)
    dropped: list[Candidate] = field(default_factory=list)


def select(message: Message, candidates: Iterable[Candidate]) -> Selection:
    """Judge every candidate, then let one stand for each field and stretch of text."""
    result = Selection()
    for candidate in strongest(candidates):
        verdict = _judge(message, candidate)
        if verdict is None:
            result.dropped.append(candidate)
        elif (
            candidate.field == "opleiding.directe_kost"
            and _is_limit(message, candidate)
            or message.scopes.at(candidate.start).supposed
            and candidate.field not in ("opleiding.titel", "drempel", "doel")
        ):
            result.supposed.append(verdict)
        else:
            result.facts.append(verdict)
    result.facts = _one_per_field(message, result.facts)
    return result


def _is_limit(message: Message, candidate: Candidate) -> bool:
    """`maximum 200 euro` is a filter, no price."""
    return bool(
        re.search(
            r"(?<!\S)(maximum|max|maximaal|onder|minder dan|hoogstens|niet duurder dan|goedkoper dan|niet meer dan)( de)?$",
            message.before((candidate.focus or (candidate.start, 0))[0], 4),
        )
    )


def strongest(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Of candidates that use the same words, the strongest; different fields may share words without numbers."""
    kept: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda c: (-c.strength, c.start)):
        if not any(_compete(candidate, other) for other in kept):
            kept.append(candidate)
    return sorted(kept, key=lambda c: (c.start, c.end))


def _compete(a: Candidate, b: Candidate) -> bool:
    if not (a.start < b.end and b.start < a.end):
        return False
    if a.field == b.field:
        return True
    numeric = (
        a.core[0] < b.core[1]
        and b.core[0] < a.core[1]
        and not isinstance(a.value, (bool, str))
        and not isinstance(b.value, (bool, str))
    )
    pause = {a.field, b.field} == {"onderbreking", "tewerkstellingspercentage"}
    training = {a.field, b.field} == {"diploma", "opleiding.soort"}
    return numeric or pause or training


def _judge(message: Message, candidate: Candidate) -> Candidate | None:
    """The fact as it holds for the speaker now, or None."""
    scopes = message.scopes
    clause = scopes.at(candidate.start)
    if clause.other and not candidate.holds_for_others and not candidate.field.startswith("opleiding."):
        return None
    if (
        not clause.supposed
        and clause.past
        and not candidate.holds_in_past
        and candidate.field in _PRESENT_STATE | {"brutomaandloon", "uitkering", "leeftijd", "alleenwonend"}
    ):
        return None
    if (
        scopes.asks
        and _REQUIREMENT.search(message.clause_text(candidate.start))
        and not isinstance(candidate.value, (bool, str))
    ):
        return None
    if (
        _UNSURE.search(message.text[: candidate.start])
        or _impersonal(message, candidate)
        or _is_wish(message, candidate)
        or _unwished_goal(message, candidate)
    ):
        return None
    if candidate.negation != "negeren" and _negated(message, candidate):
        return replace(candidate, value=not candidate.value) if candidate.negation == "omkeren" else None
    return candidate


def _impersonal(message: Message, candidate: Candidate) -> bool:
    """A question about people or courses in general tells nothing about the speaker."""
    if not message.scopes.asks or message.question == bare(candidate.field):
        return False
    if (
        candidate.field.startswith("opleiding.")
        and isinstance(candidate.value, bool)
        or candidate.field == "opleiding.betaald_door"
    ):
        return True
    if (candidate.field == "uitkering" or candidate.value == "gepensioneerd") and _HOW.match(message.text):
        return True
    personal = re.search(r"(?<!\S)(ik|mijn|mij|me|ons|onze|we|als|ben|heb)(?!\S)", message.text)
    return (
        not personal
        and not (candidate.field.startswith("opleiding.") and candidate.focus)
        and candidate.field != "opleiding.titel"
    )


_HOW = re.compile(r"(?:\S+ )?(?:hoe|hoeveel|wanneer|waar|wat)(?!\S)|(?:kan|mag|komt) ")
_UNSURE = re.compile(
    r"(?<!\S)(?:weet|weten|vroeg mij af|vraag mij af|vraag me af)(?: \S+){0,3} (?:of|hoeveel|welk|welke)(?!\S)"
)


def _unwished_goal(message: Message, candidate: Candidate) -> bool:
    """A goal counts only when somebody wishes it."""
    if candidate.field != "doel" or message.question == "doel":
        return False
    return not re.search(
        r"(?<!\S)(wil|willen|zou|graag|zoek|overweeg|denk|droom|wou|moet|mijn doel|om|zin|plan|ga|liever|hoop|klaar voor|nood aan|behoefte|interesse|toe aan)(?!\S)",
        message.text,
    )


def _negated(message: Message, candidate: Candidate) -> bool:
    if candidate.field in ("opleiding.betaald_door", "initiatief") and message.scopes.negated_after(
        candidate.end
    ):
        return True
    own_words = message.text[candidate.start : candidate.end]
    if (
        candidate.field == "statuut"
        and candidate.weight < 0
        and re.search(r"(?<!\S)(niet|geen|nooit)(?!\S)", own_words)
    ):
        return True
    return message.scopes.negated(candidate.start) or (
        candidate.negation == "omkeren"
        and (
            bool(re.search(r"(?<!\S)(niet|geen|nergens|nooit)(?!\S)", own_words))
            or message.scopes.negated_after(candidate.end)
        )
    )


def _is_wish(message: Message, candidate: Candidate) -> bool:
    """`ik wil in de zorg werken` is no present state."""
    if candidate.field not in _PRESENT_STATE or message.question == candidate.field:
        return False
    clause = message.scopes.at(candidate.start)
    before = message.text[clause.start : candidate.start]
    rest = message.text[candidate.start : clause.end]
    return bool(cue("wens").search(before) and cue("staat").search(f"{before} {rest}")) and not re.search(
        r"(?<!\S)(ik|en) werk(?!\S)", before
    )


def _one_per_field(message: Message, facts: list[Candidate]) -> list[Candidate]:
    chosen: dict[str, Candidate] = {}
    for candidate in facts:
        earlier = chosen.get(candidate.field)
        if earlier is None:
            chosen[candidate.field] = candidate
        elif candidate.field in ADDABLE and _second_job(message, earlier, candidate):
            chosen[candidate.field] = replace(
                candidate, value=earlier.value + candidate.value, start=earlier.start
            )
        elif message.scopes.correction or candidate.weight > earlier.weight + 5:
            chosen[candidate.field] = candidate
    return list(chosen.values())


def _second_job(message: Message, first: Candidate, second: Candidate) -> bool:
    between = message.text[first.end : second.start]
    limit = 100 if first.field == "tewerkstellingspercentage" else 60
    return (
        "(" not in between
        and not message.scopes.correction
        and bool(_SECOND_JOB.search(between))
        and first.value + second.value <= limit
    )
