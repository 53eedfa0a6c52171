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
