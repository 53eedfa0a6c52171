"""Terms as days: counted from the start or the enrolment, by the rules of the data."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from knowledge import shared_knowledge
from knowledge.deadlines import Deadline, Moments, deadlines, months_from

KNOWLEDGE = shared_knowledge()
ON = date(2025, 10, 1)
START, LAST = date(2026, 2, 2), date(2026, 1, 26)
EMPLOYEE = {"statuut": "werknemer", "sector": "prive", "werkgewest": "vlaanderen"}


def found(measure: str, moments: Moments, **more: Any) -> list[Deadline]:
    facts = KNOWLEDGE.facts({**EMPLOYEE, **more}, {})
    (result,) = KNOWLEDGE.assess(facts, ON, [measure]).results
    return list(deadlines(KNOWLEDGE, result, facts, moments))


def test_days_are_counted_from_the_enrolment_and_the_start() -> None:
    attest, refund = found("vov", Moments(START, LAST))
    assert (attest.who, attest.day) == ("jij", date(2026, 2, 10)), "15 days after the last day to enrol"
    assert "26 januari 2026" in attest.note and "10 februari 2026" in attest.note
    assert (refund.who, refund.day, refund.note) == ("werkgever", date(2026, 5, 2), "")
    assert refund.rule == "hoogstens 3 maanden na de start"
    assert all(item.sources and item.certain for item in (attest, refund))


def test_without_a_start_there_is_a_rule_but_no_day() -> None:
    assert {item.day for item in found("vov", Moments())} == {None}
    assert found("vov", Moments())[0].rule == "hoogstens 15 dagen na je inschrijving"


def test_who_enrols_does_so_at_the_start_at_the_latest() -> None:
    assert found("vov", Moments(START))[0].day == date(2026, 2, 17)


def test_before_the_start_is_the_day_before_and_may_be_uncertain() -> None:
    (buy,) = found("opleidingscheques", Moments(START))
    assert (buy.day, buy.certain, buy.rule) == (date(2026, 2, 1), False, "voor de start")


@pytest.mark.parametrize(
    ("staff", "days"),
    [(10, ["2025-08-02"]), (50, ["2025-11-02"]), (None, ["2025-08-02", "2025-11-02"])],
)
def test_a_term_for_some_is_told_to_those_it_may_be_for(staff: int | None, days: list[str]) -> None:
    more = {} if staff is None else {"aantal_werknemers": staff}
    letters = [
        item for item in found("tijdskrediet_opleiding", Moments(START), **more) if "brief" in item.what
    ]
    assert [str(item.day) for item in letters] == days


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 31), -2, date(2025, 11, 30)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
    ],
)
def test_months(day: date, count: int, expected: date) -> None:
    assert months_from(day, count) == expected
