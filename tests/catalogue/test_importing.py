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
from bot.catalogue.importing import Report, state_of, take_in
from bot.catalogue.store import MIGRATIONS, NEWEST, CatalogueFile
from knowledge.catalogue.forms import FORMS
from knowledge.catalogue.model import Parsed, SourceError
from tests.catalogue.samples import as_json, record

NOW = datetime(2026, 11, 21)


def load(store: CatalogueFile, *records: Any, source: str = "test") -> Report:
    return take_in(store, source, FORMS["json"](as_json(*records)), NOW)


def counts(store: CatalogueFile) -> tuple[int, int, int]:
    """Courses, editions and rows of the index."""
    with store.reading() as connection:
        courses = connection.execute(select(func.count()).select_from(t.opleidingen)).scalar_one()
        editions = connection.execute(select(func.count()).select_from(t.edities)).scalar_one()
        indexed = connection.execute(text("select count(*) from zoekindex")).scalar_one()
    return courses, editions, indexed


def test_the_migration_makes_the_tables(store: CatalogueFile) -> None:
    with store.reading() as connection:
        found = compare_metadata(MigrationContext.configure(connection), t.metadata)
    ours = set(t.metadata.tables)
    assert [entry for entry in found if getattr(entry[1], "name", None) in ours] == []
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == NEWEST


def test_the_same_again_changes_nothing(store: CatalogueFile) -> None:
    first = load(store, record("a"), record("b"))
    again = load(store, record("a"), record("b"))
    assert (first.new, first.changed, first.same, first.gone) == (2, 0, 0, 0)
    assert (again.new, again.changed, again.same, again.gone) == (0, 0, 2, 0)
    assert counts(store) == (2, 2, 2)


def test_changed_gone_and_back(store: CatalogueFile) -> None:
    load(store, record("a"), record("b"))
    report = load(store, record("a", titel="Anders", edities=[]))
    assert (report.changed, report.gone) == (1, 1)
    assert counts(store) == (2, 1, 2), "what is gone stays"
    with store.reading() as connection:
        assert state_of(connection)[0]["niet_meer"] == 1
    back = load(store, record("a", titel="Anders", edities=[]), record("b"))
    assert (back.changed, back.same, back.gone) == (1, 1, 0)
    with store.reading() as connection:
        assert state_of(connection)[0]["aangeboden"] == 2


def test_sources_do_not_touch_each_other(store: CatalogueFile) -> None:
    load(store, record("a"))
    load(store, record("a"), source="ander")
    with store.reading() as connection:
        ids = connection.execute(select(t.opleidingen.c.id).order_by(t.opleidingen.c.id)).scalars().all()
    assert ids == ["ander:a", "test:a"]


def test_nothing_good_changes_nothing(store: CatalogueFile) -> None:
    load(store, record("a"))
    for parsed in (Parsed(()), FORMS["json"](as_json(record(titel="")))):
        with pytest.raises(SourceError):
            take_in(store, "test", parsed, NOW)
    with pytest.raises(SourceError):
        load(store, record("a"), source="Naam met spaties")
    assert counts(store) == (1, 1, 1)


def test_an_import_that_breaks_halfway_leaves_everything_as_it_was(store: CatalogueFile) -> None:
    load(store, record("a"))

    def stop(done: int, of: int) -> None:
        raise KeyboardInterrupt

    parsed = FORMS["json"](as_json(record("b"), record("c")))
    with pytest.raises(KeyboardInterrupt):
        take_in(store, "test", parsed, NOW, stop)
    assert counts(store) == (1, 1, 1)
    assert load(store, record("a")).same == 1


def test_reading_does_not_wait_for_an_import(store: CatalogueFile) -> None:
    load(store, record("a"))
    with store.writing() as connection:
        connection.execute(t.edities.delete())
        assert counts(store) == (1, 1, 1)
