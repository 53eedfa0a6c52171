"""One reader for all tests of the reading."""

from __future__ import annotations

import pytest

from knowledge import Knowledge, shared_knowledge
from knowledge.taal import Reader, shared_reader


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return shared_knowledge()


@pytest.fixture(scope="session")
def reader() -> Reader:
    return shared_reader()
