"""For whom a formula really uses some legal values: a disputed one that was not looked at spoils nothing."""

from __future__ import annotations

from collections.abc import Iterator

from ..expressions import BOOL, Expression
from ..expressions import evaluation as e

ALWAYS, NEVER = e.constant(BOOL, True), e.constant(BOOL, False)


def uses(expression: Expression, names: frozenset[str], reached: Expression = ALWAYS) -> Expression:
    """True where evaluating the expression looks up one of the parameters.

    Follows the order of evaluation.py, which stops as soon as the outcome is certain.
    """
    if not expression.parameters & names:
        return NEVER
    if expression.form == "parameter":
        return reached
    found = [
        uses(part, names, here)
        for part, here in zip(expression.parts, _reach(expression, reached), strict=True)
    ]
    return e.disjunction(found)


def _reach(expression: Expression, reached: Expression) -> Iterator[Expression]:
    """Where each part is looked at."""
    if expression.form == "choose":
        yield from _branches(expression, reached)
        return
    for at, part in enumerate(expression.parts):
        if expression.form == "according":
            yield e.conjunction([reached, _told(expression, at)])
            settled = e.conjunction([_told(expression, at), e.certain(part)])
            reached = e.conjunction([reached, e.negation(settled)])
            continue
        yield reached
        reached = e.conjunction([reached, _goes_on(expression, at)])


def _goes_on(expression: Expression, at: int) -> Expression:
    """Where the part after this one is looked at too."""
    part = expression.parts[at]
    if expression.form == "and":
        return e.negation(e.certain(e.negation(part)))
    if expression.form == "or":
        return e.negation(e.certain(part))
    if expression.form == "binary" or (expression.form == "member" and at == 0):
        return e.known(part)
    return ALWAYS


def _branches(expression: Expression, reached: Expression) -> Iterator[Expression]:
    """With an undecided test the second branch is looked at only when the first has a value."""
    test, first, _ = expression.parts
    yes, no = e.certain(test), e.certain(e.negation(test))
    yield reached
    yield e.conjunction([reached, e.negation(no)])
    yield e.conjunction([reached, e.disjunction([no, e.conjunction([e.negation(yes), e.known(first)])])])


def _told(expression: Expression, at: int) -> Expression:
    """Whether the field that chooses this branch of `volgens` is known."""
    keys: tuple[str, ...] = expression.detail  # type: ignore[assignment]
    return e.known(e.field(expression.type, keys[at]))
