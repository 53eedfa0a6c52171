"""Drawing synthetic people from the assumptions of bevolking.yml, block by block; the same for one seed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from ..expressions import BOOL, NUMBER, Kind, Value
from ..vocabulary import Derivation, Field, Vocabulary
from . import arrays as a
from .assumptions import Assumptions, Case, Chance, FieldAssumption
from .people import Coding, People, coded
from .plan import Plan, Run

BLOCK = 2**15
"""People drawn and judged at a time: few enough for the processor's cache, and memory stays the same."""
_KEPT = 2**24
"""Freeing a large array once lets the C library keep the memory of a block for the next one."""
DIGITS = 2
"""Digits behind the point of a number that a formula gives."""


class Population:
    """A number of synthetic people, drawn anew each time they are asked for."""

    def __init__(
        self, vocabulary: Vocabulary, assumptions: Assumptions, coding: Coding, count: int, seed: int
    ) -> None:
        self.vocabulary, self.assumptions, self.coding = vocabulary, assumptions, coding
        self.count, self.seed = count, seed
        self._plan = Plan(vocabulary, coding)
        self._derivations = [(rule, Plan(vocabulary, coding)) for rule in vocabulary.derivations]

    def blocks(self) -> Iterator[People]:
        """Everybody, a block at a time."""
        np.empty(_KEPT, dtype=np.int8)
        for number, first in enumerate(range(0, self.count, BLOCK)):
            random = np.random.default_rng([self.seed, number])
            drawn = self._draw(random)  # always whole blocks, so that more people leave the first as they are
            yield drawn if first + BLOCK <= self.count else _first(drawn, self.count - first)

    def _draw(self, random: a.Array) -> People:
        columns: dict[str, a.Values] = {}
        run = Run(self._plan, People(BLOCK, columns))
        for assumption in self.assumptions.fields:
            columns[assumption.field.key] = self._column(assumption, run, random)
        for rule, plan in self._derivations:
            columns[rule.target] = self._derived(rule, Run(plan, People(BLOCK, columns)), columns)
        return People(BLOCK, columns)

    def _column(self, assumption: FieldAssumption, run: Run, random: a.Array) -> a.Values:
        field = assumption.field
        digits = _digits(assumption)
        values = np.full(BLOCK, a.UNKNOWN, dtype=np.int64)
        known = np.zeros(BLOCK, dtype=bool)
        left = np.ones(BLOCK, dtype=bool)
        for case in assumption.cases:
            here = left
            if case.condition is not None:
                condition: a.Truth = run.value(self._plan.node(case.condition, {}), BOOL)
                here = left & condition.yes
            drawn, told = self._case(case, field, digits, run, random)
            known |= here & told
            values = np.where(here, drawn, values)
            left = left & ~here
        return _as_column(field, values, known, digits)

    def _case(
        self, case: Case, field: Field, digits: int, run: Run, random: a.Array
    ) -> tuple[a.Array, a.Array]:
        """Values for the whole block, as codes or as numbers with these digits; and where there is one."""
        if case.formula is not None:
            formula: a.Amount = run.value(self._plan.node(case.formula, {}), NUMBER)
            drawn, told = a.to_decimals(formula, digits), formula.known
        else:
            drawn, told = self._chosen(case.chances, field, digits, random)
        if case.at_most is None:
            return drawn, told
        limit: a.Amount = run.value(self._plan.node(case.at_most, {}), NUMBER)
        return np.maximum(np.minimum(drawn, a.to_decimals(limit, digits)), 0), told & limit.known

    def _chosen(
        self, chances: tuple[Chance, ...], field: Field, digits: int, random: a.Array
    ) -> tuple[a.Array, a.Array]:
        weights = np.cumsum([float(chance.weight) for chance in chances])
        chosen = np.searchsorted(weights, random.random(BLOCK) * weights[-1], side="right")
        told = np.array([chance.value is not None for chance in chances])[chosen]
        if not field.is_number:
            codes = [_code(self.coding, field, chance.value) for chance in chances]
            return np.array(codes)[chosen], told
        low, step = (
            np.array([int(part.scaleb(digits)) for part in parts])
            for parts in ([chance.low for chance in chances], [chance.step for chance in chances])
        )
        options = np.array([chance.options for chance in chances])
        if options.max() == 1:
            return low[chosen], told
        return low[chosen] + step[chosen] * (random.random(BLOCK) * options[chosen]).astype(np.int64), told

    def _derived(self, rule: Derivation, run: Run, columns: Mapping[str, a.Values]) -> a.Values:
        """What surely follows from other facts, as vocabulary.yml says."""
        field = self.vocabulary.fields[rule.target]
        found = old = run.people.column(field)
        for value, where in self._results(rule, run, columns):
            open_to = where if rule.replaces else where & ~old.known
            found = a.choose(a.Truth(open_to), run.plan.spread(value, field.expression_type), found)
        return coded(np.broadcast_to(found.values, BLOCK)) if isinstance(found, a.Codes) else found

    def _results(
        self, rule: Derivation, run: Run, columns: Mapping[str, a.Values]
    ) -> Iterator[tuple[Value, a.Array]]:
        """Each value that the rule gives, and to whom."""
        if rule.condition is not None:
            if rule.value is not None:
                yield rule.value, run.value(run.plan.node(rule.condition, {}), BOOL).yes
            return
        (source,) = rule.sources
        column = columns.get(source)
        if not isinstance(column, a.Codes):
            return
        type_ = self.vocabulary.fields[source].expression_type
        codes: dict[Value, list[int]] = {}
        for value, code in self.coding.of(type_).items():
            result = rule.result({source: value})
            if result is not None:
                codes.setdefault(result, []).append(code)
        for result, where in codes.items():
            yield result, a.member(column, where).yes


def _digits(assumption: FieldAssumption) -> int:
    """How many digits behind the point the numbers of a field have."""
    if any(case.formula is not None for case in assumption.cases):
        return 0 if assumption.field.type == "int" else DIGITS
    chances = [chance for case in assumption.cases for chance in case.chances]
    return max((a.decimals(part) for c in chances for part in (c.low, c.high, c.step)), default=0)


def _code(coding: Coding, field: Field, value: Value | None) -> int:
    if value is None:
        return a.UNKNOWN
    return int(value) if isinstance(value, bool) else coding.code(field.expression_type, value)


def _as_column(field: Field, values: a.Array, known: a.Array, digits: int) -> a.Values:
    everybody = bool(known.all())
    if field.expression_type.kind is Kind.BOOL:
        yes = known & (values == 1)
        return a.Truth(yes) if everybody else a.Truth(yes, known & (values == 0))
    if field.is_number:
        return a.whole(np.where(known, values, 0), digits, a.EVERYBODY if everybody else known)
    return coded(np.where(known, values, a.UNKNOWN))


def _first(people: People, count: int) -> People:
    return People(count, {key: _cut(column, count) for key, column in people.columns.items()})


def _cut(column: a.Values, count: int) -> a.Values:
    def part(values: a.Array) -> a.Array:
        return values[:count] if np.ndim(values) else values

    if isinstance(column, a.Truth):
        return a.Truth(part(column.yes), None if column.no is None else part(column.no))
    if isinstance(column, a.Codes):
        return a.Codes(part(column.values), column.total)
    return a.Amount(part(column.values), column.digits, column.bound, part(column.known))
