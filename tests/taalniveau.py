"""Every text that people can read, and how hard it is: the measure behind `tests/test_taalniveau.py`."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from wordfreq import zipf_frequency

from tests.project import ROOT

DATA = ROOT / "knowledge" / "data"
SPOKEN = frozenset(
    {
        "wat", "voor_wie", "voldaan", "niet_voldaan", "onbekend", "tekst", "uitleg", "waar", "tegen",
        "stappen", "toelichting", "kort", "waarom", "titel", "zin", "recht", "mogelijk", "geen_recht", "ja",
        "nee", "wegen", "vinden", "voor", "wanneer", "waarmee", "werknemer", "werkgever",
        "gehoord", "nog_eens", "slot",
    }
)  # fmt: skip
"""The keys of the data files under which a text for people stands."""
UNREAD = frozenset(
    {"bronnen", "voorbeelden", "voorbeelden_niet_uitdrukbaar", "note", "kansen", "type", "als"}
)
"""Keys under which nothing is said to people."""
SPEAKING = tuple(
    ROOT / name
    for name in (
        "bot/texts.py",
        "bot/appointments/texts.py",
        "bot/codes/texts.py",
        "knowledge/nearest.py",
        "knowledge/dated.py",
    )
)
"""Code beside the answers in which sentences stand."""
SENTENCE_WORDS = 3
SILENT = ("__init__.py", "glossary.py")
"""Code of which the strings are names or patterns."""
COMMON = 2.5
"""From this Zipf frequency on a word counts as known: it is met about once in three million words."""
_SENTENCE = re.compile(r"(?<=[.!?:;])\s+|\n")
_WORD = re.compile(r"\{[^}]*\}|[^\W_]+(?:['’-][^\W_]+)*")


class Text(NamedTuple):
    """A text and the file it stands in."""

    where: str
    text: str


def spoken_texts() -> Iterator[Text]:
    """Everything the assistant can say in Dutch."""
    dialogue = yaml.safe_load((ROOT / "actions" / "teksten.yml").read_text(encoding="utf-8"))
    dialogue.pop("andere_taal")
    yield from (Text("actions/teksten.yml", found) for found in _strings(dialogue))
    component = ROOT / "widget" / "src" / "teksten.json"
    yield from (
        Text("widget/src/teksten.json", found)
        for found in _strings(json.loads(component.read_text(encoding="utf-8")))
    )
    yield from _of_code()
    elsewhere = _load(DATA / "taal" / "buiten_domein.yml")["onderwerpen"]
    yield from (Text("taal/buiten_domein.yml", topic["tekst"]) for topic in elsewhere if "tekst" in topic)
    for path in sorted(DATA.rglob("*.yml")):
        name = path.relative_to(DATA).as_posix()
        if path.parent.name in ("taal", "hervormingen") or name in ("vocabulary.yml", "bevolking.yml"):
            continue
        yield from (Text(name, found) for found in _spoken(_load(path), said=False))


def _of_code() -> Iterator[Text]:
    """The sentences that stand in the code: those of the service, and what joins the pieces of an answer."""
    for path in (*sorted((ROOT / "knowledge" / "answers").glob("*.py")), *SPEAKING):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        inside = {
            id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values
        }
        for node in ast.walk(tree):
            said = "" if id(node) in docs | inside else _said(node)
            if len(words(said)) >= SENTENCE_WORDS and path.name not in SILENT:
                yield Text(path.relative_to(ROOT).as_posix(), said)


def _said(node: ast.AST) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(_said(part) or "{waarde}" for part in node.values)
    return ""


def _spoken(node: Any, *, said: bool) -> Iterator[str]:
    if isinstance(node, str):
        if said:
            yield node
    elif isinstance(node, dict):
        for key, value in node.items():
            if key not in UNREAD:
                yield from _spoken(value, said=key in SPOKEN)
    elif isinstance(node, list):
        for item in node:
            yield from _spoken(item, said=said)


def _strings(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, (dict, list)):
        for item in node.values() if isinstance(node, dict) else node:
            yield from _strings(item)


@cache
def _load(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return [part for part in _SENTENCE.split(text) if part.strip()]


def words(sentence: str) -> list[str]:
    """The words; a placeholder counts as one."""
    return _WORD.findall(sentence)


@cache
def explained() -> frozenset[str]:
    """The words that the assistant explains when asked, and the names of the measures and sectors."""
    glossary = _load(DATA / "teksten" / "woordenlijst.yml")
    known = {word for entry in glossary for said in entry["woorden"] for word in said.split()}
    for path in (DATA / "maatregelen").glob("*.yml"):
        measure = _load(path)
        for name in (measure["naam"], measure.get("afkorting") or "", *measure.get("ook_bekend_als", ())):
            known.update(words(name.lower()))
    return frozenset(known)


def is_known(word: str) -> bool:
    """Whether somebody who reads simple Dutch knows the word, or can ask what it means."""
    plain = word.lower()
    if plain.startswith("{") or any(char.isdigit() for char in plain) or word.isupper():
        return True
    forms = {plain, *(plain.removesuffix(end) for end in ("s", "'s", "en", "n", "e"))}
    return bool(forms & explained()) or zipf_frequency(plain, "nl") >= COMMON
