"""What a counsellor types, written out before it is read: "wil 4/5", "bach vroedk" (`steno.yml`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..expanding import compiled
from ..vocabulary import Vocabulary
from .lexicon import DATA, LexiconError, load
from .reading import Reading

FILE = "steno"


@dataclass(frozen=True)
class Rule:
    """A way of writing short, and what it stands for."""

    pattern: re.Pattern[str]
    full: str
    examples: Mapping[str, str]
    """What is typed -> what is read, after all rules."""


@dataclass(frozen=True)
class Shorthand:
    """The rules of the file, in their order."""

    opening: tuple[Rule, ...]
    anywhere: tuple[Rule, ...]
    sex: re.Pattern[str]
    diplomas: Mapping[str, str]
    either: re.Pattern[str]
    """Two diplomas for one."""


@lru_cache(maxsize=4)
def shorthand(directory: Path = DATA) -> Shorthand:
    """The rules, checked.

    Raises:
        LexiconError: with the part of the file, and what is wrong.
    """
    content = load(FILE, directory)
    missing = [
        key for key in ("stukken", "opening", "overal", "afkortingen", "diplomas") if not content.get(key)
    ]
    if missing:
        raise LexiconError(f"{FILE}.yml: needs {', '.join(missing)}")
    pieces, diplomas = content["stukken"], content["diplomas"]
    words = "|".join(diplomas)
    return Shorthand(
        _rules("opening", content["opening"], pieces),
        (
            *_rules("overal", content["overal"], pieces),
            *(_abbreviation(short, full) for short, full in content["afkortingen"].items()),
        ),
        compiled(r"(?<![\w'])({geslacht})(?![\w'])", pieces, f"{FILE}.yml: geslacht"),
        diplomas,
        re.compile(rf"\b({words}) ?/ ?({words})\b", re.IGNORECASE),
    )


def written_out(text: str) -> str:
    """The line with the shorthand written out; what is no shorthand stays as it is."""
    return _applied(RULES.anywhere, text)


def opening_line(line: str) -> str:
    """The first line of a file without the sex, which is not kept, and with a bare number as the age."""
    return _applied(RULES.opening, line)


def tells_sex(text: str) -> bool:
    """Whether the sex is named."""
    return bool(RULES.sex.search(text))


def without_either(text: str, reading: Reading, vocabulary: Vocabulary) -> Reading:
    """The reading without a diploma of which two were named; what follows from both stays."""
    named = RULES.either.search(text)
    if named is None or "diploma" not in reading.profiel:
        return reading
    left = {name: value for name, value in reading.profiel.items() if name != "diploma"}
    one, other = (vocabulary.derive({"diploma": RULES.diplomas[word.lower()]}) for word in named.groups())
    both = {name: one[name] for name in one if one[name] == other.get(name)}
    return replace(reading, profiel={**left, **both})


def _applied(rules: Iterable[Rule], text: str) -> str:
    for rule in rules:
        text = rule.pattern.sub(rule.full, text)
    return text


def _rules(part: str, rows: Any, pieces: Mapping[str, str]) -> tuple[Rule, ...]:
    return tuple(_rule(f"{FILE}.yml: {part}, {number}", row, pieces) for number, row in enumerate(rows, 1))


def _rule(where: str, row: Any, pieces: Mapping[str, str]) -> Rule:
    if (
        not isinstance(row, dict)
        or row.keys() != {"steno", "voluit", "voorbeelden"}
        or not row["voorbeelden"]
    ):
        raise LexiconError(f"{where}: needs 'steno', 'voluit' and 'voorbeelden' (typed: written out)")
    pattern = compiled(row["steno"], pieces, where)
    try:
        pattern.sub(row["voluit"], "")
    except (re.error, IndexError) as error:
        raise LexiconError(f"{where}: 'voluit' names what 'steno' does not read: {error}") from error
    return Rule(pattern, row["voluit"], row["voorbeelden"])


def _abbreviation(short: str, full: str) -> Rule:
    """A word or two, each with or without a full stop."""
    pattern = re.compile(rf"\b{re.escape(short)}\b\.?".replace(r"\ ", r"\.? "), re.IGNORECASE)
    return Rule(pattern, full, {short: full})


RULES = shorthand()
"""Those of the project: read with this module, so that a wrong file is told when the service starts."""
