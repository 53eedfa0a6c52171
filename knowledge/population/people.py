"""Many people in columns: one array a field, instead of one Facts a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np

from ..expressions import Kind, Type, Value
from ..facts import Facts
from ..vocabulary import Field, Vocabulary
from . import arrays as a


class Coding:
    """Which number stands for which choice, text or date. One run uses one Coding throughout."""

    def __init__(self) -> None:
        self.texts: dict[str, int] = {}
        self._choices: dict[frozenset[str], dict[str, int]] = {}

    def of(self, type_: Type) -> Mapping[str, int]:
        """The code of each choice; of each text seen so far."""
        if type_.kind is not Kind.CHOICE:
            return self.texts
        if type_.values not in self._choices:
            self._choices[type_.values] = {value: code for code, value in enumerate(sorted(type_.values))}
        return self._choices[type_.values]

    def code(self, type_: Type, value: Value) -> int:
        """The code of a value that people have."""
        if isinstance(value, date):
            return value.toordinal()
        if type_.kind is Kind.TEXT:
            return self.texts.setdefault(str(value), len(self.texts))
        return self.of(type_).get(str(value), a.NOTHING_EQUALS)

    def value(self, type_: Type, code: int) -> Value | None:
        """The value that a code stands for."""
        if code < 0:
            return None
        return date.fromordinal(code) if type_.kind is Kind.DATE else list(self.of(type_))[code]


@dataclass(frozen=True, eq=False)
class People:
    """People in columns; a field without a column is unknown of everybody."""

    count: int
    columns: Mapping[str, a.Values]

    @classmethod
    def of_facts(cls, vocabulary: Vocabulary, coding: Coding, everyone: Sequence[Facts]) -> People:
        """The same people as columns."""
        columns = {}
        for key, field in vocabulary.fields.items():
            values = [facts.known[key] for facts in everyone]
            if any(value is not None for value in values):
                columns[key] = _column(field, coding, values)
        return cls(len(everyone), columns)

    def column(self, field: Field) -> a.Values:
        """The values of a field."""
        return self.columns.get(field.key) or nobody_knows(field.expression_type.kind)

    def facts(self, vocabulary: Vocabulary, coding: Coding, at: int) -> Facts:
        """One of them as Facts."""
        found = {
            key: _value(vocabulary.fields[key], coding, column, at) for key, column in self.columns.items()
        }
        return Facts(vocabulary, {key: value for key, value in found.items() if value is not None})


def nobody_knows(kind: Kind) -> a.Values:
    """A value that is unknown of everybody."""
    if kind is Kind.BOOL:
        return a.UNDECIDED
    return a.Amount(np.int64(0), 0, 0, a.NOBODY) if kind is Kind.NUMBER else a.Codes(np.int64(a.UNKNOWN))


def _column(field: Field, coding: Coding, values: Sequence[Value | None]) -> a.Values:
    if field.is_number:
        return _numbers([value if isinstance(value, Decimal) else None for value in values])
    if field.type == "bool":
        yes, no = (np.array([value is wanted for value in values]) for wanted in (True, False))
        return a.Truth(yes) if (yes | no).all() else a.Truth(yes, no)
    type_ = field.expression_type
    codes = [a.UNKNOWN if value is None else coding.code(type_, value) for value in values]
    return coded(np.array(codes))


def coded(codes: a.Array) -> a.Codes:
    """Codes, stored as narrow as they allow."""
    narrow = next(
        kind for kind in (np.int8, np.int32, np.int64) if codes.max(initial=0) <= np.iinfo(kind).max
    )
    return a.Codes(codes.astype(narrow, copy=False), total=bool((codes >= 0).all()))


def _numbers(values: Sequence[Decimal | None]) -> a.Amount:
    digits = max((a.decimals(value) for value in values if value is not None), default=0)
    known = np.array([value is not None for value in values])
    figures = [int((value or Decimal(0)).scaleb(digits)) for value in values]
    return a.whole(np.array(figures), digits, np.True_ if known.all() else known)


def _value(field: Field, coding: Coding, column: a.Values, at: int) -> Value | None:
    if isinstance(column, a.Truth):
        return True if _at(column.yes, at) else False if _at(column.refused, at) else None
    if isinstance(column, a.Codes):
        return coding.value(field.expression_type, int(_at(column.values, at)))
    if not _at(column.known, at):
        return None
    return Decimal(int(_at(column.values, at))).scaleb(-(column.digits or 0))


def _at(values: a.Array, at: int) -> Any:
    return values[at] if np.ndim(values) else values
