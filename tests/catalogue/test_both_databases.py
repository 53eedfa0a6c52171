"""SQLite and PostgreSQL give the same answers, and an address of a database is taken as one."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from benchmarks.catalogue.judging import judged_questions
from benchmarks.postgres import Cluster
from bot.catalogue.filling import fill
from bot.catalogue.importing import take_in
from bot.catalogue.indexing import vector_of
from bot.catalogue.search import FtsCatalogue
from bot.catalogue.store import CatalogueServer, CatalogueStore, open_store
from bot.cli import main
from bot.settings import describe, read_settings
from knowledge.catalogue.forms import parse
from knowledge.catalogue.search import Query
from tests.catalogue.conftest import BOTH, Opening
from tests.catalogue.samples import as_json, record

DAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def filled(opening: Opening) -> Iterator[list[FtsCatalogue]]:
    """The same courses in both."""
    stores = [opening(kind) for kind in BOTH]
    for store in stores:
        fill(store, DAY, 600)
    yield [FtsCatalogue(store) for store in stores]


def test_both_find_the_same_in_the_same_order(filled: list[FtsCatalogue]) -> None:
    for question in judged_questions():
        one, other = (catalogue.search(Query(DAY, question.text, per_page=10)) for catalogue in filled)
        assert [hit.id for hit in one.hits] == [hit.id for hit in other.hits], question.text
        assert (one.total, one.repaired) == (other.total, other.repaired)
        assert [hit.why for hit in one.hits] == [hit.why for hit in other.hits]


def test_both_filter_alike(filled: list[FtsCatalogue]) -> None:
    query = Query(DAY, "zorg", postcode="9000", radius=60, forms=("avond", "dag"), incentive="vov")
    one, other = (catalogue.search(query) for catalogue in filled)
    assert one == other and one.total
    whole = [catalogue.find(one.hits[0].id) for catalogue in filled]
    assert whole[0] == whole[1] is not None


def test_a_vector_has_each_stem_once_with_the_texts_it_stands_in() -> None:
    assert vector_of(("kok kok", "keuken kok", "")) == "kok:1A,2B keuken:2B"
    assert vector_of(("", "", "")) == ""


def test_one_import_at_a_time_and_readers_see_one_state(cluster: Cluster, tmp_path: Path) -> None:
    store = CatalogueServer(cluster.new(), tmp_path / "aanvoer")
    take_in(store, "test", parse("json", as_json(record("a"))), datetime(2026, 11, 21))
    done: list[int] = []

    def another() -> None:
        report = take_in(store, "ander", parse("json", as_json(record("b"))), datetime(2026, 11, 21))
        done.append(report.new)

    with store.reading() as reader:
        count = text("select count(*) from opleidingen")
        before = reader.execute(count).scalar_one()
        with store.writing():
            thread = threading.Thread(target=another)
            thread.start()
            thread.join(0.3)
            assert thread.is_alive(), "it waits"
        thread.join(20)
        assert done == [1]
        assert reader.execute(count).scalar_one() == before == 1
    store.close()


def test_the_setting_and_the_commands_take_an_address(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    address = cluster.new()
    settings = read_settings({"LOOPBAANWIJZER_CATALOGUE": address})
    assert settings.catalogue_place == address
    assert address not in str(describe(settings)), "it may hold a password"
    store: CatalogueStore = open_store(settings.catalogue_place, settings.catalogue_path)
    assert isinstance(store, CatalogueServer) and store.spool.parent.name == "var"
    store.close()
    file = tmp_path / "a.json"
    file.write_text(as_json(record("a")), encoding="utf-8")
    monkeypatch.setenv("LOOPBAANWIJZER_CATALOGUE", address)
    assert main(["catalogus", "importeer", "school", str(file)]) == 0
    assert main(["catalogus", "toon", "zorgkundige"]) == 0
    assert "school:a" in capsys.readouterr().out
    cluster.drop(address)
    assert main(["catalogus", "toon"]) == 1
    assert "niet bereikbaar" in capsys.readouterr().err
