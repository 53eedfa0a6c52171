"""The handbooks of the component say what is there."""

from __future__ import annotations

import json
import re

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
