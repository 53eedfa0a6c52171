"""Many people at once: the array form says the same as the scalar engine, for everybody, to the cent."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import Facts, Knowledge
from knowledge.expressions import Value, compile_expression
from knowledge.population import (
    STATUSES,
    Coding,
    Given,
    Outcome,
    People,
    Plan,
    Population,
    Run,
    load_assumptions,
    outcome,
    plan_measure,
)
from knowledge.population import arrays as a
from knowledge.scope import MeasureScope

from .profiles import DATES, people
from .support import real_knowledge

Answer = tuple[str, dict[str, Value | None]]
NUMBERS = (0, 1, 3, 9, 12, 24, 28, 32, 36, 40, 50, 80, 100, 120, 125, 250, 3000, 6.5, 33.33, 79.99, 12.345)


def scalar(knowledge: Knowledge, facts: Facts, measure: str, on: date) -> Answer:
    """What the scalar engine answers."""
    result = knowledge.assess(facts, on, [measure]).results[0]
    return result.status, dict(result.benefit)


def answers(found: Outcome, count: int) -> Iterator[Answer]:
    """What the array form answers, person by person."""

    def spread(values: Any) -> Any:
        return np.broadcast_to(values, count).tolist()

    columns = {
        key: [spread(part) for part in (g.present, g.values, g.known)] for key, g in found.benefits.items()
    }
    for at, status in enumerate(spread(found.status)):
        benefits = {
            key: _benefit(found.benefits[key], values[at], known[at])
            for key, (present, values, known) in columns.items()
            if present[at]
        }
        yield STATUSES[status], benefits


def _benefit(benefit: Given, value: int, known: bool) -> Value | None:
    if benefit.judged:
        return STATUSES[value]
    return Decimal(value).scaleb(-2) if known else None


def check_equal(knowledge: Knowledge, everyone: Sequence[Facts], on: date) -> None:
    """Both ways of judging give the same, for these people and all measures."""
    coding = Coding()
    columns = People.of_facts(knowledge.vocabulary, coding, everyone)
    plan = Plan(knowledge.vocabulary, coding)
    run = Run(plan, columns)
    for measure in knowledge.measures:
        found = answers(outcome(run, plan_measure(plan, knowledge.on(measure, on))), len(everyone))
        for facts, bulk in zip(everyone, found, strict=True):
            assert bulk == scalar(knowledge, facts, measure, on), (measure, on, facts.values)


@settings(max_examples=75, deadline=None)
@given(everyone=st.lists(people(), min_size=1, max_size=12), on=st.sampled_from(DATES))
def test_both_ways_of_judging_agree(knowledge: Knowledge, everyone: list[Facts], on: date) -> None:
    check_equal(knowledge, everyone, on)


def strangers(knowledge: Knowledge, count: int, seed: int) -> list[Facts]:
    """People with any facts at all, from nearly nothing known to nearly everything."""
    chance = random.Random(seed)

    def value(field: Any) -> Any:
        if field.values:
            return chance.choice(list(field.values))
        if field.is_number:
            low, high = field.minimum or 0, field.maximum or 10**6
            whole = [n for n in NUMBERS if low <= n <= high and (field.type != "int" or n == int(n))]
            return chance.choice(whole or [int(low)])
        texts = ["1000", "3500", "9000"] if field.pattern else ["200", "330", "118.03", "119.02"]
        choices = {"bool": [True, False], "date": ["2024-09-01", "2025-09-15"], "str": texts}
        return chance.choice(choices[field.type])

    found = []
    for _ in range(count):
        told: dict[str, dict[str, Any]] = {"profiel": {}, "opleiding": {}}
        share = chance.random()
        for field in knowledge.vocabulary.fields.values():
            if chance.random() < share:
                told[field.section][field.name] = value(field)
        found.append(knowledge.facts(told["profiel"], told["opleiding"]))
    return found


@pytest.mark.parametrize(
    "on", [date(2018, 6, 1), date(2024, 10, 1), date(2025, 10, 1), date(2026, 11, 21)], ids=str
)
def test_both_ways_agree_for_thousands_of_strangers(knowledge: Knowledge, on: date) -> None:
    check_equal(knowledge, strangers(knowledge, 1250, seed=on.toordinal()), on)


def test_both_ways_agree_for_synthetic_people(knowledge: Knowledge) -> None:
    coding = Coding()
    drawn = population(knowledge, coding, 600)
    (block,) = drawn.blocks()
    everyone = [block.facts(knowledge.vocabulary, coding, at) for at in range(block.count)]
    for facts in everyone:  # what follows from other facts was derived in the same way
        assert facts.values == knowledge.vocabulary.derive(facts.stated)
    check_equal(knowledge, everyone, date(2025, 10, 1))
    statuses = {scalar(knowledge, facts, "vov", date(2025, 10, 1))[0] for facts in everyone}
    assert statuses >= {"recht", "geen_recht"}  # the assumptions reach both


def population(knowledge: Knowledge, coding: Coding, count: int, seed: int = 1) -> Population:
    """Some synthetic people."""
    return Population(knowledge.vocabulary, load_assumptions(knowledge.vocabulary), coding, count, seed)


def test_one_seed_draws_the_same_people(knowledge: Knowledge) -> None:
    coding = Coding()
    first, again, other = (population(knowledge, coding, 50, seed) for seed in (7, 7, 8))
    more = population(knowledge, coding, 40_000, 7)
    (one,), (two,), (three,) = (list(drawn.blocks()) for drawn in (first, again, other))

    def told(block: People) -> list[Facts]:
        return [block.facts(knowledge.vocabulary, coding, at) for at in range(50)]

    assert told(one) == told(two) != told(three)
    assert told(next(more.blocks())) == told(one)  # more people: the first stay who they are
    assert sum(block.count for block in more.blocks()) == 40_000


# ---------------------------------------------------------------- the building blocks
FIELDS = "leeftijd", "werkervaring_jaren", "kinderen_ten_laste"
EXPRESSIONS = [
    "leeftijd + werkervaring_jaren * 2 - kinderen_ten_laste",
    "leeftijd / 8 + 0.25",
    "leeftijd / 100 * werkervaring_jaren",
    "leeftijd / 3",
    "werkervaring_jaren / kinderen_ten_laste",
    "afgerond(leeftijd / 8)",
    "omlaag(werkervaring_jaren * 1.5)",
    "omhoog(werkervaring_jaren / 7)",
    "min(leeftijd, werkervaring_jaren, 20)",
    "max(leeftijd, werkervaring_jaren) - 100000000000",
    "-leeftijd * 123456.789 * 987654.321",
    "als kinderen_ten_laste > 1 dan werkervaring_jaren anders leeftijd",
    "als kinderen_ten_laste > 1 dan onbekend anders leeftijd",
    "als alleenwonend dan leeftijd anders leeftijd / 2",
]
TESTS = [
    "leeftijd in [20, kinderen_ten_laste, 44]",
    "diploma in [master, bachelor] of leeftijd > 30",
    "diploma niet in [master, geen] en niet alleenwonend",
    "opleiding.betaald_door == initiatief",
    "alleenwonend == vdab_ingeschreven",
    "alleenwonend != (leeftijd > 40)",
    "opleiding.startdatum >= peildatum",
    "opleiding.startdatum == 2025-09-15 of opleiding.startdatum < 2024-01-01",
    "20 <= leeftijd < 60",
    "bekend(leeftijd) en vaststaand(alleenwonend)",
    'postcode == "1000" of postcode in ["9000", "3500"]',
    'valt_onder(paritair_comite, "318", "200") en niet valt_onder(paritair_comite, "318.02")',
    "volgens(opleiding.contacturen: opleiding.contacturen >= 32; opleiding.studiepunten: leeftijd > 40)",
    "als alleenwonend dan leeftijd > 30 anders onbekend",
    "(als alleenwonend dan diploma anders diploma) == master",
    "onbekend == leeftijd",
    "onbekend in [leeftijd, 3]",
    "leeftijd / 100 * 3 == werkervaring_jaren / 10 + 0.5",
]


@settings(max_examples=120, deadline=None)
@given(everyone=st.lists(people(), min_size=1, max_size=5), text=st.sampled_from([*EXPRESSIONS, *TESTS]))
def test_an_expression_means_the_same_for_many(everyone: list[Facts], text: str) -> None:
    vocabulary = real_knowledge().vocabulary
    scope = MeasureScope({key: field.expression_type for key, field in vocabulary.fields.items()}, {}, {})
    # units are no concern here: every number is a plain one
    plain = {key: type(t)(t.kind, None, t.values) for key, t in scope.fields.items()}
    expression = compile_expression(text, MeasureScope(plain, {}, {}))
    coding = Coding()
    plan = Plan(vocabulary, coding)
    values = {"peildatum": date(2025, 1, 1)}
    node = plan.node(expression, values)
    found = Run(plan, People.of_facts(vocabulary, coding, everyone)).value(node, expression.type)
    for at, facts in enumerate(everyone):
        wanted = expression.evaluate({**facts.known, **values})
        if isinstance(found, a.Truth):
            yes, no = (bool(np.broadcast_to(part, len(everyone))[at]) for part in (found.yes, found.refused))
            assert (True if yes else False if no else None) is wanted
        else:
            known = bool(np.broadcast_to(found.known, len(everyone))[at])
            number = float(np.broadcast_to(a.floating(found), len(everyone))[at]) if known else None
            assert number == (None if wanted is None else pytest.approx(float(str(wanted))))


@pytest.mark.parametrize(
    ("number", "cents"),
    [
        ("0.005", 1),
        ("-0.005", -1),
        ("1.0049", 100),
        ("62.5", 6250),
        ("3", 300),
        ("2.675", 268),
        ("-2.674", -267),
    ],
)
def test_cents_are_rounded_as_the_scalar_engine_does(number: str, cents: int) -> None:
    exact = a.number(Decimal(number))
    assert int(a.to_decimals(exact, a.CENTS)) == cents
    inexact = a.Amount(np.array([float(number)]), None, 0)
    assert a.to_decimals(inexact, a.CENTS).tolist() == [cents]


def test_large_numbers_fall_back_to_floating_point() -> None:
    large = a.whole(np.array([10**12, 3]), 0)
    product = a.calculate("*", large, large)
    assert product.digits is None and product.values.tolist() == [1e24, 9.0]
    assert a.number(Decimal(10) ** 30).digits is None
    narrow = a.whole(np.array([2_000_000_000]), 0)
    assert a.calculate("+", narrow, narrow).values.tolist() == [4_000_000_000]
    assert a.calculate("*", a.number(Decimal(50_000)), a.whole(np.array([60_000]), 0)).values.tolist() == [
        3 * 10**9
    ]


def test_equal_parts_are_done_once(knowledge: Knowledge) -> None:
    plan = Plan(knowledge.vocabulary, Coding())
    first = plan_measure(plan, knowledge.on("vov", date(2024, 10, 1)))
    steps = len(plan.steps)
    assert plan_measure(plan, knowledge.on("vov", date(2024, 11, 1))) == first
    assert len(plan.steps) == steps
