"""Words of job titles: one form for man and woman, and the parts of compounds."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from ..catalogue.words import stem as common_stem
from ..catalogue.words import words as all_words

FEMALE = (
    ("trice", "teur"),
    ("euse", "eur"),
    ("ologe", "oloog"),
    ("agoge", "agoog"),
    ("grafe", "graaf"),
    ("nome", "noom"),
    ("ienne", "ien"),
    ("iste", "ist"),
    ("ante", "ant"),
    ("ente", "ent"),
    ("vrouw", "man"),
)
"""Endings of a title for a woman, and those of the same title for a man."""
LINKS = ("", "s", "en", "n", "e", "er")
SHORTEST_COMPOUND, SHORTEST_PART = 7, 3
LEAST_SEEN = 2
"""A part must stand at least so often in the texts."""
_SMALL = """
de het een van voor in en of op bij met aan te die dat zijn worden als door om tot ook uit zij hij deze dit er
kunnen hun is naar over onder andere anderen wat doet ik
"""
STOP = frozenset(_SMALL.split())
"""Words that say nothing about an occupation."""


def stem(word: str) -> str:
    """One form for all forms of a folded word, also for man and woman: "directrice", "directeurs"."""
    for female, male in FEMALE:
        if word.endswith(female) and len(word) > len(female) + 2:
            word = word[: -len(female)] + male
            break
    return common_stem(word)


def title_words(text: str) -> list[str]:
    """The folded words of a text that say something."""
    return [word for word in all_words(text) if word not in STOP]


def count_stems(texts: Iterable[str]) -> dict[str, int]:
    """How often each stem stands in the texts: what compounds can be made of."""
    words = Counter(word for text in texts for word in title_words(text) if len(word) >= SHORTEST_PART)
    stems: Counter[str] = Counter()
    for word, times in words.items():
        stems[stem(word)] += times
    return {name: times for name, times in stems.items() if times >= LEAST_SEEN}


class Splitter:
    """Opens compounds with the stems of a body of texts; remembers what it opened."""

    def __init__(self, seen: Mapping[str, int]) -> None:
        self._seen = seen
        self._opened: dict[str, tuple[str, ...]] = {}

    def parts(self, word: str) -> tuple[str, ...]:
        """The stems of the parts of a folded compound; nothing when it is none."""
        found = self._opened.get(word)
        if found is None:
            found = self._opened[word] = self._open(word)
        return found

    def terms(self, text: str) -> list[str]:
        """The stems of the words of a text, and of their parts."""
        return [term for word in title_words(text) for term in (stem(word), *(self.parts(word)))]

    def _open(self, word: str) -> tuple[str, ...]:
        """The likeliest two known parts; else a first part that is a compound itself, and a known last."""
        if len(word) < SHORTEST_COMPOUND:
            return ()
        cuts = list(self._cuts(word))
        known = [cut for cut in cuts if stem(cut[0]) in self._seen]
        if known:
            first, written, _ = max(known, key=lambda cut: self._likelihood(*cut))
            return (*(self.parts(first) or (stem(first),)), *(self.parts(written) or (stem(written),)))
        deeper = ((self.parts(first), written) for first, written, link in cuts if not link)
        return next(((*inner, stem(written)) for inner, written in deeper if inner), ())

    def _cuts(self, word: str) -> Iterator[tuple[str, str, str]]:
        """Every way to cut off a known last part: the first part, the last one, and the letters between."""
        for cut in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
            if stem(word[cut:]) not in self._seen:
                continue
            for link in LINKS:
                first = word[:cut].removesuffix(link) if word[:cut].endswith(link) else ""
                if len(first) >= SHORTEST_PART:
                    yield first, word[cut:], link

    def _likelihood(self, first: str, last: str, link: str) -> float:
        """Often seen parts that are not too short, and no letter between them, are the likeliest."""
        short = sum(len(part) <= SHORTEST_PART for part in (first, last))
        often = math.log(self._seen[stem(first)]) + math.log(self._seen[stem(last)])
        return often - short - (0.5 if link else 0.0)
