"""One reader for all tests of the reading."""

from __future__ import annotations

import pytest

from knowledge import Knowledge, load_knowledge
from knowledge.taal import Reader


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="session")
def reader(knowledge: Knowledge) -> Reader:
    return Reader(knowledge)
