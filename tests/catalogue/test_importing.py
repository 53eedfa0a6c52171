"""Imports: all or nothing, again changes nothing, what is gone stays marked."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import func, select, text

from bot.catalogue import tables as t
from bot.catalogue.importing import MOST_ERRORS, Report, state_of, take_in
from bot.catalogue.store import MIGRATIONS, NEWEST, CatalogueFile, CatalogueServer, CatalogueStore
from knowledge.catalogue.forms import FORMS, parse
from knowledge.catalogue.model import Parsed, SourceError
from knowledge.catalogue.opening import of_text
from tests.catalogue.samples import as_json, record

NOW = datetime(2026, 11, 21)


def index_of(store: CatalogueStore) -> str:
    """The table with the words."""
    return "zoekindex" if isinstance(store, CatalogueFile) else "zoekteksten"


def load(any_store: CatalogueStore, *records: Any, source: str = "test") -> Report:
    return take_in(any_store, source, parse("json", as_json(*records)), NOW)


def counts(any_store: CatalogueStore) -> tuple[int, int, int]:
    """Courses, editions and rows of the index."""
    with any_store.reading() as connection:
        courses = connection.execute(select(func.count()).select_from(t.opleidingen)).scalar_one()
        editions = connection.execute(select(func.count()).select_from(t.edities)).scalar_one()
        indexed = connection.execute(text(f"select count(*) from {index_of(any_store)}")).scalar_one()
    return courses, editions, indexed


def test_the_migration_makes_the_tables(any_store: CatalogueStore) -> None:
    with any_store.reading() as connection:
        found = compare_metadata(MigrationContext.configure(connection), t.metadata)
    ours = set(t.metadata.tables)
    assert [entry for entry in found if getattr(entry[1], "name", None) in ours] == []
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == NEWEST


def test_the_same_again_changes_nothing(any_store: CatalogueStore) -> None:
    first = load(any_store, record("a"), record("b"))
    again = load(any_store, record("a"), record("b"))
    assert (first.new, first.changed, first.same, first.gone) == (2, 0, 0, 0)
    assert (again.new, again.changed, again.same, again.gone) == (0, 0, 2, 0)
    assert counts(any_store) == (2, 2, 2)


def test_changed_gone_and_back(any_store: CatalogueStore) -> None:
    load(any_store, record("a"), record("b"))
    report = load(any_store, record("a", titel="Anders", edities=[]))
    assert (report.changed, report.gone) == (1, 1)
    assert counts(any_store) == (2, 1, 2), "what is gone stays"
    with any_store.reading() as connection:
        assert state_of(connection)[0]["niet_meer"] == 1
    back = load(any_store, record("a", titel="Anders", edities=[]), record("b"))
    assert (back.changed, back.same, back.gone) == (1, 1, 0)
    with any_store.reading() as connection:
        assert state_of(connection)[0]["aangeboden"] == 2


def test_sources_do_not_touch_each_other(any_store: CatalogueStore) -> None:
    load(any_store, record("a"))
    load(any_store, record("a"), source="ander")
    with any_store.reading() as connection:
        ids = connection.execute(select(t.opleidingen.c.id).order_by(t.opleidingen.c.id)).scalars().all()
    assert ids == ["ander:a", "test:a"]


def test_nothing_good_changes_nothing(any_store: CatalogueStore) -> None:
    load(any_store, record("a"))
    for parsed in (Parsed(()), parse("json", as_json(record(titel="")))):
        with pytest.raises(SourceError):
            take_in(any_store, "test", parsed, NOW)
    with pytest.raises(SourceError):
        load(any_store, record("a"), source="Naam met spaties")
    assert counts(any_store) == (1, 1, 1)


def test_an_import_that_breaks_halfway_leaves_everything_as_it_was(any_store: CatalogueStore) -> None:
    load(any_store, record("a"))

    def stop(done: int) -> None:
        raise KeyboardInterrupt

    parsed = parse("json", as_json(record("b"), record("c")))
    with pytest.raises(KeyboardInterrupt):
        take_in(any_store, "test", parsed, NOW, stop)
    assert counts(any_store) == (1, 1, 1)
    assert load(any_store, record("a")).same == 1


def test_reading_does_not_wait_for_an_import(any_store: CatalogueStore) -> None:
    load(any_store, record("a"))
    with any_store.writing() as connection:
        connection.execute(t.edities.delete())
        assert counts(any_store) == (1, 1, 1)


def test_a_source_that_breaks_halfway_changes_nothing(any_store: CatalogueStore) -> None:
    load(any_store, record("a"))
    broken = as_json(*(record(f"b{number}") for number in range(1500)))[:-3]
    with pytest.raises(SourceError, match="geldige JSON"):
        take_in(any_store, "test", FORMS["json"](of_text(broken)), NOW)
    assert counts(any_store) == (1, 1, 1)
    with any_store.reading() as connection:
        assert state_of(connection)[0]["niet_meer"] == 0


def test_a_double_is_told_also_in_another_batch(any_store: CatalogueStore) -> None:
    many = [record(f"c{number}") for number in range(1200)]
    report = load(any_store, *many, record("c3", titel="Dubbel"), record("c3"))
    assert (report.new, report.skipped) == (1200, 2)
    assert "stond al eerder" in str(report.errors[0])
    with any_store.reading() as connection:
        title = select(t.opleidingen.c.titel).where(t.opleidingen.c.code == "c3")
        assert connection.execute(title).scalar_one() == "Zorgkundige"


def test_many_problems_are_counted_and_the_first_told(any_store: CatalogueStore) -> None:
    rows = "".join(f";Titel {number};X\n" for number in range(MOST_ERRORS + 50))
    text = f"id;titel;aanbieder\na;A;X\n{rows}"
    report = take_in(any_store, "test", FORMS["csv"](of_text(text)), NOW)
    assert (report.skipped, len(report.errors)) == (MOST_ERRORS + 50, MOST_ERRORS)
    assert report.errors[0].place == "regel 3"


def test_words_that_are_cut_otherwise_are_indexed_again(any_store: CatalogueStore) -> None:
    load(any_store, record("a"))
    with any_store.writing() as connection:
        connection.execute(text("update kenmerken set waarde = 'oud'"))
        connection.execute(text(f"delete from {index_of(any_store)}"))
    if isinstance(any_store, CatalogueFile):
        again: CatalogueStore = CatalogueFile(any_store.path)
    else:
        address = any_store.engine.url.render_as_string(hide_password=False)
        again = CatalogueServer(address, any_store.spool)
    try:
        assert counts(again) == (1, 1, 1)
    finally:
        again.close()
