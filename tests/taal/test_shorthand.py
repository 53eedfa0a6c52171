"""The shorthand of counsellors: every rule reads its examples, and a wrong file is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.taal import Reader
from knowledge.taal.lexicon import LexiconError
from knowledge.taal.shorthand import FILE, opening_line, shorthand, tells_sex, written_out

RULES = [(rule, typed) for rule in shorthand().anywhere for typed in rule.examples]
OPENING = [(rule, typed) for rule in shorthand().opening for typed in rule.examples]
GOOD = """
stukken: {geslacht: '(m|v)'}
opening: [{steno: 'a', voluit: 'b', voorbeelden: {a: b}}]
overal: [{steno: 'a', voluit: 'b', voorbeelden: {a: b}}]
afkortingen: {wz: werkzoekende}
diplomas: {bach: bachelor}
"""


@pytest.mark.parametrize(("rule", "typed"), RULES, ids=[typed for _, typed in RULES])
def test_each_example_is_written_out(rule: object, typed: str) -> None:
    assert written_out(typed) == rule.examples[typed]  # type: ignore[attr-defined]


@pytest.mark.parametrize(("rule", "typed"), OPENING, ids=[typed for _, typed in OPENING])
def test_each_example_of_an_opening_line(rule: object, typed: str) -> None:
    assert opening_line(typed) == rule.examples[typed]  # type: ignore[attr-defined]


def test_each_rule_changes_one_of_its_examples() -> None:
    rules = (*shorthand().opening, *shorthand().anywhere)
    assert [rule for rule in rules if all(typed == full for typed, full in rule.examples.items())] == []


@pytest.mark.parametrize("line", ["80% in Mechelen", "wil boekhouden", "38u per week", "42 jaar, PC200"])
def test_what_is_no_shorthand_of_an_opening_stays(line: str) -> None:
    assert opening_line(line) == line


@pytest.mark.parametrize("line", ["vr 42 PC200 HSO Gent", "42 PC200 HSO", "dhr. 42, bediende"])
def test_the_number_that_opens_a_file_is_an_age_and_no_seniority(reader: Reader, line: str) -> None:
    told = reader.read(written_out(opening_line(line))).profiel
    assert told["leeftijd"] == 42
    assert not {"ancienniteit_maanden", "werkervaring_jaren"} & told.keys()
    assert tells_sex(line) == (not line[0].isdigit()) and not tells_sex(opening_line(line))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("diplomas: {bach: bachelor}", "", "needs diplomas"),
        ("overal: [{steno: 'a'", "overal: [{steno: '(a'", "overal, 1: is no valid regex"),
        (
            "overal: [{steno: 'a', voluit: 'b'",
            r"overal: [{steno: 'a', voluit: '\g<n>'",
            "'voluit' names what",
        ),
        (
            "overal: [{steno: 'a', voluit: 'b', voorbeelden: {a: b}}]",
            "overal: [a]",
            "overal, 1: needs 'steno'",
        ),
    ],
)
def test_a_wrong_file_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in GOOD
    (tmp_path / f"{FILE}.yml").write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(LexiconError) as refused:
        shorthand(tmp_path)
    assert message in str(refused.value) and f"{FILE}.yml" in str(refused.value)


@pytest.mark.parametrize(
    ("row", "lost"),
    [
        ("vr 42 MSO W=Antw 30,4u/w", ("MSO",)),
        ("PC 121, VT, kl 5j erv, qpr xqz, boekh avond CVO", ("kl", "qpr xqz")),
        ("m 54, rug kapot, wil iets lichter", ("rug kapot", "wil iets lichter")),
        ("vr 42 PC200 4/5 30u HSO, boekh avond cvo 80lt 180eur, lc 1x 2024", ()),
        ("Mijn klant werkt 4/5 in Mechelen, ze twijfelt nog", ()),
        ("ja", ()),
        ("cl m 51 arb PC 111, nooit lb", ()),
        ("wat kost dat xqz ?", ()),
    ],
)
def test_what_is_not_understood_of_a_row_is_told(reader: Reader, row: str, lost: tuple[str, ...]) -> None:
    assert reader.read(written_out(row)).unread == lost


@pytest.mark.parametrize(
    "row", ["wg betaalt helft", "mijn baas betaalt 50% van de cursus", "helft wg, helft zelf"]
)
def test_a_shared_cost_is_nobody_s_alone(reader: Reader, row: str) -> None:
    reading = reader.read(written_out(row))
    assert not {"betaald_door", "tewerkstellingspercentage"} & {*reading.profiel, *reading.opleiding}
    assert [problem.veld for problem in reading.out_of_range] == ["betaald_door"]
