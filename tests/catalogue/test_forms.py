"""Sources in every form become the same courses; what is wrong is told with its place."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from knowledge import shared_knowledge
from knowledge.catalogue.forms import form_of, parse
from knowledge.catalogue.model import COURSE_KINDS, Parsed, SourceError
from knowledge.catalogue.ooapi import page_items
from knowledge.catalogue.rows import collect
from tests.catalogue.samples import CSV, JSON_LD, OOAPI_COURSES, OOAPI_OFFERINGS, as_json, record


def json_of(*records: Any, **more: Any) -> Parsed:
    return parse("json", as_json(*records, **more))


def test_the_kinds_are_those_of_the_vocabulary() -> None:
    assert set(COURSE_KINDS) == set(shared_knowledge().vocabulary.field("soort").values)


def test_csv_rows_with_one_id_are_editions_of_one_course() -> None:
    course = parse("csv", CSV).courses[0]
    assert (course.title, course.price, course.hours) == (
        "Boekhouden basis",
        Decimal("1250.50"),
        Decimal(120),
    )
    assert [(e.form, e.start, e.town) for e in course.editions] == [
        ("avond", date(2027, 2, 1), "Mechelen"),
        ("weekend", date(2027, 3, 1), "Gent"),
    ]
    assert course.incentives == {"vok": False, "vov": True}
    assert course.credits is None, "not told is not known"


def test_bad_csv_rows_are_told_by_line() -> None:
    parsed = parse("csv", CSV)
    assert [course.code for course in parsed.courses] == ["b1", "b4"], "b4 lost only its edition"
    assert [str(error) for error in parsed.errors] == [
        "regel 5: id: ontbreekt",
        "regel 4: contacturen: 'veel' is geen getal",
        "regel 6: aanbieder.soort: moet een van deze zijn: cvo, ondernemersopleiding, vdab, hogeschool, "
        "universiteit, sector, privaat, andere",
        "regel 7: lesvorm: moet een van deze zijn: dag, avond, weekend, online, blended",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("titel;aanbieder\nx;y\n", "ontbreken: id"),
        ("id;titel;aanbieder;kleur\n1;x;y;rood\n", "ken ik niet: kleur"),
    ],
)
def test_csv_with_wrong_columns_is_refused_whole(text: str, told: str) -> None:
    with pytest.raises(SourceError, match=told):
        parse("csv", text)


def test_json_in_full() -> None:
    (course,) = json_of(record(), voorbeeldgegevens=True).courses
    assert course.example and course.shortage is True and course.provider.kind == "cvo"
    assert course.registration is not None
    assert course.registration.holds_on(date(2027, 8, 31))
    assert not course.registration.holds_on(date(2027, 9, 1))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"titel": ""}, "titel"),
        ({"id": None}, "id"),
        ({"prijs": -1}, "prijs"),
        ({"prijs": True}, "prijs"),
        ({"contacturen": "NaN"}, "contacturen"),
        ({"vks_niveau": 9}, "vks_niveau"),
        ({"vks_niveau": 4.5}, "vks_niveau"),
        ({"soort": "iets"}, "soort"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"aanbieder": "x", "incentives": {"vov": "misschien"}}, "incentives.vov"),
        ({"aanbieder": {"naam": ""}}, "aanbieder.naam"),
        ({"databanknummer": None}, "databanknummer"),
        ({"databank_tot": "2027-02-30"}, "databank_tot"),
        ({"titel": ["a"]}, "titel"),
        ({"titel": "x" * 5000}, "titel"),
    ],
)
def test_a_course_with_a_wrong_value_is_skipped_with_its_reason(changes: dict[str, Any], field: str) -> None:
    parsed = json_of(record(**changes), record("a2"))
    assert [course.code for course in parsed.courses] == ["a2"]
    assert [(error.place, error.field) for error in parsed.errors] == [("opleiding 1", field)]


def test_a_double_code_and_things_that_are_no_course() -> None:
    parsed = json_of(record(), record(), "tekst", record("a3", edities="geen"), record("a4", edities=[1]))
    assert [course.code for course in parsed.courses] == ["a1", "a3", "a4"], "these lost only editions"
    assert len(parsed.errors) == 4


def test_an_edition_that_ends_before_it_begins_is_left_out() -> None:
    edition = {"start": "2027-02-01", "einde": "2027-01-01", "lesvorm": "dag"}
    parsed = json_of(record(edities=[edition, {"lesvorm": "dag"}]))
    assert [len(course.editions) for course in parsed.courses] == [1]
    assert parsed.errors[0].place == "opleiding 1, editie 1"


@pytest.mark.parametrize("form", ["json", "jsonld", "ooapi"])
@pytest.mark.parametrize("text", ["", "{", "[]", "{}", "null", '"tekst"', "[" * 100_000])
def test_what_is_no_source_is_refused(form: str, text: str) -> None:
    if (form, text) == ("json", "[]"):
        assert parse(form, text) == Parsed(())
        return
    with pytest.raises(SourceError):
        parse(form, text)


def test_schema_org() -> None:
    (course,) = parse("jsonld", json.dumps(JSON_LD)).courses
    assert (course.title, course.hours, course.price) == ("Python voor beginners", Decimal(40), Decimal(120))
    assert course.code.startswith("https-school-example-opleiding-12-")
    assert course.keywords == ("informatica", "Python")
    first, second = course.editions
    assert (first.form, first.town, first.start) == ("blended", "Leuven", date(2027, 1, 10))
    assert second.form is None, "on site may be by day, in the evening or in the weekend"


def test_ooapi() -> None:
    (course,) = collect(page_items([OOAPI_OFFERINGS, OOAPI_COURSES])).courses
    assert (course.title, course.credits, course.vks_level) == ("Verpleegkunde", Decimal(6), 6)
    assert (course.kind, course.provider.name) == ("hoger_onderwijs", "Hogeschool Test")
    (edition,) = course.editions
    assert (edition.form, edition.price, edition.postcode) == ("blended", Decimal("75.20"), "9000")


def test_the_name_of_a_file_tells_its_form() -> None:
    assert [form_of(name) for name in ("a.CSV", "b.jsonld", "c.json", "d.txt", "e")] == [
        "csv",
        "jsonld",
        "json",
        None,
        None,
    ]
