"""Corrections that name no field: `niet 38 maar 30`, `die 80 was vroeger, nu is het 60`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple

from ..vocabulary import Vocabulary
from .lexicon import load
from .message import Message
from .numbers import trimmed
from .patterns import Candidate
from .reading import Replacement
from .words import PlainText, Word

_FIELDS: Mapping[str, tuple[str, ...]] = {
    "procent": ("tewerkstellingspercentage",),
    "uur": ("uren_per_week", "contacturen", "vov_uren_opgenomen", "contacturen_per_trimester"),
    "lestijd": ("contacturen", "contacturen_per_trimester"),
    "studiepunt": ("studiepunten", "studiepunten_per_trimester"),
    "jaar": ("werkervaring_jaren", "ancienniteit_maanden", "leeftijd", "loopbaanbegeleiding_jaren_geleden"),
    "maand": ("ancienniteit_maanden", "tijdskrediet_opleiding_maanden", "tijdskrediet_zorg_maanden"),
    "euro": ("directe_kost", "brutomaandloon", "opleidingscheques_bedrag"),
    "dag": ("tewerkstellingspercentage",),
    "kind": ("kinderen_ten_laste",),
    "kinderen": ("kinderen_ten_laste",),
    "keer": ("loopbaancheques_gebruikt",),
}
"""The fields that a unit can stand for, the likeliest first."""
LONGEST_CAREER = 50
"""More years than this are an age."""
_TOLD_BY = {"uur": "uren_per_week", "loon": "brutomaandloon", "leeftijd": "leeftijd"}
_LONGEST_WEEK = 60
_TIMES: Mapping[tuple[str, str], float] = {("maand", "jaar"): 12, ("jaar", "maand"): 1 / 12}
"""(unit of the field, unit said) -> factor."""


class Contrast(NamedTuple):
    """A replacement and where its numbers stand in the plain text."""

    replacement: Replacement
    old_span: tuple[int, int]
    new_span: tuple[int, int]
    span: tuple[int, int]
    """The whole contrast."""


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    words = load("verband")
    number, lead = words["getal_met_eenheid"][0], words["tegenstelling_aan"][0]
    pieces = {"aan": lead, **{role: number.replace("{rol}", role) for role in ("oud", "nieuw")}}
    return tuple(
        re.compile(
            rf"(?<!\S){re.sub('{(oud|nieuw|aan)}', lambda m: pieces[m[1]], entry)}(?!\S)".replace(
                "{{", "{"
            ).replace("}}", "}")
        )
        for entry in words["tegenstelling"]
    )


def find_contrasts(message: Message) -> Iterator[Contrast]:
    """The numbers that are set against each other, unless somebody only supposes or asks."""
    if message.scopes.hypothetical or message.text.rstrip(" .!").endswith("?"):
        return
    taken: list[tuple[int, int]] = []
    for pattern in _patterns():
        for match in pattern.finditer(message.text):
            old, new = _value(match["oud"]), _value(match["nieuw"])
            if old == new or any(a < match.end() and match.start() < b for a, b in taken):
                continue
            taken.append(match.span())
            unit = match["nieuw_eenheid"] or match["oud_eenheid"]
            if "/" in match["nieuw"]:
                unit = "procent"
            yield Contrast(Replacement(old, new, unit), match.span("oud"), match.span("nieuw"), match.span())


def _value(text: str) -> int | float:
    part, _, whole = text.partition("/")
    return trimmed(100 * float(part) / float(whole)) if float(whole or 0) else trimmed(float(part))


def certain_fields(
    message: Message, contrasts: tuple[Contrast, ...], vocabulary: Vocabulary
) -> Iterator[Candidate]:
    """The fact when the unit, with the question that is open, leaves no doubt about the field."""
    for (old, new, unit), _, span, whole in contrasts:
        name = _certain_field(message, old, new, unit, whole[0])
        if name:
            value = trimmed(new * _factor(vocabulary, name, unit))
            yield Candidate(vocabulary.locate(name), value, *span, focus=span, negation="negeren", weight=30)


def repaired(message: Message, contrast: Contrast) -> PlainText:
    """The message with nothing but the new number where the contrast stood: `ik ben 48`."""
    plain_text = message.plain
    first, last = plain_text.index(contrast.span[0]), plain_text.index(contrast.span[1] - 1)
    number = plain_text.words[plain_text.index(contrast.new_span[0])]
    words = [*plain_text.words[:first], number]
    unit = contrast.replacement.unit
    if unit:
        words.append(Word(unit, number.start, number.end))
    return PlainText(plain_text.original, (*words, *plain_text.words[last + 1 :]))


def moved(candidate: Candidate, contrast: Contrast) -> Candidate | None:
    """What was said of the old number, said of the new one."""
    old, new = contrast.replacement.old, contrast.replacement.new
    if not candidate.is_number or not old:
        return None
    return replace(
        candidate,
        value=trimmed(float(candidate.value) / old * new),
        start=contrast.new_span[0],
        end=contrast.new_span[1],
        focus=contrast.new_span,
        holds_in_past=True,
        negation="negeren",
        weight=20.0,
    )


def _certain_field(
    message: Message, old: int | float, new: int | float, unit: str | None, place: int
) -> str | None:
    names = _FIELDS.get(unit or "", ())
    if message.question in names:
        return message.question
    if len(names) == 1 and unit not in ("dag", "keer"):
        return names[0]
    if unit == "jaar" and max(new, old) > LONGEST_CAREER:
        return "leeftijd"
    told = _field_before(message, place, new)
    if unit is None and told:
        return told
    learning = message.of("opleiding") or message.of("maatregel") or "les" in message.text
    return names[0] if unit == "uur" and new <= 60 and not learning else None


def _field_before(message: Message, place: int, new: int | float) -> str | None:
    """`mijn uren verminderd van 38 naar 20`: a word in the clause tells what the numbers are."""
    words = message.text[message.scopes.at(place).start : place + 1].split()
    found = [name for word, name in _TOLD_BY.items() if word in words]
    return found[0] if len(found) == 1 and (found[0] != "uren_per_week" or new <= _LONGEST_WEEK) else None


def resolve(
    vocabulary: Vocabulary, replacement: Replacement, known: Mapping[str, Any], recent: str | None = None
) -> tuple[str, Any] | None:
    """Which known fact has the old value: (bare field, new value), or None when no fact has it.

    Args:
        vocabulary: the fields with their units.
        replacement: one of `Reading.replaces`.
        known: the facts of the talk by bare field name.
        recent: the field that was answered last; it goes first when several facts have the old value.
    """
    order = ([recent] if recent else []) + list(_FIELDS.get(replacement.unit or "", ()))
    numbers = [
        name
        for name, value in known.items()
        if isinstance(value, (int, float)) and not isinstance(value, bool)
    ]
    allowed = set(_FIELDS.get(replacement.unit or "", numbers))
    for name in dict.fromkeys([*order, *reversed(numbers)]):
        if name in numbers and name in allowed:
            factor = _factor(vocabulary, name, replacement.unit)
            if abs(float(known[name]) - replacement.old * factor) < 0.01:
                return name, trimmed(replacement.new * factor)
    return None


def _factor(vocabulary: Vocabulary, name: str, unit: str | None) -> float:
    if name == "tewerkstellingspercentage" and unit == "dag":
        return 20
    own = (vocabulary.field(name).unit or "").split(" ")[0]
    return _TIMES.get((own, unit or ""), 1)
