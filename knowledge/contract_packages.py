"""Packages, follow-ons, combinations and nearest changes in the form of the contract, when asked for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .amounts import Amount
from .answers.package import package_text
from .assessment import Assessment, MeasureResult
from .contract import source_as_contract, threshold_as_contract
from .expressions import Env
from .facts import Facts, as_json
from .followons import Following, followings
from .knowledge import Knowledge
from .nearest import nearest_change
from .packages import Package, Packages, Part, packages
from .relations import Combination
from .sources import Source
from .vocabulary import bare


def with_packages(
    knowledge: Knowledge, assessment: Assessment, facts: Facts, answer: dict[str, Any]
) -> dict[str, Any]:
    """The answer about the rights, with what goes together, the packages and what follows."""
    measures = [
        {**measure, "combinaties": combinations_as_contract(result, facts.known)}
        for measure, result in zip(answer["maatregelen"], assessment.results, strict=True)
    ]
    return {
        **answer,
        "maatregelen": measures,
        "pakketten": packages_as_contract(knowledge, packages(knowledge, assessment, facts)),
        "vervolg": followings_as_contract(followings(knowledge, assessment, facts)),
    }


def with_changes(
    knowledge: Knowledge, assessment: Assessment, facts: Facts, answer: dict[str, Any]
) -> dict[str, Any]:
    """The answer about the rights, with for each refused measure the nearest change that would give it."""
    measures = [
        {**measure, "verandering": _change(knowledge, facts, result)}
        for measure, result in zip(answer["maatregelen"], assessment.results, strict=True)
    ]
    return {**answer, "maatregelen": measures}


def _change(knowledge: Knowledge, facts: Facts, result: MeasureResult) -> dict[str, Any] | None:
    found = None
    if result.status == "geen_recht":
        found = nearest_change(knowledge, facts, result.on, result.measure.id)
    if found is None:
        return None
    return {
        "status": found.status,
        "tekst": found.text,
        "peildatum": found.on.isoformat(),
        "profiel": found.facts.profiel,
        "opleiding": found.facts.opleiding,
    }


def packages_as_contract(knowledge: Knowledge, found: Packages) -> list[dict[str, Any]]:
    """The packages, best first, the certain ones before the possible ones."""
    return [
        _package(knowledge, package, first=not number)
        for group in (found.certain, found.possible)
        for number, package in enumerate(group)
    ]


def _package(knowledge: Knowledge, package: Package, *, first: bool) -> dict[str, Any]:
    return {
        "maatregelen": [member.measure.id for member in package.members],
        "status": "recht" if package.certain else "mogelijk",
        "zekerheid": package.certainty,
        "prijs": amount_as_contract(package.price),
        "eigen_kost": amount_as_contract(package.net_cost),
        "terug_achteraf": amount_as_contract(package.paid_back_later),
        "uren_met_loon": amount_as_contract(package.paid_hours),
        "inkomen_per_maand": amount_as_contract(package.monthly_income),
        "terug_naar_werkgever": amount_as_contract(package.employer_gets),
        "onderdelen": [_part(part) for part in package.parts],
        "zelfde_uren": [
            {
                "maatregelen": [pair.one.measure.id, pair.other.measure.id],
                "waarde": pair.answer,
                "toelichting": pair.toelichting,
                "bronnen": _sources(pair.sources),
            }
            for pair in package.hours
        ],
        "niet_geweten": [
            {"maatregel": item.result.measure.id, "naast": [other.measure.id for other in item.beside]}
            for item in package.unsettled
        ],
        "ontbrekend": [bare(key) for key in package.missing],
        "na_vorige_door": package.behind or None,
        "tekst": package_text(knowledge, package, first=first),
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "maatregel": part.result.measure.id,
        "voordeel": part.benefit.key,
        "telt_als": part.kind,
        "eenheid": part.unit,
        "waarde": amount_as_contract(part.amount),
        "voorwaarden": list(part.conditions),
        "drempels": [dict(threshold_as_contract(use)) for use in part.parameters],
        "bronnen": _sources(part.sources),
    }


def followings_as_contract(found: Iterable[Following]) -> list[dict[str, Any]]:
    """What can be asked for next."""
    return [
        {
            "van": item.start.measure.id,
            "via": [step.naar for step in item.path[:-1]],
            "naar": item.result.measure.id,
            "naam": item.result.measure.naam,
            "status": item.status,
            "tekst": item.step.tekst,
            "hangt_af_van": [bare(key) for key in item.depends_on],
            "ontbrekend": [bare(key) for key in item.missing],
            "bronnen": _sources(source for step in item.path for source in step.sources),
        }
        for item in found
    ]


def combinations_as_contract(result: MeasureResult, facts: Env) -> list[dict[str, Any]]:
    """With which measures it goes together, for the same training and for the same hours."""
    return [_combination(other, known, facts) for other, known in result.combinations.items()]


def _combination(other: str, known: Combination, facts: Env) -> dict[str, Any]:
    return {
        "maatregel": other,
        "waarde": known.together,
        "zelfde_opleiding": known.same_training,
        "zelfde_uren": known.same_hours,
        "voor_deze_opleiding": known.for_training(facts),
        "toelichting": known.explanation(facts),
        "bronnen": _sources(known.sources),
    }


def amount_as_contract(amount: Amount) -> dict[str, Any]:
    """An amount that may be known in part."""
    return {"minstens": as_json(amount.low), "hoogstens": as_json(amount.high)}


def _sources(sources: Iterable[Source]) -> list[dict[str, Any]]:
    return [dict(source_as_contract(source)) for source in dict.fromkeys(sources)]
