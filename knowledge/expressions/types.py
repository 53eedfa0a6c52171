"""The types of the rule language."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cached_property

from ..units import Unit, same_unit, show_unit

Value = Decimal | bool | str | date
Env = Mapping[str, "Value | None"]
"""Fields by key, `$parameter` by name and `peildatum`; None is unknown. Every name used is present."""
Evaluate = Callable[[Env], "Value | None"]
Unknown = Callable[[Env], "tuple[str, ...]"]


class Kind(Enum):
    """The sort of value an expression gives."""

    BOOL = "yes or no"
    NUMBER = "number"
    CHOICE = "choice"
    TEXT = "text"
    DATE = "date"
    ANY = "anything"


@dataclass(frozen=True)
class Type:
    """A kind, with the unit of a number or the values of a choice."""

    kind: Kind
    unit: Unit | None = None
    values: frozenset[str] = frozenset()

    def fits(self, other: Type) -> bool:
        """Whether the two can be compared or stand in each other's place."""
        if Kind.ANY in (self.kind, other.kind):
            return True
        if self.kind is Kind.NUMBER and other.kind is Kind.NUMBER:
            return same_unit(self.unit, other.unit)
        return self.kind is other.kind and self.values == other.values

    def __str__(self) -> str:
        if self.kind is Kind.NUMBER:
            return f"number ({show_unit(self.unit)})"
        if self.kind is Kind.CHOICE:
            return f"choice of {', '.join(sorted(self.values))}"
        return str(self.kind.value)


ANY = Type(Kind.ANY)
BOOL = Type(Kind.BOOL)
NUMBER = Type(Kind.NUMBER)
TEXT = Type(Kind.TEXT)
DATE = Type(Kind.DATE)


@dataclass(frozen=True, eq=False)
class Expression:
    """A compiled expression of the rule language.

    `evaluate` gives the value or None (unknown). `unknown` lists, for an expression that evaluates to
    unknown, the fields that can still change that, in order of appearance and possibly twice.
    """

    type: Type
    evaluate: Evaluate
    unknown: Unknown
    fields: frozenset[str] = frozenset()
    askable: frozenset[str] = frozenset()
    """The fields that `unknown` can ever list."""
    guarded: frozenset[str] = frozenset()
    """Fields whose being known is itself looked at (bekend, vaststaand, volgens)."""
    parameters: frozenset[str] = frozenset()
    total: bool = False
    """Whether the value is always known."""
    constant: bool = False
    """Whether the value is a literal, the same in every environment."""
    form: str = ""
    """The building block of evaluation.py; with `parts` and `detail` another back-end can do the same."""
    parts: tuple[Expression, ...] = ()
    detail: Hashable = None
    """The literal, the name, the sign or the function."""

    @cached_property
    def shape(self) -> Hashable:
        """What it says, to compare: two expressions of one shape mean the same."""
        literal = type(self.detail).__name__ if self.form == "constant" else ""  # 1 == True, yet they differ
        return self.form, literal, self.detail, tuple(part.shape for part in self.parts)

    def missing(self, env: Env) -> tuple[str, ...]:
        """The unknown fields that can still change an unknown outcome, each once, in order of appearance."""
        return tuple(dict.fromkeys(self.unknown(env)))
