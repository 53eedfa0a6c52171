"""A conversation as a PDF: the rights, the facts they rest on, and when they were computed."""

from __future__ import annotations

from datetime import date
from typing import Any

from fpdf import FPDF

from bot.conversation.answer import accepted_facts
from bot.conversation.pdf_page import INDENT, add_heading, add_line, add_points, add_text, add_title, new_page
from knowledge import Knowledge
from knowledge.answers.benefits import benefit_phrases
from knowledge.answers.facts import say_fact
from knowledge.formatting import dutch_date

GROUPS = (
    ("recht", "Dit kan je krijgen"),
    ("mogelijk", "Dit kan misschien"),
    ("geen_recht", "Dit kan niet, en waarom"),
    ("buiten_periode", "Dit bestaat niet op deze datum"),
)
SHOWN = {"recht": ("voldaan",), "mogelijk": ("onbekend",), "geen_recht": ("niet_voldaan",)}
OPEN = ("recht", "mogelijk")
DISCLAIMER = (
    "Dit overzicht rekent met wat je zelf vertelde. Het is geen beslissing. "
    "Kijk de voorwaarden na voor je inschrijft of aanvraagt."
)


def make_pdf(state: dict[str, Any], knowledge: Knowledge) -> bytes:
    """The summary of a conversation's state."""
    page = new_page("Overzicht van Loopbaanwijzer")
    add_title(page, "Jouw overzicht van Loopbaanwijzer")
    on = dutch_date(date.fromisoformat(state["peildatum"]))
    add_text(page, f"Berekend voor {on}. Kennisversie {state['kennis']}.")
    add_text(page, DISCLAIMER)
    _rights(page, state, knowledge)
    _facts(page, "Wat ik van jou weet", state["profiel"], knowledge)
    _facts(page, "De opleiding", state["opleiding"], knowledge)
    return bytes(page.output())


def _rights(page: FPDF, state: dict[str, Any], knowledge: Knowledge) -> None:
    rights = state["rechten"]
    if rights is None:
        add_text(page, "Je overzicht is er nog niet: vertel eerst iets over je situatie in het gesprek.")
        return
    if state["voorlopig"]:
        add_text(page, "Dit overzicht is voorlopig: nog niet alle vragen zijn beantwoord.")
    benefits = _benefits(state, knowledge)
    for status, title in GROUPS:
        measures = [measure for measure in rights if measure["status"] == status]
        if measures:
            add_heading(page, title)
        for measure in measures:
            _measure(page, measure, benefits.get(measure["id"], []))


def _benefits(state: dict[str, Any], knowledge: Knowledge) -> dict[str, list[str]]:
    """What each measure gives, in words."""
    facts = accepted_facts(knowledge, state["profiel"], state["opleiding"])
    assessment = knowledge.assess(facts, date.fromisoformat(state["peildatum"]))
    return {key: benefit_phrases(result) for key, result in assessment.by_id.items()}


def _measure(page: FPDF, measure: dict[str, Any], benefits: list[str]) -> None:
    unsure = " (niet alles is bevestigd)" if measure["zekerheid"] == "onzeker" else ""
    add_line(page, measure["naam"] + unsure, 11, "B")
    if measure["status"] in OPEN:
        add_points(page, benefits)
    for reason in measure["redenen"]:
        if reason["uitkomst"] in SHOWN.get(measure["status"], ()):
            add_points(page, [reason["uitleg"]])
    if measure["status"] in OPEN:
        _how_to_apply(page, measure)
        for told in dict.fromkeys(doubt["uitleg"] for doubt in measure["onzekerheden"]):
            add_text(page, f"Onzeker: {told}", INDENT)


def _how_to_apply(page: FPDF, measure: dict[str, Any]) -> None:
    add_points(page, measure["aandachtspunten"])
    apply = measure["aanvragen"] or {}
    for label, key in (("Waar", "waar"), ("Wanneer", "tegen"), ("Meer", "link")):
        if apply.get(key):
            add_text(page, f"{label}: {apply[key]}", INDENT)


def _facts(page: FPDF, title: str, facts: dict[str, Any], knowledge: Knowledge) -> None:
    if not facts:
        return
    add_heading(page, title)
    for name, value in facts.items():
        add_text(page, say_fact(knowledge.vocabulary.field(name), value))
