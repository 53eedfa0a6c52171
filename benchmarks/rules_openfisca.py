"""OpenFisca's side: every computed variable of its country template. Runs in an environment of its own.

One person alone in a household, as its web API takes it; or many such people as arrays, its own way of
computing for many.
"""

from __future__ import annotations

import time
from typing import Any

import numpy as np
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_country_template import CountryTaxBenefitSystem

from benchmarks.rules_worker import peak_mib, seconds_of, serve

YEAR, MONTH = "2022", "2022-05"
SEED = 2026
SYSTEM = CountryTaxBenefitSystem()
COMPUTED = [name for name, variable in sorted(SYSTEM.variables.items()) if variable.formulas]


def computations(months: int) -> list[tuple[str, str]]:
    """Each computed variable, with each of its periods."""
    days = [MONTH] if months == 1 else [f"{YEAR}-{month:02}" for month in range(1, months + 1)]
    yearly = {name for name in COMPUTED if SYSTEM.variables[name].definition_period == "year"}
    return [
        (name, day)
        for name in COMPUTED
        for day in ([YEAR] if name in yearly else days)
    ]  # fmt: skip


def situation(number: int, months: int) -> dict[str, Any]:
    """A person in the form of its web API; each number another person."""
    days = [day for name, day in computations(months) if name == "disposable_income"]
    return {
        "persons": {
            "someone": {
                "birth": {"ETERNITY": f"{1935 + number % 70}-03-{1 + number % 28:02}"},
                "salary": dict.fromkeys(days, 1000 + 7 * (number % 800)),
                "capital_returns": dict.fromkeys(days, number % 300),
            }
        },
        "households": {
            "home": {
                "adults": ["someone"],
                "rent": dict.fromkeys(days, 500 + number % 700),
                "accommodation_size": {f"{YEAR}-01": 30 + number % 120},
                "housing_occupancy_status": {f"{YEAR}-01": ("tenant", "owner")[number % 2]},
            }
        },
    }


def evaluate(given: dict[str, Any], months: int) -> dict[str, Any]:
    """Build, compute and read the whole trace, as its web API does for /trace."""
    simulation = SimulationBuilder().build_from_entities(SYSTEM, given)
    simulation.trace = True
    for name, period in computations(months):
        simulation.calculate(name, period)
    trace: dict[str, Any] = simulation.tracer.get_serialized_flat_trace()
    return trace


def single(first: int, count: int, months: int) -> dict[str, Any]:
    """Processor seconds of each of these people, and how many values one of them gives."""
    people = [situation(number, months) for number in range(first, first + count)]
    seconds = seconds_of(lambda given: evaluate(given, months), people)
    return {"seconds": seconds, "values": len(evaluate(people[0], months))}


def bulk(people: int) -> dict[str, Any]:
    """Processor seconds for many at once, without the trace; `given` is building and setting the inputs."""
    inputs = _inputs(people)
    started = time.perf_counter()
    simulation = SimulationBuilder().build_default_simulation(SYSTEM, people)
    for name, period, values in inputs:
        simulation.set_input(name, period, values)
    given, processor = time.perf_counter(), time.process_time()
    for name, period in computations(1):
        simulation.calculate(name, period)
    done, used = time.perf_counter(), time.process_time()
    return {
        "given": given - started,
        "prepared": 0.0,
        "clock": done - given,
        "seconds": used - processor,
        "values": len(evaluate(situation(0, 1), 1)),
        "peak_mib": peak_mib(),
    }


def _inputs(people: int) -> list[tuple[str, str, Any]]:
    random = np.random.default_rng(SEED)
    days = np.datetime64("1935-01-01") + random.integers(0, 25000, people)
    return [
        ("birth", "ETERNITY", days.astype("datetime64[D]")),
        ("salary", MONTH, random.integers(1000, 6600, people).astype(np.float32)),
        ("capital_returns", MONTH, random.integers(0, 300, people).astype(np.float32)),
        ("rent", MONTH, random.integers(500, 1200, people).astype(np.float32)),
        ("accommodation_size", f"{YEAR}-01", random.integers(30, 150, people).astype(np.float32)),
    ]


if __name__ == "__main__":
    serve({"single": single, "bulk": bulk})
