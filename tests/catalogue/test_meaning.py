"""Questions with words that no list knows: the listed words that mean about the same say where to look."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from bot.catalogue.importing import take_in
from bot.catalogue.search import FtsCatalogue
from bot.catalogue.store import CatalogueFile
from knowledge.catalogue import meaning
from knowledge.catalogue.examples import example_courses
from knowledge.catalogue.model import Parsed
from knowledge.catalogue.search import Page, Query
from knowledge.meaning import SIZE, packed, unpacked, vectors

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FtsCatalogue]:
    """Each subject of the made-up catalogue once; only read."""
    store = CatalogueFile(tmp_path_factory.mktemp("betekenis") / "catalogus.db")
    courses = tuple(example_courses(123, TODAY))
    take_in(store, "voorbeeld", Parsed(courses), datetime(2026, 11, 21))
    yield FtsCatalogue(store)
    store.close()


def ask(catalogue: FtsCatalogue, text: str) -> Page:
    return catalogue.search(Query(TODAY, text, per_page=5))


def test_texts_that_mean_the_same_lie_near_each_other() -> None:
    dog, puppy, tax = vectors(["een hond", "een puppy", "belastingaangifte"])
    assert dog.shape == (SIZE,) and float(dog @ dog) == pytest.approx(1, abs=1e-4)
    assert float(dog @ puppy) > float(dog @ tax) + 0.2


def test_a_vector_survives_being_packed() -> None:
    rows = vectors(["lassen", "een taart bakken"])
    again = unpacked(packed(rows))
    assert packed(rows).dtype.itemsize == 1
    assert ((again * rows).sum(axis=1) > 0.999).all()


def test_an_odd_text_has_a_vector_too() -> None:
    assert vectors(["", " ", "😀", "x" * 100_000]).shape == (4, SIZE)


@pytest.mark.parametrize(
    ("text", "title"),
    [("ransomware", "Cybersecurity"), ("podiumvrees", "Presenteren voor een groep"),
     ("melkkoeien", "Landbouw voor starters"), ("schoolmeester", "Lerarenopleiding lager onderwijs")],
)  # fmt: skip
def test_a_word_that_no_list_knows_finds_what_comes_near_and_says_so(
    catalogue: FtsCatalogue, text: str, title: str
) -> None:
    page = ask(catalogue, text)
    assert page.hits and page.hits[0].course.title == title
    assert page.loose


@pytest.mark.parametrize("text", ["qwrtzx", "asdfgh", "xyzzy plugh"])
def test_letters_at_random_find_nothing(catalogue: FtsCatalogue, text: str) -> None:
    assert ask(catalogue, text).total == 0


def test_who_asks_a_known_word_is_not_answered_by_meaning(
    catalogue: FtsCatalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.catalogue.finding.meant_by", lambda *given, **named: pytest.fail("not needed"))
    assert not ask(catalogue, "boekhouden").loose
    assert ask(catalogue, "").total == 123


def test_the_file_of_vectors_has_nearly_every_listed_word() -> None:
    """What it lacks is read when the lists are loaded, some 2 ms a word: make it again when it lacks many."""
    kept = meaning._kept()
    lacking = [word for word, _ in meaning._listed_words() if meaning._mark(word) not in kept]
    assert len(lacking) < 200, "python -m knowledge.catalogue.meaning"


def test_a_word_that_is_not_in_the_file_is_read_all_the_same(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    words = {"ransomware": (("cybersecurity",),), "melkkoeien": (("landbouw",),)} | {
        f"woord {number}": (("kok",),) for number in range(meaning.NEAREST)
    }
    monkeypatch.setattr(meaning, "KEPT", tmp_path / "none.npz")
    monkeypatch.setattr(meaning, "_listed_words", lambda: words.items())
    found = meaning.listed.__wrapped__()
    assert found.rows.shape == (len(words), SIZE)
    assert found.nearest("gijzelsoftware")[0].phrases == (("cybersecurity",),)
