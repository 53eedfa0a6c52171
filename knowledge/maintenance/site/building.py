"""Writes the site: an index by group, and a page for each measure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

import yaml

from ...knowledge import Knowledge
from ...loading import MEASURES
from ...measures import Measure
from .. import words
from ..console import progress
from . import html
from .measure_page import measure_page

STYLE = Path(__file__).with_name("stijl.css")
SEARCH = """
const box = document.getElementById("zoek"), told = document.getElementById("aantal");
const rows = [...document.querySelectorAll("li[data-woorden]")];
document.getElementById("zoekvak").hidden = false;
box.addEventListener("input", () => {
  const asked = box.value.toLowerCase().trim();
  let found = 0;
  for (const row of rows) { row.hidden = !row.dataset.woorden.includes(asked); found += !row.hidden; }
  for (const part of document.querySelectorAll("section")) {
    part.hidden = !part.querySelector("li:not([hidden])");
  }
  told.textContent = asked ? `${found} gevonden` : "";
});
"""


def build(knowledge: Knowledge, directory: Path, to: Path, today: date) -> list[Path]:
    """Write every page; the files that were written."""
    to.mkdir(parents=True, exist_ok=True)
    written = [_write(to / "stijl.css", STYLE.read_text(encoding="utf-8"))]
    measures = list(knowledge.measures.values())
    for measure in progress("pagina's", measures, len(measures)):
        raw = _raw(directory / MEASURES / f"{measure.id}.yml")
        content = measure_page(knowledge, measure, raw, today)
        written.append(_write(to / f"{measure.id}.html", content))
    return [*written, _write(to / "index.html", _index(knowledge, today))]


def _write(path: Path, content: str) -> Path:
    path.write_text(content, encoding="utf-8")
    return path


def _raw(path: Path) -> dict[str, Any]:
    content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return content if isinstance(content, dict) else {}


def _index(knowledge: Knowledge, today: date) -> str:
    search = (
        html.text("label", "Zoek een maatregel", for_="zoek")
        + '<input id="zoek" type="search" autocomplete="off">'
        + html.element("p", "", id="aantal", role="status")
    )
    about = (
        f"{len(knowledge.measures)} maatregelen. Versie van de kennis: {knowledge.version}. "
        f"De blauwe lijn in een tijdlijn is {today.isoformat()}."
    )
    parts = [
        html.text("h1", "Maatregelen om te leren en van loopbaan te veranderen"),
        html.text("p", about),
        html.element("div", search, id="zoekvak", hidden="hidden"),
        *_groups(knowledge, today),
    ]
    return html.page("Alle maatregelen", "\n".join(parts), script=SEARCH)


def _groups(knowledge: Knowledge, today: date) -> Iterator[str]:
    for group, names in knowledge.vocabulary.measures.items():
        here = [knowledge.measures[name] for name in names if name in knowledge.measures]
        if here:
            title = group.replace("_", " ").capitalize()
            yield html.section(
                f"groep-{group}", title, html.element("ul", "\n".join(_row(one, today) for one in here))
            )


def _row(measure: Measure, today: date) -> str:
    gone = (
        "" if today in measure.period.span else " " + html.text("span", "bestaat vandaag niet", class_="merk")
    )
    said = " ".join([*words.names_of(measure), measure.wat]).lower()
    content = html.link(f"{measure.id}.html", measure.naam) + gone + "<br>" + escape(measure.wat)
    return html.element("li", content, data_woorden=said)
