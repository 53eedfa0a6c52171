"""The real knowledge, loaded once, and a small data directory that a test may spoil."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge import Knowledge

from .support import SmallData, real_knowledge


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The knowledge of the project."""
    return real_knowledge()


@pytest.fixture
def data(tmp_path: Path) -> SmallData:
    """A sound small data directory."""
    return SmallData(tmp_path)
