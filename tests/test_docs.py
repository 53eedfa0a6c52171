"""The docs and the project files say what is there."""

from __future__ import annotations

import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest
import tomli

from tests.project import PACKAGES, ROOT, imported, name_of, python_files

PROJECT: dict[str, Any] = tomli.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
LOCKS = (ROOT / "requirements.lock", ROOT / "requirements-dev.lock")
OWN = {*PACKAGES, "tests", "benchmarks", "tools", "bootstrap", "interpreters"}


def plain(requirement: str) -> str:
    """The normalised name of a requirement."""
    return re.split(r"[\s<>=!~;\[(]", requirement, maxsplit=1)[0].lower().replace("_", "-")


RUNTIME = {plain(entry) for entry in PROJECT["project"]["dependencies"]}
DEV = {plain(entry) for entry in PROJECT["dependency-groups"]["dev"]}


def third_party(*directories: str) -> set[str]:
    """The packages that the code in these directories imports."""
    modules = {module.split(".")[0] for path in python_files(*directories) for module in imported(path)}
    known = packages_distributions()
    return {
        plain(known[module][0]) for module in modules - OWN - set(sys.stdlib_module_names) if module in known
    }


def test_what_the_service_imports_is_declared() -> None:
    assert third_party(*PACKAGES) - RUNTIME == set()


def test_what_the_tests_import_is_declared() -> None:
    assert third_party("tests", "tools", "benchmarks") - RUNTIME - DEV == set()


@pytest.mark.parametrize("package", sorted(RUNTIME | DEV))
def test_every_dependency_has_its_reason(package: str) -> None:
    reasons = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    assert f"| `{package}` |" in reasons


@pytest.mark.parametrize("path", LOCKS, ids=name_of)
def test_lock_files_are_hashed_and_name_no_server(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    blocks = re.findall(r"^\S+==.*\n(?:[ \t].*\n)*", text, re.MULTILINE)
    assert len(blocks) > 10
    assert [block for block in blocks if "--hash=sha256:" not in block] == []
    assert "://" not in text
    assert "index-url" not in text


def test_every_dependency_is_locked() -> None:
    runtime, dev = ({plain(line) for line in path.read_text().splitlines() if "==" in line} for path in LOCKS)
    assert RUNTIME - runtime == set()
    assert DEV - runtime - dev == set()
    assert runtime & dev == set()


def targets() -> list[str]:
    """The commands that `make` alone lists."""
    return re.findall(r'@echo "make (\w+) ', MAKEFILE)


def test_make_lists_its_commands() -> None:
    phony = re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)
    assert phony is not None
    assert set(targets()) == set(phony[1].split()) - {"help", "setup"}


@pytest.mark.parametrize("target", targets())
def test_every_command_stands_in_the_readme(target: str) -> None:
    assert f"make {target}" in README


@pytest.mark.parametrize("document", [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))], ids=name_of)
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    links = re.findall(r"\]\((?!\w+:)([^)#]+)", document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_every_test_that_a_document_names_is_there() -> None:
    named = [
        (path, name)
        for document in ROOT.glob("docs/*.md")
        for path, name in re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", document.read_text(encoding="utf-8"))
    ]
    assert len(named) > 20
    assert [f"{path}::{name}" for path, name in named if f"def {name}(" not in read(path)] == []


def read(path: str) -> str:
    file = ROOT / path
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def test_every_document_is_linked_from_the_readme() -> None:
    missing = [path.name for path in (ROOT / "docs").glob("*.md") if f"docs/{path.name}" not in README]
    assert missing == []


def test_the_changelog_has_a_place_for_the_next_change() -> None:
    assert "## [Unreleased]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_python_version_is_the_same_everywhere() -> None:
    wanted = (ROOT / ".python-version").read_text().strip()
    assert PROJECT["project"]["requires-python"].startswith(f">={wanted},")
    assert PROJECT["tool"]["mypy"]["python_version"] == wanted


ROOMS = {"knowledge": "knowledge", "actions": "actions", "bot": "bot", "widget": "widget/src"}


def parts_of(room: Path) -> set[str]:
    """The modules, data files and folders of a room; its handlers one by one."""
    found = (path for path in (*room.iterdir(), *room.glob("handlers/*")) if not path.name.startswith("__"))
    names = {path.relative_to(room).as_posix() + "/" * path.is_dir() for path in found}
    return names - {"data/", "handlers/"}


@pytest.mark.parametrize("room", ROOMS)
def test_the_architecture_names_every_module_and_no_other(room: str) -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`.*?) \|", text.split(f"\n## {room}/\n")[1].split("\n## ")[0], re.MULTILINE)
    named = {name for row in rows for name in re.findall(r"`([^`]+)`", row)}
    start = ROOT / ROOMS[room]
    assert sorted(parts_of(start) - named) == []
    assert sorted(name for name in named - parts_of(start) if not any(start.glob(name))) == []
