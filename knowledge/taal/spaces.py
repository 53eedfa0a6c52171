"""Spaces that are lost (`alsik`, `werkgeveris`, `inGenk`) and spaces too many (`opleidings verlof`).

A compound that nobody wrote before is no error, so what is parted has a small word in it, a word for how or
when, or a participle at its end; and what is joined is a compound that the lists of this field know.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from math import log10
from typing import Any

from spacy.lang.nl.stop_words import STOP_WORDS

from .slips import Slips
from .words import fold

SHORTEST = 5
"""Shorter tokens are not parted."""
_MOST = 4
"""Parts of a token at most."""
_PART = 4
_COMPOUND = 8
"""Letters of a word of the field that is read in two words."""
_SMALL_SHARE = 1e-3
_PARTICIPLE = re.compile(r"ge\w{3,}[dt]|gedaan|gegaan|genomen|gekregen")
_IN_ITSELF = ("volt", "halft", "deelt")
"""How words begin that tell how much somebody works; they stand behind another word."""
_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z]{2})(?=[A-Z][a-z])")


class Spaces:
    """Finds the words in a token, and the compound in two; build it once."""

    def __init__(
        self,
        slips: Slips,
        usual: Mapping[str, float],
        field: Collection[str],
        data: Mapping[str, Any],
    ) -> None:
        """`usual`: word -> share of all words; `field`: words of this field; `data`: the list `spelling`."""
        self._slips, self._usual, self._field = slips, usual, field
        self._small: dict[str, str] = {}
        for standard, block in data["aaneen_klein"].items():
            for variant in str(block).replace(",", " ").split():
                self._small[variant] = variant if standard == "zelf" else str(standard)
        self._particles = frozenset(data["aaneen_delen"].split())
        self._behind = frozenset(data["aaneen_erachter"].split())
        self._crumbs = frozenset(data["aaneen_vooraan"].split())
        self._alone = frozenset(str(data["apart_van_volgend"]).split())
        self._alone_behind = frozenset(data["apart_van_vorig"].split())
        self._function = frozenset(self._small) | self._particles | self._behind | self._crumbs | STOP_WORDS

    # ------------------------------------------------------------ too many
    def together(self, first: str, second: str) -> str | None:
        """The compound that two words are; None when they stand by themselves."""
        if len(first) + len(second) < _COMPOUND or first in self._alone or second in self._alone_behind:
            return None
        compound = first + second
        if compound not in self._field or len(first) < 3 or len(second) < 3:
            return None
        if first in self._function or second in self._function:
            return None if self._slips.exists(first) and self._slips.exists(second) else compound
        return compound

    # ------------------------------------------------------------ lost
    def apart(self, token: str) -> tuple[str, ...] | None:
        """The words in a token that is no word, as they are said; None when it cannot be told."""
        if len(token) < SHORTEST or self._slips.exists(token):
            return None
        found = [parts for parts in self._divisions(token, _MOST) if self._is_likely(parts)]
        best = min(found, key=lambda parts: (len(parts), -self._weight(parts)), default=None)
        return tuple(self._small.get(part, part) for part in best) if best else None

    def _divisions(self, token: str, most: int) -> Iterator[tuple[str, ...]]:
        """Every way to part a token in words, in two parts at least."""
        for cut in range(1, len(token)):
            first, rest = token[:cut], token[cut:]
            if not self._is_part(first):
                continue
            if self._is_part(rest):
                yield first, rest
            if most > 2:
                for parts in self._divisions(rest, most - 1):
                    yield first, *parts

    def _is_part(self, part: str) -> bool:
        return self._is_function(part) or self._is_word(part)

    def _is_word(self, part: str) -> bool:
        """A word with a meaning, which people use."""
        if len(part) < _PART:
            return False
        return part in self._field or self._slips.is_place(part) or self._usual.get(part, 0.0) >= 1e-5

    def _is_likely(self, parts: tuple[str, ...]) -> bool:
        """No compound, no verb with its particle, and not only crumbs."""
        words = [part for part in parts if not self._is_function(part)]
        if len(words) > 2 or (not words and max(map(len, parts)) < 3):
            return False
        if parts[0] in self._behind and parts[1] not in self._small:
            return False
        return all(self._may_follow(first, second) for first, second in zip(parts, parts[1:], strict=False))

    def _is_function(self, part: str) -> bool:
        return part in self._small or part in self._particles or part in self._behind or part in self._crumbs

    def _may_follow(self, first: str, second: str) -> bool:
        if second in self._crumbs:
            return first in self._small or (first in self._particles and second == "de")
        if first in self._particles:
            return second in self._small or self._slips.is_noun(second, self._field)
        if second in self._particles:
            return first in self._small or first in self._field
        if first in self._small or first in self._crumbs or second in self._small or second in self._behind:
            return True
        joined = _PARTICIPLE.fullmatch(second) and not first.endswith("s")
        return bool(joined) or second.startswith(_IN_ITSELF)

    def _weight(self, parts: tuple[str, ...]) -> float:
        return sum(log10(_SMALL_SHARE if self._is_function(p) else self._share(p)) for p in parts)

    def _share(self, word: str) -> float:
        share = self._usual.get(word, 1e-7)
        return max(share, 1e-4) if word in self._field else share

    def at_capitals(self, token: str) -> Iterator[int]:
        """Where a word begins inside one: `inGenk`, `FODFinanciën`, `enkelPOP`; names stay whole."""
        for match in _CAPITAL.finditer(token):
            typed, after = token[: match.start()], token[match.start() :]
            before, told = typed.lower(), fold(after)
            known = told in self._field or self._slips.is_place(told) or told in self._function
            if typed.isupper():
                yield from (match.start(),) if known else ()
            elif self._is_part(before) and (known or after.isupper()):
                yield match.start()
