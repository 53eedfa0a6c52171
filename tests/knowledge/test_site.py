"""The reference site: complete, sound HTML, nothing from elsewhere."""

from __future__ import annotations

from collections import Counter
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from knowledge import Knowledge
from knowledge.loading import DATA
from knowledge.maintenance.site import build, html

VOID = {"meta", "link", "input", "br", "rect", "line"}


class Page(HTMLParser):
    """What stands in a page; complains of tags that do not close."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: Counter[str] = Counter()
        self.links: list[str] = []
        self.labelled: list[str] = []
        self.names: Counter[str] = Counter()
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.names[tag] += 1
        if given.get("id"):
            self.ids[str(given["id"])] += 1
        self.links += [str(given[name]) for name in ("href", "src") if given.get(name)]
        self.labelled += str(given.get("aria-labelledby") or given.get("for") or "").split()
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from .support import real_knowledge

    directory = tmp_path_factory.mktemp("site")
    build(real_knowledge(), DATA, directory, date(2026, 3, 15))
    return directory


def test_there_is_a_page_for_every_measure_and_an_index(site: Path, knowledge: Knowledge) -> None:
    names = {path.stem for path in site.glob("*.html")}
    assert names == {"index", *knowledge.measures}
    index = Page((site / "index.html").read_text(encoding="utf-8"))
    assert {f"{name}.html" for name in knowledge.measures} <= set(index.links)


def test_every_page_is_sound_and_links_only_to_what_is_there(site: Path) -> None:
    for path in site.glob("*.html"):
        page = Page(path.read_text(encoding="utf-8"))
        assert [name for name, count in page.ids.items() if count > 1] == [], path.name
        assert set(page.labelled) <= page.ids.keys(), path.name
        assert page.names["h1"] == 1 and page.names["main"] == 1
        for link in page.links:
            if not link.startswith(("https://", "http://")):
                file, _, part = link.partition("#")
                assert not file or (site / file).is_file(), (path.name, link)
                assert file or part in page.ids, (path.name, link)


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    for path in site.iterdir():
        text = path.read_text(encoding="utf-8")
        assert "src=" not in text and "@import" not in text and "url(" not in text
        assert text.count('rel="stylesheet"') == (path.suffix == ".html")


def test_a_page_tells_everything_of_its_measure(site: Path, knowledge: Knowledge) -> None:
    measure = knowledge.measures["vov"]
    text = (site / "vov.html").read_text(encoding="utf-8")
    for name, parameter in measure.parameters.items():
        assert f"tijd-{name}" in text and html.escape(parameter.description) in text
    for source in measure.sources.values():
        assert html.escape(source.title) in text
    for condition in measure.conditions:
        assert f"voorwaarde-{condition.id}" in text
    for example in measure.examples:
        assert html.escape(example.name) in text
    assert "80 %" in text and "niet gevonden" in text and "Zo vraag" not in text


def test_texts_cannot_become_markup() -> None:
    assert html.text("p", "<b>&\"'") == "<p>&lt;b&gt;&amp;&quot;&#x27;</p>"
    assert "<a" not in html.link("javascript:alert(1)", "x")
    assert html.link("https://a.be/?b=1&c", "x") == '<a href="https://a.be/?b=1&amp;c">x</a>'
