"""What may be used together: stated once, true both ways, never in two ways."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

from knowledge import Knowledge, UnknownMeasure, answers
from knowledge.relations import NO, NOT_FOUND, UNKNOWN, YES, Combination

from .support import MEASURE, VOV, SmallData

STATED = '  cheque: {waarde: ja, toelichting: "Dat mag samen.", bronnen: [A1]}'
CHEQUE = "maatregelen/cheque.yml"


def two(data: SmallData, here: str, there: str = "") -> Combination:
    """What is known of the leave and the cheque, when their files say this of each other."""
    data.change(VOV, STATED, f"  cheque: {{{here}}}")
    copy = MEASURE.replace("id: vov", "id: cheque").replace("naam: Verlof", "naam: Cheque")
    data.write(CHEQUE, copy)
    data.change(CHEQUE, STATED, f"  vov: {{{there}}}" if there else "  gir: {waarde: onbekend}")
    knowledge = data.load()
    found = knowledge.combination("vov", "cheque")
    back = knowledge.combination("cheque", "vov")
    assert (found.together, found.same_training, found.same_hours) == (
        back.together,
        back.same_training,
        back.same_hours,
    )
    return found


def test_a_one_sided_statement_holds_both_ways(data: SmallData) -> None:
    found = two(
        data, 'waarde: ja, zelfde_opleiding: ja, zelfde_uren: nee, toelichting: "Goed.", bronnen: [A1]'
    )
    assert (found.together, found.same_training, found.same_hours) == (YES, YES, NO)
    assert found.toelichting == "Goed." and [source.id for source in found.sources] == ["A1"]


@pytest.mark.parametrize(("answer", "narrowed"), [("ja", UNKNOWN), ("nee", NO), ("onbekend", UNKNOWN)])
def test_what_is_not_said_is_not_assumed(data: SmallData, answer: str, narrowed: str) -> None:
    found = two(data, f"waarde: {answer}, bronnen: [A1]")
    assert (found.same_training, found.same_hours) == (narrowed, narrowed)


def test_what_one_file_does_not_know_the_other_may(data: SmallData) -> None:
    found = two(
        data,
        'waarde: onbekend, toelichting: "Niet gevonden."',
        'waarde: ja, zelfde_opleiding: ja, toelichting: "Dat mag.", bronnen: [D1]',
    )
    assert (found.together, found.same_training, found.same_hours) == (YES, YES, UNKNOWN)
    assert found.toelichting == "Dat mag." and [source.id for source in found.sources] == ["D1"]


@pytest.mark.parametrize(
    ("here", "there", "key"),
    [
        ("waarde: ja", "waarde: nee", "waarde"),
        ("waarde: ja, zelfde_opleiding: ja", "waarde: ja, zelfde_opleiding: nee", "zelfde_opleiding"),
        ("waarde: ja, zelfde_uren: nee", "waarde: ja, zelfde_uren: ja", "zelfde_uren"),
    ],
)
def test_two_files_may_not_contradict_each_other(data: SmallData, here: str, there: str, key: str) -> None:
    with pytest.raises(Exception, match=f"answers '{key}' the other way"):
        two(data, f"{here}, bronnen: [A1]", f"{there}, bronnen: [A1]")


def test_an_exception_holds_for_whom_it_is_certainly_true(data: SmallData) -> None:
    found = two(
        data,
        "waarde: ja, zelfde_opleiding: ja, bronnen: [A1], behalve: "
        '[{als: "leeftijd < 25", toelichting: "Niet voor jongeren.", bronnen: [A1]}]',
    )
    knowledge = data.load()
    young, unknown = knowledge.facts({"leeftijd": 20}, {}), knowledge.facts({}, {})
    assert (found.for_training(young.known), found.for_training(unknown.known)) == (NO, YES)
    assert found.explanation(young.known) == "Niet voor jongeren."


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("waarde: ja, zelfde_opleiding: nvt", YES),
        ("waarde: ja, zelfde_opleiding: nee", NO),
        ("waarde: ja", UNKNOWN),
        ("waarde: nee", NO),
        ("waarde: onbekend", UNKNOWN),
    ],
)
def test_together_for_one_training(data: SmallData, said: str, expected: str) -> None:
    found = two(data, f"{said}, bronnen: [A1]")
    assert found.for_training(data.load().facts({}, {}).known) == expected


def test_a_combination_of_what_does_not_exist(data: SmallData) -> None:
    knowledge = data.load()
    assert knowledge.combination("vov", "gir") is NOT_FOUND
    with pytest.raises(UnknownMeasure):
        knowledge.combination("gir", "vov")


# ---------------------------------------------------------------- the real files
def test_every_statement_of_the_project_holds_both_ways(knowledge: Knowledge) -> None:
    for one, other in combinations(knowledge.measures, 2):
        here, there = knowledge.combination(one, other), knowledge.combination(other, one)
        assert (here.together, here.same_training, here.same_hours) == (
            there.together,
            there.same_training,
            there.same_hours,
        )


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("vov", "opleidingscheques", ("ja", "ja", "ja")),
        ("vov", "vov_gir", ("ja", "nee", "nee")),
        ("vov", "zorgkrediet_opleiding", ("nee", "nee", "nee")),
        ("opleidingscheques", "vov_gir", ("nee", "nee", "nee")),
        ("tijdskrediet_opleiding", "vok", ("ja", "ja", "ja")),
        ("tijdskrediet_opleiding", "vov", ("ja", "ja", "onbekend")),
        ("loopbaancheque", "opleidingscheques", ("ja", "nvt", "nvt")),
    ],
)
def test_what_the_dossiers_say(knowledge: Knowledge, one: str, other: str, expected: tuple[str, ...]) -> None:
    found = knowledge.combination(one, other)
    assert (found.together, found.same_training, found.same_hours) == expected and found.sources


@pytest.mark.parametrize(
    ("one", "other", "pieces"),
    [
        ("vov", "opleidingscheques", ["dat mag samen, ook voor dezelfde opleiding en dezelfde uren."]),
        ("vov", "vov_gir", ["dat mag samen, maar niet voor dezelfde opleiding."]),
        ("vov", "tijdskrediet_opleiding", ["ook voor dezelfde opleiding", "dezelfde uren mag, heb ik niet"]),
        ("vok", "zorgkrediet_opleiding", ["dat mag niet samen."]),
        ("vov", "loopbaancheque", ["dat mag samen. De begeleiding"]),
    ],
)
def test_the_answer_says_the_training_and_the_hours(
    knowledge: Knowledge, one: str, other: str, pieces: list[Any]
) -> None:
    told = answers.combinations(knowledge, knowledge.measures[one], [other])
    assert all(piece in told for piece in pieces), told
