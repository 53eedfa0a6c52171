"""The understanding that the service has: its own trained classifier."""

from __future__ import annotations

import tarfile

import joblib
import pytest

from bot.nlu.understanding import Understanding
from knowledge.taal import Reader, shared_reader
from tests.live import project_model


@pytest.fixture(scope="session")
def reader() -> Reader:
    return shared_reader()


@pytest.fixture(scope="session")
def understanding(reader: Reader) -> Understanding:
    """The classifier out of the language model of the present data."""
    with tarfile.open(project_model()) as archive:
        (name,) = (name for name in archive.getnames() if name.endswith("/intents.joblib"))
        return Understanding(reader, joblib.load(archive.extractfile(name)))
