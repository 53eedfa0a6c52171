"""An assessment in the JSON form of the HTTP contract, version 1."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from .assessment import Assessment, MeasureResult, Reason
from .dated import ParameterUse
from .expressions import Value
from .facts import as_json
from .measures import Application
from .questions import Question
from .sources import Source
from .vocabulary import bare

CACHED = 8192
"""Thresholds and sources whose form is remembered: they recur in every answer."""


def assessment_as_contract(assessment: Assessment, question: Question | None) -> dict[str, Any]:
    """The answer of `POST /api/v1/rechten`."""
    return {
        "peildatum": assessment.on.isoformat(),
        "maatregelen": [result_as_contract(result) for result in assessment.results],
        "volgende_vraag": None if question is None else question_as_contract(question),
    }


def result_as_contract(result: MeasureResult) -> dict[str, Any]:
    """One measure."""
    return {
        "id": result.measure.id,
        "naam": result.measure.naam,
        "status": result.status,
        "zekerheid": result.certainty,
        "voordeel": {key: as_json(value) for key, value in result.benefit.items()},
        "redenen": [_reason(reason) for reason in result.reasons],
        "aandachtspunten": list(result.attention),
        "ontbrekend": [bare(key) for key in result.missing],
        "onzekerheden": [{"veld": item.veld, "uitleg": item.uitleg} for item in result.uncertainties],
        "combineerbaar": {name: combination.together for name, combination in result.combinations.items()},
        "aanvragen": _application(result.application),
        "bronnen": [dict(source_as_contract(source)) for source in result.sources],
    }


def question_as_contract(question: Question) -> dict[str, Any]:
    """The question that best narrows what is undecided; its choices when those are all."""
    choices = question.keuzes if question.closed else ()
    return {
        "veld": bare(question.veld),
        "tekst": question.tekst,
        "waarom": question.waarom,
        "keuzes": [{"titel": choice.titel, "waarde": choice.waarde} for choice in choices],
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return {
        "voorwaarde": reason.condition.id,
        "uitkomst": reason.outcome,
        "uitleg": reason.text,
        "bronnen": list(reason.condition.sources),
        "feiten": _facts(reason.facts),
        "drempels": [dict(threshold_as_contract(use)) for use in reason.thresholds],
    }


def _facts(facts: Mapping[str, Value | None]) -> dict[str, Any]:
    return {bare(key): None if value is None else as_json(value) for key, value in facts.items()}


@lru_cache(maxsize=CACHED)
def threshold_as_contract(use: ParameterUse) -> dict[str, Any]:
    """A legal value; the same object for the same value, so copy it before giving it away."""
    span = use.row.span
    return {
        "naam": use.name,
        "omschrijving": use.description,
        "waarde": as_json(use.row.value),
        "eenheid": use.unit,
        "van": span.since.isoformat(),
        "tot": span.until.isoformat() if span.until else None,
        "bronnen": list(use.row.sources),
    }


def _application(application: Application | None) -> dict[str, Any] | None:
    if application is None:
        return None
    return {
        "waar": application.waar,
        "tegen": application.tegen,
        "link": application.link,
        "stappen": list(application.stappen),
    }


@lru_cache(maxsize=CACHED)
def source_as_contract(source: Source) -> dict[str, Any]:
    """A source; the same object for the same source, so copy it before giving it away."""
    return {"id": source.id, "titel": source.title, "url": source.url, "gezien_op": source.seen.isoformat()}
