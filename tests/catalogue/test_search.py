"""Searching a real catalogue: words, misspellings, filters, order, reasons."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from bot.catalogue.importing import take_in
from bot.catalogue.search import FtsCatalogue
from bot.catalogue.store import CatalogueStore
from knowledge.catalogue.examples import example_courses
from knowledge.catalogue.forms import parse
from knowledge.catalogue.model import Parsed
from knowledge.catalogue.periods import period_of
from knowledge.catalogue.places import places
from knowledge.catalogue.search import Page, Query, training_facts
from knowledge.catalogue.words import parts, stem
from tests.catalogue.conftest import BOTH, Opening
from tests.catalogue.samples import as_json, record

TODAY = date(2026, 11, 21)
MANY = 2000


@pytest.fixture(scope="module", params=BOTH)
def catalogue(request: pytest.FixtureRequest, opening: Opening) -> Iterator[FtsCatalogue]:
    """A few thousand made-up courses; only read."""
    store = opening(request.param)
    take_in(store, "voorbeeld", Parsed(tuple(example_courses(MANY, TODAY))), datetime(2026, 11, 21))
    yield FtsCatalogue(store)
    store.close()


def ask(catalogue: FtsCatalogue, text: str = "", **more: Any) -> Page:
    return catalogue.search(Query(TODAY, text, **more))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("boekhouden", "boekhouder"),
        ("verpleging", "verplegers"),
        ("programmeren", "programmeur"),
        ("koken", "kok"),
        ("bakkerij", "bakker"),
        ("lassen", "lasser"),
        ("opleidingen", "opleiding"),
    ],
)
def test_words_of_one_family_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    "word", ["loonadministratie", "kinderopvang", "tuinaanleg", "zonnepanelen", "onderhoudstechnieker"]
)
def test_compounds_are_taken_apart(word: str) -> None:
    assert len(parts(word)) == 2


@pytest.mark.parametrize("word", ["fotografie", "administratie", "lassen", ""])
def test_other_words_stay_whole(word: str) -> None:
    assert parts(word) == ()


@pytest.mark.parametrize(
    ("text", "in_titles"),
    [
        ("boekhouden", "Boekhouden"),
        ("boekhouder", "Boekhouden"),
        ("ik wil boekhouder worden", "Boekhouden"),
        ("verpleging", "Zorgkundige"),
        ("VERPLEEGKUNDE", "Verpleegkunde"),
        ("administratie", "Loonadministratie en sociale wetgeving"),
        ("opvang", "Begeleider in de kinderopvang"),
        ("kapster", "Kapper"),
        ("timmerman", "Schrijnwerker"),
        ("boekhoden", "Boekhouden"),
        ("programeren", "Programmeren in Python"),
        ("verpleegkunige", "Verpleegkunde"),
        ("haartooi", "Kapper"),
        ("créatief", "Bloemschikken"),
    ],
)
def test_what_people_type_finds_what_they_mean(catalogue: FtsCatalogue, text: str, in_titles: str) -> None:
    hits = ask(catalogue, text, per_page=100).hits
    assert any(hit.course.title.startswith(in_titles) for hit in hits), [hit.course.title for hit in hits][:8]


def test_the_word_itself_comes_before_what_is_related(catalogue: FtsCatalogue) -> None:
    titles = [hit.course.title for hit in ask(catalogue, "verpleegkunde", per_page=100).hits]
    first_other = next(place for place, title in enumerate(titles) if not title.startswith("Verpleegkunde"))
    assert first_other > 3
    assert not any(title.startswith("Verpleegkunde") for title in titles[first_other:])


@pytest.mark.parametrize(
    ("text", "leads_to"),
    [("ik wil metser worden", "metselaar"), ("heftruckchauffeur", "heftruckchauffeur"), ("kok", "kok"),
     ("nagelstyliste", "nagelstylist"), ("verkoper", "winkelbediende"), ("als lasser werken", "lasser")],
)  # fmt: skip
def test_courses_that_lead_to_the_job_come_first(catalogue: FtsCatalogue, text: str, leads_to: str) -> None:
    hits = ask(catalogue, text, per_page=5).hits
    assert hits and hits[0].course.occupation == leads_to, [hit.course.title for hit in hits]


def test_a_repaired_word_is_told(catalogue: FtsCatalogue) -> None:
    assert ask(catalogue, "fotografei").repaired == (("fotografei", "fotografie"),), "a word, not its stem"
    assert ask(catalogue, "fotografie").repaired == ()


@pytest.mark.parametrize(
    ("text", "loose"), [("sportlessen geven", True), ("fotografie", False), ("metser", False), ("", False)]
)
def test_it_says_when_nothing_really_fits(catalogue: FtsCatalogue, text: str, loose: bool) -> None:
    assert ask(catalogue, text).loose is loose


@pytest.mark.parametrize(("postcode", "beside"), [("9000", True), ("2800", False), (None, False)])
def test_it_says_when_only_what_is_beside_the_subject_fits(
    any_store: CatalogueStore, postcode: str | None, beside: bool
) -> None:
    other = record("a2", titel="Verpleegkunde", edities=[{"id": "e", "gemeente": "Gent", "postcode": "9000"}])
    take_in(any_store, "test", parse("json", as_json(record(), other)), datetime(2026, 11, 21))
    found = ask(FtsCatalogue(any_store), "zorgkundige", postcode=postcode, radius=10)
    assert found.total and found.beside is beside


def test_all_words_count_and_any_when_none_has_all(catalogue: FtsCatalogue) -> None:
    both = ask(catalogue, "zakelijk frans")
    assert both.total and all("Zakelijk Frans" in hit.course.title for hit in both.hits)
    assert ask(catalogue, "fotografie lassen").total > 0


@pytest.mark.parametrize(
    "text",
    ["xqzvwk", '"', "'; drop table edities --", "a AND", "NEAR(", "*", "titel:x", "de een cursus", "\x00"],
)
def test_nothing_found_or_odd_signs_are_no_error(catalogue: FtsCatalogue, text: str) -> None:
    assert ask(catalogue, text).total >= 0


def test_the_filters(catalogue: FtsCatalogue) -> None:
    everything = ask(catalogue).total
    assert everything == MANY
    for filters in (
        {"forms": ("avond",)},
        {"period": (date(2027, 1, 1), date(2027, 1, 31))},
        {"price_max": Decimal(100)},
        {"hours_max": Decimal(40)},
        {"incentive": "opleidingscheques"},
        {"shortage": True},
        {"postcode": "2800", "radius": 20},
    ):
        page = ask(catalogue, per_page=100, **filters)
        assert 0 < page.total < everything, filters
    for hit in ask(catalogue, forms=("avond", "weekend"), per_page=100).hits:
        assert hit.edition is not None and hit.edition.form in ("avond", "weekend")
    for hit in ask(catalogue, price_max=Decimal(100), per_page=100).hits:
        assert hit.price is not None and hit.price <= 100
    for hit in ask(catalogue, period=(date(2027, 1, 1), date(2027, 1, 31)), per_page=100).hits:
        assert hit.edition is not None and hit.edition.start is not None
        assert (hit.edition.start.year, hit.edition.start.month) == (2027, 1)
    for hit in ask(catalogue, incentive="vov", per_page=100).hits:
        assert hit.course.incentives["vov"] is True
    assert ask(catalogue, incentive="bestaat_niet").total == 0


def test_near_means_near(catalogue: FtsCatalogue) -> None:
    page = ask(catalogue, postcode="2800", radius=30, per_page=100)
    assert page.hits[0].distance == 0
    for hit in page.hits:
        assert hit.edition is not None and hit.edition.postcode is not None
        assert hit.distance == places().distance("2800", hit.edition.postcode)
        assert hit.distance is not None and hit.distance <= 30
    also_online = ask(catalogue, postcode="2800", radius=30, forms=("online", "avond"), per_page=100)
    assert {hit.edition.form for hit in also_online.hits if hit.edition} == {"online", "avond"}


def test_the_reasons(catalogue: FtsCatalogue) -> None:
    page = ask(
        catalogue, "boekhouden", postcode="2800", forms=("avond",), incentive="opleidingscheques", radius=80
    )
    for hit in page.hits:
        assert hit.why[0] == "avond"
        assert "km" in hit.why[1] or hit.why[1] == "in deze gemeente"
        assert "met opleidingscheque" in hit.why


def test_pages_follow_each_other(catalogue: FtsCatalogue) -> None:
    whole = [hit.id for hit in ask(catalogue, "frans", per_page=100).hits]
    pages = [hit.id for page in (1, 2, 3) for hit in ask(catalogue, "frans", per_page=5, page=page).hits]
    assert pages == whole[:15] and len(set(pages)) == 15
    beyond = ask(catalogue, "frans", page=1000)
    assert beyond.hits == () and beyond.total == ask(catalogue, "frans").total


def test_what_began_or_is_gone_is_not_offered(any_store: CatalogueStore) -> None:
    old = {"start": "2026-11-20", "lesvorm": "dag"}
    unknown = record("c", edities=[])
    parsed = parse("json", as_json(record("a", edities=[old]), record("b"), unknown))
    take_in(any_store, "test", parsed, datetime(2026, 11, 21))
    catalogue = FtsCatalogue(any_store)
    assert [hit.id for hit in ask(catalogue, "zorg").hits] == ["test:b", "test:c"]
    take_in(any_store, "test", parse("json", as_json(unknown)), datetime(2026, 11, 22))
    assert [hit.id for hit in ask(catalogue, "zorg").hits] == ["test:c"]
    gone = catalogue.find("test:b")
    assert gone is not None and not gone.offered and gone.course.editions[0].town == "Mechelen"
    assert catalogue.find("test:x") is None


def test_a_course_comes_back_as_it_was_delivered(any_store: CatalogueStore) -> None:
    (course,) = parse("json", as_json(record())).courses
    take_in(any_store, "test", Parsed((course,)), datetime(2026, 11, 21))
    found = FtsCatalogue(any_store).find("test:a1")
    assert found is not None and found.course == course


def test_the_facts_for_the_rights() -> None:
    (course,) = parse("json", as_json(record())).courses
    facts = training_facts(course, course.editions[0], TODAY)
    assert facts == {
        "titel": "Zorgkundige",
        "soort": "cvo",
        "contacturen": 400,
        "directe_kost": 300.5,
        "in_opleidingsdatabank": True,
        "startdatum": "2027-02-01",
        "knelpuntberoep": True,
        "opleidingskrediet_label": False,
    }
    (bare,) = parse("json", as_json({"id": "x", "titel": "X", "aanbieder": "Y"})).courses
    assert training_facts(bare, None, TODAY) == {"titel": "X"}, "unknown is left out"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2027", "2027-01-01", "2027-12-31"),
        ("2027-02", "2027-02-01", "2027-02-28"),
        ("2027-02-03/2027-03-04", "2027-02-03", "2027-03-04"),
        ("volgende maand", "2026-12-01", "2026-12-31"),
        ("volgend jaar", "2027-01-01", "2027-12-31"),
        ("volgend schooljaar", "2027-09-01", "2028-08-31"),
        ("in februari", "2027-02-01", "2027-02-28"),
        ("winter", "2026-12-01", "2027-02-28"),
        ("zo snel mogelijk", "2026-11-21", "2027-01-20"),
    ],
)
def test_periods(text: str, first: str, last: str) -> None:
    assert period_of(text, TODAY) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("text", ["", "ooit", "2027-13", "2027-02-30", "2027-03-01/2027-02-01", "99"])
def test_what_is_no_period(text: str) -> None:
    assert period_of(text, TODAY) is None


def test_towns_and_postcodes() -> None:
    known = places()
    assert known.postcode_of("sint niklaas") == known.postcode_of("Sint-Niklaas") == "9100"
    assert known.postcode_of("2820") == "2820"
    assert known.postcode_of("5000") is None and known.postcode_of("Parijs") is None
    assert known.distance("2800", "2820") == known.inside
    assert known.distance("8400", "3600") == known.distance("3600", "8400")


def test_a_search_is_quick(catalogue: FtsCatalogue) -> None:
    ask(catalogue, "zorg")
    started = time.process_time()
    for text in ("boekhouden", "verpleging", "frans", "lassen", "kok"):
        ask(catalogue, text, postcode="9000", radius=50)
    assert time.process_time() - started < 1


def test_a_domain_alone_is_no_answer(catalogue: FtsCatalogue) -> None:
    titles = [hit.course.title for hit in ask(catalogue, "naaien", per_page=50).hits]
    assert titles and not any(title.startswith(("Kapper", "Schoonheid")) for title in titles)
