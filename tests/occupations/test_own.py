"""The hand-written occupations: what must hold of them, and what is said when a file is wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from knowledge import shared_knowledge
from knowledge.errors import KnowledgeError
from knowledge.occupations.own import DATA, own_occupations, read_own, renew
from knowledge.occupations.search import Occupations

OWN = own_occupations()
KNOWN = Occupations()


def test_the_set_is_large_enough_and_every_competence_is_used() -> None:
    assert len(OWN.occupations) >= 60
    assert sum(bool(found.shortage) for found in OWN.occupations.values()) >= 40
    used = {competence.id for found in OWN.occupations.values() for competence in found.competences}
    assert used == OWN.competences.keys()


def test_who_is_related_is_related_both_ways_or_shares_something() -> None:
    alone = [
        (found.id, name)
        for found in OWN.occupations.values()
        for name in found.related
        if not {c.id for c in found.competences} & {c.id for c in OWN.occupations[name].competences}
    ]
    assert alone == []


def test_the_barriers_of_working_conditions_are_of_the_vocabulary() -> None:
    hard = {name: found.hard_with for name, found in OWN.conditions.items() if found.hard_with}
    assert hard["fysiek"] == {"gezondheid"}
    barriers = shared_knowledge().vocabulary.field("drempel").values.keys()
    assert frozenset().union(*hard.values()) <= barriers
    assert OWN.short_way and barriers >= OWN.short_way


def test_every_competence_says_what_somebody_does_and_gives_an_example() -> None:
    for competence in OWN.competences.values():
        assert competence.text.startswith("Je ") and competence.text.endswith(".")
        assert competence.example.endswith(".") and competence.example != competence.text


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("poetsvrouw", "huishoudhulp"),
        ("kuisen bij mensen thuis", "huishoudhulp"),
        ("kok in een rusthuis", "kok"),
        ("koken in een school", "kok"),
        ("met oude mensen werken", "zorgkundige"),
        ("verpleegster", "verpleegkundige"),
        ("verpleegser", "verpleegkundige"),
        ("camionsjoffeur", "vrachtwagenchauffeur"),
        ("elektrieker", "elektricien"),
        ("juf in de kleuterklas", "kleuterleerkracht"),
        ("onthaalmoeder", "kinderbegeleider"),
        ("iemand die fietsen maakt", "fietshersteller"),
        ("secretaresse", "administratief_medewerker"),
        ("metser", "metselaar"),
        ("loodgiter", "loodgieter"),
        ("progammeur", "software_ontwikkelaar"),
        ("kassierster in de supermarkt", "winkelmedewerker"),
        ("beenhouwer", "slager"),
        ("garagist", "automecanicien"),
        ("nachtwaker", "bewakingsagent"),
    ],
)
def test_everyday_words_and_misspellings_find_the_occupation(asked: str, meant: str) -> None:
    assert KNOWN.search(asked, 1)[0].id == meant


@pytest.mark.parametrize("asked", ["", "   ", "xqzvw", "!!", "😀", "5"])
def test_what_is_no_occupation_finds_nothing(asked: str) -> None:
    assert KNOWN.search(asked) == []


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "beroepen"))


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (
            "zorg.yml",
            "kan: [verpleging, medicatie,",
            "kan: [verplegen, medicatie,",
            "'verplegen' is not known",
        ),
        ("zorg.yml", 'isco: "2221"', 'isco: "222"', "no ISCO code"),
        ("zorg.yml", "verwant: [zorgkundige, ambulancier", "verwant: [zorgkunde, ambulancier", "'zorgkunde'"),
        ("zorg.yml", "  naam: Verpleegkundige\n", "", "'naam' is missing"),
        ("zorg.yml", "- id: zorgkundige", "- id: verpleegkundige", "is there twice"),
        ("zorg.yml", "omstandigheden: [met_mensen, nacht", "omstandigheden: [met_mensen, dag", "'dag'"),
        (
            "onderwijs.yml",
            "kan: [lesgeven, les_maken, spelen, kind_volgen, grenzen, ouders,",
            "kan: [",
            "3 comp",
        ),
        ("competenties.yml", "{id: plannen, groep", "{id: samenwerken, groep", "is there twice"),
        ("knelpuntlijst.yml", "jaar: 2026\n", "", "'jaar' is missing"),
    ],
)
def test_a_wrong_file_is_told_with_file_and_line(
    copy: Path, file: str, old: str, new: str, told: str
) -> None:
    path = copy / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    before = own_occupations()
    with pytest.raises(KnowledgeError) as caught:
        renew(copy)
    assert any(told in str(problem) and problem.line >= 1 for problem in caught.value.problems)
    assert own_occupations() is before, "the old set stays in use"


def test_a_file_that_is_missing_is_told(copy: Path) -> None:
    (copy / "competenties.yml").unlink()
    with pytest.raises(KnowledgeError, match="missing"):
        read_own(copy)
