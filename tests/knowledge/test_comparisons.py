"""Support of other countries is a comparison: told as one, and never counted among somebody's rights."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge import Knowledge, answers, next_question
from knowledge.packages import packages

from .support import judged, real_knowledge

TODAY = date(2026, 3, 15)
ABROAD = tuple(name for name, measure in real_knowledge().measures.items() if measure.comparison)
WORKER = {"leeftijd": 45, "statuut": "werknemer", "tewerkstellingspercentage": 100, "diploma": "bachelor"}


def test_the_comparisons_are_those_of_the_vocabulary(knowledge: Knowledge) -> None:
    assert set(ABROAD) == set(knowledge.vocabulary.measures["vergelijking_buitenland"])
    assert not set(ABROAD) & set(knowledge.offered) and not set(ABROAD) & set(knowledge.core)


@pytest.mark.parametrize("measure_id", ABROAD)
def test_every_comparison_says_that_it_is_one(knowledge: Knowledge, measure_id: str) -> None:
    measure = knowledge.measures[measure_id]
    assert "ter vergelijking" in measure.naam and "geen recht hier" in measure.voor_wie
    on = measure.period.span.until or TODAY
    facts = knowledge.facts({**WORKER, "uren_per_week": 38, "uitkering": "geen"}, {})
    result = judged(knowledge, measure_id, facts, on)
    assert result.status != "geen_recht" and "Dit is een vergelijking met" in " ".join(result.attention)
    assert result.application is not None and result.application.waar.startswith("Niet in Vlaanderen.")


@pytest.mark.parametrize(
    ("profile", "heading"),
    [
        (WORKER, "dan zou je dit krijgen. Hier is het geen recht."),
        ({}, "weet ik nog niet. Hier is het geen recht."),
        ({"statuut": "gepensioneerd"}, "ook als je daar woonde en werkte, kreeg je dit niet."),
    ],
)
def test_the_conditions_are_told_as_of_another_country(
    knowledge: Knowledge, profile: dict[str, object], heading: str
) -> None:
    result = judged(knowledge, "fr_cpf", knowledge.facts(profile, {}), TODAY)
    assert heading in answers.conditions(knowledge, result).splitlines()[0]


@pytest.mark.parametrize(
    ("measure_id", "on", "said"),
    [
        ("fr_cpf", TODAY, "Als je daar woonde en werkte: elk jaar 500 euro erbij."),
        ("sg_skillsfuture", TODAY, "Als je daar woonde en werkte: een krediet van 4.500 Singaporese dollar."),
        (
            "gb_sct_ita",
            date(2022, 6, 1),
            "Als je daar woonde en werkte: elk jaar 200 Britse pond voor één opleiding.",
        ),
    ],
)
def test_amounts_are_told_in_their_own_currency(
    knowledge: Knowledge, measure_id: str, on: date, said: str
) -> None:
    facts = knowledge.facts({**WORKER, "uitkering": "ziekte"}, {})
    assert said in answers.how_much(knowledge, judged(knowledge, measure_id, facts, on))


def test_no_question_is_asked_for_a_comparison_alone(knowledge: Knowledge) -> None:
    facts = knowledge.facts({"statuut": "werkzoekende"}, {})
    assert next_question(knowledge, facts, TODAY, ["sg_skillsfuture"]) is not None
    asked, known = set(), facts
    while (question := next_question(knowledge, known, TODAY, skip=asked)) is not None:
        asked.add(question.veld)
    assert asked


def test_a_comparison_is_in_no_package(knowledge: Knowledge) -> None:
    facts = knowledge.facts(WORKER, {"leidt_tot_kwalificatie": True, "directe_kost": 1000})
    found = packages(knowledge, knowledge.assess(facts, TODAY), facts)
    for package in (*found.certain, *found.possible):
        named = [*package.members, *(item.result for item in package.unsettled)]
        assert not any(result.measure.comparison for result in named)
