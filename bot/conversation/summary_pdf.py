"""A conversation as a PDF: the rights, the facts they rest on, and when they were computed."""

from __future__ import annotations

import importlib.util
import warnings
from datetime import date
from pathlib import Path
from typing import Any

from fpdf import FPDF
from fpdf.enums import XPos, YPos

from bot.conversation.answer import accepted_facts
from knowledge import Knowledge
from knowledge.answers.benefits import benefit_phrases
from knowledge.answers.facts import say_fact
from knowledge.formatting import dutch_date

FONT = "DejaVu"
FACES = {"": "DejaVuSans.ttf", "B": "DejaVuSans-Bold.ttf"}
GROUPS = (
    ("recht", "Dit kan je krijgen"),
    ("mogelijk", "Dit kan misschien"),
    ("geen_recht", "Dit kan niet, en waarom"),
    ("buiten_periode", "Dit bestaat niet op deze datum"),
)
SHOWN = {"recht": ("voldaan",), "mogelijk": ("onbekend",), "geen_recht": ("niet_voldaan",)}
OPEN = ("recht", "mogelijk")
INDENT = 3
DISCLAIMER = (
    "Dit overzicht rekent met wat je zelf vertelde. Het is geen beslissing. "
    "Kijk de voorwaarden na voor je inschrijft of aanvraagt."
)


def make_pdf(state: dict[str, Any], knowledge: Knowledge) -> bytes:
    """The summary of a conversation's state."""
    page = _new_page()
    _title(page, "Jouw overzicht van Loopbaanwijzer")
    on = dutch_date(date.fromisoformat(state["peildatum"]))
    _text(page, f"Berekend voor {on}. Kennisversie {state['kennis']}.")
    _text(page, DISCLAIMER)
    _rights(page, state, knowledge)
    _facts(page, "Wat ik van jou weet", state["profiel"], knowledge)
    _facts(page, "De opleiding", state["opleiding"], knowledge)
    return bytes(page.output())


def fonts_directory() -> Path:
    """DejaVu comes with matplotlib, which Rasa needs anyway."""
    spec = importlib.util.find_spec("matplotlib")
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError("matplotlib, which carries the DejaVu fonts, is not installed")
    return Path(spec.submodule_search_locations[0]) / "mpl-data" / "fonts" / "ttf"


def _new_page() -> FPDF:
    page = FPDF(format="A4")
    page.set_title("Overzicht van Loopbaanwijzer")
    page.set_lang("nl-BE")
    page.set_margin(20)
    page.set_auto_page_break(True, 20)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for style, name in FACES.items():
            page.add_font(FONT, style, fonts_directory() / name)
    page.add_page()
    return page


def _line(page: FPDF, text: str, size: float, style: str, indent: float = 0) -> None:
    page.set_font(FONT, style, size)
    page.set_x(page.l_margin + indent)
    page.multi_cell(0, size * 0.5, _plain(text), align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def _title(page: FPDF, text: str) -> None:
    _line(page, text, 18, "B")
    page.ln(3)


def _heading(page: FPDF, text: str) -> None:
    page.ln(4)
    _line(page, text, 13, "B")
    page.ln(1)


def _text(page: FPDF, text: str, indent: float = 0) -> None:
    _line(page, text, 10, "", indent)
    page.ln(1)


def _plain(text: str) -> str:
    """Without the marks for bold, and without characters beyond the font's plane."""
    return "".join(sign for sign in text.replace("**", "") if ord(sign) <= 0xFFFF)


def _rights(page: FPDF, state: dict[str, Any], knowledge: Knowledge) -> None:
    rights = state["rechten"]
    if rights is None:
        _text(page, "Je overzicht is er nog niet: beantwoord eerst de vragen in het gesprek.")
        return
    if state["voorlopig"]:
        _text(page, "Dit overzicht is voorlopig: nog niet alle vragen zijn beantwoord.")
    benefits = _benefits(state, knowledge)
    for status, title in GROUPS:
        measures = [measure for measure in rights if measure["status"] == status]
        if measures:
            _heading(page, title)
        for measure in measures:
            _measure(page, measure, benefits.get(measure["id"], []))


def _benefits(state: dict[str, Any], knowledge: Knowledge) -> dict[str, list[str]]:
    """What each measure gives, in words."""
    facts = accepted_facts(knowledge, state["profiel"], state["opleiding"])
    assessment = knowledge.assess(facts, date.fromisoformat(state["peildatum"]))
    return {key: benefit_phrases(result) for key, result in assessment.by_id.items()}


def _measure(page: FPDF, measure: dict[str, Any], benefits: list[str]) -> None:
    unsure = " (niet alles is bevestigd)" if measure["zekerheid"] == "onzeker" else ""
    _line(page, measure["naam"] + unsure, 11, "B")
    if measure["status"] in OPEN:
        _points(page, benefits)
    for reason in measure["redenen"]:
        if reason["uitkomst"] in SHOWN.get(measure["status"], ()):
            _points(page, [reason["uitleg"]])
    if measure["status"] in OPEN:
        _how_to_apply(page, measure)
        for doubt in measure["onzekerheden"]:
            _text(page, f"Onzeker: {doubt['uitleg']}", INDENT)


def _points(page: FPDF, texts: list[str]) -> None:
    for text in texts:
        if text:
            _text(page, f"\u2022 {text}", INDENT)


def _how_to_apply(page: FPDF, measure: dict[str, Any]) -> None:
    _points(page, measure["aandachtspunten"])
    apply = measure["aanvragen"] or {}
    for label, key in (("Waar", "waar"), ("Wanneer", "tegen"), ("Meer", "link")):
        if apply.get(key):
            _text(page, f"{label}: {apply[key]}", INDENT)


def _facts(page: FPDF, title: str, facts: dict[str, Any], knowledge: Knowledge) -> None:
    if not facts:
        return
    _heading(page, title)
    for name, value in facts.items():
        _text(page, say_fact(knowledge.vocabulary.field(name), value))
