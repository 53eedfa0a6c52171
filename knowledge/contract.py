"""An assessment in the JSON form of the HTTP contract, version 1."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from .assessment import Assessment, MeasureResult, Reason
from .dated import DatedCondition, ParameterUse
from .facts import as_json
from .measures import Application, Measure
from .questions import Question
from .sources import Source
from .vocabulary import bare

CACHED = 8192
"""Conditions, thresholds and sources whose form is remembered: they recur in every answer."""


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
        "combineerbaar": _combinations(result.measure).copy(),
        "aanvragen": _application(result.application),
        "bronnen": [source_as_contract(source).copy() for source in result.sources],
        "vergelijking": result.measure.comparison,
    }


@lru_cache(maxsize=CACHED)
def _combinations(measure: Measure) -> dict[str, str]:
    return {name: combination.together for name, combination in measure.combinations.items()}


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
    fixed, env = _fixed(reason.due), reason.env
    return {
        "voorwaarde": fixed.id,
        "uitkomst": reason.outcome,
        "uitleg": reason.text,
        "bronnen": fixed.sources.copy(),
        "feiten": {name: as_json(env[key]) for name, key in fixed.facts},
        "drempels": [threshold.copy() for threshold in fixed.thresholds],
    }


class _Fixed(NamedTuple):
    """What a condition says of everybody on the day."""

    id: str
    sources: list[str]
    facts: tuple[tuple[str, str], ...]
    """The name in the contract, and the key."""
    thresholds: tuple[dict[str, Any], ...]


@lru_cache(maxsize=CACHED)
def _fixed(due: DatedCondition) -> _Fixed:
    return _Fixed(
        due.condition.id,
        list(due.condition.sources),
        tuple((bare(key), key) for key in due.fields),
        tuple(map(threshold_as_contract, due.thresholds)),
    )


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
