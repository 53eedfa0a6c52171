"""What a client may show as it is: facts and benefits in Dutch, beside their contract values."""

from __future__ import annotations

from typing import Any

from knowledge import Facts, Knowledge, assessment_as_contract
from knowledge.answers.benefits import benefit_phrases
from knowledge.answers.facts import say_fact
from knowledge.assessment import Assessment

OPEN = ("recht", "mogelijk")


def facts_in_words(knowledge: Knowledge, facts: Facts) -> list[dict[str, Any]]:
    """Every known fact as a phrase, in the order of the vocabulary; `afgeleid`: it follows from another."""
    told = {
        knowledge.vocabulary.locate(name): value
        for name, value in {**facts.profiel, **facts.opleiding}.items()
    }
    fields = knowledge.vocabulary.fields
    return [
        {
            "veld": fields[key].name,
            "tekst": say_fact(fields[key], told[key]),
            "afgeleid": key not in facts.stated,
        }
        for key in fields
        if key in told
    ]


def measures_with_words(assessment: Assessment) -> list[dict[str, Any]]:
    """The measures of the contract, each with its benefits as phrases in `voordelen`."""
    rendered = assessment_as_contract(assessment, None)["maatregelen"]
    return [
        {**measure, "voordelen": benefit_phrases(result, brief=True) if result.status in OPEN else []}
        for measure, result in zip(rendered, assessment.results, strict=True)
    ]
