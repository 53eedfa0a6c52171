"""A real catalogue for each test: an SQLite file, or what must be the same in a PostgreSQL database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from benchmarks.postgres import Cluster
from bot.catalogue.store import CatalogueFile, CatalogueServer, CatalogueStore

BOTH = ("sqlite", "postgresql")
Opening = Callable[[str], CatalogueStore]
"""Opens an empty catalogue in a kind of database."""


@pytest.fixture(scope="session")
def opening(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opening]:
    """Opens empty catalogues and throws them away at the end."""
    opened: list[CatalogueStore] = []

    def opening(kind: str) -> CatalogueStore:
        directory = tmp_path_factory.mktemp("catalogue")
        store: CatalogueStore = CatalogueFile(directory / "catalogus.db")
        if kind == "postgresql":
            cluster: Cluster = request.getfixturevalue("cluster")
            store = CatalogueServer(cluster.new(), directory / "aanvoer")
        opened.append(store)
        return store

    yield opening
    for store in opened:
        store.close()


@pytest.fixture(params=BOTH)
def any_store(request: pytest.FixtureRequest, opening: Opening) -> Iterator[CatalogueStore]:
    """An empty catalogue, in each kind of database."""
    store = opening(request.param)
    yield store
    store.close()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[CatalogueFile]:
    """An empty catalogue in a file."""
    found = CatalogueFile(tmp_path / "catalogus.db")
    yield found
    found.close()
