"""How well the search orders: judged questions, and the gain of an order (nDCG)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from knowledge.catalogue.model import Course, Edition
from knowledge.catalogue.places import places

QUESTIONS = Path(__file__).with_name("vragen.yml")
GRADES = (3, 2, 1)
NEAR_KM = 15
COUNTED = 10


@dataclass(frozen=True)
class Judged:
    """One question, and how good each course is for it."""

    text: str
    subjects: Mapping[str, int]
    """Subject -> 1 to 3."""
    wishes: Mapping[str, Any]
    watched: bool
    """Whether it was looked at while the search was tuned."""

    def grade(self, course: Course, subject: str) -> int:
        """0 (not wanted) to 3 (exactly this); what is wanted is worth 1 whatever it does not meet."""
        base = self.subjects.get(subject, 0)
        return max(1, base - self._unmet(course, subject)) if base else 0

    def _unmet(self, course: Course, subject: str) -> int:
        """How many wishes the edition that meets the most of them leaves."""
        whole = sum(not _met(name, value, course, subject) for name, value in self.wishes.items())
        about = [_edition_met(item, self.wishes) for item in course.editions]
        return whole + min(about, default=0)


def judged_questions(under: str = "vragen") -> list[Judged]:
    """The questions of vragen.yml: the eighty, or those written `achteraf` and `daarna`."""
    rows = yaml.safe_load(QUESTIONS.read_text(encoding="utf-8"))[under]
    return [
        Judged(
            text=row["q"],
            subjects={name: grade for grade in GRADES for name in row.get(grade, ())},
            wishes=row.get("wens", {}),
            watched=number % 2 == 0,
        )
        for number, row in enumerate(rows)
    ]


def _met(name: str, value: Any, course: Course, subject: str) -> bool:
    """A wish about the course as a whole; those about an edition count elsewhere."""
    if name == "variant":
        return course.title.removeprefix(subject).strip() in value
    if name == "uren_max":
        return course.hours is not None and course.hours <= value
    if name == "prijs_max":
        return course.price is not None and course.price <= value
    if name == "steun":
        return course.incentives.get(value) is True
    if name == "knelpunt":
        return course.shortage is value
    return True


def _edition_met(edition: Edition, wishes: Mapping[str, Any]) -> int:
    """How many of the wishes about time and place this edition does not meet."""
    unmet = 0
    if "lesvorm" in wishes:
        unmet += edition.form not in wishes["lesvorm"]
    if "bij" in wishes:
        unmet += not _near(wishes["bij"], edition.postcode)
    return unmet


def _near(town: str, postcode: str | None) -> bool:
    here = places().postcode_of(town)
    away = places().distance(here, postcode) if here and postcode else None
    return away is not None and away <= NEAR_KM


def ndcg(found: Sequence[int], all_grades: Iterable[int], count: int = COUNTED) -> float:
    """The gain of these grades in this order, as a share of the best order that there is."""
    best = _gain(sorted(all_grades, reverse=True)[:count])
    return _gain(found[:count]) / best if best else 0.0


def _gain(grades: Sequence[int]) -> float:
    return float(sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades)))
