"""A real catalogue file for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.catalogue.store import CatalogueFile


@pytest.fixture
def store(tmp_path: Path) -> Iterator[CatalogueFile]:
    """An empty catalogue."""
    found = CatalogueFile(tmp_path / "catalogus.db")
    yield found
    found.close()
