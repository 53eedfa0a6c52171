"""Words for searching: stems, parts of compounds, everyday and related words, repair of typing errors."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from ..lists import DATA as LISTS
from ..lists import read_list
from ..signals import signals_of

DATA = LISTS / "catalogus"
WORD = re.compile(r"[a-z0-9]+")
SPECIAL = {
    "c++": "cplusplus",
    "c#": "csharp",
    ".net": " dotnet",
    "e-commerce": "ecommerce",
    "e-mail": "email",
    "burn-out": "burnout",
    "make-up": "makeup",
    "re-integratie": "reintegratie",
}
AGENT = re.compile(r"(?<=....)(?:aarster|aar)$|(?<=...)(?:ster|eur|er)$")
"""Who does it: "boekhouder" and "programmeur" get the stem of the work itself."""
GUIDING = ("begeleid", "begleid")
"""The stemmer takes "ge" out of "begeleiding", and then it is "beleid", policy."""
ASIDE_BEFORE = frozenset(("in", "op", "bij", "voor", "tijdens"))
"""What stands behind one of these, later in a question, says where, with what or for whom."""
LESSON = re.compile(
    r"^(?:(.{4,}?)(?:s|en)?(?:les|lessen)|(.{3,}?)(?:s|en)?(?:cursus|cursussen|opleiding|opleidingen|training))$"
)
"""A "computercursus" is about computers."""
SHORTEST_COMPOUND, SHORTEST_PART, SHORTEST_HALF = 8, 3, 4
LINKS = ("", "s", "en", "n", "e")
Phrase = tuple[str, ...]
"""Stems that must all stand in one text."""


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    import snowballstemmer  # here: it loads every language, and the service listens before that

    return snowballstemmer.stemmer("dutch")


@lru_cache(maxsize=1)
def lists() -> dict[str, Any]:
    """The content of zoekwoorden.yml."""
    return dict(read_list(DATA / "zoekwoorden.yml"))


def preferences() -> Mapping[str, Any]:
    """The content of voorkeuren.yml."""
    found: Mapping[str, Any] = read_list(DATA / "voorkeuren.yml")
    return found


def heard(group: str, name: str) -> re.Pattern[str]:
    """The pattern of one signal of zoekwensen.yml; it is searched in small letters."""
    return signals_of(DATA / "zoekwensen.yml").pattern(group, name)


def all_heard(group: str) -> dict[str, re.Pattern[str]]:
    """The patterns of all signals of one group of zoekwensen.yml, by name, in the order of the file."""
    signals = signals_of(DATA / "zoekwensen.yml").groups[group].signals
    return {name: signal.pattern for name, signal in signals.items()}


def fold(text: str) -> str:
    """Small letters without accents."""
    lowered = text.lower()
    for written, word in SPECIAL.items():
        if written in lowered:
            lowered = lowered.replace(written, word)
    if lowered.isascii():
        return lowered
    return "".join(
        letter for letter in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(letter)
    )


def words(text: str) -> list[str]:
    """The words of a text, folded."""
    return WORD.findall(fold(text))


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """One form for all forms of a folded word: "verpleging", "verpleegt" and "verplegers" are alike."""
    found = AGENT.sub("", str(_stemmer().stemWord(word.replace(*GUIDING))))
    found = re.sub(r"([aeou])\1", r"\1", found)
    return re.sub(r"([b-df-hj-np-tv-z])\1$", r"\1", found)


def phrase(text: str) -> Phrase:
    """The stems of a word or of a few words."""
    return tuple(stem(word) for word in words(text))


def spelled(stemmed: str, texts: Iterable[str]) -> str:
    """A word as people write it: the first of these texts, or of the everyday words, that has this stem.

    The stem itself when no word is found.
    """
    everyday = (said for said, _ in lists()["bedoelt"])
    written = (word for text in (*texts, *everyday) for word in words(text))
    return next((word for word in written if stem(word) == stemmed), stemmed)


@lru_cache(maxsize=1)
def _known_parts() -> frozenset[str]:
    """Stems that a compound may be made of."""
    groups = " ".join(" ".join(group) for group in lists()["verwant"])
    return frozenset(stem(word) for word in words(f"{groups} {lists()['delen']}"))


@lru_cache(maxsize=1)
def stop_words() -> frozenset[str]:
    """Words that say nothing about the subject."""
    return frozenset(words(lists()["stop"]))


@lru_cache(maxsize=1)
def side_words() -> frozenset[str]:
    """Stems that say something about the subject, but never what it is."""
    return frozenset(stem(word) for word in words(lists()["bijkomstig"]))


@lru_cache(maxsize=100_000)
def parts(word: str) -> Phrase:
    """The stems of the two known words that a folded compound is made of; nothing when it is none."""
    if len(word) < SHORTEST_COMPOUND:
        return ()
    known = _known_parts()
    for first, last in _cuts(word):
        if first in known and last in known:
            return first, last
    return ()


def halves(word: str, known: Callable[[str], bool]) -> tuple[Phrase, ...]:
    """The longest known word at the end of a compound, and the longest at its begin.

    Args:
        word: folded.
        known: whether a stem means something.
    """
    if len(word) < SHORTEST_COMPOUND:
        return ()
    places = range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)
    ends = (stem(word[cut:]) for cut in places if len(word) - cut >= SHORTEST_HALF)
    begins = (
        stem(word[:cut].removesuffix(link))
        for cut in reversed(places)
        for link in LINKS
        if word[:cut].endswith(link) and cut - len(link) >= SHORTEST_HALF
    )
    found = (next((part for part in side if known(part)), None) for side in (ends, begins))
    return tuple(dict.fromkeys((part,) for part in found if part is not None))


def _cuts(word: str) -> Iterator[tuple[str, str]]:
    """Each way to cut a word in two, with or without a letter that links; the longest end first."""
    for cut in range(SHORTEST_PART, len(word) - SHORTEST_PART):
        last = stem(word[cut:])
        for link in LINKS:
            first = word[:cut].removesuffix(link) if word[:cut].endswith(link) else ""
            if len(first) >= SHORTEST_PART:
                yield stem(first), last


@lru_cache(maxsize=200_000)
def _indexed(word: str) -> str:
    return " ".join((stem(word), *parts(word)))


def index_terms(texts: Iterable[str]) -> str:
    """What is stored to be searched: the stem of each word, and of the parts of compounds."""
    ignored = stop_words()
    return " ".join([_indexed(word) for text in texts for word in words(text) if word not in ignored])


def title_words(title: str) -> int:
    """How many words of a title say what it is about."""
    said = {stem(word) for word in words(title) if word not in stop_words()}
    return len(said - side_words()) or 1


@lru_cache(maxsize=1)
def everyday() -> dict[Phrase, tuple[Phrase, ...]]:
    """What people say -> what they mean by it: `bedoelt`, then the other names of occupations."""
    table: dict[Phrase, dict[Phrase, None]] = {}
    for said, meant in (*lists()["bedoelt"], *names_for_courses()):
        meanings = dict.fromkeys(phrase(item) for item in meant.split(","))
        for item in said.split(","):
            table.setdefault(telling(item), {}).update(meanings)
    return {said: tuple(meanings) for said, meanings in table.items() if said}


@lru_cache(maxsize=1)
def belonging() -> dict[Phrase, tuple[Phrase, ...]]:
    """What people name -> the subjects that it belongs to (hoort_bij.yml)."""
    table: dict[Phrase, dict[Phrase, None]] = {}
    subjects: dict[str, str] = read_list(DATA / "hoort_bij.yml")
    for subject, named in subjects.items():
        meant = telling(subject)
        for item in named.split(","):
            table.setdefault(telling(item), {})[meant] = None
    return {said: tuple(found) for said, found in table.items() if said}


def telling(text: str) -> Phrase:
    """The stems of what is left of a text without its stop words."""
    return tuple(stem(word) for word in words(text) if word not in stop_words())


def _occupations() -> Iterable[Any]:
    from ..errors import KnowledgeError
    from ..occupations.own import own_occupations  # here: the occupations use these words themselves

    try:
        return own_occupations().occupations.values()
    except KnowledgeError:  # told where the occupations are read; courses can be found without them
        return ()


def names_of_occupations() -> Iterator[tuple[str, ...]]:
    """The names of each occupation of the own list."""
    for occupation in _occupations():
        yield (occupation.name, *occupation.other_names)


def names_for_courses() -> Iterator[tuple[str, str]]:
    """The names of each occupation, and the words to find a course for it with."""
    for occupation in _occupations():
        names = ",".join(name.replace(",", " ") for name in (occupation.name, *occupation.other_names))
        yield names, f"{occupation.course},{occupation.name}" if occupation.course else occupation.name


EVERYDAY_SHARE = 1e-5
"""How often a word is used that everybody uses every day."""


def how_usual(word: str) -> float:
    """Which share of all Dutch words that are written a folded word is; 0 when it is not known."""
    from ..taal.lexicon import word_frequencies  # here: it is only needed for a word that stands nowhere

    return word_frequencies().get(word, 0.0)


@lru_cache(maxsize=1)
def related() -> dict[Phrase, tuple[Phrase, ...]]:
    """Stem -> the phrases of its groups (`verwant`)."""
    table: dict[Phrase, dict[Phrase, None]] = {}
    for group in lists()["verwant"]:
        phrases = [phrase(item) for item in group]
        for item in phrases:
            if len(item) == 1:
                table.setdefault(item, {}).update(dict.fromkeys(phrases))
    return {name: tuple(other for other in found if other != name) for name, found in table.items()}


def taught(word: str) -> str:
    """What is taught in a "lasopleiding"; the word itself when it is no such compound."""
    found = LESSON.match(word)
    return (found[1] or found[2]) if found else word


def subject_words(text: str) -> list[str]:
    """The words that say what somebody looks for."""
    said = (taught(word) for word in words(text))
    return list(dict.fromkeys(word for word in said if word not in stop_words()))


def placed_words(text: str) -> frozenset[str]:
    """The subject words behind a preposition that follows another one: "beveiliging op een festival"."""
    found: set[str] = set()
    told = behind = False
    for word in words(text):
        if word in ASIDE_BEFORE:
            behind = told
        elif word not in stop_words():
            if behind:
                found.add(taught(word))
            told = told or stem(word) not in side_words()
            behind = False
    return frozenset(found)


@lru_cache(maxsize=1)
def longest_saying() -> int:
    """The number of words in the longest everyday phrase."""
    return max(map(len, (*everyday(), *belonging())))


def saying_at(stems: Sequence[str], place: int) -> Phrase:
    """The longest everyday phrase of more than one word that begins at this place; empty: there is none."""
    for length in range(min(longest_saying(), len(stems) - place), 1, -1):
        found = tuple(stems[place : place + length])
        if found in everyday() or found in belonging():
            return found
    return ()
