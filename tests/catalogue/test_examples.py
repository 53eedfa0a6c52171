"""The made-up courses are many, spread, and marked as made up."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

from bot.catalogue.importing import take_in
from bot.catalogue.store import CatalogueFile
from knowledge import shared_knowledge
from knowledge.catalogue.examples import DEFAULT_COUNT, SOURCE, example_courses
from knowledge.catalogue.model import COURSE_KINDS, LESSON_FORMS, PROVIDER_KINDS, Parsed
from knowledge.catalogue.places import places

TODAY = date(2026, 11, 21)
COURSES = tuple(example_courses(DEFAULT_COUNT, TODAY))


def test_there_are_enough_and_always_the_same() -> None:
    assert len(COURSES) >= 600
    assert tuple(example_courses(DEFAULT_COUNT, TODAY)) == COURSES
    assert len({course.code for course in COURSES}) == len(COURSES)


def test_each_is_marked_everywhere_as_made_up() -> None:
    for course in COURSES:
        assert course.example
        assert "voorbeeld" in course.provider.name.lower()
        assert "bestaat niet echt" in course.description
        assert course.url is None and course.provider.website is None, "links would lead nowhere"
        assert course.registration is None or course.registration.number.startswith("VOORBEELD-")


def test_they_are_spread_over_provinces_domains_and_forms() -> None:
    areas = places().areas
    editions = [edition for course in COURSES for edition in course.editions]
    provinces = Counter(areas[edition.postcode[:2]].province for edition in editions if edition.postcode)
    assert set(provinces) == {"Antwerpen", "Limburg", "Oost-Vlaanderen", "Vlaams-Brabant", "West-Vlaanderen"}
    assert min(provinces.values()) > 50
    assert {edition.form for edition in editions} == set(LESSON_FORMS)
    assert len({course.domain for course in COURSES}) >= 15
    assert len({course.provider.kind for course in COURSES}) >= 5


def test_their_values_are_those_of_the_catalogue_and_the_vocabulary() -> None:
    measures = shared_knowledge().measures
    for course in COURSES:
        assert course.kind in COURSE_KINDS and course.provider.kind in PROVIDER_KINDS
        assert set(course.incentives) <= set(measures)
        assert (course.hours is None) != (course.credits is None)
        assert course.editions
        for edition in course.editions:
            assert edition.start and edition.end and TODAY < edition.start <= edition.end
            assert (edition.form == "online") == (edition.town is None)


def test_they_fit_in_the_catalogue(store: CatalogueFile) -> None:
    report = take_in(store, SOURCE, Parsed(COURSES), datetime(2026, 11, 21))
    assert (report.new, report.errors) == (len(COURSES), ())
