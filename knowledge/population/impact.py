"""Who gains and who loses: the same synthetic people judged under two sets of rules, or on two days."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..changes import Side
from . import arrays as a
from .assumptions import Grouping
from .gains import CHANGES, SAME, Better, change, directions, together
from .judging import OUTSIDE_PERIOD, STATUSES, Judge, MeasurePlan, Outcome, plan_measure
from .people import People
from .plan import Plan
from .synthetic import Population

Progress = Callable[[int, int], None]
"""Told after each block: how many people are done, and of how many."""
EVERYBODY = "iedereen"


@dataclass(frozen=True, eq=False)
class Table:
    """People counted by group (a row) and by what changes for them, or by their status (a column)."""

    changes: a.Array
    before: a.Array
    after: a.Array


@dataclass(frozen=True, eq=False)
class Impact:
    """The whole comparison. It is about invented people: shares of a synthetic population, no statistics."""

    before: Side
    after: Side
    people: int
    seed: int
    note: str
    groups: Mapping[str, tuple[str, ...]]
    """By grouping: the names of its groups."""
    overall: Mapping[str, a.Array]
    """By grouping: people by group and CHANGES, over all measures together."""
    measures: Mapping[str, Mapping[str, Table]]
    """By measure and grouping, for the measures in which something changes for somebody."""

    def measure_name(self, measure_id: str) -> str:
        """The name of a measure; that of the law when it has one there."""
        sides = (self.before.knowledge.law, self.before.knowledge, self.after.knowledge)
        return next(side.measures[measure_id].naam for side in sides if side and measure_id in side.measures)


def compare(before: Side, after: Side, population: Population, progress: Progress | None = None) -> Impact:
    """Judge everybody twice and count."""
    plan = Plan(population.vocabulary, population.coding)
    names = dict.fromkeys([*before.knowledge.measures, *after.knowledge.measures])
    pairs = {name: (_planned(plan, before, name), _planned(plan, after, name)) for name in names}
    differing = [name for name, (first, second) in pairs.items() if first != second]
    judge = Judge(plan, [planned for name in differing for planned in pairs[name]])
    better = [_directions(before, after, name) for name in differing]
    groupings = population.assumptions.groupings
    labels = {EVERYBODY: (EVERYBODY,), **{grouping.name: grouping.labels for grouping in groupings}}
    counts = _Counts({name: len(groups) for name, groups in labels.items()}, differing)
    done = 0
    for people in population.blocks():
        groups = {EVERYBODY: np.zeros(people.count, dtype=np.int8)}
        groups.update({grouping.name: group_codes(grouping, population, people) for grouping in groupings})
        counts.add(groups, judge.outcomes(people), better)
        done += people.count
        if progress is not None:
            progress(done, population.count)
    return Impact(
        before,
        after,
        population.count,
        population.seed,
        population.assumptions.note,
        labels,
        counts.total,
        {name: tables for name, tables in counts.tables.items() if _changes_anything(tables)},
    )


def _planned(plan: Plan, side: Side, name: str) -> MeasurePlan:
    """What these rules do not have is outside its period."""
    subject = side.measure(name)
    return OUTSIDE_PERIOD if subject is None else plan_measure(plan, subject)


def _directions(before: Side, after: Side, name: str) -> Mapping[str, Better]:
    found: dict[str, Better] = {}
    for side in (before, after):
        if name in side.knowledge.measures:
            found.update(directions(side.knowledge.on(name, side.on).measure))
    return found


def _changes_anything(tables: Mapping[str, Table]) -> bool:
    return bool((tables[EVERYBODY].changes[:, : int(SAME)] > 0).any())


def group_codes(grouping: Grouping, population: Population, people: People) -> a.Array:
    """The group of each of these people, as an index into the labels."""
    column = people.column(grouping.field)
    rest = len(grouping.labels) - 1
    codes = np.full(people.count, rest, dtype=np.int8)
    if isinstance(column, a.Amount):
        for code, (low, high) in enumerate(grouping.classes):
            within = a.conjunction(
                [a.compare(">=", column, a.number(low)), a.compare("<=", column, a.number(high))]
            )
            codes = np.where(within.yes, np.int8(code), codes)
    elif isinstance(column, a.Codes):
        coding = population.coding.of(grouping.field.expression_type)
        order = np.full(len(coding) + 1, rest, dtype=np.int8)
        for code, value in enumerate(grouping.field.values):
            order[coding[value]] = code
        codes = np.broadcast_to(order[column.values], people.count)  # -1, unknown, is the last: the rest
    return codes


class _Counts:
    """Adds up block after block."""

    def __init__(self, sizes: Mapping[str, int], measures: Sequence[str]) -> None:
        def zeros(columns: Sequence[str], size: int) -> a.Array:
            return np.zeros((size, len(columns)), dtype=np.int64)

        self.total = {name: zeros(CHANGES, size) for name, size in sizes.items()}
        self.tables = {
            measure: {
                name: Table(zeros(CHANGES, size), zeros(STATUSES, size), zeros(STATUSES, size))
                for name, size in sizes.items()
            }
            for measure in measures
        }

    def add(
        self,
        groups: Mapping[str, a.Array],
        outcomes: Iterator[Outcome],
        better: Sequence[Mapping[str, Better]],
    ) -> None:
        """Count these people: `outcomes` gives of each measure the one before and the one after."""
        everything = np.full(len(groups[EVERYBODY]), SAME)
        for tables, wanted in zip(self.tables.values(), better, strict=True):
            first, second = next(outcomes), next(outcomes)
            changed = change(first, second, wanted)
            everything = together(everything, changed)
            for name, table in tables.items():
                _count(table.changes, groups[name], changed)
                _count(table.before, groups[name], first.status)
                _count(table.after, groups[name], second.status)
        for name, total in self.total.items():
            _count(total, groups[name], everything)


def _count(table: a.Array, groups: a.Array, codes: a.Array) -> None:
    """Add people to a table of group by code."""
    rows, columns = table.shape
    cells = groups.astype(np.int16) * columns + codes
    table += np.bincount(cells, minlength=table.size).reshape(rows, columns)
