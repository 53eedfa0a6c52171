"""The word lists as the reader uses them: phrases, names of measures, words behind typing errors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

from ..vocabulary import Vocabulary
from .lexicon import Place, load, phrases, word_frequencies
from .numbers import number_words
from .pipeline import Phrasebook

_TELLING = 6
"""Shorter words of the patterns are too near to each other to tell a typing error by."""


class Named(Protocol):
    """The names of a measure."""

    @property
    def naam(self) -> str: ...
    @property
    def afkorting(self) -> str | None: ...
    @property
    def ook_bekend_als(self) -> tuple[str, ...]: ...


class Known(Protocol):
    """What a reader needs of the knowledge: the vocabulary and the names of the measures."""

    @property
    def vocabulary(self) -> Vocabulary: ...
    @property
    def measures(self) -> Mapping[str, Any]: ...


def fill(book: Phrasebook, places: Mapping[str, Place], names: Mapping[str, str]) -> None:
    """Put every list into the phrasebook."""
    add = book.add
    add("plaats", ((name, name) for name in places))
    add("maatregel", names.items())
    add(
        "werkplek",
        ((phrase, sector) for sector, block in load("werkplekken").items() for phrase in _split(block)),
    )
    add("statuut", phrases("statuten"))
    add("diploma", phrases("diplomas"))
    add("opleiding", phrases("opleidingen"))
    add("lesvorm", phrases("lesvormen"))
    add("periode", ((name, name) for name in _split(load("perioden")["namen"])))
    add("beroep", _occupations())
    topics = load("buiten_domein")["onderwerpen"]
    add("vreemd", ((name, topic["id"]) for topic in topics for name in _split(topic["woorden"])))


def committees() -> dict[str, str]:
    """Joint committee -> sector."""
    return dict(_pairs(load("paritaire_comites")["sectoren"]))


def _split(block: str) -> list[str]:
    return [part.strip() for part in block.split(",") if part.strip()]


def _pairs(groups: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for value, block in groups.items():
        for part in _split(block):
            yield part, value


def _occupations() -> Iterator[tuple[str, str]]:
    for part in _split(load("beroepen")["namen"]):
        spelling = part.partition("=")[0].strip()
        yield spelling, spelling


def measure_names(knowledge: Known) -> Iterator[tuple[str, str]]:
    """Every name of every measure: of the measure files first, then of the word list."""
    for measure_id, measure in knowledge.measures.items():
        for name in (measure.naam, measure.afkorting, *measure.ook_bekend_als):
            if name:
                yield name, measure_id
    known = set(knowledge.vocabulary.measure_ids)
    for measure_id, block in load("maatregelnamen").items():
        if measure_id in known:
            for name in _split(block):
                yield name, measure_id


def named_phrases() -> Iterator[str]:
    """The phrases of the lists of workplaces, situations and diplomas."""
    for name in ("werkplekken", "statuten", "diplomas"):
        for block in load(name).values():
            yield from _split(block)


def known_words(places_by_name: Mapping[str, Place], measure_names: Iterable[str]) -> set[str]:
    """Words that a typing error may stand for: names with a meaning, not every word of the lists."""
    texts: list[str] = [*measure_names, *load("spelling")["schrijfwijzen"], *number_words()]
    texts += [name for name, place in places_by_name.items() if place.is_town and len(name) >= 7]
    for name in ("werkplekken", "statuten", "diplomas", "opleidingen", "lesvormen"):
        texts += [phrase for block in load(name).values() for phrase in _split(block)]
    texts += _split(load("beroepen")["namen"].replace("=", ","))
    words = {word for text in texts for word in text.replace("-", " ").split()}
    common = word_frequencies()
    return words | {
        word for word in _pattern_words() if len(word) >= (_TELLING if word in common else _TELLING + 1)
    }


def town_words(places_by_name: Mapping[str, Place]) -> set[str]:
    """Names of towns of one word, in lower case."""
    return {name.lower() for name, place in places_by_name.items() if name.isalpha() and place.is_town}


def _pattern_words() -> set[str]:
    """The ordinary words of the patterns and the cues."""
    return {word for name in ("verband", "patronen") for word in re.findall(r"[a-z]{4,}", str(load(name)))}


def right_words(places_by_name: Mapping[str, Place]) -> set[str]:
    """Words of the lists that are right as they stand, though no typing error is led to them."""
    texts = [*places_by_name, *_split(load("beroepen")["namen"]), *_split(load("perioden")["namen"])]
    texts += [name for topic in load("buiten_domein")["onderwerpen"] for name in _split(topic["woorden"])]
    words = {word for text in texts for word in text.replace("-", " ").replace("=", " ").split()}
    return words | _pattern_words()
