"""Facts told by ideas that stand near each other, in whatever order: a device and `niet kunnen`.

`samenhang.yml` holds the ideas (groups of words) and the rules over them. A pattern of `patronen.yml` knows
one way of saying; a rule here knows which ideas have to meet, so that words in between do no harm.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from operator import itemgetter
from typing import Any, NamedTuple

from .lexicon import LexiconError, load
from .message import Message
from .patterns import Candidate

_LOW = -62.0
"""Patterns and finders go before."""
_NEAR = 6
"""Words between the first and the last idea at most, unless the rule says otherwise."""
_DENIAL = "niet"
_LONGEST = 6
"""Words in a phrase of a group at most."""


class _Found(NamedTuple):
    """An idea from one word up to another."""

    first: int
    last: int

    @property
    def length(self) -> int:
        return self.last - self.first


@dataclass(frozen=True)
class _Rule:
    field: str
    value: Any
    ideas: tuple[str, ...]
    absent: tuple[str, ...]
    reach: int
    in_order: bool
    in_questions: bool
    negation: str
    weight: float


@dataclass
class Concepts:
    """The groups and rules, with the words in their plain form."""

    standard: Callable[[str], str]
    """Gives the plain form of a phrase."""
    _exact: dict[str, set[str]] = field(default_factory=dict)
    _phrases: dict[str, list[tuple[tuple[str, ...], str]]] = field(default_factory=dict)
    _starts: dict[str, set[str]] = field(default_factory=dict)
    _ends: dict[str, set[str]] = field(default_factory=dict)
    _rules: dict[str, list[tuple[int, _Rule]]] = field(default_factory=dict)
    """The rules with their place in the list, by their first idea."""

    def __post_init__(self) -> None:
        data = load("samenhang")
        for group, block in data["groepen"].items():
            for phrase in _phrases(block):
                self._add(group, phrase)
        for place, rule in enumerate(_rules(data["regels"], frozenset(data["groepen"]))):
            self._rules.setdefault(rule.ideas[0], []).append((place, rule))

    def _add(self, group: str, phrase: str) -> None:
        if phrase.endswith("*"):
            self._starts.setdefault(phrase[:-1], set()).add(group)
        elif phrase.startswith("*"):
            self._ends.setdefault(phrase[1:], set()).add(group)
        else:
            words = tuple(self.standard(phrase).split())
            if len(words) == 1:
                self._exact.setdefault(words[0], set()).add(group)
            elif words:
                self._phrases.setdefault(words[0], []).append((words, group))

    def find(self, message: Message) -> Iterator[Candidate]:
        """One candidate for every rule of which the ideas meet within a sentence."""
        texts = [word.text for word in message.plain.words]
        for start, end in _sentences(texts):
            found = self._ideas(texts, start, end)
            for rule in self._possible(found):
                place = _meeting(rule, found)
                if place and (
                    rule.in_questions or not message.scopes.asks_at(message.plain.starts[place.first])
                ):
                    yield self._candidate(message, rule, place)

    def _possible(self, found: Iterable[str]) -> list[_Rule]:
        """The rules of which at least the first idea was found, in the order of the list."""
        numbered = (row for idea in found for row in self._rules.get(idea, ()))
        return [rule for _, rule in sorted(numbered, key=itemgetter(0))]

    def _ideas(self, texts: list[str], start: int, end: int) -> dict[str, list[_Found]]:
        found: dict[str, list[_Found]] = {}
        for position in range(start, end):
            word = texts[position]
            for group in self._groups(word):
                found.setdefault(group, []).append(_Found(position, position))
            for words, group in self._phrases.get(word, ()):
                if tuple(texts[position : position + len(words)]) == words and position + len(words) <= end:
                    found.setdefault(group, []).append(_Found(position, position + len(words) - 1))
        return found

    def _groups(self, word: str) -> Iterator[str]:
        yield from self._exact.get(word, ())
        for cut in range(3, len(word) + 1):
            yield from self._starts.get(word[:cut], ())
            yield from self._ends.get(word[-cut:], ())

    def _candidate(self, message: Message, rule: _Rule, place: _Found) -> Candidate:
        starts, words = message.plain.starts, message.plain.words
        return Candidate(
            rule.field,
            rule.value,
            starts[place.first],
            starts[place.last] + len(words[place.last].text),
            weight=_LOW + rule.weight,
            negation=rule.negation,
        )


def _phrases(block: str | list[Any]) -> Iterator[str]:
    """The phrases of a group: with commas, or one an entry; `samen` gives each row of a part of each list."""
    for entry in block.split(",") if isinstance(block, str) else block:
        if isinstance(entry, str):
            yield from filter(None, [entry.strip()])
        else:
            yield from (" ".join(filter(None, parts)) for parts in product(*entry["samen"]))


def _sentences(texts: list[str]) -> Iterator[tuple[int, int]]:
    start = 0
    for position, word in enumerate(texts):
        if word in (".", "?", "!", ";"):
            yield start, position
            start = position + 1
    yield start, len(texts)


def _meeting(rule: _Rule, found: Mapping[str, list[_Found]]) -> _Found | None:
    """The smallest stretch in which all ideas of a rule stand, each in words of its own."""
    if any(idea not in found for idea in rule.ideas) or any(idea in found for idea in rule.absent):
        return None
    places = [sorted(found[idea]) for idea in rule.ideas]
    best: _Found | None = None
    for first in sorted({place.first for one in places for place in one}):
        # No farther than a stretch that would be allowed and shorter: a long message stays cheap.
        end = first + rule.reach + _LONGEST * len(places) if best is None else first + best.last - best.first
        near = [one[bisect_left(one, (first,)) : bisect_left(one, (end,))] for one in places]
        if not all(near):
            continue
        for chosen in _apart(near, (), rule.in_order):
            stretch = _Found(min(place.first for place in chosen), max(place.last for place in chosen))
            between = stretch.last - stretch.first - sum(place.last - place.first + 1 for place in chosen)
            if between < rule.reach and (best is None or stretch.length < best.length):
                best = stretch
    return best


def _apart(
    near: list[list[_Found]], chosen: tuple[_Found, ...], in_order: bool
) -> Iterator[tuple[_Found, ...]]:
    """Every choice of one place an idea in which no two share a word."""
    if len(chosen) == len(near):
        yield chosen
        return
    for place in near[len(chosen)]:
        if in_order and chosen and place.first <= chosen[-1].last:
            continue
        if all(place.last < other.first or other.last < place.first for other in chosen):
            yield from _apart(near, (*chosen, place), in_order)


def _rules(data: Mapping[str, Any], groups: frozenset[str]) -> Iterator[_Rule]:
    for name, values in data.items():
        for value, entries in values.items():
            for entry in entries:
                spec = entry if isinstance(entry, Mapping) else {"samen": entry}
                ideas, absent = tuple(spec["samen"].split()), tuple(spec.get("zonder", "").split())
                unknown = {*ideas, *absent} - groups
                if unknown:
                    raise LexiconError(f"samenhang.yml: no group {sorted(unknown)} for {name}: {value}")
                yield _Rule(
                    field=name,
                    value=value,
                    ideas=ideas,
                    absent=absent,
                    reach=int(spec.get("bereik", _NEAR)) + 1,
                    in_order=bool(spec.get("volgorde")),
                    in_questions=spec.get("vraag") != "nee",
                    negation="negeren"
                    if _DENIAL in ideas or spec.get("ontkend") == "negeren"
                    else "weglaten",
                    weight=float(spec.get("gewicht", 0)),
                )
