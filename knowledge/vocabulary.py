"""The names of everything: fields with type, unit and labels; measures; intents; what follows from what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from .errors import UnknownField
from .expressions import BOOL, DATE, TEXT, Env, Expression, Kind, Type, Value
from .units import Unit, is_money

TRAINING = "opleiding."
_KINDS = {"bool": BOOL, "str": TEXT, "date": DATE}


@dataclass(frozen=True)
class Field:
    """One fact that can be known about a person or a training."""

    key: str
    name: str
    section: str
    type: str
    label: str
    values: Mapping[str, str] = field(default_factory=dict)
    unit: str | None = None
    measure: Unit | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    pattern: re.Pattern[str] | None = None
    pattern_hint: str = ""
    note: str = ""
    added: bool = False
    phrase: str = ""
    """How a value is read back, with {waarde} in it; empty: by the label."""
    phrase_of_one: str = ""
    """The same for one of what is counted; empty: no other words."""
    yes_no: tuple[str, str] | None = None
    """How yes and no are read back."""

    @property
    def is_number(self) -> bool:
        """Whether values are numbers (whole or not)."""
        return self.type in ("int", "number")

    @property
    def is_money(self) -> bool:
        """Whether values are amounts of money."""
        return is_money(self.measure)

    @property
    def expression_type(self) -> Type:
        """The type in the rule language."""
        if self.is_number:
            return Type(Kind.NUMBER, self.measure)
        if self.type == "enum":
            return Type(Kind.CHOICE, values=frozenset(self.values))
        return _KINDS[self.type]


@dataclass(frozen=True)
class Derivation:
    """A fact that surely follows: by table, ranges or words from one field, or a value on a condition."""

    sources: frozenset[str]
    target: str
    replaces: bool = False
    table: Mapping[Value, Value] = field(default_factory=dict)
    ranges: tuple[tuple[int, int, Value], ...] = ()
    words: tuple[tuple[re.Pattern[str], Value], ...] = ()
    """Of a text: a word in it that begins so, and what follows."""
    condition: Expression | None = None
    value: Value | None = None

    def result(self, env: Env) -> Value | None:
        """The derived value, or None when nothing follows."""
        if self.condition is not None:
            return self.value if self.condition.evaluate(env) is True else None
        (source,) = self.sources
        known = env[source]
        if known is None:
            return None
        if self.words:
            return next((value for word, value in self.words if word.search(str(known))), None)
        return self.table.get(known) if self.table else self._in_range(known)

    def _in_range(self, known: Value) -> Value | None:
        number = int(str(known))
        return next((value for low, high, value in self.ranges if low <= number <= high), None)


@dataclass(frozen=True)
class Vocabulary:
    """All names of the domain."""

    version: int
    edition: str
    fields: Mapping[str, Field]
    measures: Mapping[str, tuple[str, ...]]
    """Measure ids by group; the group `kern` is the first wizard."""
    added_measures: frozenset[str]
    """Those that this project adds to the shared vocabulary."""
    intents: Mapping[str, str]
    entities: tuple[str, ...]
    statuses: Mapping[str, str]
    certainties: Mapping[str, str]
    derivations: tuple[Derivation, ...]
    unknown: Mapping[str, None]
    """Every field as unknown: the ground on which known facts are laid."""
    keys: Mapping[str, str]
    """Bare name or key -> key."""

    @cached_property
    def sources(self) -> frozenset[str]:
        """The fields from which something can follow."""
        return frozenset(key for rule in self.derivations for key in rule.sources)

    def locate(self, name: str) -> str:
        """The key of a field from its bare name or its key; raises UnknownField."""
        try:
            return self.keys[name]
        except KeyError:
            raise UnknownField(name, self.keys) from None

    def field(self, name: str) -> Field:
        """The field with this bare name or key; raises UnknownField."""
        return self.fields[self.locate(name)]

    @property
    def measure_ids(self) -> tuple[str, ...]:
        """All measure ids, kern first."""
        return tuple(measure for group in self.measures.values() for measure in group)

    def derive(self, stated: Mapping[str, Value], only: Iterable[str] | None = None) -> dict[str, Value]:
        """The stated facts with everything that follows (`only`: look just at what follows from these)."""
        env: dict[str, Any] = {**self.unknown, **stated}
        known: dict[str, Value] = dict(stated)
        changed = None if only is None else set(only)
        for rule in self.derivations:
            if changed is not None and not rule.sources & changed:
                continue
            value = rule.result(env) if rule.replaces or rule.target not in known else None
            if value is None:
                continue
            env[rule.target] = known[rule.target] = value
            if changed is not None:
                changed.add(rule.target)
        return known


def bare(key: str) -> str:
    """The field name without `opleiding.`."""
    return key[len(TRAINING) :] if key.startswith(TRAINING) else key
