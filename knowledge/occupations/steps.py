"""The way to a competence: a course, recognition of what somebody can do, or learning on the job."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..catalogue.search import Catalogue, Hit, Query
from ..formatting import dutch_date
from .check import ENOUGH_FOR_RECOGNITION, Picture
from .model import Competence, Occupation
from .search import Occupations

COURSE, ON_THE_JOB, RECOGNITION = "opleiding", "werkplek", "evc"
MOST_COURSES = 2


@dataclass(frozen=True)
class Way:
    """How one competence can be learned."""

    competence: Competence
    kind: str
    courses: tuple[Hit, ...] = ()


def way_to(competence: Competence, catalogue: Catalogue | None, on: date, postcode: str | None = None) -> Way:
    """Courses where there are some; else learning by doing."""
    if not competence.course or catalogue is None:
        return Way(competence, COURSE if competence.course else ON_THE_JOB)
    page = catalogue.search(Query(on, competence.course, near=postcode, per_page=MOST_COURSES))
    return Way(competence, COURSE, page.hits)


def recognition_fits(picture: Picture) -> bool:
    """Whether somebody can do so much already that recognition is worth asking about."""
    return picture.known >= ENOUGH_FOR_RECOGNITION


def recognition_known(known: Occupations, occupations: Sequence[Occupation]) -> str:
    """What is known about an EVC test for these occupations: since when, or an honest "not found"."""
    tests = [_test_since(one) for one in occupations if one.recognition is not None]
    unknown = [one.name.lower() for one in occupations if one.recognition is None]
    if unknown:
        tests.append(f"Of er een EVC-test is voor {' of '.join(unknown)}, weet ik niet.")
    return " ".join(tests if tests and not unknown else [*tests, known.own.recognition.note])


def _test_since(occupation: Occupation) -> str:
    month = dutch_date(date.fromisoformat(f"{occupation.recognition}-01")).partition(" ")[2]
    return (
        f"Voor {occupation.name.lower()} is er sinds {month} een EVC-test. "
        "Kijk na of er een testcentrum is in je buurt."
    )
