"""From the compiled rules of the measures to steps over arrays. No rule is written a second time.

Each Expression says what it is made of (`form`, `parts`, `detail`); a step does the same for everybody at
once. What does not look at a person is worked out here, by the expression itself. Equal parts are one step,
also between measures, days and reforms, so that what a reform leaves as it is costs nothing the second time.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, TypeAlias

import numpy as np

from ..expressions import Expression, Kind, Type, Value
from ..expressions.evaluation import falls_under
from ..vocabulary import Vocabulary
from . import arrays as a
from .people import Coding, People, nobody_knows

Work: TypeAlias = Callable[..., Any]


@dataclass(frozen=True)
class Known:
    """A value that is the same for everybody; None is unknown."""

    value: Value | None


@dataclass(frozen=True)
class Step:
    """What a step gives, by its number."""

    at: int


Node: TypeAlias = Known | Step


class Plan:
    """The steps of several measures; `run` does them for a number of people."""

    def __init__(self, vocabulary: Vocabulary, coding: Coding) -> None:
        self.vocabulary, self.coding = vocabulary, coding
        self.steps: list[tuple[Work, tuple[int, ...]]] = []
        self._found: dict[Hashable, Step] = {}

    # ------------------------------------------------------------ from an expression
    def node(self, expression: Expression, values: Mapping[str, Value | None]) -> Node:
        """The node of an expression, with the legal values of a day."""
        if not expression.fields:
            return Known(expression.evaluate(values))
        if expression.form == "field":
            return self.field(str(expression.detail))
        if expression.form == "according":
            return self._according(expression, values)
        parts = [self.node(part, values) for part in expression.parts]
        method: Callable[..., Node] = getattr(self, f"_{expression.form}")
        return method(expression, parts)

    def field(self, key: str) -> Step:
        """The column of a field."""
        field = self.vocabulary.fields[key]
        found = self._found.get(("field", key))
        if found is None:
            found = self._add(("field", key), lambda people: people.column(field), ())
        return found

    def every(self, parts: Sequence[Node]) -> Node:
        """Whether all of these hold."""
        return self._joined("and", a.conjunction, parts, decisive=False)

    def _and(self, _expression: Expression, parts: Sequence[Node]) -> Node:
        return self.every(parts)

    def _or(self, _expression: Expression, parts: Sequence[Node]) -> Node:
        return self._joined("or", a.disjunction, parts, decisive=True)

    def _joined(self, name: str, join: Work, parts: Sequence[Node], *, decisive: bool) -> Node:
        """A part that decides decides for everybody; one that never does is left out."""
        if Known(decisive) in parts:
            return Known(decisive)
        waiting = list(dict.fromkeys(part for part in parts if part != Known(not decisive)))
        if len(waiting) < 2:
            return waiting[0] if waiting else Known(not decisive)
        return self._step(name, lambda *values: join(values), waiting, [Kind.BOOL] * len(waiting))

    def _not(self, _expression: Expression, parts: Sequence[Node]) -> Node:
        return self._step("not", a.negation, parts, [Kind.BOOL])

    def _binary(self, expression: Expression, parts: Sequence[Node]) -> Node:
        if Known(None) in parts:
            return Known(None)
        sign = str(expression.detail)
        apply = a.compare if sign in a.COMPARISONS else a.calculate
        left, right = expression.parts
        type_ = left.type if left.type.kind is not Kind.ANY else right.type
        return self._step(("binary", sign), partial(apply, sign), parts, [type_, type_])

    def _function(self, expression: Expression, parts: Sequence[Node]) -> Node:
        if Known(None) in parts:
            return Known(None)
        name = str(expression.detail)
        kinds = [Kind.NUMBER] * len(parts)
        return self._step(("function", name), lambda *values: a.function(name, values), parts, kinds)

    def _member(self, expression: Expression, parts: Sequence[Node]) -> Node:
        """A list of fixed choices at once; otherwise `of` over the items, which means the same."""
        type_ = expression.parts[0].type
        subject, *items = parts
        if type_.kind in (Kind.CHOICE, Kind.TEXT) and all(isinstance(i, Known) and i.value for i in items):
            codes = tuple(self._code(type_, item.value) for item in items if isinstance(item, Known))
            return self._step(("member", codes), lambda value: a.member(value, codes), [subject], [type_])
        equal = [
            Known(None)
            if Known(None) in (subject, item)
            else self._step(("binary", "=="), partial(a.compare, "=="), [subject, item], [type_, type_])
            for item in items
        ]
        return self._joined("or", a.disjunction, equal, decisive=True)

    def _under(self, expression: Expression, parts: Sequence[Node]) -> Node:
        """Which codes fall under the others is looked up while running: people bring codes of their own."""
        others: Any = expression.detail

        def work(value: a.Codes) -> a.Truth:
            under = [code for text, code in self.coding.texts.items() if falls_under(text, others)]
            return a.member(value, under or [a.NOTHING_EQUALS])

        return self._step(("under", others), work, parts, [expression.parts[0].type])

    def _choose(self, expression: Expression, parts: Sequence[Node]) -> Node:
        test, first, second = parts
        if isinstance(test, Known) and test.value is not None:
            return first if test.value is True else second
        if first == second:
            return first
        type_ = expression.type
        return self._step("choose", a.choose, parts, [Kind.BOOL, type_, type_])

    def _known(self, expression: Expression, parts: Sequence[Node]) -> Node:
        return self._step("known", a.known, parts, [expression.parts[0].type])

    def _certain(self, _expression: Expression, parts: Sequence[Node]) -> Node:
        return self._step("certain", a.certain, parts, [Kind.BOOL])

    def _according(self, expression: Expression, values: Mapping[str, Value | None]) -> Node:
        keys: Any = expression.detail
        nodes = [*map(self.field, keys), *(self.node(part, values) for part in expression.parts)]
        count = len(keys)
        types = [self.vocabulary.fields[key].expression_type for key in keys]

        def work(*parts: Any) -> a.Truth:
            return a.according_to(parts[:count], parts[count:])

        return self._step("according", work, nodes, [*types, *[Kind.BOOL] * count])

    # ------------------------------------------------------------ steps
    def reach(self, nodes: Iterable[Node]) -> set[int]:
        """Every step that these nodes need."""
        found: set[int] = set()
        waiting = [node.at for node in nodes if isinstance(node, Step)]
        while waiting:
            at = waiting.pop()
            if at not in found:
                found.add(at)
                waiting.extend(self.steps[at][1])
        return found

    def _step(self, name: Hashable, work: Work, parts: Sequence[Node], kinds: Sequence[Type | Kind]) -> Step:
        arguments = tuple(self._argument(part, kind) for part, kind in zip(parts, kinds, strict=True))
        key = (name, arguments)
        found = self._found.get(key)
        return found or self._add(key, lambda _people, *values: work(*values), arguments)

    def _argument(self, node: Node, kind: Type | Kind) -> int:
        """A node as a step; what is known becomes a step that gives it."""
        if isinstance(node, Step):
            return node.at
        type_ = kind if isinstance(kind, Type) else Type(kind)
        key = ("known", type_.kind, type_.values, node.value)
        found = self._found.get(key)
        if found is None:
            value = self.spread(node.value, type_)
            found = self._add(key, lambda _people: value, ())
        return found.at

    def _add(self, key: Hashable, work: Work, arguments: tuple[int, ...]) -> Step:
        self.steps.append((work, arguments))
        self._found[key] = Step(len(self.steps) - 1)
        return self._found[key]

    def spread(self, value: Value | None, type_: Type) -> a.Values:
        """One value for everybody."""
        if value is None:
            return nobody_knows(type_.kind)
        if isinstance(value, bool):
            return a.Truth(np.bool_(value))
        if isinstance(value, Decimal):
            return a.number(value)
        return a.Codes(np.int64(self._code(type_, value)), total=True)

    def _code(self, type_: Type, value: Value | None) -> int:
        return self.coding.code(type_, value) if isinstance(value, str | date) else a.UNKNOWN


class Run:
    """The steps, done for these people as far as they are asked for."""

    def __init__(self, plan: Plan, people: People) -> None:
        self.plan, self.people = plan, people
        self.done: dict[int, Any] = {}

    def value(self, node: Node, type_: Type) -> Any:
        """What a node is for these people."""
        if isinstance(node, Known):
            return self.plan.spread(node.value, type_)
        return self._value(node.at)

    def _value(self, at: int) -> Any:
        if at not in self.done:
            work, arguments = self.plan.steps[at]
            self.done[at] = work(self.people, *map(self._value, arguments))
        return self.done[at]

    def forget(self, steps: Sequence[int]) -> None:
        """Free what no later measure looks at."""
        for at in steps:
            self.done.pop(at, None)
