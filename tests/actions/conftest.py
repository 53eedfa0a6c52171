"""A talk, and a catalogue of made-up courses for the talks that need one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import pytest

from bot.catalogue.importing import take_in
from bot.catalogue.search import FtsCatalogue
from bot.catalogue.store import CatalogueFile
from knowledge.catalogue.examples import example_courses
from knowledge.catalogue.model import Parsed
from knowledge.catalogue.search import offering
from tests.actions.talk import Talk


@pytest.fixture
def talk() -> Talk:
    """A citizen's talk on 1 October 2025."""
    return Talk()


@pytest.fixture
def working() -> Talk:
    """Somebody of whom the hours and the place are known."""
    talk = Talk("2026-03-15")
    talk.say("ik werk 38 uur als bediende in Mechelen")
    return talk


@pytest.fixture(scope="session")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FtsCatalogue]:
    """A real catalogue of made-up courses."""
    store = CatalogueFile(tmp_path_factory.mktemp("catalogue") / "catalogus.db")
    courses = example_courses(2000, date(2025, 10, 1))
    take_in(store, "voorbeeld", Parsed(tuple(courses)), datetime(2025, 10, 1))
    yield FtsCatalogue(store)
    store.close()


@pytest.fixture
def courses_offered(catalogue: FtsCatalogue) -> Iterator[None]:
    """What is said during the test finds the catalogue."""
    with offering(catalogue):
        yield
