"""The personal development plan as a PDF."""

from __future__ import annotations

from fpdf import FPDF

from bot.conversation.pdf_page import INDENT, add_heading, add_line, add_points, add_text, add_title, new_page
from knowledge.formatting import dutch_date
from knowledge.occupations.esco import ATTRIBUTION
from knowledge.occupations.plan import Plan, Step, spoken_day

DISCLAIMER = (
    "Dit plan rekent met wat je zelf vertelde. Het is geen beslissing. "
    "Kijk de voorwaarden en de data na voor je inschrijft of aanvraagt."
)
WHO = {"jij": "jij", "werkgever": "je werkgever", "begeleider": "je begeleider"}
PASSED = "Die dag is voorbij. Vraag meteen na of het nog kan."


def plan_pdf(plan: Plan) -> bytes:
    """The plan to keep, print or take to a counsellor."""
    page = new_page("Persoonlijk ontwikkelingsplan")
    add_title(page, "Jouw persoonlijk ontwikkelingsplan")
    add_text(page, f"Gemaakt op {dutch_date(plan.made)} met Loopbaanwijzer.")
    add_text(page, DISCLAIMER)
    add_heading(page, "Je doel")
    add_text(page, f"{plan.goal}. {plan.why}".strip())
    _picture(page, plan)
    add_heading(page, "Wat je doet, en tegen wanneer")
    for number, step in enumerate(plan.steps, 1):
        _step(page, number, step, plan)
    _rights(page, plan)
    add_text(page, ATTRIBUTION)
    return bytes(page.output())


def _picture(page: FPDF, plan: Plan) -> None:
    found = plan.picture
    for heading, group in (("Dit kan je goed", found.good), ("Dit kan je een beetje", found.some)):
        if group:
            add_heading(page, heading)
            add_points(page, [competence.text for competence in group])
    if found.gaps:
        add_heading(page, "Dit wil je nog leren")
        add_points(page, [competence.text for competence in found.gaps])


def _step(page: FPDF, number: int, step: Step, plan: Plan) -> None:
    add_line(page, f"{number}. {step.what}", 10, "B")
    details = [f"Wie: {WHO.get(step.who, step.who)}."]
    if step.day is not None:
        details.append(f"Tegen: {spoken_day(step)}.")
    details += [step.note] if step.note else []
    details += [PASSED] if step.day is not None and step.day < plan.made else []
    add_text(page, " ".join(details), INDENT)


def _rights(page: FPDF, plan: Plan) -> None:
    if not plan.rights:
        return
    add_heading(page, "Steun die je kan gebruiken")
    for right in plan.rights:
        perhaps = " (misschien: nog niet alles is geweten)" if right.perhaps else ""
        add_line(page, right.name + perhaps, 11, "B")
        add_points(page, [*right.gives, right.where])
