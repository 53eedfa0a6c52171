"""What one course really costs one person: exact figures, traceable to conditions and sources."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from knowledge import shared_knowledge
from knowledge.answers import cost_answer
from knowledge.catalogue.cost import CourseCost, course_cost, course_facts
from knowledge.catalogue.cost_contract import cost_as_contract, figures_as_contract
from knowledge.catalogue.model import Course, Edition, Provider, Registration

KNOWLEDGE = shared_knowledge()
ON = date(2025, 6, 1)
EDITION = Edition(
    "1", "avond", date(2025, 6, 16), date(2025, 12, 20), "Mechelen", "2800", enrol_before=date(2025, 6, 9)
)
COURSE = Course(
    code="bk",
    title="Boekhouden",
    provider=Provider("CVO Test", "cvo"),
    kind="arbeidsmarktgericht",
    hours=Decimal(120),
    price=Decimal("250.50"),
    registration=Registration("ODB-1", date(2024, 9, 1), date(2025, 8, 31)),
    incentives={"vov": True, "opleidingscheques": True},
    shortage=False,
    editions=(EDITION,),
)
PERSON = {
    "statuut": "werknemer",
    "sector": "prive",
    "werkgewest": "vlaanderen",
    "woongewest": "vlaanderen",
    "tewerkstellingspercentage": 80,
    "uren_per_week": 30.4,
    "diploma": "hoger_secundair",
    "loopbaancheques_gebruikt": 1,
    "loopbaanbegeleiding_jaren_geleden": 1,
}


def cost(
    course: Course = COURSE,
    edition: Edition | None = EDITION,
    person: dict[str, Any] = PERSON,
    on: date = ON,
    payer: str | None = "werknemer",
    **more: Any,
) -> CourseCost:
    told = more if payer is None else {"betaald_door": payer, **more}
    facts = course_facts(
        KNOWLEDGE, person, {"titel": "iets anders", "contacturen": 999, **told}, course, edition, on
    )
    return course_cost(KNOWLEDGE, facts, course, edition, on)


def test_the_facts_of_the_training_are_those_of_this_course() -> None:
    facts = cost().facts.opleiding
    assert facts["titel"] == "Boekhouden" and facts["contacturen"] == 120 and facts["directe_kost"] == 250.5
    assert facts["in_opleidingsdatabank"] is True and facts["startdatum"] == "2025-06-16"
    assert facts["betaald_door"] == "werknemer", "what the catalogue does not know stays as it was told"
    other = replace(COURSE, hours=None, credits=Decimal(6))
    assert "contacturen" not in cost(other).facts.opleiding, "of another training nothing is taken"


def test_what_each_measure_pays_and_what_remains() -> None:
    best = cost().best
    assert best is not None
    assert {member.measure.id for member in best.members} >= {"vov", "opleidingscheques"}
    assert best.certain
    assert best.price.low == best.price.high == Decimal("250.5")
    assert best.net_cost.low == best.net_cost.high == Decimal("125.5"), (
        "a cheque of 250, half of it paid back"
    )
    assert best.paid_hours.low == 100, "125 hours x 80 %"
    assert best.employer_gets.low > 0
    for part in best.parts:
        assert part.conditions and (part.sources or not part.parameters)


def test_the_registration_counts_on_the_day_of_the_course() -> None:
    late = replace(EDITION, start=date(2025, 9, 15), enrol_before=None)
    found = cost(replace(COURSE, editions=(late,)), late, in_pop=False)
    assert found.facts.opleiding["in_opleidingsdatabank"] is False
    assert {"vov", "opleidingscheques"} <= {result.measure.id for result in found.refused}
    (text,) = [text for text in cost_answer(KNOWLEDGE, found) if "krijg je niet" in text]
    assert "Vlaams opleidingsverlof" in text and "databank" in text


def test_what_must_be_asked_first_has_days() -> None:
    days = {(item.result.measure.id, item.who): item.day for item in cost().deadlines}
    assert days[("opleidingscheques", "jij")] == date(2025, 6, 15)
    assert days[("vov", "jij")] == date(2025, 6, 24)
    assert days[("vov", "werkgever")] == date(2025, 9, 16)
    told = "\n".join(cost_answer(KNOWLEDGE, cost()))
    assert "15 juni 2025" in told and "24 juni 2025" in told and "niet zeker" in told


def test_a_day_that_is_over_is_said_to_be() -> None:
    begun = replace(EDITION, start=date(2025, 6, 1), enrol_before=None)
    assert "al voorbij" in "\n".join(cost_answer(KNOWLEDGE, cost(edition=begun)))


def test_other_rules_on_the_day_of_the_start_are_told() -> None:
    later = replace(EDITION, start=date(2026, 2, 2), enrol_before=None)
    course = replace(COURSE, registration=replace(COURSE.registration or Registration("x"), valid_until=None))
    found = cost(course, later)
    assert "opleidingscheques" in {item.now.measure.id for item in found.later}, (
        "its amount is not known then"
    )
    assert "2 februari 2026" in "\n".join(cost_answer(KNOWLEDGE, found))
    assert cost().later == ()


def test_who_pays_is_open_until_it_is_told() -> None:
    unknown = cost(payer=None)
    assert unknown.best is not None and unknown.best.net_cost.low == 0
    assert "Betaalt je werkgever?" in cost_answer(KNOWLEDGE, unknown)[0]
    paid = cost(payer="werkgever")
    assert paid.best is not None and paid.best.net_cost.high == 0


@pytest.mark.parametrize(
    ("course", "words"),
    [
        (replace(COURSE, price=None), "De prijs ken ik niet"),
        (replace(COURSE, price=Decimal(0)), "is gratis"),
    ],
)
def test_a_price_that_is_not_known_or_nothing(course: Course, words: str) -> None:
    assert words in cost_answer(KNOWLEDGE, cost(course))[0]


def test_nobody_is_promised_anything_without_facts() -> None:
    found = cost(person={}, payer=None)
    assert not any(package.certain for package in found.packages.certain if package.net_cost.high == 0)
    answer = cost_as_contract(KNOWLEDGE, "x", found)
    assert answer["volgende_vraag"] is not None


def test_the_forms_for_clients() -> None:
    whole = cost_as_contract(KNOWLEDGE, "test:bk", cost())
    assert whole["prijs"] == 250.5 and whole["editie"] == "1"
    assert whole["pakketten"][0]["eigen_kost"] == {"minstens": 125.5, "hoogstens": 125.5}
    assert whole["termijnen"][0]["uiterlijk"] == "2025-06-15"
    vov = next(item for item in whole["maatregelen"] if item["id"] == "vov")
    assert all(reason["bronnen"] for reason in vov["redenen"])
    figures = figures_as_contract("test:bk", cost())
    assert figures["eigen_kost"] == whole["pakketten"][0]["eigen_kost"]
    assert figures["uren_met_loon"]["minstens"] == 100
    assert figures["tekst"].splitlines()[:3] == [
        "Prijs: 250,50 euro",
        "Jij betaalt: 125,50 euro",
        "Vrij met loon: 100 uur",
    ]
