"""How long one judgement of all measures takes, in this process: facts in, the answer of the contract out."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import date
from itertools import product
from typing import Any

from knowledge import Knowledge, assessment_as_contract, load_knowledge, next_question

Person = tuple[dict[str, Any], dict[str, Any]]
DAY = date(2026, 3, 15)


def people() -> list[Person]:
    """Different people, from nearly unknown to fully known, so that no answer can be reused."""
    kinds = product(
        ("werknemer", "uitzendkracht", "werkzoekende"),
        ("prive", "lokale_overheid", "social_profit"),
        (50, 80, 100),
        (None, "hoger_secundair", "bachelor"),
    )
    return [_person(number, *kind) for number, kind in enumerate(kinds)]


def _person(number: int, status: str, sector: str, percentage: int, diploma: str | None) -> Person:
    profile: dict[str, Any] = {"statuut": status, "leeftijd": 22 + number % 40, "werkgewest": "vlaanderen"}
    if number % 3:
        profile |= {"sector": sector, "tewerkstellingspercentage": percentage, "diploma": diploma}
        profile |= {"uren_per_week": percentage * 38 / 100, "werkervaring_jaren": number % 30}
    training = {"in_opleidingsdatabank": True, "contacturen": 20 + number} if number % 2 else {}
    return {name: value for name, value in profile.items() if value is not None}, training


def measure_rights(count: int) -> dict[str, list[float]]:
    """Seconds of each evaluation: judged and put in the contract's form; and with the next question."""
    knowledge = load_knowledge()
    ways = {"assessed": _assessed, "with_question": _with_question}
    for way in ways.values():  # what is computed once a day of the calendar is not part of an evaluation
        list(_timed(knowledge, way, len(people())))
    return {name: list(_timed(knowledge, way, count)) for name, way in ways.items()}


def _assessed(knowledge: Knowledge, person: Person) -> object:
    return assessment_as_contract(knowledge.assess(knowledge.facts(*person), DAY), None)


def _with_question(knowledge: Knowledge, person: Person) -> object:
    facts = knowledge.facts(*person)
    question = next_question(knowledge, facts, DAY)
    return assessment_as_contract(knowledge.assess(facts, DAY), question)


def _timed(knowledge: Knowledge, way: Callable[[Knowledge, Person], object], count: int) -> Iterator[float]:
    everyone = people()
    for number in range(count):
        started = time.perf_counter()
        way(knowledge, everyone[number % len(everyone)])
        yield time.perf_counter() - started
