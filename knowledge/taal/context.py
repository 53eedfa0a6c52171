"""Slips that no word tells by itself (`week` for `werk`, `noot` for `nooit`), by the words beside them.

Counted are pairs of words that stand side by side in the own sentences of the project (`woordparen.txt`).
A word that nobody wrote beside either of its neighbours, and that is one slip away from a word that stands
there often, is taken for that word. What exists needs much more for that than what does not.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log10
from pathlib import Path

from rapidfuzz.distance import OSA

from .lexicon import DATA
from .numbers import word_to_int
from .slips import cost, skeleton
from .words import Word, fold, is_number

FILE = "woordparen.txt"
EDGE, NUMBER, PLACE = "_", "0", "_plaats"
"""What stands for the begin and the end of a sentence, for every number and for every town."""
_ENDS = frozenset(".!?;:,()")
_SMOOTH = 3.0
"""How many times everything is taken to have been seen beside a word, in proportion to how usual it is."""
_TWICE, _SEEN = 2, 4
_SHORTEST, _SHORTENED, _NAME, _LONG, _COMPOUND = 2, 3, 5, 6, 8
_VOWEL = re.compile(r"[aeiouy]")
_SLIP, _REAL_SLIP = 0.5, 3.0
"""How unlikely any slip is: one that makes no word, and one that makes a word that exists."""
_NO_WORD = -8.5
"""How well what exists nowhere fits between its neighbours."""
_ENOUGH, _TO_DENY = 1.5, 3.0
"""How much better another word fits than one that exists; and one that makes yes of no."""
_TO_TOWN = frozenset(("in", "te", "uit", "naar", "regio", "rond"))
_TOWN_PART = 4
_A_TOWN = 2.5
"""How unlikely one town is among all of them."""
_RARE = 1e-5
_DENIES = frozenset(("niet", "niets", "geen", "nooit", "niemand", "nee", "neen"))


@dataclass(frozen=True)
class WordPairs:
    """How often words stand side by side, and alone."""

    pairs: Mapping[str, Mapping[str, int]]
    single: Mapping[str, int]
    total: int

    @classmethod
    def count(cls, sentences: Iterable[Sequence[str]], least: int = 1) -> WordPairs:
        """Of sentences in plain words; pairs that are seen less than `least` times are left out."""
        pairs: dict[str, Counter[str]] = defaultdict(Counter)
        single: Counter[str] = Counter()
        for words in sentences:
            row = [EDGE, *words, EDGE]
            single.update(row[1:])
            for first, second in zip(row, row[1:], strict=False):
                pairs[first][second] += 1
        kept = {first: {second: n for second, n in row.items() if n >= least} for first, row in pairs.items()}
        return cls({first: row for first, row in kept.items() if row}, single, single.total())

    @classmethod
    def load(cls, path: Path = DATA / FILE) -> WordPairs:
        """From its file: a line for each word, with how often it is said and what follows it how often."""
        pairs, single = {}, {}
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                word, times, *row = line.split(" ")
                single[word] = int(times)
                pairs[word] = dict(zip(row[::2], map(int, row[1::2]), strict=True))
        return cls(pairs, single, sum(single.values()))

    def lines(self) -> Iterator[str]:
        """The lines of the file."""
        for word in sorted(self.single):
            row = self.pairs.get(word, {})
            told = " ".join(f"{second} {n}" for second, n in sorted(row.items()))
            yield f"{word} {self.single[word]} {told}".rstrip()

    def seen(self, first: str, second: str) -> int:
        """How often the second word follows the first."""
        row = self.pairs.get(first)
        return row.get(second, 0) if row else 0

    def fits(self, before: str, word: str, after: str, share: float = 0.0) -> float:
        """How likely a word of that share of all words is between two others, as a power of ten."""
        alone = max(share, (self.single.get(word, 0) + 0.1) / self.total)
        behind = (self.single.get(after, 0) + 0.1) / self.total
        here = (self.seen(before, word) + _SMOOTH * alone) / (self.single.get(before, 0) + _SMOOTH)
        there = (self.seen(word, after) + _SMOOTH * behind) / (self.single.get(word, 0) + _SMOOTH)
        return log10(here) + log10(there)


class Context:
    """Mends words by their neighbours; build it once."""

    def __init__(
        self,
        counted: WordPairs,
        share: Callable[[str], float],
        right: Collection[str],
        towns: Collection[str],
    ) -> None:
        """`share`: of all words, 0 for what is none; `right`: other right words; `towns`: their names."""
        self._counted, self._share, self._right, self._towns = counted, share, right, frozenset(towns)
        self._near: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word, times in counted.single.items():
            if times >= _TWICE and len(word) > 1 and word.isalpha() and self._exists(word):
                self._near[word[0], len(word)].append(word)
        self._meant = lru_cache(maxsize=20_000)(self._candidates)

    def mend(self, words: list[Word], message: str) -> list[Word]:
        """The plain words of a message, with those that their neighbours tell to be slips changed."""
        kinds = [self.kind(word.text) for word in words]
        for place, word in enumerate(words):
            here = kinds[place]
            if len(here) < _SHORTEST or not here.isalpha() or here in _DENIES:
                continue
            before = kinds[place - 1] if place else EDGE
            after = kinds[place + 1] if place + 1 < len(words) else EDGE
            seen = self._counted.seen(before, here) + self._counted.seen(here, after)
            if seen >= _TWICE or before == after == EDGE or (seen and not self._exists(here)):
                continue
            if here == "min" and after == NUMBER:
                continue  # below zero
            meant = self._word(fold(message[word.start : word.end]), here, before, after)
            if meant:
                words[place] = Word(meant, word.start, word.end)
                kinds[place] = self.kind(meant)
        return words

    def kind(self, text: str) -> str:
        """The word, or what stands for all of its kind."""
        if text in _ENDS:
            return EDGE
        if is_number(text) or word_to_int(text) is not None:
            return NUMBER
        return PLACE if text in self._towns else text

    def _exists(self, word: str) -> bool:
        return word in self._right or self._share(word) > 0

    def _word(self, typed: str, here: str, before: str, after: str) -> str | None:
        """The word that fits better; None when what stands there may be what is meant."""
        counted = self._counted
        real = self._exists(here) and (typed == here or not typed.isalpha() or self._exists(typed))
        source = here if real else typed if typed.isalpha() and not self._exists(typed) else here
        worth = counted.fits(before, here, after, self._share(here)) if self._exists(here) else _NO_WORD
        best, most = None, _ENOUGH if real else 0.0
        for other, far in self._meant(source):
            one, two = counted.seen(before, other), counted.seen(other, after)
            if not self._is_backed(source, real, one, two):
                continue
            gain = counted.fits(before, other, after) - worth - far
            if gain > most and not (real and other in _DENIES and gain < _TO_DENY):
                best, most = other, gain
        town = None if real and self._share(here) > _RARE else self._town(source, before, after, worth, most)
        return town or (best if best != here else None)

    def _town(self, word: str, before: str, after: str, worth: float, most: float) -> str | None:
        """The town that is meant where one is told: `woon in gheel`, `in hale`."""
        if before not in _TO_TOWN or len(word) < _TOWN_PART:
            return None
        alike = (town for town in self._towns if town[0] == word[0])
        near = [town for town in alike if OSA.distance(word, town, score_cutoff=1) == 1]
        if len(near) != 1 or len(near[0]) < _TOWN_PART:
            return None
        gain = self._counted.fits(before, PLACE, after) - worth - _A_TOWN - cost(word, near[0])
        return near[0] if gain > most else None

    def _is_backed(self, word: str, real: bool, one: int, two: int) -> bool:
        """Do the neighbours tell enough: both of them where the word or its letters are few or real?"""
        if real:
            return bool(one and two and one + two >= _SEEN)
        if len(word) < _SHORTENED:
            return bool(one and two)
        if len(word) >= _COMPOUND and self._is_compound(word):
            return False
        return bool(one or two) if len(word) > 3 else bool(one and two) or one + two >= _SEEN

    def _is_compound(self, word: str) -> bool:
        """Are both parts words (`openslaan`)? New ones are made every day."""
        return any(self._share(word[:cut]) and self._share(word[cut:]) for cut in range(3, len(word) - 3))

    def _candidates(self, word: str) -> tuple[tuple[str, float], ...]:
        """Words one slip away, with how unlikely that slip is (as a power of ten)."""
        real = self._exists(word)
        slip = _REAL_SLIP if real else _SLIP
        return tuple(
            (other, slip + cost(word, other))
            for first, length in self._boxes(word)
            for other in self._near.get((first, length), ())
            if other != word
            and not (real and len(other) < _NAME and not self._share(other))
            and OSA.distance(word, other, score_cutoff=1) == 1
            and _is_likely(word, other)
        )

    def _boxes(self, word: str) -> Iterator[tuple[str, int]]:
        yield "h", len(word) + 1
        for first in sorted({word[0], word[1]} - {"h"}):
            yield from ((first, length) for length in range(len(word) - 1, len(word) + 2))
        if word[0] == "h" or word[1] == "h":
            yield from (("h", length) for length in range(len(word) - 1, len(word) + 1))


def _is_likely(word: str, other: str) -> bool:
    """The first letter is seldom wrong, save when it is lost (`eb` for `heb`) or swapped with the second."""
    if len(word) == _SHORTENED and not _VOWEL.search(word) and skeleton(word) != skeleton(other):
        return False  # an abbreviation (`vpk`), save when only vowels are lost (`wrk`)
    swapped = sorted(other[:2]) == sorted(word[:2])
    return other[0] == word[0] or len(word) >= _LONG or swapped or other == f"h{word}"
