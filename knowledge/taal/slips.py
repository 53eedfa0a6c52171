"""Words that exist nowhere, to what was meant: slips of the finger, spelling by ear, lost spaces.

What is likely is what is near (how people slip is counted, not only how many letters differ) and usual; the
words of this field go before all others. A word in doubt stays as it is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from math import log10

from rapidfuzz import process
from rapidfuzz.distance import OSA

_KEYS = (("azertyuiop", "qsdfghjklm", "wxcvbn"), ("qwertyuiop", "asdfghjkl", "zxcvbnm"))


def _touching() -> Iterator[str]:
    """Pairs of keys that touch each other, on keyboards of Belgium and of the Netherlands."""
    for rows in _KEYS:
        for number, row in enumerate(rows):
            yield from (a + b for a, b in zip(row, row[1:], strict=False))
            below = rows[number + 1] if number < 2 else ""
            yield from (a + b for place, a in enumerate(row) for b in below[max(place - 1, 0) : place + 1])


_BESIDE = frozenset(pair for touching in _touching() for pair in (touching, touching[::-1]))
_SOUNDS = (
    (re.compile(r"ij|ei|y"), "y"),
    (re.compile(r"ou|au"), "ou"),
    (re.compile(r"sch|sk"), "sg"),
    (re.compile(r"t?sj|ch"), "g"),
    (re.compile(r"que(?=s?$)"), "k"),
    (re.compile(r"ck|qu|c(?=[aoukl])"), "k"),
    (re.compile(r"c(?=[eiy])"), "s"),
    (re.compile(r"th"), "t"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"dt$|d$"), "t"),
    (re.compile(r"z"), "s"),
    (re.compile(r"v"), "f"),
    (re.compile(r"ie"), "i"),
    (re.compile(r"oe"), "u"),
    (re.compile(r"eu"), "u"),
    (re.compile(r"(.)\1+"), r"\1"),
)
"""Spellings that sound alike in Dutch, to one."""
_VOWELS = re.compile(r"[aeiouy]+")
_SKELETON = 3
"""Consonants that a word without its vowels needs to be told by them."""
SURE, _KEY, _LIKELY, _FAR = 0.7, 0.9, 1.2, 2.0
"""How much a word may differ: one common slip, a key beside the right one, any slip, two slips."""
_RARE = 6e-6
"""Below this share of all words a real word may be a slip for one that is used a hundred times as much."""
_TIMES = 150
_USUAL = 1e-5
_EVERYWHERE = 3e-4
"""A share of all words from which a short word is worth one slip to a key beside the right one."""
_TOWN = 1.6
"""How far the long name of a town may be."""
_REMEMBERED = 50_000
"""Of so many words it is remembered how they sound."""
_PARTICLES = frozenset(("in", "op", "bij", "om", "voor", "naar", "uit", "aan", "stad"))
"""Small words that verbs begin with too."""


@lru_cache(maxsize=_REMEMBERED)
def by_ear(word: str) -> str:
    """How a word sounds, in letters: equal for words that sound alike."""
    for sound, letter in _SOUNDS:
        word = sound.sub(letter, word)
    return word


def skeleton(word: str) -> str:
    """The consonants and the first letter."""
    return word[0] + _VOWELS.sub("", word[1:])


def cost(typed: str, word: str) -> float:
    """How far the typed letters are from a word, in slips of an ordinary kind (1 is one of them)."""
    if skeleton(typed) == skeleton(word) and _is_within(typed, word) and len(skeleton(word)) >= _SKELETON:
        return 0.5 + 0.1 * (len(word) - len(typed))
    distance = OSA.distance(typed, word)
    if by_ear(typed) == by_ear(word):
        return 0.45 + 0.1 * distance
    if distance == 1:
        return _one_slip(typed, word)
    if OSA.distance(by_ear(typed), by_ear(word)) == 1:
        return 1.1
    if _is_within(typed, word):
        return 0.75 * distance
    return float(distance)


def _one_slip(typed: str, word: str) -> float:
    if len(typed) < len(word):
        return 0.65
    if len(typed) > len(word):
        return 0.8
    at = next(place for place, (a, b) in enumerate(zip(typed, word, strict=True)) if a != b)
    if typed[at + 1 :] != word[at + 1 :]:
        return 0.6  # two letters changed places
    return 0.9 if typed[at] + word[at] in _BESIDE else 1.1


def _is_within(typed: str, word: str) -> bool:
    """Are the typed letters all in the word, in that order: were letters only forgotten?"""
    letters = iter(word)
    return all(letter in letters for letter in typed)


def _is_near_town(token: str, town: str) -> bool:
    """One slip, or two in a long name, or only vowels left out."""
    if OSA.distance(token, town, score_cutoff=2) <= (1 if len(token) < 7 else 2):
        return True
    return len(skeleton(town)) >= _SKELETON and skeleton(token) == skeleton(town) and _is_within(token, town)


class Slips:
    """Finds the word behind a slip; build it once."""

    def __init__(
        self,
        field: Iterable[str],
        usual: Mapping[str, float],
        right: Iterable[str],
        before: Iterable[str] = (),
        after: Iterable[str] = (),
        places: Iterable[str] = (),
    ) -> None:
        """`field`: words of this field; `usual`: word -> share of all words; `right`: words that stay as they
        are; `before` and `after`: small words to which others are joined; `places`: names of towns."""
        self._usual = usual
        self._field = {word for word in field if len(word) >= 4 and word.isalpha()}
        self._right = set(right) | self._field
        self._before, self._after = set(before), set(after)
        self._towns = {place for place in places if len(place) >= 4 and place.isalpha()}
        self._places = sorted(self._towns)
        self._near: dict[tuple[str, int], list[str]] = defaultdict(list)
        self._sounds: dict[str, list[str]] = defaultdict(list)
        self._bones: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._field | {word for word, share in usual.items() if share >= 2e-6}):
            self._near[word[0], len(word)].append(word)
            self._sounds[by_ear(word)].append(word)
            if len(skeleton(word)) >= _SKELETON and (word in self._field or usual[word] >= _USUAL):
                self._bones[skeleton(word)].append(word)

    def exists(self, token: str) -> bool:
        """Is it a word as it stands?"""
        return token in self._right or token in self._usual

    def is_place(self, word: str) -> bool:
        """Is it the name of a town?"""
        return word in self._towns

    def is_noun(self, word: str, also: Collection[str] = ()) -> bool:
        """Is it a town, or a long word of the field (or of `also`) that is no verb? Those have particles."""
        known = word in self._field or word in also
        return word in self._towns or (known and len(word) >= 8 and not word.endswith(("en", "t")))

    def word(self, token: str, named: bool = False, at_place: bool = False) -> tuple[str, float] | None:
        """The word that was meant, and how far it is; None when it is the token itself or cannot be told.

        Args:
            token: lower case, without accents.
            named: it is written as a name is, so that only a sure slip in a long word is one.
            at_place: it stands where the name of a place is likely.
        """
        if token in self._right or len(token) < 4:
            return None
        share = self._usual.get(token, 0.0)
        if share >= _RARE:
            return None
        town = self._town(token) if at_place and not share else None
        best = self._best(token)
        if town and (best is None or best[1] >= town[1]):
            return town
        if best is None:
            return None
        word, far = best
        if share:  # a real word, though a rare one
            return best if far <= SURE and self._usual.get(word, 0.0) >= _TIMES * share else None
        if named and (far > SURE or len(token) < 7):
            return None
        if self._is_compound(token) and (far > SURE or word not in self._field):
            return None
        return best

    def _town(self, token: str) -> tuple[str, float] | None:
        """The name of a place that was meant."""
        found = [
            (cost(token, place), place)
            for place in self._places
            if place[0] == token[0] and _is_near_town(token, place)
        ]
        far, place = min(found, default=(_FAR, ""))
        limit = _KEY if len(token) < 5 else _LIKELY if len(token) < 7 else _TOWN
        return (place, far) if far <= limit else None

    def _share(self, word: str) -> float:
        """How usual a word is; words of the field count for more than they are."""
        share = self._usual.get(word, 1e-7)
        return max(share * 10, 1e-4) if word in self._field else share

    def _best(self, token: str) -> tuple[str, float] | None:
        found = {word: cost(token, word) for word in self._candidates(token)}
        fine = [
            (word, far)
            for word, far in found.items()
            if far <= self._limit(token, word)
            and (far <= _LIKELY or OSA.distance(skeleton(token), skeleton(word)) <= 1 + (len(token) >= 12))
        ]
        if not fine:
            return None
        return min(fine, key=lambda pair: (3 * pair[1] - log10(self._share(pair[0])), pair[0]))

    def _limit(self, token: str, word: str) -> float:
        """How far a word may be: the longer, the farther; words of the field farther than others."""
        length, mine = len(token), word in self._field
        if word[0] != token[0] and length < 7:
            return SURE if by_ear(token) == by_ear(word) else 0.0
        if not mine and self._usual.get(word, 0.0) < _USUAL:
            return SURE if length >= 7 else 0.0
        if length < 6:
            if mine and length == 5:
                return _LIKELY if word[-1] == token[-1] else _KEY
            beside = len(word) == length and self._usual.get(word, 0.0) >= _EVERYWHERE
            return _KEY if beside else SURE
        if not mine:
            return _LIKELY
        return 1.5 if length < 8 else _FAR if length < 13 else _FAR + 1

    def _candidates(self, token: str) -> Iterator[str]:
        yield from self._sounds.get(by_ear(token), ())
        yield from self._bones.get(skeleton(token), ())
        reach = 1 if len(token) < 7 else 2 if len(token) < 13 else 3
        for first in {token[0], token[1]}:
            for length in range(len(token) - reach, len(token) + reach + 1):
                box = self._near.get((first, length), ())
                near = process.extract(token, box, scorer=OSA.distance, score_cutoff=reach, limit=None)
                yield from (word for word, _, _ in near)

    def _is_compound(self, token: str) -> bool:
        """Are both parts words: Dutch makes new ones every day?"""
        return any(
            self.exists(token[:cut].removesuffix("s") if cut > 4 else token[:cut])
            and token[cut:] in self._usual
            for cut in range(3, len(token) - 3)
        )

    def parted(self, token: str) -> tuple[str, str] | None:
        """`perweek` -> per, week: a small word and a usual one without the space between."""
        if token in self._right or token in self._usual:
            return None
        found: list[tuple[float, str, str]] = []
        for cut in range(1, len(token)):
            first, last = token[:cut], token[cut:]
            if first in self._before and self._follows(first, last):
                found.append((self._share(last) * cut, first, last))
            if last in self._after and self._stands(first, 4):
                found.append((self._share(first) * len(last), first, last))
        return max(found)[1:] if found else self._parted_with_a_slip(token)

    def _parted_with_a_slip(self, token: str) -> tuple[str, str] | None:
        """`inantwerpn`, `zelfhetinititief`: the longer word has a slip of its own."""
        for cut in range(2, len(token) - 5):
            first, last = token[:cut], token[cut:]
            if first in self._before and not self.exists(last):
                found = self._town(last) or self._best(last)
                if found and found[1] <= SURE and self._follows(first, found[0]):
                    return first, found[0]
        return None

    def _follows(self, first: str, last: str) -> bool:
        """May a word stand behind a small one? Behind `in` or `op` only what is no verb."""
        if first not in _PARTICLES:
            return self._stands(last, 3 if first == "ik" else 4)
        return self.is_noun(last)

    def _stands(self, word: str, shortest: int) -> bool:
        """Is it a word by itself that people use, or a town?"""
        if len(word) < shortest:
            return False
        known = word in self._field or word in self._towns or (len(word) == 3 and word in self._right)
        return known or self._usual.get(word, 0.0) >= _USUAL
