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


def reached(start: Path) -> set[Path]:
    """The project's own modules that a module imports, and those that they import, and so on."""
    found: set[Path] = set()
    new = {start}
    while new:
        found |= new
        new = {target for path in new for target in _own_modules(path)} - found
    return found


def _own_modules(path: Path) -> Iterator[Path]:
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join((*above, *filter(None, [node.module])))
            names = [module, *(f"{module}.{alias.name}" for alias in node.names)]
        else:
            continue
        for name in names:
            place = ROOT.joinpath(*name.split("."))
            yield from filter(Path.is_file, (place.with_suffix(".py"), place / "__init__.py"))


def name_of(path: Path) -> str:
    """The path from the root, as a test id."""
    return path.relative_to(ROOT).as_posix()
