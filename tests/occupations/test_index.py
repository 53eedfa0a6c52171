"""The index of names: what is alike, compounds, forms for man and woman, keeping it in a file."""

from __future__ import annotations

import numpy as np
import pytest

from knowledge.occupations.index import Entry, Index
from knowledge.occupations.words import Splitter, count_stems, stem

ENTRIES = [
    Entry(("vrachtwagenchauffeur", "trucker"), "rijdt met een vrachtwagen en levert goederen"),
    Entry(("buschauffeur",), "rijdt met een bus en vervoert mensen"),
    Entry(("directeur school", "schoolhoofd"), "leidt een school met leerlingen en leraren"),
    Entry(("onderhoudsmonteur machines",), "doet onderhoud aan machines in een fabriek"),
]
INDEX = Index.build(ENTRIES)


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("vrachtwagenchaufeur", 0),
        ("chauffeur van een bus", 1),
        ("schooldirectrice", 2),
        ("machinemonteur", 3),
        ("truckers", 0),
        ("levert goederen", 0),
    ],
)
def test_what_is_most_alike_comes_first(asked: str, first: int) -> None:
    assert INDEX.search(asked, 2)[0][0] == first


def test_nothing_alike_gives_nothing_and_no_more_than_asked() -> None:
    assert INDEX.search("qqqq") == [] and INDEX.search("") == []
    assert len(INDEX.search("chauffeur", 1)) == 1
    assert len(INDEX.search("chauffeur", 50)) <= len(ENTRIES)


def test_an_index_from_a_file_gives_the_same() -> None:
    again = Index.read(INDEX.stored())
    assert again is not None
    for asked in ("schooldirectrice", "machine", "bus"):
        assert np.array_equal(again.scores(asked), INDEX.scores(asked))


def test_an_index_of_another_version_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    content = INDEX.stored()
    monkeypatch.setattr("knowledge.occupations.index.VERSION", 999)
    assert Index.read(content) is None


BY_MEANING = Index.build(ENTRIES, meaning=True)


@pytest.mark.parametrize(
    ("asked", "first"), [("mecanicien", 3), ("reparateur", 3), ("passagiers", 1), ("onderwijs besturen", 2)]
)
def test_what_means_the_same_comes_first_with_other_words(asked: str, first: int) -> None:
    assert BY_MEANING.search(asked, 2)[0][0] == first
    assert INDEX.search(asked, 2)[0][0] != first, "letters and words do not tell"


def test_letters_at_random_and_a_known_name_need_no_meaning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("knowledge.occupations.index.vectors", lambda texts: pytest.fail("not needed"))
    assert BY_MEANING.search("qqqq") == []
    assert np.array_equal(BY_MEANING.scores("trucker"), INDEX.scores("trucker"))


def test_meaning_is_kept_in_the_file_and_an_older_file_works_without(monkeypatch: pytest.MonkeyPatch) -> None:
    again = Index.read(BY_MEANING.stored())
    assert again is not None
    assert np.array_equal(again.scores("hoofdmeester"), BY_MEANING.scores("hoofdmeester"))
    monkeypatch.setattr("knowledge.occupations.index.VERSION", 1)
    older = INDEX.stored()
    monkeypatch.undo()
    old = Index.read(older)
    assert old is not None
    assert np.array_equal(old.scores("hoofdmeester"), INDEX.scores("hoofdmeester"))


@pytest.mark.parametrize(
    ("woman", "man"),
    [
        ("directrice", "directeur"),
        ("biologe", "bioloog"),
        ("masseuse", "masseur"),
        ("poetsvrouw", "poetsman"),
    ],
)
def test_a_title_for_a_woman_is_that_for_a_man(woman: str, man: str) -> None:
    assert stem(woman) == stem(man)


def test_compounds_are_opened_with_what_the_texts_know() -> None:
    texts = ["onderhoud aan een machine", "onderhoud van machines", "monteur", "de monteur"]
    splitter = Splitter(count_stems(texts))
    assert splitter.parts("onderhoudsmonteur") == (stem("onderhoud"), stem("monteur"))
    assert splitter.parts("machineonderhoudsmonteur") == (stem("machine"), stem("onderhoud"), stem("monteur"))
    assert splitter.parts("monteur") == () and splitter.parts("xyzonderhoudxyz") == ()
