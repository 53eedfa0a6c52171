"""Whether words stand in the title of a course that is offered."""

from __future__ import annotations

from datetime import date

from .search import Query, shared_catalogue
from .words import stem, stop_words, words

FEW = 5
"""Among so many of the best a title has the words, or none has."""


def in_a_title(text: str, on: date) -> bool:
    """Whether one course has all the words in its title; False where no catalogue is kept.

    Args:
        text: what was typed.
        on: the day from which courses are offered.
    """
    catalogue = shared_catalogue()
    asked = [stem(word) for word in words(text) if word not in stop_words()]
    if catalogue is None or not asked:
        return False
    page = catalogue.search(Query(on=on, text=text, per_page=FEW))
    if page.loose or page.repaired:
        return False
    return any(_has(hit.course.title, asked) for hit in page.hits)


def _has(title: str, asked: list[str]) -> bool:
    parts = [stem(word) for word in words(title)]
    return all(any(part.startswith(wanted) for part in parts) for wanted in asked)
