"""The arrows of docs/architecture.md, and where each kind of thing may stand."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from knowledge import shared_knowledge
from tests.project import CODE, PACKAGES, ROOT, imported, name_of, python_files

BELOW = {"knowledge": (), "actions": ("knowledge",), "bot": ("actions", "knowledge")}
FOREIGN = {
    "knowledge": ("rasa", "rasa_sdk", "aiohttp", "sqlalchemy"),
    "actions": ("rasa", "aiohttp", "sqlalchemy"),
    "bot": (),
}
LONGEST_FILE = 400
WORD_LISTS = re.compile(r"\bre\.compile\(")
STATIC = ROOT / "bot" / "static"
WIDGET = ROOT / "widget" / "src"
SCRIPTS = sorted(WIDGET.glob("*.ts"))
"""The sources of what stands built in `bot/static`."""
TEXTS = [ROOT / "actions" / "teksten.yml", WIDGET / "teksten.json", *SCRIPTS, *sorted(STATIC.glob("*.html"))]


@pytest.mark.parametrize("package", PACKAGES)
def test_arrows_only_go_down(package: str) -> None:
    forbidden = {*PACKAGES, "tests", "benchmarks", "tools", *FOREIGN[package]} - {package, *BELOW[package]}
    up = [
        f"{name_of(path)} imports {module}"
        for path in python_files(package)
        for module in imported(path)
        if module.split(".")[0] in forbidden
    ]
    assert up == []


def test_what_is_measured_with_is_usable_without_the_tests() -> None:
    up = [
        f"{name_of(path)} imports {module}"
        for path in python_files("benchmarks", "tools")
        for module in imported(path)
        if module.split(".")[0] == "tests"
    ]
    assert up == []


def test_the_rules_are_usable_without_reading_dutch() -> None:
    heavy = "{'spacy', 'rasa', 'aiohttp', 'sqlalchemy', 'numpy'}"
    command = f"import sys, knowledge; print(sorted({heavy} & sys.modules.keys()))"
    done = subprocess.run(
        [sys.executable, "-c", command], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("path", python_files("actions"), ids=name_of)
def test_the_talk_holds_no_pattern(path: Path) -> None:
    """What people say stands in knowledge/data/taal/signalen.yml, with examples."""
    assert WORD_LISTS.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", [*python_files(*CODE), *SCRIPTS], ids=name_of)
def test_files_stay_readable(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


def legal_numbers() -> set[Decimal]:
    """The parameters that can be told from ordinary numbers: three digits or more before trailing zeros."""
    values = {
        row.value
        for measure in shared_knowledge().measures.values()
        for parameter in measure.parameters.values()
        for row in parameter.rows
    }
    return {
        value
        for value in values
        if isinstance(value, Decimal) and len(value.normalize().as_tuple().digits) >= 3
    }


def numbers_in(path: Path) -> Iterator[Decimal]:
    """Every number that stands in the code of a file, comments and texts left out."""
    tokens = tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline)
    for token in tokens:
        if token.type == tokenize.NUMBER and re.fullmatch(r"[\d_.]+", token.string):
            yield Decimal(token.string.replace("_", ""))


def test_no_legal_number_stands_in_code() -> None:
    legal = legal_numbers()
    assert len(legal) > 10
    found = {
        f"{name_of(path)}: {number}"
        for path in python_files(*PACKAGES)
        for number in numbers_in(path)
        if number in legal
    }
    assert found == set()


@pytest.mark.parametrize("path", TEXTS, ids=name_of)
def test_no_amount_stands_in_a_text_outside_the_knowledge(path: Path) -> None:
    amount = re.compile(r"\b\d+([.,]\d+)?\s?(euro|%|procent|uur vrij|studiepunten)(?=[\s.,;\"'<])")
    text = path.read_text(encoding="utf-8")
    assert [match.group() for match in amount.finditer(text)] == []


def test_the_page_holds_no_inline_script_or_style() -> None:
    page = (STATIC / "index.html").read_text(encoding="utf-8")
    assert re.findall(r"<script(?![^>]*\bsrc=)|\son\w+=|\sstyle=|<style|javascript:", page) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=name_of)
def test_the_page_inserts_text_only_as_text(path: Path) -> None:
    code = path.read_text(encoding="utf-8")
    assert (
        re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", code)
        == []
    )
