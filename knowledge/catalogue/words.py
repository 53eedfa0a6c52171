"""Words for searching: stems, parts of compounds, related words, and repair of typing errors."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from rapidfuzz import fuzz, process

DATA = Path(__file__).resolve().parent.parent / "data" / "catalogus"
WORD = re.compile(r"[a-z0-9]+")
SPECIAL = {"c++": "cplusplus", "c#": "csharp", ".net": " dotnet", "e-commerce": "ecommerce"}
AGENT = re.compile(r"(?<=...)(ster|eur|er)$")
"""Who does it: "boekhouder" and "programmeur" get the stem of the work itself."""
SHORTEST_COMPOUND, SHORTEST_PART = 8, 3
LINKS = ("", "s", "en", "n", "e")
SHORTEST_FUZZY = 4
ALIKE = 82
"""From this likeness (0-100) on a word counts as a misspelling of one that is known."""
REPAIRS = 3
SHORTEST_PREFIX = 4


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    import snowballstemmer  # here: it loads every language, and the service listens before that

    return snowballstemmer.stemmer("dutch")


@lru_cache(maxsize=1)
def lists() -> dict[str, Any]:
    """The content of zoekwoorden.yml."""
    loaded: dict[str, Any] = yaml.safe_load((DATA / "zoekwoorden.yml").read_text(encoding="utf-8"))
    return loaded


def fold(text: str) -> str:
    """Small letters without accents."""
    lowered = text.lower()
    for written, word in SPECIAL.items():
        lowered = lowered.replace(written, word)
    return "".join(
        letter for letter in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(letter)
    )


def words(text: str) -> list[str]:
    """The words of a text, folded."""
    return WORD.findall(fold(text))


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """One form for all forms of a folded word: "verpleging", "verpleegt" and "verplegers" are alike."""
    found = AGENT.sub("", str(_stemmer().stemWord(word)))
    found = re.sub(r"([aeou])\1", r"\1", found)
    return re.sub(r"([b-df-hj-np-tv-z])\1$", r"\1", found)


@lru_cache(maxsize=1)
def _known_parts() -> frozenset[str]:
    """Stems that a compound may be made of."""
    groups = " ".join(" ".join(group) for group in lists()["verwant"])
    return frozenset(stem(word) for word in words(f"{groups} {lists()['delen']}"))


@lru_cache(maxsize=1)
def stop_words() -> frozenset[str]:
    """Words that say nothing about the subject."""
    return frozenset(words(lists()["stop"]))


@lru_cache(maxsize=100_000)
def parts(word: str) -> tuple[str, ...]:
    """The stems of the two known words that a folded compound is made of; nothing when it is none."""
    if len(word) < SHORTEST_COMPOUND:
        return ()
    known = _known_parts()
    for cut in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        last = stem(word[cut:])
        if last not in known or len(word) - cut <= SHORTEST_PART:
            continue
        for link in LINKS:
            first = word[:cut].removesuffix(link) if word[:cut].endswith(link) else ""
            if len(first) >= SHORTEST_PART and stem(first) in known:
                return stem(first), last
    return ()


def index_terms(texts: Iterable[str]) -> str:
    """What is stored to be searched: the stem of each word, and of the parts of compounds."""
    found: list[str] = []
    for word in (word for text in texts for word in words(text)):
        found.append(stem(word))
        found.extend(parts(word))
    return " ".join(found)


@dataclass(frozen=True)
class Term:
    """One thing that was asked for: its stem, what it may stand for, and what is related."""

    word: str
    stems: tuple[str, ...]
    compound: tuple[str, ...] = ()
    related: tuple[tuple[str, ...], ...] = ()
    """Each a phrase of stems."""
    repaired: bool = False


@lru_cache(maxsize=1)
def _related() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Stem -> the phrases of its groups."""
    table: dict[str, dict[tuple[str, ...], None]] = {}
    for group in lists()["verwant"]:
        phrases = [tuple(stem(word) for word in words(phrase)) for phrase in group]
        for phrase in phrases:
            if len(phrase) == 1:
                table.setdefault(phrase[0], {}).update(dict.fromkeys(phrases))
    return {name: tuple(phrases) for name, phrases in table.items()}


def subject_words(text: str) -> list[str]:
    """The words that say what somebody looks for."""
    return list(dict.fromkeys(word for word in words(text) if word not in stop_words()))


def terms(text: str, vocabulary: Sequence[str]) -> list[Term]:
    """What a question asks for.

    Args:
        text: the question, as typed.
        vocabulary: every stem of the index, sorted; repairs of typing errors are chosen from it.
    """
    return [_term(word, vocabulary) for word in subject_words(text)]


def _term(word: str, vocabulary: Sequence[str]) -> Term:
    own = stem(word)
    compound = parts(word)
    related = _others(own)
    if related or compound or _stands_in(own, vocabulary):
        return Term(word, (own,), compound, related)
    repairs = tuple(_repairs(own, vocabulary))
    more = _others(repairs[0]) if repairs else ()
    return Term(word, repairs or (own,), (), more, repaired=bool(repairs))


def _others(own: str) -> tuple[tuple[str, ...], ...]:
    """The phrases that are related to a stem."""
    return tuple(phrase for phrase in _related().get(own, ()) if phrase != (own,))


def _stands_in(own: str, vocabulary: Sequence[str]) -> bool:
    place = bisect_left(vocabulary, own)
    if place == len(vocabulary):
        return False
    return vocabulary[place] == own or (len(own) >= SHORTEST_PREFIX and vocabulary[place].startswith(own))


def _repairs(own: str, vocabulary: Sequence[str]) -> Iterator[str]:
    """Known stems that are most like this one."""
    if len(own) < SHORTEST_FUZZY or own.isdigit():
        return
    near = [candidate for candidate in vocabulary if abs(len(candidate) - len(own)) <= 2]
    found = process.extract(own, near, scorer=fuzz.ratio, limit=REPAIRS, score_cutoff=ALIKE)
    best = found[0][1] if found else 0
    yield from (name for name, score, _ in found if score == best)
