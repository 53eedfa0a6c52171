"""The judged questions to the catalogue, and what the search makes of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from benchmarks.catalogue.judging import Judged, judged_questions, ndcg
from benchmarks.catalogue.quality import measure_quality
from benchmarks.catalogue.report import FRESH
from knowledge.catalogue.examples import example_courses, subject_count, subject_titles

DAY = date(2026, 11, 21)


def test_there_are_eighty_and_every_subject_exists() -> None:
    titles = {title for title, _ in zip(subject_titles(), range(subject_count()), strict=False)}
    questions = judged_questions()
    assert len({question.text for question in questions}) == 80
    assert sum(question.watched for question in questions) == 40
    for question in questions:
        assert question.subjects and set(question.subjects) <= titles, question.text


def test_the_fresh_questions_have_subjects_that_exist() -> None:
    titles = {title for title, _ in zip(subject_titles(), range(subject_count()), strict=False)}
    for under in FRESH:
        for question in judged_questions(under):
            assert question.subjects and set(question.subjects) <= titles, question.text


def test_every_question_has_an_answer_of_the_highest_grade_or_wishes() -> None:
    courses = list(zip(example_courses(1500, DAY), subject_titles(), strict=False))
    for question in judged_questions():
        best = max(question.grade(course, subject) for course, subject in courses)
        assert best == 3 or question.wishes, question.text


def test_a_wish_that_is_not_met_costs_a_grade() -> None:
    course = next(iter(example_courses(1, DAY)))
    forms = {edition.form for edition in course.editions}
    met = Judged("x", {"Zorgkundige": 3}, {"lesvorm": sorted(forms)[:1]}, False)
    unmet = Judged("x", {"Zorgkundige": 3}, {"lesvorm": ["bestaat niet"], "prijs_max": 0}, False)
    assert met.grade(course, "Zorgkundige") == 3
    assert unmet.grade(course, "Zorgkundige") == 1
    assert unmet.grade(course, "Kok") == 0


def test_the_gain_of_an_order() -> None:
    assert ndcg([3, 2, 1], [1, 2, 3]) == 1
    assert 0 < ndcg([1, 2, 3], [3, 2, 1]) < 1
    assert ndcg([0, 0], [3]) == 0
    assert ndcg([], []) == 0


@pytest.mark.slow
def test_the_search_is_as_good_as_was_aimed_for(tmp_path: Path) -> None:
    found = measure_quality(tmp_path)
    assert found.mean(found.ours) >= 0.85
    assert found.mean(found.ours, watched=False) >= 0.85
    assert found.mean(found.ours) > found.mean(found.plain) + 0.3
