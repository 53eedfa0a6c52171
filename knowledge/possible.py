"""Which values an expression can have, worked out without people: a sound estimate, never too narrow.

A fact of a person counts as known and anywhere in its range; a legal value as anywhere between its lowest and
its highest of a period. What the law leaves open is kept apart, for it is nobody's mistake.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import product
from typing import Any

from .expressions import Expression, Kind
from .parameters import FOREVER, Parameter, Span
from .vocabulary import Field

YES, NO, OPEN = 1, 2, 4
"""Outcomes that can occur, to be added up; OPEN: unknown whatever is told."""
EITHER = YES | NO


@dataclass(frozen=True)
class Possible:
    """Numbers or dates from low to high (None: no bound), or names (None: any); `open`: perhaps no value."""

    low: Any = None
    high: Any = None
    names: frozenset[str] | None = None
    open: bool = False

    @property
    def fixed(self) -> bool:
        """Whether it is one value."""
        if self.names is not None:
            return len(self.names) == 1
        return self.low is not None and self.low == self.high

    @property
    def empty(self) -> bool:
        """Whether no value is left."""
        below = self.low is not None and self.high is not None and self.high < self.low
        return below or (self.names is not None and not self.names)

    def both(self, other: Possible) -> Possible:
        """What lies in the two."""
        names = other.names if self.names is None else self.names
        if self.names is not None and other.names is not None:
            names = self.names & other.names
        return Possible(_bound(max, self.low, other.low), _bound(min, self.high, other.high), names)

    def either(self, other: Possible) -> Possible:
        """The smallest estimate that holds the two."""
        names = None if self.names is None or other.names is None else self.names | other.names
        low = None if self.low is None or other.low is None else min(self.low, other.low)
        high = None if self.high is None or other.high is None else max(self.high, other.high)
        return Possible(low, high, names, self.open or other.open)


ANYTHING = Possible()
NOTHING_KNOWN = Possible(open=True)


def _bound(choose: Callable[[Any, Any], Any], one: Any, other: Any) -> Any:
    return other if one is None else one if other is None else choose(one, other)


class Estimate:
    """Estimates for the rules of one measure in one period."""

    def __init__(self, fields: Mapping[str, Field], parameters: Mapping[str, Parameter], span: Span) -> None:
        self.fields, self.parameters, self.span = fields, parameters, span

    # ------------------------------------------------------------ yes or no
    def outcomes(self, expression: Expression) -> int:
        """Which of YES, NO and OPEN can occur, with every fact known."""
        find = getattr(self, f"_outcomes_{expression.form}", None)
        return EITHER if find is None else int(find(expression))

    def _outcomes_constant(self, expression: Expression) -> int:
        value = expression.detail
        return (YES if value else NO) if isinstance(value, bool) else OPEN

    def _outcomes_parameter(self, expression: Expression) -> int:
        return EITHER | OPEN

    def _outcomes_and(self, expression: Expression) -> int:
        return self._joined(expression.parts, YES, NO)

    def _outcomes_or(self, expression: Expression) -> int:
        return self._joined(expression.parts, NO, YES)

    def _joined(self, parts: Sequence[Expression], neutral: int, decisive: int) -> int:
        found = [self.outcomes(part) for part in parts]
        if decisive in found:
            return decisive
        kept = neutral if all(outcome & neutral for outcome in found) else 0
        return kept | (decisive if any(outcome & decisive for outcome in found) else 0) | _open(found)

    def _outcomes_not(self, expression: Expression) -> int:
        inner = self.outcomes(expression.parts[0])
        return (inner & OPEN) | (NO if inner & YES else 0) | (YES if inner & NO else 0)

    def _outcomes_certain(self, expression: Expression) -> int:
        return NO | (self.outcomes(expression.parts[0]) & YES)

    def _outcomes_according(self, expression: Expression) -> int:
        return _all(self.outcomes(part) for part in expression.parts)

    def _outcomes_choose(self, expression: Expression) -> int:
        test, yes, no = expression.parts
        decided = self.outcomes(test)
        found = (self.outcomes(yes) if decided & (YES | OPEN) else 0) | (
            self.outcomes(no) if decided & (NO | OPEN) else 0
        )
        return found | (decided & OPEN)

    def _outcomes_member(self, expression: Expression) -> int:
        subject, *items = (self.value(part) for part in expression.parts)
        opened = OPEN if any(part.open for part in (subject, *items)) else 0
        names = [item.names for item in items]
        if subject.names is None or any(name is None for name in names):
            return EITHER | opened
        told = frozenset[str]().union(*(name for name in names if name is not None))
        return opened | (YES if subject.names & told else 0) | (NO if subject.names - told else 0)

    def _outcomes_binary(self, expression: Expression) -> int:
        left, right = expression.parts
        sign = str(expression.detail)
        if left.type.kind is Kind.BOOL or right.type.kind is Kind.BOOL:
            return EITHER | ((self.outcomes(left) | self.outcomes(right)) & OPEN)
        one, other = self.value(left), self.value(right)
        opened = OPEN if one.open or other.open else 0
        return (
            opened | (YES if _can(sign, one, other) else 0) | (NO if _can(OPPOSITE[sign], one, other) else 0)
        )

    # ------------------------------------------------------------ values
    def value(self, expression: Expression) -> Possible:
        """Where the value of an expression lies."""
        find = getattr(self, f"_value_{expression.form}", None)
        return NOTHING_KNOWN if find is None else find(expression)

    def _value_constant(self, expression: Expression) -> Possible:
        value = expression.detail
        if isinstance(value, str):
            return Possible(names=frozenset({value}))
        return NOTHING_KNOWN if value is None or isinstance(value, bool) else Possible(value, value)

    def _value_field(self, expression: Expression) -> Possible:
        field = self.fields[str(expression.detail)]
        if field.is_number:
            return Possible(field.minimum, field.maximum)
        return Possible(names=frozenset(field.values)) if field.values else ANYTHING

    def _value_parameter(self, expression: Expression) -> Possible:
        rows = [
            row
            for row in self.parameters[str(expression.detail)].rows
            if row.span.since <= (self.span.until or FOREVER)
            and self.span.since <= (row.span.until or FOREVER)
        ]
        values = [row.value for row in rows if row.value is not None]
        if not values:
            return NOTHING_KNOWN
        return Possible(min(values), max(values), open=len(values) < len(rows))

    def _value_date(self, expression: Expression) -> Possible:
        since = None if self.span.since == date.min else self.span.since
        return Possible(since, self.span.until)

    def _value_choose(self, expression: Expression) -> Possible:
        test, yes, no = expression.parts
        decided = self.outcomes(test)
        if decided == YES:
            return self.value(yes)
        return self.value(no) if decided == NO else self.value(yes).either(self.value(no))

    def _value_binary(self, expression: Expression) -> Possible:
        one, other = (self.value(part) for part in expression.parts)
        opened = one.open or other.open
        if expression.detail == "/":
            return Possible(open=True)
        if None in (one.low, one.high, other.low, other.high) or isinstance(one.low, date):
            return Possible(open=opened)
        apply = {"+": operator.add, "-": operator.sub, "*": operator.mul}[str(expression.detail)]
        corners = [apply(a, b) for a, b in product((one.low, one.high), (other.low, other.high))]
        return Possible(min(corners), max(corners), open=opened)

    def _value_function(self, expression: Expression) -> Possible:
        found = [self.value(part) for part in expression.parts]
        opened = any(part.open for part in found)
        lows, highs = [part.low for part in found], [part.high for part in found]
        name = str(expression.detail)
        if name in ("min", "max"):
            choose = min if name == "min" else max
            low = None if None in lows else choose(lows)
            high = None if None in highs else choose(highs)
            return Possible(low, high, open=opened)
        if name == "-" and None not in (lows[0], highs[0]):
            return Possible(-highs[0], -lows[0], open=opened)
        low = None if lows[0] is None else Decimal(lows[0]).to_integral_value(ROUND_FLOOR)
        high = None if highs[0] is None else Decimal(highs[0]).to_integral_value(ROUND_CEILING)
        return Possible(open=opened) if name == "-" else Possible(low, high, open=opened)

    # ------------------------------------------------------------ what an outcome says of the facts
    def facts_when(self, expression: Expression, outcome: bool) -> dict[str, Possible] | None:
        """Where facts lie when this is the outcome; a field that is left out can be anything. None: never."""
        if not self.outcomes(expression) & (YES if outcome else NO):
            return None
        find = getattr(self, f"_facts_{expression.form}", None)
        found: dict[str, Possible] | None = {} if find is None else find(expression, outcome)
        return None if found is not None and any(part.empty for part in found.values()) else found

    def _facts_field(self, expression: Expression, outcome: bool) -> dict[str, Possible] | None:
        return {str(expression.detail): Possible(names=frozenset({"ja" if outcome else "nee"}))}

    def _facts_not(self, expression: Expression, outcome: bool) -> dict[str, Possible] | None:
        return self.facts_when(expression.parts[0], not outcome)

    def _facts_certain(self, expression: Expression, outcome: bool) -> dict[str, Possible] | None:
        return self.facts_when(expression.parts[0], True) if outcome else {}

    def _facts_and(self, expression: Expression, outcome: bool) -> dict[str, Possible] | None:
        found = [self.facts_when(part, outcome) for part in expression.parts]
        return together(found) if outcome else either(found)

    def _facts_or(self, expression: Expression, outcome: bool) -> dict[str, Possible] | None:
        found = [self.facts_when(part, outcome) for part in expression.parts]
        return either(found) if outcome else together(found)

    def _facts_member(self, expression: Expression, outcome: bool) -> dict[str, Possible] | None:
        subject, *items = expression.parts
        names = [self.value(item).names for item in items]
        domain = self.value(subject).names
        if subject.form != "field" or domain is None or None in names:
            return {}
        told = frozenset[str]().union(*(name for name in names if name is not None))
        return {str(subject.detail): Possible(names=domain & told if outcome else domain - told)}

    def _facts_binary(self, expression: Expression, outcome: bool) -> dict[str, Possible] | None:
        left, right = expression.parts
        sign = str(expression.detail) if outcome else OPPOSITE.get(str(expression.detail), "")
        if left.form != "field":
            left, right, sign = right, left, MIRROR.get(sign, sign)
        if left.form != "field" or right.fields or left.type.kind is Kind.BOOL or sign not in OPPOSITE:
            return {}
        own, other = self.value(left), self.value(right)
        return {str(left.detail): own.both(_beside(sign, own, other))}


OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
MIRROR = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}


def _beside(sign: str, own: Possible, other: Possible) -> Possible:
    """Where a value lies that compares like this with another."""
    if sign == "==":
        return replace(other, open=False)
    if sign == "!=":
        names = own.names
        gone = other.names if other.fixed else frozenset[str]()
        return Possible(names=None if names is None else names - (gone or frozenset()))
    return Possible(high=other.high) if sign in ("<", "<=") else Possible(low=other.low)


def _can(sign: str, one: Possible, other: Possible) -> bool:
    """Whether two values can compare like this."""
    if sign in ("==", "!="):
        if one.names is not None and other.names is not None:
            same = bool(one.names & other.names)
        else:
            same = not _apart(one.high, other.low) and not _apart(other.high, one.low)
        return same if sign == "==" else not (one.fixed and other.fixed and same)
    if sign in (">", ">="):
        one, other, sign = other, one, MIRROR[sign]
    if one.low is None or other.high is None:
        return True
    return bool(one.low < other.high if sign == "<" else one.low <= other.high)


def _apart(high: Any, low: Any) -> bool:
    return high is not None and low is not None and bool(high < low)


def _all(outcomes: Any) -> int:
    found = 0
    for outcome in outcomes:
        found |= outcome
    return found


def _open(outcomes: Sequence[int]) -> int:
    return _all(outcomes) & OPEN


def together(found: Sequence[dict[str, Possible] | None]) -> dict[str, Possible] | None:
    """The facts when all of these hold; None when they cannot."""
    joined: dict[str, Possible] = {}
    for facts in found:
        if facts is None:
            return None
        for key, part in facts.items():
            joined[key] = joined[key].both(part) if key in joined else part
    return None if any(part.empty for part in joined.values()) else joined


def either(found: Sequence[dict[str, Possible] | None]) -> dict[str, Possible] | None:
    """The facts when at least one of these holds."""
    possible = [facts for facts in found if facts is not None]
    if not possible:
        return None
    joined = dict(possible[0])
    for facts in possible[1:]:
        joined = {key: part.either(facts[key]) for key, part in joined.items() if key in facts}
    return joined
