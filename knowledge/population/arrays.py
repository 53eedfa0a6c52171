"""Three-valued values of many people at once: the same meaning as expressions/evaluation.py, by array.

A yes or no is two masks, `yes` and `no`; a person in neither is unknown. Numbers are whole numbers with a
count of decimals, so that they are as exact as the Decimals of the scalar engine; only what cannot be said so
(a division such as x / 3, or more than 18 digits) becomes floating point. Choices, texts and dates are codes,
with -1 for unknown. A value that is the same for everybody is an array without dimensions.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np

Array: TypeAlias = Any
"""An array, or one NumPy scalar that holds for everybody."""
EVERYBODY, NOBODY = np.True_, np.False_
SMALL, LARGE = 2**31 - 1, 2**62
UNKNOWN = -1
NOTHING_EQUALS = -2
"""The code of a text that nobody has."""
CENTS = 2
HAIR = 1e-7
"""What floating point may be off when rounding; far less than a cent, far more than its error."""
COMPARISONS: dict[str, Callable[[Any, Any], Array]] = {
    "==": operator.eq, "!=": operator.ne,
    ">=": operator.ge, "<=": operator.le,
    ">": operator.gt, "<": operator.lt,
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Truth:
    """Yes or no. `no` is None when nobody is unknown: then it is whoever is not in `yes`."""

    yes: Array
    no: Array | None = None

    @cached_property
    def refused(self) -> Array:
        """Who certainly not."""
        return ~self.yes if self.no is None else self.no

    @cached_property
    def known(self) -> Array:
        """Of whom it is known."""
        return EVERYBODY if self.no is None else self.yes | self.no


@dataclass(frozen=True, eq=False)
class Amount:
    """A number: `values` with the last `digits` digits behind the point; `digits` None: floating point."""

    values: Array
    digits: int | None
    bound: int
    """The values lie between -bound and bound (whole numbers only)."""
    known: Array = EVERYBODY


@dataclass(frozen=True, eq=False)
class Codes:
    """A choice, a text or a date as a number; -1 is unknown."""

    values: Array
    total: bool = False
    """Whether nobody is unknown."""

    @cached_property
    def known(self) -> Array:
        """Of whom it is known."""
        return EVERYBODY if self.total else self.values >= 0


Values = Truth | Amount | Codes
UNDECIDED = Truth(NOBODY, NOBODY)


def whole(values: Array, digits: int, known: Array = EVERYBODY) -> Amount:
    """An Amount from whole numbers, stored as narrow as they allow."""
    bound = int(np.abs(values).max(initial=0))
    return Amount(values.astype(np.int32 if bound <= SMALL else np.int64, copy=False), digits, bound, known)


def decimals(value: Decimal) -> int:
    """How many digits a number has behind the point."""
    return max(0, -int(value.normalize().as_tuple().exponent))


def number(value: Decimal) -> Amount:
    """One number for everybody."""
    digits = decimals(value)
    mantissa = int(value.scaleb(digits))
    if abs(mantissa) > LARGE:
        return Amount(np.float64(value), None, 0)
    return Amount(np.int64(mantissa), digits, abs(mantissa))


# ---------------------------------------------------------------- logic
def conjunction(parts: Sequence[Truth]) -> Truth:
    """`en`."""
    yes = _folded(operator.and_, [part.yes for part in parts])
    if all(part.no is None for part in parts):
        return Truth(yes)
    return Truth(yes, _folded(operator.or_, [part.refused for part in parts]))


def disjunction(parts: Sequence[Truth]) -> Truth:
    """`of`."""
    yes = _folded(operator.or_, [part.yes for part in parts])
    if all(part.no is None for part in parts):
        return Truth(yes)
    return Truth(yes, _folded(operator.and_, [part.refused for part in parts]))


def negation(part: Truth) -> Truth:
    """`niet`."""
    return Truth(~part.yes) if part.no is None else Truth(part.no, part.yes)


def known(part: Values) -> Truth:
    """`bekend`."""
    return Truth(part.known)


def certain(part: Truth) -> Truth:
    """`vaststaand`."""
    return Truth(part.yes)


def according_to(selectors: Sequence[Values], branches: Sequence[Truth]) -> Truth:
    """`volgens`: only the branches whose field is known count."""
    active = [selector.known for selector in selectors]
    pairs = list(zip(active, branches, strict=True))
    yes = _folded(operator.or_, [here & branch.yes for here, branch in pairs])
    all_no = _folded(operator.and_, [~here | branch.refused for here, branch in pairs])
    return Truth(yes, all_no & _folded(operator.or_, active))


def _folded(join: Callable[[Array, Array], Array], masks: Sequence[Array]) -> Array:
    found = masks[0]
    for mask in masks[1:]:
        found = join(found, mask)
    return found


# ---------------------------------------------------------------- comparison
def compare(sign: str, left: Values, right: Values) -> Truth:
    """`== != >= <= > <`; unknown when a side is."""
    if isinstance(left, Truth) and isinstance(right, Truth):
        return _same_truth(sign, left, right)
    if isinstance(left, Amount) and isinstance(right, Amount):
        (first, second), _, _ = aligned([left, right])
        return _where_known(COMPARISONS[sign](first, second), left.known, right.known)
    assert isinstance(left, Codes) and isinstance(right, Codes)
    return _where_known(COMPARISONS[sign](left.values, right.values), left.known, right.known)


def _where_known(outcome: Array, left: Array, right: Array) -> Truth:
    here = left if right is EVERYBODY else right if left is EVERYBODY else left & right
    return Truth(outcome) if here is EVERYBODY else _among(outcome, here)


def _among(outcome: Array, known: Array) -> Truth:
    """The outcome where it is known."""
    yes = outcome & known
    return Truth(yes, known & ~yes)


def _same_truth(sign: str, left: Truth, right: Truth) -> Truth:
    same = Truth(
        (left.yes & right.yes) | (left.refused & right.refused),
        (left.yes & right.refused) | (left.refused & right.yes),
    )
    return same if sign == "==" else negation(same)


def member(subject: Codes, items: Sequence[int]) -> Truth:
    """`in` a list of fixed choices or texts."""
    yes = _folded(operator.or_, [subject.values == item for item in items])
    return Truth(yes) if subject.total else _among(yes, subject.known)


def choose(test: Truth, first: Values, second: Values) -> Values:
    """`als .. dan .. anders ..`; with an unknown test only where both branches agree."""
    decided = test.no is None
    if isinstance(first, Truth) and isinstance(second, Truth):
        yes = _chosen(test, first.yes, second.yes)
        if decided and first.no is None and second.no is None:
            return Truth(yes)
        no = _chosen(test, first.refused, second.refused)
        if decided:
            return Truth(yes, no)
        return Truth(yes | (first.yes & second.yes), no | (first.refused & second.refused))
    if isinstance(first, Amount) and isinstance(second, Amount):
        (one, other), digits, bound = aligned([first, second])
        if first.known is EVERYBODY and second.known is EVERYBODY and decided:
            here = EVERYBODY
        else:
            here = _chosen(test, first.known, second.known)
        if not decided:
            here = here | (first.known & second.known & (one == other))
        return Amount(_taken(test, one, other, first, second), digits, bound, here)
    assert isinstance(first, Codes) and isinstance(second, Codes)
    taken = np.where(test.refused, second.values, first.values)
    if decided:
        return Codes(taken, first.total and second.total)
    split = ~(test.yes | test.no) & (first.values != second.values)
    return Codes(np.where(split, UNKNOWN, taken))


def _taken(test: Truth, one: Array, other: Array, first: Amount, second: Amount) -> Array:
    """The number of the branch that is taken; of a branch without numbers it does not matter."""
    if first.known is NOBODY:
        return other
    return one if second.known is NOBODY else np.where(test.refused, other, one)


def _chosen(test: Truth, first: Array, second: Array) -> Array:
    """The mask of the branch that is taken; nobody where the test is unknown."""
    return (test.yes & first) | (test.refused & second)


# ---------------------------------------------------------------- arithmetic
def calculate(sign: str, left: Amount, right: Amount) -> Amount:
    """`+ - * /`; unknown when a side is."""
    here = left.known if right.known is EVERYBODY else left.known & right.known
    if sign == "/":
        return _divided(left, right, here)
    if sign == "*":
        return _product(left, right, here)
    (first, second), digits, bound = aligned([left, right])
    if digits is not None and 2 * bound > SMALL:
        first, second = _wide(first), _wide(second)
    return Amount(first + second if sign == "+" else first - second, digits, 2 * bound, here)


def _product(left: Amount, right: Amount, here: Array) -> Amount:
    bound = left.bound * right.bound
    if left.digits is None or right.digits is None or bound > LARGE:
        return Amount(floating(left) * floating(right), None, 0, here)
    first, second = left.values, right.values
    if bound > SMALL:
        first, second = _wide(first), _wide(second)
    return Amount(first * second, left.digits + right.digits, bound, here)


def _divided(left: Amount, right: Amount, here: Array) -> Amount:
    """Exact by 2, 5, 10, 100 ...; otherwise floating point. By zero there is no value."""
    exact = _inverse(right) if left.digits is not None else None
    if exact is not None:
        return _product(left, exact, here)
    divisor = floating(right)
    zero = divisor == 0
    return Amount(floating(left) / np.where(zero, 1.0, divisor), None, 0, here & ~zero)


def _inverse(divisor: Amount) -> Amount | None:
    """1 / divisor, when it has an end in decimals and is the same for everybody."""
    if divisor.digits is None or np.ndim(divisor.values) or not int(divisor.values):
        return None
    mantissa = int(divisor.values)
    for digits in range(12):
        if 10**digits % mantissa == 0:
            return number(Decimal(10**digits // mantissa).scaleb(divisor.digits - digits))
    return None


def function(name: str, parts: Sequence[Amount]) -> Amount:
    """`min max afgerond omlaag omhoog -`; unknown when an argument is."""
    here = _folded(operator.and_, [part.known for part in parts])
    if name in ("min", "max"):
        values, digits, bound = aligned(parts)
        return Amount(_folded(np.minimum if name == "min" else np.maximum, values), digits, bound, here)
    (part,) = parts
    if name == "-":
        return Amount(-part.values, part.digits, part.bound, here)
    rounded = ROUNDED[name](part)
    return Amount(rounded, 0, int(np.abs(rounded).max(initial=0)), here)


def _half_up(part: Amount) -> Array:
    """Half a unit goes away from zero."""
    values = part.values
    if part.digits is None:
        return (np.sign(values) * np.floor(np.abs(values) + 0.5 + HAIR)).astype(np.int64)
    unit = 10**part.digits
    if part.bound + unit > SMALL:
        values = _wide(values)
    return (values + unit // 2 - (values < 0)) // unit if part.digits else values


def _down(part: Amount) -> Array:
    if part.digits is None:
        return np.floor(part.values + HAIR).astype(np.int64)
    return part.values // 10**part.digits


def _up(part: Amount) -> Array:
    return -_down(Amount(-part.values, part.digits, part.bound))


ROUNDED: dict[str, Callable[[Amount], Array]] = {"afgerond": _half_up, "omlaag": _down, "omhoog": _up}


def to_decimals(part: Amount, digits: int) -> Array:
    """The values as whole numbers with this many digits behind the point, half up."""
    if part.digits is None:
        return _half_up(Amount(part.values * 10.0**digits, None, 0))
    if part.digits <= digits:
        return _scaled(part, digits - part.digits)
    return _half_up(Amount(part.values, part.digits - digits, part.bound))


def floating(part: Amount) -> Array:
    """The values in floating point."""
    return part.values if part.digits is None else part.values / 10.0**part.digits


def aligned(parts: Sequence[Amount]) -> tuple[list[Array], int | None, int]:
    """The values with equally many digits behind the point; how many, and the bound of all."""
    exact = [part.digits for part in parts if part.digits is not None]
    digits = max(exact, default=0)
    if len(exact) < len(parts):
        return [floating(part) for part in parts], None, 0
    more = [digits - (part.digits or 0) for part in parts]
    bound = max(part.bound * 10**zeros for part, zeros in zip(parts, more, strict=True))
    if bound > LARGE:
        return [floating(part) for part in parts], None, 0
    return [_scaled(part, zeros) for part, zeros in zip(parts, more, strict=True)], digits, bound


def _scaled(part: Amount, zeros: int) -> Array:
    if not zeros:
        return part.values
    return (_wide(part.values) if part.bound * 10**zeros > SMALL else part.values) * 10**zeros


def _wide(values: Array) -> Array:
    """The same whole numbers with room for more digits."""
    return np.asarray(values).astype(np.int64, copy=False)[()]
