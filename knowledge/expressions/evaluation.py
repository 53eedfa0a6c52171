"""Three-valued building blocks: each makes an Expression. Unknown is None, logic is Kleene's."""

from __future__ import annotations

import operator
from collections.abc import Callable, Hashable, Sequence
from decimal import Decimal
from typing import Any

from .types import BOOL, Env, Evaluate, Expression, Type, Unknown, Value

NOTHING: tuple[str, ...] = ()


def no_fields(_env: Env) -> tuple[str, ...]:
    """Nothing a person can tell changes this."""
    return NOTHING


def constant(type_: Type, value: Value | None) -> Expression:
    """A literal; the literal `onbekend` is None."""
    known = value is not None
    return Expression(
        type_, lambda _env: value, no_fields, total=known, constant=known, form="constant", detail=value
    )


def field(type_: Type, key: str) -> Expression:
    """A fact about the person or the training."""
    only = frozenset({key})
    return Expression(
        type_,
        operator.itemgetter(key),
        lambda _env: (key,),
        fields=only,
        askable=only,
        form="field",
        detail=key,
    )


def parameter(type_: Type, name: str) -> Expression:
    """A legal value on the reference date."""
    return Expression(
        type_,
        operator.itemgetter("$" + name),
        no_fields,
        parameters=frozenset({name}),
        form="parameter",
        detail=name,
    )


def reference_date(type_: Type) -> Expression:
    """The day on which we judge."""
    return Expression(type_, operator.itemgetter("peildatum"), no_fields, total=True, form="date")


def build(
    type_: Type,
    parts: Sequence[Expression],
    evaluate: Evaluate,
    unknown: Unknown,
    form: str,
    detail: Hashable = None,
    *,
    total: bool | None = None,
) -> Expression:
    """An expression over parts; what it mentions is what its parts mention."""
    return Expression(
        type_,
        evaluate,
        unknown,
        fields=frozenset().union(*(part.fields for part in parts)),
        askable=frozenset().union(*(part.askable for part in parts)),
        guarded=frozenset().union(*(part.guarded for part in parts)),
        parameters=frozenset().union(*(part.parameters for part in parts)),
        total=all(part.total for part in parts) if total is None else total,
        form=form,
        parts=tuple(parts),
        detail=detail,
    )


def strict_unknown(parts: Sequence[Expression]) -> Unknown:
    """Unknown as soon as one part is. A part that the law leaves unknown cannot be mended by any fact."""

    def unknown(env: Env) -> tuple[str, ...]:
        found = NOTHING
        for part in parts:
            if part.evaluate(env) is None:
                here = part.unknown(env)
                if not here:
                    return NOTHING
                found += here
        return found

    return unknown


def kleene_unknown(parts: Sequence[Expression]) -> Unknown:
    """Every unknown part can still decide."""

    def unknown(env: Env) -> tuple[str, ...]:
        found = NOTHING
        for part in parts:
            if part.evaluate(env) is None:
                found += part.unknown(env)
        return found

    return unknown


def conjunction(parts: Sequence[Expression]) -> Expression:
    """`en`: one no is no; else one unknown is unknown."""
    return build(BOOL, parts, _kleene([part.evaluate for part in parts], False), kleene_unknown(parts), "and")


def disjunction(parts: Sequence[Expression]) -> Expression:
    """`of`: one yes is yes; else one unknown is unknown."""
    return build(BOOL, parts, _kleene([part.evaluate for part in parts], True), kleene_unknown(parts), "or")


def _kleene(evaluates: Sequence[Evaluate], decisive: bool) -> Evaluate:
    functions = tuple(evaluates)

    def evaluate(env: Env) -> bool | None:
        outcome: bool | None = not decisive
        for function in functions:
            value = function(env)
            if value is decisive:
                return decisive
            if value is None:
                outcome = None
        return outcome

    return evaluate


def negation(part: Expression) -> Expression:
    """`niet`: unknown stays unknown."""
    inner = part.evaluate

    def evaluate(env: Env) -> bool | None:
        value = inner(env)
        return None if value is None else not value

    return build(BOOL, [part], evaluate, part.unknown, "not")


def binary(
    type_: Type, left: Expression, right: Expression, sign: str, apply: Callable[[Any, Any], Value | None]
) -> Expression:
    """An operator that needs both its operands."""
    first, second = left.evaluate, right.evaluate

    def evaluate(env: Env) -> Value | None:
        a = first(env)
        if a is None:
            return None
        b = second(env)
        return None if b is None else apply(a, b)

    return build(type_, [left, right], evaluate, strict_unknown([left, right]), "binary", sign)


def divide(a: Decimal, b: Decimal) -> Decimal | None:
    """Dividing by zero gives no value."""
    return a / b if b else None


