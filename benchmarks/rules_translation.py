"""Conditions of the measures as rules of the library rule-engine, for a comparison of the same work.

That library knows true and false, not unknown: a translated rule is for people of whom every fact in it is
known, and there it must say the same. What it cannot express is left out, never approximated.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from knowledge import Knowledge
from knowledge.expressions import Expression, Value

ROUNDED = {"omlaag": "floor", "omhoog": "ceiling"}
Values = Mapping[str, "Value | None"]


class NotExpressible(Exception):
    """The library has no form for this."""


@dataclass(frozen=True)
class Translated:
    """A condition on a day: the rule, and the condition itself with the legal values of the day."""

    measure: str
    condition: str
    text: str
    fields: tuple[str, ...]
    requirement: Expression
    values: Values


def translate_all(knowledge: Knowledge, on: date) -> tuple[list[Translated], int]:
    """Every condition that can be expressed, of every measure on this day; and how many there are in all."""
    found, total = [], 0
    for name in knowledge.measures:
        subject = knowledge.on(name, on)
        for group in subject.groups if subject.exists else ():
            for due in group.conditions:
                total += 1
                try:
                    text = translate(due.condition.requirement, group.values)
                except NotExpressible:
                    continue
                found.append(
                    Translated(
                        name, due.condition.id, text, due.fields, due.condition.requirement, group.values
                    )
                )
    return found, total


def translate(expression: Expression, values: Values) -> str:
    """One expression, with the legal values written in; raises NotExpressible."""
    if expression.form in ("constant", "parameter", "date"):
        return literal(expression.evaluate(values))
    if expression.form == "field":
        return symbol(str(expression.detail))
    if expression.form == "according":
        keys: tuple[str, ...] = expression.detail  # type: ignore[assignment]
        parts = [translate(part, values) for part in expression.parts]
        pairs = zip(keys, parts, strict=True)
        return _joined(" or ", [f"({symbol(key)} != null and {part})" for key, part in pairs])
    form = FORMS.get(expression.form)
    if form is None:
        raise NotExpressible(expression.form)
    return form(expression, [translate(part, values) for part in expression.parts])


def symbol(key: str) -> str:
    """The name of a field there."""
    return key.replace(".", "_")


def literal(value: Value | None) -> str:
    """A value as it is written there."""
    if value is None:
        raise NotExpressible("a value that the law leaves unknown")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:f}"
    return f'd"{value.isoformat()}"' if isinstance(value, date) else json.dumps(value)


def _joined(sign: str, parts: list[str]) -> str:
    return f"({sign.join(parts)})"


def _function(expression: Expression, parts: list[str]) -> str:
    name = str(expression.detail)
    if name in ("min", "max"):
        return f"${name}([{', '.join(parts)}])"
    if name == "-":
        return f"(-{parts[0]})"
    if name in ROUNDED:
        return f"({parts[0]}).{ROUNDED[name]}"
    raise NotExpressible(name)


def _under(expression: Expression, parts: list[str]) -> str:
    codes: tuple[str, ...] = expression.detail  # type: ignore[assignment]
    starts = [f'{parts[0]}.starts_with("{code}.")' for code in codes]
    return _joined(" or ", [f"{parts[0]} in {json.dumps(list(codes))}", *starts])


FORMS: Mapping[str, Callable[[Expression, list[str]], str]] = {
    "and": lambda _, parts: _joined(" and ", parts),
    "or": lambda _, parts: _joined(" or ", parts),
    "not": lambda _, parts: f"(not {parts[0]})",
    "binary": lambda expression, parts: _joined(f" {expression.detail} ", parts),
    "member": lambda _, parts: f"({parts[0]} in [{', '.join(parts[1:])}])",
    "choose": lambda _, parts: f"({parts[0]} ? {parts[1]} : {parts[2]})",
    "known": lambda _, parts: f"({parts[0]} != null)",
    "certain": lambda _, parts: parts[0],
    "function": _function,
    "under": _under,
}
