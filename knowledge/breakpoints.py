"""Where a number tips a comparison of the rules: found exactly, from the values of the day."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from .expressions import Env, Expression, Kind

SIGNS = frozenset({"==", "!=", ">=", "<=", ">", "<"})
FINEST = Decimal("0.01")
"""Where a limit has no end of decimals, the numbers on both sides of it."""


def breakpoints(expression: Expression, env: Env, field: str) -> set[Decimal]:
    """The values of this field at which some comparison in the expression turns, all else the same."""
    found: set[Decimal] = set()
    for comparison in _comparisons(expression, field):
        found.update(_roots(comparison, env, field))
    return found


def _comparisons(expression: Expression, field: str) -> Iterator[Expression]:
    if field not in expression.fields:
        return
    numbers = all(part.type.kind is Kind.NUMBER for part in expression.parts)
    if expression.form == "binary" and expression.detail in SIGNS and numbers:
        yield expression
    for part in expression.parts:
        yield from _comparisons(part, field)


def _roots(comparison: Expression, env: Env, field: str) -> Iterator[Decimal]:
    """Where both sides are equal, when they differ in proportion to the field."""
    start = env[field]
    if not isinstance(start, Decimal):
        return
    here, next_to = _gap(comparison, env, field, start), _gap(comparison, env, field, start + 1)
    if here is None or next_to is None or here == next_to:
        return
    root = start - here / (next_to - here)
    if _gap(comparison, env, field, root) == 0:
        yield root
    else:
        yield from (root.quantize(FINEST, rounding=mode) for mode in (ROUND_FLOOR, ROUND_CEILING))


def _gap(comparison: Expression, env: Env, field: str, value: Decimal) -> Decimal | None:
    there = {**env, field: value}
    left, right = (part.evaluate(there) for part in comparison.parts)
    return left - right if isinstance(left, Decimal) and isinstance(right, Decimal) else None