def function(
    type_: Type, parts: Sequence[Expression], name: str, apply: Callable[[list[Any]], Value | None]
) -> Expression:
    """A function that needs all its arguments."""
    functions = tuple(part.evaluate for part in parts)

    def evaluate(env: Env) -> Value | None:
        values = [function(env) for function in functions]
        return None if None in values else apply(values)

    return build(type_, parts, evaluate, strict_unknown(parts), "function", name)


def member(subject: Expression, items: Sequence[Expression]) -> Expression:
    """`in`: yes when equal to a known item; no when different from all; else unknown."""
    inner, functions = subject.evaluate, tuple(item.evaluate for item in items)
    parts = [subject, *items]
    if all(item.constant for item in items):
        return build(BOOL, parts, _member_of_constants(inner, functions), strict_unknown([subject]), "member")

    def evaluate(env: Env) -> bool | None:
        value = inner(env)
        if value is None:
            return None
        others = [function(env) for function in functions]
        return True if value in others else None if None in others else False

    return build(BOOL, parts, evaluate, kleene_unknown(parts), "member")


def under(subject: Expression, codes: tuple[str, ...]) -> Expression:
    """`valt_onder`: the code is one of these, or a part of one of them after a dot."""
    inner = subject.evaluate

    def evaluate(env: Env) -> bool | None:
        value = inner(env)
        return None if value is None else falls_under(str(value), codes)

    return build(BOOL, [subject], evaluate, strict_unknown([subject]), "under", codes)


def falls_under(code: str, others: Sequence[str]) -> bool:
    """Whether a code such as 118.03 is one of the others or belongs to one of them, such as 118."""
    return any(code == other or code.startswith(f"{other}.") for other in others)


def _member_of_constants(inner: Evaluate, functions: Sequence[Evaluate]) -> Evaluate:
    values = frozenset(function({}) for function in functions)

    def evaluate(env: Env) -> bool | None:
        value = inner(env)
        return None if value is None else value in values

    return evaluate


def choose(type_: Type, test: Expression, yes: Expression, no: Expression) -> Expression:
    """`als .. dan .. anders ..`: with an unknown test the value is known only when both branches agree."""
    decide, first, second = test.evaluate, yes.evaluate, no.evaluate

    def evaluate(env: Env) -> Value | None:
        outcome = decide(env)
        if outcome is None:
            value = first(env)
            return value if value is not None and value == second(env) else None
        return first(env) if outcome else second(env)

    def unknown(env: Env) -> tuple[str, ...]:
        outcome = decide(env)
        if outcome is None:
            return every(env)
        return yes.unknown(env) if outcome else no.unknown(env)

    parts = [test, yes, no]
    every = kleene_unknown(parts)
    return build(type_, parts, evaluate, unknown, "choose")


def known(part: Expression) -> Expression:
    """`bekend`: is there a value? Never unknown itself."""
    inner = part.evaluate
    return _watching(part, "known", lambda env: inner(env) is not None)


def certain(part: Expression) -> Expression:
    """`vaststaand`: true only when certainly true, so unknown counts as not."""
    inner = part.evaluate
    return _watching(part, "certain", lambda env: inner(env) is True)


def _watching(part: Expression, form: str, evaluate: Evaluate) -> Expression:
    return Expression(
        BOOL,
        evaluate,
        no_fields,
        part.fields,
        frozenset(),
        part.fields,
        part.parameters,
        total=True,
        form=form,
        parts=(part,),
    )


def according_to(branches: Sequence[tuple[str, Expression]]) -> Expression:
    """`volgens`: only the branches whose field is known count, joined by `of`; unknown when none is."""
    choices = tuple((key, part, part.evaluate) for key, part in branches)
    selectors = frozenset(key for key, _ in branches)

    def evaluate(env: Env) -> bool | None:
        outcome: bool | None = None
        seen = False
        for key, _, inner in choices:
            if env[key] is None:
                continue
            value = inner(env)
            if value is True:
                return True
            if not seen:
                outcome = False
            seen = True
            if value is None:
                outcome = None
        return outcome

    def unknown(env: Env) -> tuple[str, ...]:
        active = [part for key, part, _ in choices if env[key] is not None]
        if not active:
            return tuple(key for key, part, _ in choices if part.unknown(env))  # not where the law is silent
        return kleene_unknown(active)(env)

    keys = tuple(key for key, _ in branches)
    built = build(BOOL, [part for _, part in branches], evaluate, unknown, "according", keys, total=False)
    return Expression(
        BOOL,
        evaluate,
        unknown,
        built.fields | selectors,
        built.askable | selectors,
        built.guarded | selectors,
        built.parameters,
        form=built.form,
        parts=built.parts,
        detail=built.detail,
    )
