"""Amounts that are perhaps known only in part: at least so much, at most so much."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Amount:
    """From `low` to `high`, both included; `high` None: no bound is known."""

    low: Decimal
    high: Decimal | None

    @classmethod
    def exactly(cls, value: Decimal) -> Amount:
        """A known amount."""
        return cls(value, value)

    @classmethod
    def unknown(cls) -> Amount:
        """An amount of which nothing is known."""
        return cls(NOTHING, None)

    @property
    def known(self) -> bool:
        """Whether it is one number."""
        return self.low == self.high

    def less(self, other: Amount) -> Amount:
        """What is left after paying `other`, never below nothing."""
        low = NOTHING if other.high is None else max(NOTHING, self.low - other.high)
        high = None if self.high is None else max(NOTHING, self.high - other.low)
        return Amount(low, high)

    def no_more_than(self, other: Amount) -> Amount:
        """The amount, cut off where `other` ends."""
        if other.high is None:
            return self
        return Amount(
            min(self.low, other.high), other.high if self.high is None else min(self.high, other.high)
        )


FREE = Amount.exactly(NOTHING)


def at_most(amount: Amount) -> Amount:
    """The amount or nothing: whether it is had is not certain."""
    return Amount(NOTHING, amount.high)


def total(amounts: Iterable[Amount]) -> Amount:
    """The sum."""
    found = list(amounts)
    highs = [amount.high for amount in found]
    high = None if None in highs else sum((item for item in highs if item is not None), NOTHING)
    return Amount(sum((amount.low for amount in found), NOTHING), high)


def covered_by(amounts: Sequence[Amount]) -> Amount:
    """At least the largest, at most the sum: whether they cover different parts is not known."""
    largest = max((amount.low for amount in amounts), default=NOTHING)
    return Amount(largest, total(amounts).high)


def anything_of(amounts: Sequence[Amount]) -> Amount:
    """One of several, not known which."""
    highs = [amount.high for amount in amounts]
    if not amounts or None in highs:
        return Amount.unknown()
    return Amount(min(amount.low for amount in amounts), max(high for high in highs if high is not None))
