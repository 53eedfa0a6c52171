"""The words of the courses in the database: which courses have which stems, in which of three texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, NamedTuple, Protocol

import numpy as np
from sqlalchemy import text
from sqlalchemy.engine import Connection

from knowledge.catalogue.asking import Level, Term
from knowledge.catalogue.words import Phrase

COLUMNS = {"titel": 1.0, "trefwoorden": 0.55, "omschrijving": 0.2}
"""The three texts of a course, and what a word in it is worth."""
PRECISE, ASIDE = 0.25, 0.3
"""How much of the worth is for a title that says little else, and how much words aside add."""
COVERED, WORTH_SHOWING = 0.8, 0.2
"""Courses with less than this share of the words, or of the worth, of the best are left out."""
LEAST_WORTH = 0.12
"""What is worth less is not looked up: a far word in a description."""
DIRECT = 0.7
"""From this worth on a word stands for the word itself."""

OWN_WORDS = 2.0
"""How much the words count beside the meaning, where they fit weakly."""
LOOSE = 0.45
"""Below this the best course has hardly a word of the question. Of the 280 judged questions 58 are answered
so weakly: by words alone the first course is wrong in 34 % of those, by meaning too in 12 %; of the others
in 4 %."""


class WordIndex(Protocol):
    """Full text of a database."""

    def counts(self, connection: Connection) -> dict[str, int]:
        """Every stem, and in how many courses it stands."""
        ...

    def courses(self, connection: Connection, asked: Sequence[tuple[str, Sequence[Phrase]]]) -> list[Any]:
        """For each (text, phrases): the numbers of the courses that have all stems of one of the phrases."""
        ...


class Fts5Words:
    """FTS5 of SQLite."""

    def counts(self, connection: Connection) -> dict[str, int]:
        """Every stem, and in how many courses it stands."""
        rows = connection.execute(text("select term, doc from zoekwoorden"))
        return {str(row.term): int(row.doc) for row in rows}

    def courses(self, connection: Connection, asked: Sequence[tuple[str, Sequence[Phrase]]]) -> list[Any]:
        """One statement for all, and one row for each: numbers come much quicker as one text."""
        found: list[Any] = []
        for group in _groups(asked):
            arms = " union all ".join(
                f"select {place}, group_concat(rowid) from zoekindex where zoekindex match :m{place}"
                for place in range(len(group))
            )
            values = {f"m{place}": _expression(*item) for place, item in enumerate(group)}
            rows = dict(tuple(row) for row in connection.exec_driver_sql(arms, values))
            found += [_numbers(rows[place]) for place in range(len(group))]
        return found


class PostgresWords:
    """Full text of PostgreSQL: a tsvector of stems, with a label for each of the three texts."""

    LABELS: ClassVar = dict(zip(COLUMNS, "ABC", strict=True))

    def counts(self, connection: Connection) -> dict[str, int]:
        """Every stem, and in how many courses it stands."""
        rows = connection.execute(text("select word, ndoc from ts_stat('select woorden from zoekteksten')"))
        return {str(row.word): int(row.ndoc) for row in rows}

    def courses(self, connection: Connection, asked: Sequence[tuple[str, Sequence[Phrase]]]) -> list[Any]:
        """One statement for all, and one row for each."""
        found: list[Any] = []
        for group in _groups(asked):
            arms = " union all ".join(
                f"select {place}, string_agg(nummer::text, ',') from zoekteksten where woorden @@ %s::tsquery"
                for place in range(len(group))
            )
            values = tuple(self._expression(*item) for item in group)
            rows = dict(tuple(row) for row in connection.exec_driver_sql(arms, values))
            found += [_numbers(rows[place]) for place in range(len(group))]
        return found

    def _expression(self, column: str, phrases: Sequence[Phrase]) -> str:
        """In the language of tsquery. Stems have only letters and digits."""
        label = self.LABELS[column]
        choices = ("(" + " & ".join(f"{stem}:{label}" for stem in item) + ")" for item in phrases)
        return " | ".join(choices)


def words_of(dialect: str) -> WordIndex:
    """The full text of a database."""
    return Fts5Words() if dialect == "sqlite" else PostgresWords()


MOST_ARMS = 200
"""SQLite takes 500 parts in one statement."""


def _groups(asked: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (asked[first : first + MOST_ARMS] for first in range(0, len(asked), MOST_ARMS))


def _expression(column: str, phrases: Sequence[Phrase]) -> str:
    """In FTS5's language. Stems have only letters and digits, so nothing can be quoted out of it."""
    choices = (
        "(" + " AND ".join(f'"{stem}"' for stem in item) + ")" if len(item) > 1 else f'"{item[0]}"'
        for item in phrases
    )
    return f"{column} : ({' OR '.join(choices)})"


def _numbers(joined: str | None) -> Any:
    if not joined:
        return np.empty(0, dtype=np.int64)
    return np.fromstring(joined, dtype=np.int64, sep=",")


class _Arm(NamedTuple):
    """One thing to look up: a level of a term in one of the texts."""

    term: int
    level: Level
    column: str

    @property
    def worth(self) -> float:
        return self.level.worth * COLUMNS[self.column]


def text_scores(
    index: WordIndex, connection: Connection, asked: Sequence[Term], size: int, title_words: Any
) -> Any:
    """By number of course how well the words fit: 0 (not) to about 1.3."""
    arms = [
        _Arm(place, level, column)
        for place, term in enumerate(asked)
        for level in term.levels
        for column in COLUMNS
        if level.worth * COLUMNS[column] >= LEAST_WORTH
    ]
    looked_up = index.courses(connection, [(arm.column, arm.level.phrases) for arm in arms])
    found = [(arm, numbers[numbers < size]) for arm, numbers in zip(arms, looked_up, strict=True)]
    scores = np.zeros((len(asked), size), dtype=np.float32)
    for arm, numbers in sorted(found, key=lambda pair: pair[0].worth):
        scores[arm.term, numbers] = arm.worth
    titles = np.zeros((len(asked), size), dtype=bool)
    for arm, numbers in found:
        if arm.column == "titel" and arm.level.worth >= DIRECT and not asked[arm.term].aside:
            titles[arm.term, numbers] = True
    return _joined(asked, scores, np.minimum(1, titles.sum(axis=0) / title_words))


def is_loose(scores: Any) -> bool:
    """Whether even the best of these courses only comes near the question; no when nothing was asked."""
    return scores is not None and bool(0 < scores.max(initial=0) < LOOSE)


def with_meaning(own: Any, alike: Any) -> Any:
    """The courses that have some of the words together with those that mean about the same.

    Args:
        own: how well the words fit, or None when no word is known.
        alike: how well what means about the same fits.
    """
    most = alike.max(initial=0)
    if most <= 0:
        return own
    near = alike / most
    return near if own is None else near + OWN_WORDS * own


def _joined(asked: Sequence[Term], scores: Any, precise: Any) -> Any:
    """One number a course, 0 for those that have too little."""
    aside = np.array([term.aside for term in asked])
    weights = np.array([0.0 if term.aside else term.weight for term in asked], dtype=np.float32)
    weights /= weights.sum()
    covered, worth = weights @ (scores > 0), weights @ scores
    worth = worth * (1 - PRECISE + PRECISE * precise)
    enough = (covered >= COVERED * covered.max(initial=0)) & (worth >= WORTH_SHOWING * worth.max(initial=0))
    if aside.any():
        worth = worth + ASIDE * scores[aside].mean(axis=0)
    return np.where(enough & (covered > 0), worth, 0)
