"""The built component: small, the same as its sources, and nothing in it that a strict policy forbids."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.project import ROOT

STATIC = ROOT / "bot" / "static"
SOURCES = ROOT / "widget"
LOADER, TALK = "loopbaan-wijzer.js", "loopbaan-wijzer-gesprek.js"
BUILT = (LOADER, TALK, "pagina.js", "demo.js")
KB = 1024


def zipped(*names: str) -> int:
    """The size over the line, with the style sheets, that are inside."""
    return sum(len(gzip.compress((STATIC / name).read_bytes(), 9)) for name in names)


def test_before_anything_opens_a_page_gets_at_most_6_kb() -> None:
    assert zipped(LOADER) <= 6 * KB


def test_script_and_style_together_are_at_most_20_kb() -> None:
    assert zipped(LOADER, TALK) <= 20_000


@pytest.mark.parametrize("page", sorted(path.name for path in STATIC.glob("*.html")))
def test_pages_have_no_script_or_style_inside(page: str) -> None:
    text = (STATIC / page).read_text(encoding="utf-8")
    assert re.findall(r"<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=", text) == []


def test_text_never_becomes_html() -> None:
    forbidden = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|setHTMLUnsafe"
    )
    for path in (SOURCES / "src").glob("*.ts"):
        assert not forbidden.search(path.read_text(encoding="utf-8")), path.name


def test_every_text_is_used_and_no_text_stands_in_the_code() -> None:
    texts = json.loads((SOURCES / "src" / "teksten.json").read_text(encoding="utf-8"))
    code = "\n".join(path.read_text(encoding="utf-8") for path in (SOURCES / "src").glob("*.ts"))
    assert [name for name in texts if not re.search(rf"\bt\.{name}\b", code)] == []


def test_packages_are_pinned_and_the_lock_names_no_server() -> None:
    package = json.loads((SOURCES / "package.json").read_text(encoding="utf-8"))
    assert "dependencies" not in package  # nothing of others runs in a visitor's browser
    lock = (SOURCES / "package-lock.json").read_text(encoding="utf-8")
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in package["devDependencies"].values())
    assert "://" not in lock
    packages = {name: entry for name, entry in json.loads(lock)["packages"].items() if name}
    assert all(entry["integrity"].startswith("sha512-") for entry in packages.values())


@pytest.mark.slow
def test_what_is_served_is_what_the_sources_give(tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None or not all((SOURCES / "node_modules" / name).is_dir() for name in ("esbuild", "terser")):
        pytest.skip("no Node, or `make widget` was never run: the component is not built again")
    subprocess.run([node, "build.mjs", str(tmp_path)], cwd=SOURCES, check=True)
    for name in BUILT:
        assert (tmp_path / name).read_bytes() == (STATIC / name).read_bytes(), f"{name}: run `make widget`"
    subprocess.run([node, "node_modules/typescript/bin/tsc", "--noEmit"], cwd=SOURCES, check=True)
