"""What a course costs somebody, in the JSON form of the HTTP contract."""

from __future__ import annotations

from typing import Any

from ..answers.course_cost import cost_answer, cost_in_short, term_text
from ..contract import question_as_contract, result_as_contract, source_as_contract
from ..contract_packages import amount_as_contract, followings_as_contract, packages_as_contract
from ..deadlines import Deadline
from ..knowledge import Knowledge
from ..planner import next_question
from .cards import day, number
from .cost import CourseCost, Later
from .search import price_of


def cost_as_contract(knowledge: Knowledge, identifier: str, cost: CourseCost) -> dict[str, Any]:
    """The answer of `POST /api/v1/opleidingen/{id}/kost`."""
    measures = [result.measure.id for result in cost.applying]
    question = next_question(knowledge, cost.facts, cost.on, measures) if measures else None
    edition = cost.edition
    return {
        "opleiding": identifier,
        "titel": cost.course.title,
        "editie": edition.code if edition else None,
        "startdatum": day(edition.start) if edition else None,
        "voorbeeldgegevens": cost.course.example,
        "peildatum": cost.on.isoformat(),
        "feiten": cost.facts.opleiding,
        "prijs": number(price_of(cost.course, edition)),
        "maatregelen": [result_as_contract(result) for result in cost.applying],
        "niet": [result_as_contract(result) for result in cost.refused],
        "pakketten": packages_as_contract(knowledge, cost.packages),
        "termijnen": [deadline_as_contract(item) for item in cost.deadlines],
        "vervolg": followings_as_contract(cost.followings),
        "op_startdatum": [_later(item) for item in cost.later],
        "volgende_vraag": None if question is None else question_as_contract(question),
        "tekst": "\n".join(cost_answer(knowledge, cost)),
    }


def figures_as_contract(identifier: str, cost: CourseCost) -> dict[str, Any]:
    """The figures of the best package only, to show beside a message."""
    best = cost.best
    return {
        "id": identifier,
        "titel": cost.course.title,
        "tekst": cost_in_short(cost),
        "prijs": number(price_of(cost.course, cost.edition)),
        "maatregelen": [member.measure.id for member in best.members] if best else [],
        "eigen_kost": amount_as_contract(best.net_cost) if best else None,
        "terug_achteraf": amount_as_contract(best.paid_back_later) if best else None,
        "uren_met_loon": amount_as_contract(best.paid_hours) if best else None,
        "terug_naar_werkgever": amount_as_contract(best.employer_gets) if best else None,
        "zekerheid": best.certainty if best else None,
        "termijnen": [
            {"wat": item.what, "uiterlijk": day(item.day), "zeker": item.certain} for item in cost.deadlines
        ],
        "voorbeeldgegevens": cost.course.example,
    }


def deadline_as_contract(item: Deadline) -> dict[str, Any]:
    """Something to do in time."""
    return {
        "maatregel": item.result.measure.id,
        "wie": item.who,
        "wat": item.what,
        "regel": item.rule,
        "uiterlijk": day(item.day),
        "zeker": item.certain,
        "toelichting": item.note,
        "tekst": term_text(item),
        "bronnen": [dict(source_as_contract(source)) for source in item.sources],
    }


def _later(item: Later) -> dict[str, Any]:
    then = result_as_contract(item.then)
    return {
        "maatregel": item.now.measure.id,
        "peildatum": item.then.on.isoformat(),
        "status_nu": item.now.status,
        "status": item.then.status,
        "voordeel": then["voordeel"],
    }
