"""The patterns of `patronen.yml`: compiled once, run over plain text, giving candidate facts."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .lexicon import LexiconError, load
from .literals import LiteralIndex, required_literals
from .numbers import trimmed

_PIECE = re.compile(r"\{([a-z_]+)\}")
_HYPHEN = re.compile(r"(?<=[a-z]{2})-(?=[a-z]{2})")
"""People write `burn-out`, `burn out` and `burnout`; plain text has the hyphen as a word of its own."""
_THIRD_PERSON = {
    "heb": "(?:heb|heeft)",
    "sta": "sta(?:at)?",
    "ga": "ga(?:at)?",
    **{
        verb: f"{verb}t?"
        for verb in ("woon", "werk", "volg", "krijg", "leef", "zoek", "studeer", "doe", "ontvang", "start")
    },
}
"""Counsellors and employers write of somebody: `woont alleen`, `werkt 4/5`."""
_LOOKBEHIND = re.compile(r"(\(\?<[=!][^)]*\))")
_WORD = re.compile(r"(?<![a-z<\\?])[a-z]{3,}(?![a-z?>]|\((?! ))")


@dataclass(frozen=True)
class Candidate:
    """A value for a field that stands at `text[start:end]` of the plain text."""

    field: str
    value: Any
    start: int
    end: int
    weight: float = 0.0
    holds_in_past: bool = False
    holds_for_others: bool = False
    negation: str = "weglaten"
    focus: tuple[int, int] | None = None
    """Where the number itself stands."""

    @property
    def is_number(self) -> bool:
        """Is the value a number?"""
        return not isinstance(self.value, (bool, str))

    @property
    def core(self) -> tuple[int, int]:
        """The stretch that no other number may use."""
        return self.focus or (self.start, self.end)

    @property
    def strength(self) -> float:
        """Longer matches win; a weight corrects that."""
        return self.end - self.start + self.weight


@dataclass(frozen=True)
class Pattern:
    """One compiled pattern with what it says about the value."""

    field: str
    regex: re.Pattern[str]
    value: Any = None
    factor: float = 1.0
    weight: float = 0.0
    past: bool = False
    others: bool = False
    negation: str = "weglaten"
    without: re.Pattern[str] | None = None
    """The pattern does not count in a sentence with these words."""
    beside: re.Pattern[str] | None = None
    """The pattern only counts in a message with these words."""

    def candidates(self, text: str, today: dt.date) -> Iterator[Candidate]:
        """Every place where the pattern fits."""
        if self.beside and not self.beside.search(text):
            return
        for match in self.regex.finditer(text):
            if self.without and self.without.search(_sentence(text, match)):
                continue
            value = self.value if self.value is not None else self._number(match, today)
            if value is not None:
                number = next((name for name in ("n", "jaartal") if match.groupdict().get(name)), None)
                focus = match.span(number) if number else None
                yield Candidate(
                    self.field,
                    value,
                    *match.span(),
                    self.weight,
                    self.past,
                    self.others,
                    self.negation,
                    focus,
                )

    def _number(self, match: re.Match[str], today: dt.date) -> str | int | float | None:
        groups = match.groupdict()
        if groups.get("code"):
            return groups["code"]
        if groups.get("noemer"):
            part, whole = float(groups["teller"]), float(groups["noemer"])
            return trimmed(round(100 * part / whole, 2)) if part <= whole else None
        if groups.get("jaartal"):
            return trimmed(max(0, today.year - int(groups["jaartal"])) * self.factor)
        return trimmed(float(groups["n"]) * self.factor) if groups.get("n") else None


def _sentence(text: str, match: re.Match[str]) -> str:
    """The sentence, or the sentences, in which a match stands."""
    start = 1 + max(text.rfind(f" {mark} ", 0, match.start() + 1) for mark in ".!?")
    ends = [end for mark in ".!?" for end in [text.find(f" {mark}", match.end())] if end >= 0]
    return text[start : min(ends, default=len(text))]


def compile_pattern(
    source: str, pieces: Mapping[str, str], standard: Callable[[str], str] = str
) -> re.Pattern[str]:
    """`{n} jaar` -> a regex on whole words; round brackets group without capturing."""

    def piece(match: re.Match[str]) -> str:
        return pieces[match.group(1)]

    expanded = source
    while _PIECE.search(expanded):
        expanded = _PIECE.sub(piece, expanded)
    expanded = expanded.replace("{{", "{").replace("}}", "}")
    expanded = _HYPHEN.sub("( ?- ?| )?", expanded)
    expanded = "".join(
        piece if piece.startswith("(?<") else _WORD.sub(lambda m: _any_person(m.group(), standard), piece)
        for piece in _LOOKBEHIND.split(expanded)
    )
    expanded = re.sub(r"(?<!\\)\((?!\?)", "(?:", expanded)
    expanded = _distinct_names(expanded)
    try:
        return re.compile(rf"(?<!\S)(?:{expanded})(?!\S)")
    except re.error as error:
        raise LexiconError(f"patronen.yml: this pattern is no valid regex ({error}): {source}") from error


def _any_person(word: str, standard: Callable[[str], str]) -> str:
    """The plain word, for a verb also in the third person."""
    plain_word = standard(word)
    return _THIRD_PERSON.get(plain_word, plain_word)


def _distinct_names(expanded: str) -> str:
    """Alternatives may each hold a number; only the first keeps the name (the others become plain groups)."""
    first = expanded.find("(?P<n>")
    if first < 0:
        return expanded
    head, tail = expanded[: first + 6], expanded[first + 6 :]
    return head + tail.replace("(?P<n>", "(?:")


def load_patterns(standard: Callable[[str], str] = str) -> tuple[Pattern, ...]:
    """All patterns of the data file; `standard` gives the plain form of a word."""
    content = dict(load("patronen"))
    pieces = content.pop("stukken")
    return tuple(
        _pattern(field, entry, pieces, standard) for field, entries in content.items() for entry in entries
    )


def indexed(patterns: Iterable[Pattern]) -> LiteralIndex[Pattern]:
    """The patterns by the words that their matches must hold."""
    return LiteralIndex((pattern, required_literals(pattern.regex.pattern)) for pattern in patterns)


def _pattern(
    field: str, entry: str | Mapping[str, Any], pieces: Mapping[str, str], standard: Callable[[str], str]
) -> Pattern:
    spec: Mapping[str, Any] = {"p": entry} if isinstance(entry, str) else entry
    value = spec.get("waarde")
    default = "omkeren" if isinstance(value, bool) else "weglaten"
    return Pattern(
        field=field,
        regex=compile_pattern(spec["p"], pieces, standard),
        value=value,
        factor=float(spec.get("maal", 1)) / float(spec.get("deel", 1)),
        weight=float(spec.get("gewicht", 0)),
        past=bool(spec.get("verleden")),
        others=bool(spec.get("ander")),
        negation=spec.get("ontkend", default),
        without=_words_about(spec.get("zonder"), pieces),
        beside=_words_about(spec.get("bij"), pieces),
    )


def _words_about(name: str | None, pieces: Mapping[str, str]) -> re.Pattern[str] | None:
    """The piece `over_<name>`: words that a message must have, or may not have."""
    return compile_pattern(pieces[f"over_{name}"], pieces) if name else None
