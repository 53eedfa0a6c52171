"""Plain full text of SQLite, to compare with: the same words in the same columns, nothing of this field."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence

from knowledge.catalogue.model import Course

WORD = re.compile(r"\w+")


class PlainFts:
    """FTS5 with its default ranking; in memory unless a path is given."""

    def __init__(self, courses: Iterable[Course], path: str = ":memory:") -> None:
        self.connection = sqlite3.connect(path)
        self.connection.execute(
            "create virtual table plain using fts5(code unindexed, titel, trefwoorden, omschrijving, "
            "tokenize='unicode61 remove_diacritics 2')"
        )
        with self.connection:
            self.connection.executemany(
                "insert into plain values (?, ?, ?, ?)", (self._row(course) for course in courses)
            )

    @staticmethod
    def _row(course: Course) -> tuple[str, str, str, str]:
        besides = (*course.keywords, course.domain or "", course.occupation or "", course.qualification or "")
        return course.code, course.title, " ".join(besides), course.description

    def search(self, text: str, joint: str = " OR ", count: int = 10) -> list[str]:
        """The codes of the courses, the best first."""
        return self.run(joint.join(f'"{word}"' for word in WORD.findall(text)), count)

    def run(self, expression: str, count: int = 10) -> list[str]:
        """As `search`, for an FTS5 expression."""
        rows: Sequence[tuple[str]] = self.connection.execute(
            "select code from plain where plain match ? order by rank limit ?", (expression, count)
        ).fetchall()
        return [code for (code,) in rows]
