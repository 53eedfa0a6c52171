"""The signals of the talk: each example is heard as its own, and a wrong file is refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from knowledge.lists import DATA, LexiconError
from knowledge.signals import signals_of
from knowledge.taal.signals import FILE, first_signal, signal, signal_groups

FILES = (DATA / "taal" / f"{FILE}.yml", DATA / "catalogus" / "zoekwensen.yml")
GROUPS = {(path.stem, group): rows for path in FILES for group, rows in signals_of(path).groups.items()}
EVERY = [(place, name) for place, rows in GROUPS.items() for name in rows.signals]
GOOD = "{patronen: ['\\bja\\b'], voorbeelden: [ja]}"


@pytest.mark.parametrize(("group", "name"), EVERY, ids=[".".join((*place, name)) for place, name in EVERY])
def test_each_example_is_heard_as_its_own_signal(group: tuple[str, str], name: str) -> None:
    rows, asked = GROUPS[group], GROUPS[group].signals[name]
    for text in asked.examples:
        assert asked.pattern.search(text), text
        assert not rows.ordered or rows.first(text) == name, text
    for text in asked.others:
        assert not asked.pattern.search(text), text


def test_each_line_of_patterns_has_an_example() -> None:
    unused = [
        f"{'.'.join(group)}.{name}: {number}"
        for group, name in EVERY
        for number, line in enumerate(GROUPS[group].signals[name].lines, 1)
        if not any(line.search(text) for text in GROUPS[group].signals[name].examples)
    ]
    assert unused == []


def test_the_first_signal_of_a_list_counts_and_capitals_make_no_difference() -> None:
    assert first_signal("bedoeling", "ik kan dat niet goed lezen, wat nu") == "lezen_schrijven"
    assert first_signal("bedoeling", "Ik ben veilig") == "veilig"
    assert first_signal("bedoeling", "ik werk halftijds") is None


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("groep: {ja: {patronen: ['(ja'], voorbeelden: [ja]}}", "groep.ja: is no valid regex"),
        ("groep: {ja: {patronen: ['{niets}'], voorbeelden: [ja]}}", "no piece {niets}"),
        (
            "stukken: {a: '{b}', b: '{a}'}\ngroep: {ja: {patronen: ['{a}'], voorbeelden: [ja]}}",
            "contains itself",
        ),
        ("groep: {ja: {patronen: ['ja']}}", "groep.ja: needs at least one text under 'voorbeelden'"),
        ("groep: {ja: {patronen: ['ja'], voorbeelden: [1]}}", "'voorbeelden' must be a list of texts"),
        ("groep: {ja: {patronen: 'ja', voorbeelden: [ja]}}", "'patronen' must be a list of texts"),
        ("groep: {ja: {patroon: ['ja'], voorbeelden: [ja]}}", "does not know patroon"),
        ("groep: {ja: 'ja'}", "groep.ja: a signal needs 'patronen' and 'voorbeelden'"),
        ("groep: [" + GOOD + "]", "groep: a signal of a list needs a 'naam'"),
        (
            "groep: [{naam: a, patronen: [a], voorbeelden: [a]}, {naam: a, patronen: [b], voorbeelden: [b]}]",
            "twice",
        ),
        ("groep: {ja: {patronen: ['a|(?=.*b)(?=.*c)'], voorbeelden: [a]}}", "put ^ before"),
        ("groep: ja", "must be a list (the first that fits counts) or a map"),
    ],
)
def test_a_wrong_file_is_refused_with_what_is_wrong(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / f"{FILE}.yml").write_text(content, encoding="utf-8")
    with pytest.raises(LexiconError) as refused:
        signal_groups(tmp_path)
    assert message in str(refused.value) and f"{FILE}.yml" in str(refused.value)


def test_no_pattern_spans_a_long_text_from_each_of_its_places() -> None:
    endless = re.compile(r"(?<!\\)\.\*")
    lines = {line.pattern for place, name in EVERY for line in GROUPS[place].signals[name].lines}
    assert [line for line in lines if endless.search(line) and not line.startswith("^")] == []
    stops = signal("onderwerp", "uitkering")
    assert stops.search("x " * 500 + "verlies ik mijn dopgeld")
    assert signal("bedoeling", "ziet_werkgever").search(f"kan mijn baas {'x ' * 50}meelezen")
    assert not signal("bedoeling", "ziet_werkgever").search(f"kan mijn baas {'x ' * 500}meelezen")


def test_a_signal_that_is_not_there_is_named() -> None:
    with pytest.raises(LexiconError, match="personeel: there is no signal 'onbekend'"):
        signal("personeel", "onbekend")
