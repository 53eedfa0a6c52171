"""The handbooks of the component say what is there."""

from __future__ import annotations

import json
import re

import pytest

from actions.texts import text
from tests.browser.pictures import SCENES
from tests.project import ROOT

CONFORMANCE = (ROOT / "docs" / "toegankelijkheid.md").read_text(encoding="utf-8")
HANDBOOK = (ROOT / "docs" / "widget.md").read_text(encoding="utf-8")
SOURCES = ROOT / "widget" / "src"


def test_every_test_in_the_conformance_table_exists() -> None:
    tests = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    named = set(re.findall(r"`(test_\w+)`", CONFORMANCE))
    assert len(named) > 20
    assert [name for name in sorted(named) if f"def {name}(" not in tests] == []


def test_every_row_of_the_conformance_table_has_a_test() -> None:
    rows = [line for line in CONFORMANCE.splitlines() if line.startswith("| ") and "| criterium" not in line]
    assert [row for row in rows if "`test_" not in row] == []


def test_attributes_events_and_properties_stand_in_the_handbook() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES.glob("*.ts"))
    styles = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES.glob("*.css"))
    events = {f"wijzer-{name}" for name in re.findall(r'\bemit\("(\w+)"', code)}
    attributes = set(re.findall(r'(?:attribute|getAttribute|hasAttribute)\("(?!aria|data)(\w+)"\)', code))
    properties = set(re.findall(r"var\((--wijzer-[\w-]+)", styles))
    assert events and attributes and properties
    missing = [name for name in events | attributes | properties if f"`{name}`" not in HANDBOOK]
    assert missing == []


def test_the_texts_are_a_flat_list() -> None:
    texts = json.loads((SOURCES / "teksten.json").read_text(encoding="utf-8"))
    assert all(isinstance(text, str) and text.strip() for text in texts.values())


def test_every_picture_stands_on_its_page_and_can_be_made_again() -> None:
    pictures = ROOT / "docs" / "schermen"
    shown = re.findall(
        r"!\[[^\]]{5,}\]\(([\w-]+\.webp)\)", (pictures / "README.md").read_text(encoding="utf-8")
    )
    made = {f"{name}-{screen}.webp" for name, (_, screens) in SCENES.items() for screen in screens}
    assert len(shown) == len(set(shown))
    assert set(shown) == made == {path.name for path in pictures.glob("*.webp")}
    assert max(path.stat().st_size for path in pictures.glob("*.webp")) < 150_000


def test_every_line_of_bad_input_has_a_test_that_exists() -> None:
    _, _, part = HANDBOOK.partition("## When something goes wrong")
    rows = [line for line in part.partition("\n## ")[0].splitlines() if line.startswith("| ")][1:]
    tests = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    assert len(rows) > 8
    for row in rows:
        named = re.findall(r"`(test_\w+)`", row)
        assert named and all(f"def {name}(" in tests for name in named), row


@pytest.mark.parametrize("key", ["later_kan", "samenvatting", "code_maken", "pop_uitleg"])
def test_what_the_talk_names_stands_on_the_window_at_every_width(key: str) -> None:
    texts = json.loads((SOURCES / "teksten.json").read_text(encoding="utf-8"))
    named = set(re.findall(r"'([A-Z][^']+)'", text(key)))
    assert "Meer" in named and named <= set(texts.values())
    assert texts["meer_titel"].startswith(texts["meer"])  # the heading where there is no button
