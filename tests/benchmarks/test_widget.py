"""The table of the component beside the other widget."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.widget.report import rows
from benchmarks.widget.throttled import BARE, OTHER, OURS, Visit

VISIT = Visit(
    page=300, asked=200, button=450, busy=20, reaction=30, field=400, said=800, bytes_before=3000,
    bytes_after=17000, shift=0,
)  # fmt: skip


def scores(accessibility: int) -> dict[str, dict[str, dict[str, object]]]:
    """What Lighthouse says of two screens of ours and of the other widget."""
    good, bad = {"score": 100, "wrong": []}, {"score": accessibility, "wrong": ["color-contrast"]}
    return {
        "/": {"accessibility": good, "best-practices": good},
        "/, open": {"accessibility": bad, "best-practices": good},
        OTHER.name: {"accessibility": {"score": 80}, "best-practices": {"score": 79}},
    }


def test_medians_are_judged_and_the_lowest_score_counts() -> None:
    slow = replace(VISIT, button=900)
    visits = {OURS.name: [VISIT, VISIT, slow], OTHER.name: [slow, slow, slow], BARE.name: [VISIT]}
    found = {row.what.strip(): row for row in rows(visits, scores(100))}
    answers = found["button answers, after its script was asked"]
    assert (answers.ours, answers.other) == (250, 700)
    assert [row.reached for row in rows(visits, scores(100)) if row.aim] == [True, True, True]
    assert [row.reached for row in rows(visits, scores(99)) if row.aim] == [True, False, True]
    late = {**visits, OURS.name: [slow, slow, VISIT]}
    assert [row.reached for row in rows(late, scores(100)) if row.aim] == [False, True, True]
