"""The quality of the search beside plain FTS5, on the judged questions over the made-up catalogue."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.catalogue.judging import COUNTED, Judged, judged_questions, ndcg
from benchmarks.catalogue.plain import PlainFts
from bot.catalogue.filling import fill
from bot.catalogue.search import FtsCatalogue
from bot.catalogue.store import CatalogueFile
from knowledge.catalogue.examples import DEFAULT_COUNT, example_courses, subject_titles
from knowledge.catalogue.search import Page, Query

DAY = date(2026, 11, 21)
"""Of every question, so that the figures are the same on every day."""


@dataclass(frozen=True)
class Quality:
    """nDCG@10 of each question; 0 is nothing, 1 the best order there is."""

    questions: tuple[Judged, ...]
    ours: tuple[float, ...]
    plain: tuple[float, ...]
    """Any of the words."""
    plain_all_words: tuple[float, ...]

    def mean(self, scores: Sequence[float], watched: bool | None = None) -> float:
        """Of all questions, or of those that were (not) looked at while tuning."""
        chosen = [
            score
            for score, question in zip(scores, self.questions, strict=True)
            if watched is None or question.watched is watched
        ]
        return statistics.mean(chosen)

    def as_json(self) -> list[dict[str, object]]:
        """Each question with its scores."""
        rows = zip(self.questions, self.ours, self.plain, strict=True)
        return [{"q": question.text, "ours": ours, "plain": plain} for question, ours, plain in rows]


def measure_quality(directory: Path, under: str = "vragen") -> Quality:
    """Ask every question both ways; the catalogue is made in this directory."""
    questions = tuple(judged_questions(under))
    courses = list(example_courses(DEFAULT_COUNT, DAY))
    subjects = dict(zip((course.code for course in courses), subject_titles(), strict=False))
    by_code = {course.code: course for course in courses}

    def score(search: Callable[[str], Sequence[str]]) -> tuple[float, ...]:
        found = []
        for question in questions:
            grades = {code: question.grade(course, subjects[code]) for code, course in by_code.items()}
            found.append(ndcg([grades[code] for code in search(question.text)], grades.values()))
        return tuple(found)

    plain = PlainFts(courses)
    store = CatalogueFile(directory / "catalogus.db")
    try:
        fill(store, DAY, DEFAULT_COUNT)
        catalogue = FtsCatalogue(store)
        return Quality(
            questions,
            ours=score(lambda text: codes(catalogue.search(Query(DAY, text, per_page=COUNTED)))),
            plain=score(plain.search),
            plain_all_words=score(lambda text: plain.search(text, " AND ")),
        )
    finally:
        store.close()


def codes(page: Page) -> list[str]:
    """The codes of the courses of a page, in order."""
    return [hit.course.code for hit in page.hits]
