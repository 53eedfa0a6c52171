"""The nearest change: the fewest steps, exactly to the limits of the rules, and every promise holds."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import Facts, Knowledge
from knowledge.breakpoints import breakpoints
from knowledge.nearest import MAX_STEPS, NearestChange, later, months_between, nearest_change

from .profiles import DATES, people
from .support import CONTRACT_PROFILE, CONTRACT_TRAINING, SCHOOL_YEAR, SmallData

DAY = date(2026, 3, 15)
CREDIT = {
    "statuut": "werknemer",
    "sector": "prive",
    "werkgewest": "vlaanderen",
    "diploma": "hoger_secundair",
    "rva_onderbrekingsuitkering": True,
}


def found(
    knowledge: Knowledge, measure: str, profiel: dict[str, Any], opleiding: dict[str, Any], on: date = DAY
) -> NearestChange:
    """The nearest change, which must exist."""
    nearest = nearest_change(knowledge, knowledge.facts(profiel, opleiding), on, measure)
    assert nearest is not None
    return nearest


def test_hours_and_percentage_go_up_together_to_the_limit_that_counts_most(knowledge: Knowledge) -> None:
    part_time = {**CONTRACT_PROFILE, "tewerkstellingspercentage": 75, "uren_per_week": 28.5}
    nearest = found(knowledge, "vov", part_time, CONTRACT_TRAINING)
    assert nearest.status == "recht" and [step.id for step in nearest.steps] == ["meer_uren"]
    assert nearest.facts.get("tewerkstellingspercentage") == 80
    assert nearest.facts.get("uren_per_week") == Decimal("30.4")
    assert "1,9 uur per week meer" in nearest.text and not nearest.waits

    short_week = {**CONTRACT_PROFILE, "tewerkstellingspercentage": 80, "uren_per_week": 26}
    nearest = found(knowledge, "vov", short_week, CONTRACT_TRAINING)
    assert nearest.facts.get("uren_per_week") == 28
    assert "als je 2 uur per week meer werkt" in nearest.text


def test_one_step_that_mends_two_conditions_is_found(knowledge: Knowledge) -> None:
    half_time = {
        **CONTRACT_PROFILE,
        "tewerkstellingspercentage": 50,
        "uren_per_week": 19,
        "uurrooster": "vast",
    }
    nearest = found(knowledge, "vov", half_time, {**CONTRACT_TRAINING, "valt_binnen_werkuren": False})
    assert [step.id for step in nearest.steps] == ["meer_uren"]


def test_time_with_an_employer_comes_by_waiting(knowledge: Knowledge) -> None:
    nearest = found(
        knowledge, "vok", {**CREDIT, "ancienniteit_maanden": 7}, {"opleidingskrediet_label": True}
    )
    assert nearest.waits and nearest.months == 5 and nearest.on == date(2026, 8, 15)
    assert nearest.facts.get("ancienniteit_maanden") == 12
    assert nearest.text.startswith("Over 5 maanden, op 15 augustus 2026, heb je wel recht")
    assert "als je bij dezelfde werkgever blijft" in nearest.text


def test_without_a_sure_way_the_one_that_leaves_it_open(knowledge: Knowledge) -> None:
    facts = knowledge.facts({**CONTRACT_PROFILE, "tewerkstellingspercentage": 40, "uren_per_week": None}, {})
    nearest = nearest_change(knowledge, facts, DAY, "vov")
    assert nearest is not None and nearest.status == "mogelijk" and nearest.missing
    assert "misschien wel recht" in nearest.text and "hangt dan nog af van" in nearest.text


def test_waiting_for_other_rules(data: SmallData) -> None:
    data.change("maatregelen/vov.yml", "waarde: 32, bronnen", "waarde: 60, bronnen")
    data.change("veranderbaar.yml", "getal: opleiding.uren", "getal: loon")
    knowledge = data.load()
    facts = knowledge.facts({"statuut": "werknemer"}, {"uren": 45})
    nearest = nearest_change(knowledge, facts, date(2024, 12, 1), "vov")
    assert nearest is not None and nearest.waits and nearest.on == date(2026, 1, 1)
    assert nearest.status == "recht" and not nearest.certain
    assert nearest.text.startswith("Op 1 januari 2026 veranderen de regels. Vanaf dan heb je wel recht")


def test_two_things_and_the_order_of_effort(knowledge: Knowledge) -> None:
    graduate = {**CONTRACT_PROFILE, "woongewest": "vlaanderen", "diploma": "bachelor"}
    nearest = found(
        knowledge,
        "opleidingscheques",
        {**graduate, "loopbaanbegeleiding_gevolgd": False},
        {**CONTRACT_TRAINING, "betaald_door": "werkgever"},
    )
    assert {step.id for step in nearest.steps} == {"loopbaanplan", "zelf_betalen"}
    assert " en als je " in nearest.text


def test_what_nobody_can_change_has_no_way(knowledge: Knowledge) -> None:
    elsewhere = knowledge.facts({**CONTRACT_PROFILE, "werkgewest": "brussel"}, CONTRACT_TRAINING)
    assert nearest_change(knowledge, elsewhere, SCHOOL_YEAR, "vov") is None


def test_what_is_not_refused_needs_no_change(knowledge: Knowledge) -> None:
    entitled = knowledge.facts(CONTRACT_PROFILE, CONTRACT_TRAINING)
    assert nearest_change(knowledge, entitled, SCHOOL_YEAR, "vov") is None
    assert nearest_change(knowledge, knowledge.facts({}, {}), SCHOOL_YEAR, "vov") is None
    assert nearest_change(knowledge, knowledge.facts({}, {}), date(2001, 1, 1), "vov") is None


def test_a_comparison_with_another_country_cannot_be_had(knowledge: Knowledge) -> None:
    facts = knowledge.facts({"statuut": "werknemer"}, {"leidt_tot_kwalificatie": False})
    assert nearest_change(knowledge, facts, DAY, "fr_ptp") is None


def test_limits_come_from_the_rules_exactly(knowledge: Knowledge) -> None:
    conditions = knowledge.on("tijdskrediet_opleiding", DAY).own
    env = {
        **knowledge.facts({"tijdskrediet_opleiding_maanden": 20, "tijdskrediet_zorg_maanden": 40}, {}).known,
        **conditions.values,
    }
    together = next(due for due in conditions.conditions if due.condition.id == "T-C8").condition.requirement
    most = conditions.values["$max_maanden_alle"]
    assert isinstance(most, Decimal)
    assert breakpoints(together, env, "tijdskrediet_zorg_maanden") == {most, most - 20}


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 11, 21), 12, date(2027, 11, 21)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
    ],
)
def test_months_later(start: date, months: int, end: date) -> None:
    assert later(start, months) == end
    assert months_between(date(2026, 1, 15), date(2026, 3, 14)) == 1


@settings(max_examples=150, deadline=None)
@given(person=people(), on=st.sampled_from(DATES))
def test_every_promise_holds(knowledge: Knowledge, person: Facts, on: date) -> None:
    for result in knowledge.assess(person, on).results:
        nearest = nearest_change(knowledge, person, on, result.measure.id)
        if nearest is None:
            continue
        assert result.status == "geen_recht" and nearest.status in ("recht", "mogelijk")
        told = {**person.stated}
        for step in nearest.steps:
            told |= {field: value for field, (_, value) in step.changed.items()}
        again = knowledge.assess(Facts(person.vocabulary, told), nearest.on, [result.measure.id]).results[0]
        assert again.status == nearest.status
        assert 0 < len(nearest.steps) <= MAX_STEPS and nearest.on >= on
        assert nearest.text.endswith(".") and "{" not in nearest.text


@settings(max_examples=60, deadline=None)
@given(person=people())
def test_no_step_can_be_left_out(knowledge: Knowledge, person: Facts) -> None:
    """Of what gives a right, nothing is superfluous."""
    for result in knowledge.assess(person, DAY).results:
        nearest = nearest_change(knowledge, person, DAY, result.measure.id)
        if nearest is None or nearest.status != "recht" or len(nearest.steps) < 2:
            continue
        for left_out in nearest.steps:
            told, on = dict(person.stated), DAY
            for step in nearest.steps:
                if step is not left_out:
                    told |= {field: value for field, (_, value) in step.changed.items()}
                    on = nearest.on if step.id == "wachten" else on
            without = knowledge.assess(Facts(person.vocabulary, told), on, [result.measure.id]).results[0]
            assert without.status != "recht"


@pytest.mark.parametrize(
    ("training", "limit"),
    [
        ({"contacturen": 80}, "minstens 360 lesuren"),
        ({"contacturen": 80, "soort": "arbeidsmarktgericht"}, "minstens 360 lesuren"),
        ({"contacturen": 80, "soort": "basiseducatie"}, "minstens 300 lesuren"),
        ({"studiepunten": 5, "soort": "hoger_onderwijs"}, "minstens 27 studiepunten"),
    ],
)
def test_the_limit_that_is_named_is_that_of_this_kind_of_training(
    knowledge: Knowledge, training: dict[str, Any], limit: str
) -> None:
    profile = {**CREDIT, "ancienniteit_maanden": 60, "tewerkstellingspercentage": 100}
    nearest = found(knowledge, "tijdskrediet_opleiding", {**profile, "onderbreking": "een_vijfde"}, training)
    assert limit in nearest.text
