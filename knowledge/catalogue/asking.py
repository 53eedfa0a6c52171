"""From the words of a question to what to look for: each word with all that may stand for it, by worth."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz, process

from .words import (
    EVERYDAY_SHARE,
    Phrase,
    belonging,
    everyday,
    halves,
    how_usual,
    parts,
    placed_words,
    related,
    saying_at,
    side_words,
    stem,
    subject_words,
)

OWN, MEANT, ALSO_MEANT, COMPOUND, BELONGS = 1.0, 0.9, 0.85, 0.8, 0.7
LONGER, ENDING, RELATED, HALF, FARTHER = 0.6, 0.5, 0.45, 0.4, 0.2
"""What is found with the word itself, what is meant by it (first of all, or also), both parts of it, a longer
word that begins or ends with it, a related word, one part of it, what is related to what is meant."""
PLACED, BACKGROUND = 0.6, 0.25
"""How much a word weighs that only says where, with what or for whom, and one about where somebody is now."""
SHORTEST_FUZZY, ALIKE, REPAIRS = 4, 80, 3
"""From this likeness (0-100) on a word counts as a misspelling of one that is known."""
SHORTEST_PREFIX, MOST_LONGER = 4, 40
COMMON, FEW = 0.5, 100
"""A word that stands in more than this share of the courses says nothing, unless there are only few."""


Choices = Sequence[tuple[float, Sequence[Phrase]]]
"""What may stand for a word, with its worth."""


@dataclass(frozen=True)
class Vocabulary:
    """Every stem of an index, and in how many courses it stands."""

    counts: Mapping[str, int]
    courses: int
    stems: Sequence[str] = field(init=False, repr=False)
    backwards: Sequence[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "stems", sorted(self.counts))
        object.__setattr__(self, "backwards", sorted(name[::-1] for name in self.counts))

    def knows(self, phrase: Phrase) -> bool:
        """Whether all these stems stand somewhere, and say something."""
        most = max(FEW, self.courses * COMMON)
        return all(0 < self.counts.get(name, 0) <= most for name in phrase)

    def beginning(self, own: str) -> list[str]:
        """Longer stems that begin with this one."""
        return list(_after(self.stems, own))

    def ending(self, own: str) -> list[str]:
        """Longer stems that end with this one."""
        return [name[::-1] for name in _after(self.backwards, own[::-1])]

    def weight(self, phrases: Sequence[Phrase]) -> float:
        """How much it tells that one of these stands in a course: rare words tell more."""
        standing = max((min(self.counts.get(name, 0) for name in item) for item in phrases), default=0)
        return math.log(2 + self.courses / (1 + standing))


def _after(ordered: Sequence[str], own: str) -> Iterator[str]:
    place = bisect_left(ordered, own)
    for name in ordered[place : place + MOST_LONGER]:
        if not name.startswith(own):
            return
        if name != own:
            yield name


@dataclass(frozen=True)
class Level:
    """Phrases that are worth the same."""

    worth: float
    phrases: tuple[Phrase, ...]


@dataclass(frozen=True)
class Term:
    """One thing that was asked for, and what may stand for it, the best first."""

    word: str
    levels: tuple[Level, ...]
    weight: float
    aside: bool = False
    """Says something about the subject, but not what it is: nothing is found by it alone."""
    repaired: str | None = None
    """The known word that a misspelt one was taken for."""


def terms(text: str, vocabulary: Vocabulary, background: Collection[str] = ()) -> list[Term]:
    """What a question asks for; words that stand in no course, and for which nothing does, are left out.

    Args:
        text: the question, without its wishes.
        vocabulary: the words of the catalogue.
        background: words about where somebody is now: they weigh little beside the others.
    """
    placed = placed_words(text)
    found = [
        replace(term, weight=term.weight * _share(term.word, placed, background))
        for term in _terms(subject_words(text), vocabulary)
        if term.levels
    ]
    if found and all(term.aside for term in found):
        return [Term(term.word, term.levels, term.weight, False, term.repaired) for term in found]
    return found


def _share(word: str, placed: Collection[str], background: Collection[str]) -> float:
    """How much of its weight a word keeps."""
    if background and all(part in background for part in word.split()):
        return BACKGROUND
    return PLACED if word in placed else 1.0


def _terms(asked: Sequence[str], vocabulary: Vocabulary) -> Iterator[Term]:
    stems = [stem(word) for word in asked]
    place = 0
    while place < len(asked):
        saying = saying_at(stems, place)
        said = _said(" ".join(asked[place : place + len(saying)]), saying, vocabulary) if saying else None
        if said is not None and said.levels:
            yield said
            place += len(saying)
        else:  # of a saying for which the catalogue has nothing, the words count one by one
            yield _term(asked[place], vocabulary)
            place += 1


def _said(word: str, saying: Phrase, vocabulary: Vocabulary) -> Term:
    """A phrase of everyday Dutch."""
    return _built(word, [(OWN, [saying]), *_meant(saying)], vocabulary)


def _meant(own: Phrase) -> Choices:
    meant = list(everyday().get(own, ()))
    farther = [other for item in meant for other in related().get(item, ())]
    return [
        (MEANT, meant[:1]),
        (ALSO_MEANT, meant[1:]),
        (BELONGS, belonging().get(own, ())),
        (RELATED, list(related().get(own, ()))),
        (FARTHER, farther),
    ]


def _term(word: str, vocabulary: Vocabulary) -> Term:
    own = stem(word)
    compound = parts(word)
    one = own.removesuffix("s") if len(own) > SHORTEST_PREFIX else own  # a plural that the stemmer leaves
    choices: Choices = [(OWN, [(own,), (one,)]), *_meant((own,))]
    if compound:
        choices = [*choices, (COMPOUND, [compound]), *_half(word, vocabulary)]
    if len(own) >= SHORTEST_PREFIX:
        longer = [(name,) for name in vocabulary.beginning(own)]
        choices = [*choices, (LONGER, longer), (ENDING, [(name,) for name in vocabulary.ending(own)])]
    found = _built(word, choices, vocabulary)
    if found.levels:
        return found
    usual = how_usual(word)
    half = _built(word, _half(word, vocabulary) if usual < EVERYDAY_SHARE else [], vocabulary)
    repairs = [] if usual else list(_repairs(own, vocabulary))
    if not repairs or (half.levels and not _very_like(own, repairs)):
        return half
    choices = [(OWN, [(name,) for name in repairs]), *_meant((repairs[0],))]
    repaired = _built(word, choices, vocabulary)
    return Term(word, repaired.levels, repaired.weight, repaired.aside, repairs[0])


def _half(word: str, vocabulary: Vocabulary) -> Choices:
    """What the parts of a compound stand for; a part is known when the index or everyday Dutch has it."""

    def known(part: str) -> bool:
        own = (part,)
        return part not in side_words() and (vocabulary.knows(own) or own in everyday() or own in belonging())

    parts_ = halves(word, known)
    meant = [other for item in parts_ for table in (everyday(), belonging()) for other in table.get(item, ())]
    farther = [other for item in parts_ for other in related().get(item, ())]
    return [(HALF, [*parts_, *meant]), (FARTHER, farther)]


def _built(word: str, choices: Choices, vocabulary: Vocabulary) -> Term:
    """A term with each phrase once, where it is worth most."""
    best: dict[Phrase, float] = {}
    for worth, phrases in choices:
        for item in phrases:
            if item not in best and vocabulary.knows(item):
                best[item] = worth
    worths = sorted(set(best.values()), reverse=True)
    levels = tuple(Level(worth, tuple(p for p, own in best.items() if own == worth)) for worth in worths)
    weight = vocabulary.weight(levels[0].phrases) * levels[0].worth ** 0.5 if levels else 0.0
    return Term(word, levels, weight, aside=stem(word) in side_words())


# ---------------------------------------------------------------- typing errors
def _very_like(own: str, repairs: Sequence[str]) -> bool:
    """Whether one letter more, less or other makes it right."""
    return fuzz.ratio(own, repairs[0]) >= 88


def _repairs(own: str, vocabulary: Vocabulary) -> Iterator[str]:
    """Known stems that are most like this one."""
    if len(own) < SHORTEST_FUZZY or own.isdigit():
        return
    said = (*everyday(), *belonging())
    known = (*vocabulary.stems, *(item[0] for item in said if len(item) == 1))
    near = [name for name in known if abs(len(name) - len(own)) <= 2 and name[0] == own[0]]
    near = near or [name for name in known if abs(len(name) - len(own)) <= 1]
    found = process.extract(own, near, scorer=fuzz.ratio, limit=REPAIRS, score_cutoff=ALIKE)
    best = found[0][1] if found else 0
    yield from dict.fromkeys(name for name, score, _ in found if score == best)
