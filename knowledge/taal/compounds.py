"""Workplaces and occupations that no list holds, known by the last part of the word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import product

from rapidfuzz import process
from rapidfuzz.distance import OSA

from .lexicon import load, ordinary_words
from .pipeline import Hit, longest
from .words import PlainText, fold

_SHORTEST_JOINED = 10
_PIECES = 4
"""Words that the name of a measure is written in at most."""
_MARKS = re.compile(r"[^a-z0-9]")
_SHORTEST_FIRST_PART = 3
"""Letters before the part that tells what the word is."""


class Compounds:
    """Finds words such as `koekjesfabriek` and `offsetdrukker`, and `zwembad van de stad`."""

    def __init__(self, names: Mapping[str, str], ordinary: Iterable[str] = ()) -> None:
        """`names`: plain name -> id of the measures, which people also write in pieces."""
        self._joined = {
            joined: value
            for name, value in names.items()
            for joined in [_MARKS.sub("", name)]
            if len(joined) >= _SHORTEST_JOINED
        }
        self._near = {
            length: [name for size in (-1, 0, 1) for name in self._joined if len(name) == length + size]
            for length in range(_SHORTEST_JOINED + 4, max(map(len, self._joined), default=0) + 2)
        }
        data = load("samenstellingen")
        self._heads = {
            "werkplek": {
                fold(head): sector for sector, block in data["werkplekken"].items() for head in _split(block)
            },
            "lesvorm": {
                fold(head): form for form, block in data["lesvormen"].items() for head in _split(block)
            },
            "beroep": {fold(head): "" for head in _split(data["beroepen"])},
        }
        self._lessons = {
            fold(first + last): form
            for form, block in data["lesvorm_vooraan"].items()
            for first, last in product(_split(block), _split(data["lesvorm_achteraan"]))
        }
        self._never = {fold(word) for word in (*_split(data["geen_werkplek"]), *_split(data["geen_beroep"]))}
        self._never.update(ordinary)
        owners = {name: sector for sector, block in data["van_een_bestuur"].items() for name in _split(block)}
        self._owned = re.compile(rf"(?<!\S)(?:van|bij) (?:de |het |den )?(?P<owner>{'|'.join(owners)})(?!\S)")
        self._owners = owners

    def find(self, plain: PlainText, known: Iterable[Hit]) -> list[Hit]:
        """The phrases that are known with what their compounds and owners add."""
        hits = [*known, *self._compounds(plain), *self._in_pieces(plain)]
        workplaces = list(longest([hit for hit in hits if hit.label == "werkplek"]))
        owned = [self._of_a_council(plain, hit) for hit in workplaces]
        others = [
            hit
            for hit in hits
            if hit.label not in ("werkplek", "beroep") and not self._is_plain_word(plain, hit)
        ]
        occupations = longest([hit for hit in hits if hit.label == "beroep"])
        return [*others, *longest(owned), *occupations]

    @staticmethod
    def _is_plain_word(plain: PlainText, hit: Hit) -> bool:
        """`een stap terug` names no STAP: a measure that is an ordinary word is written in capitals."""
        if hit.label != "maatregel" or plain.text[hit.start : hit.end] not in ordinary_words():
            return False
        source = plain.source(hit.start, hit.end)[0]
        return not source.isupper() or plain.original.isupper()

    def _compounds(self, plain: PlainText) -> Iterator[Hit]:
        for word, start in zip(plain.words, plain.starts, strict=True):
            text = word.text
            if text in self._lessons:
                yield Hit("lesvorm", self._lessons[text], start, start + len(text))
                continue
            if len(text) < 6 or not text.isalpha() or text in self._never:
                continue
            for label, heads in self._heads.items():
                for cut in range(_SHORTEST_FIRST_PART, len(text) - 2):
                    if text[cut:] in heads:
                        source = plain.source(start, start + len(text))[0]
                        value = heads[text[cut:]] or source.lower()
                        yield Hit(label, value, start, start + len(text))
                        break

    def _in_pieces(self, plain: PlainText) -> Iterator[Hit]:
        """`vlaams opleidings krediet`: the name of a measure with other spaces, or with one slip."""
        texts = [word.text for word in plain.words]
        bare, whole = [_MARKS.sub("", text) for text in texts], [text.isalpha() for text in texts]
        for first in range(len(texts)):
            for last in range(first + 1, min(first + _PIECES, len(texts)) + 1):
                joined = "".join(bare[first:last])
                if len(joined) < _SHORTEST_JOINED or not (whole[first] and whole[last - 1]):
                    continue
                value = self._joined.get(joined) or self._nearly(joined)
                if value:
                    start, end = plain.starts[first], plain.starts[last - 1] + len(texts[last - 1])
                    yield Hit("maatregel", value, start, end)

    def _nearly(self, joined: str) -> str | None:
        """The measure whose name is within one slip."""
        near = self._near.get(len(joined), ())
        found = process.extractOne(joined, near, scorer=OSA.distance, score_cutoff=1)
        return self._joined[found[0]] if found else None

    def _of_a_council(self, plain: PlainText, hit: Hit) -> Hit:
        """`rusthuis van het ocmw`: a workplace of the town, whatever is done there."""
        match = self._owned.match(plain.text, hit.end + 1)
        if not match or hit.value == "onderwijs":
            return hit
        return Hit("werkplek", self._owners[match["owner"]], hit.start, match.end())


@lru_cache(maxsize=1)
def _occupation_endings() -> tuple[tuple[str, ...], frozenset[str]]:
    data = load("samenstellingen")
    return tuple(data["beroepsuitgang"]), frozenset(map(fold, _split(data["geen_beroep"]))) | ordinary_words()


def looks_like_occupation(word: str) -> bool:
    """Has a word the form of an occupation? Only to be asked where an occupation can stand."""
    endings, never = _occupation_endings()
    return len(word) >= 5 and word not in never and word.endswith(endings)


def _split(block: str) -> list[str]:
    return [part.strip() for part in block.split(",") if part.strip()]
