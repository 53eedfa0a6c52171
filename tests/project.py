"""The project's own files, for tests about the project itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("knowledge", "actions", "bot")
CODE = (*PACKAGES, "benchmarks", "tools", "tests")


def python_files(*directories: str) -> list[Path]:
    """Every Python file in these directories."""
    return sorted(path for directory in directories for path in (ROOT / directory).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """The absolute modules that a file imports, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module


def name_of(path: Path) -> str:
    """The path from the root, as a test id."""
    return path.relative_to(ROOT).as_posix()
