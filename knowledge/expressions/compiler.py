"""From a parse tree to a checked, compiled Expression."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Any, Protocol

from lark import Token

from ..units import multiply
from . import evaluation as e
from .parsing import ExpressionError, Parsed, parse
from .types import ANY, BOOL, DATE, NUMBER, TEXT, Expression, Kind, Type


class Scope(Protocol):
    """What the names in an expression stand for. Each method raises ExpressionError for an unknown name."""

    def field(self, name: str) -> Type:
        """The type of a field of the vocabulary."""

    def has_field(self, name: str) -> bool:
        """Whether the vocabulary has this field."""

    def parameter(self, name: str) -> Type:
        """The type of a parameter of this measure."""

    def calculation(self, name: str) -> Expression:
        """A calculation of this measure."""


COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
}
ORDERED = frozenset({Kind.NUMBER, Kind.DATE, Kind.ANY})


def _round(mode: str) -> Callable[[list[Decimal]], Decimal]:
    return lambda values: values[0].quantize(Decimal(1), rounding=mode)


FUNCTIONS: dict[str, tuple[Callable[[list[Any]], Any], bool]] = {
    "min": (min, True),
    "max": (max, True),
    "afgerond": (_round(ROUND_HALF_UP), False),
    "omlaag": (_round(ROUND_FLOOR), False),
    "omhoog": (_round(ROUND_CEILING), False),
}

UNDER = "valt_onder"


def compile_expression(text: str, scope: Scope, expected: Type | None = None) -> Expression:
    """Read, check and compile one expression; raises ExpressionError."""
    compiled = _Compiler(scope).compile(parse(text))
    if expected is not None and not compiled.type.fits(expected):
        raise ExpressionError(f"'{text}' gives a {compiled.type}, but a {expected} is needed here.")
    return compiled


class _Compiler:
    """One method a grammar form; `als`, `en`, `niet` ... are the aliases in grammar.lark."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope

    def compile(self, tree: Parsed) -> Expression:
        method: Callable[[list[Any]], Expression] = getattr(self, f"form_{tree.data}")
        return method(tree.children)

    def boolean(self, tree: Parsed) -> Expression:
        part = self.compile(tree)
        if not part.type.fits(BOOL):
            raise ExpressionError(f"'{show(tree)}' is a {part.type}, but a yes or no is needed; compare it.")
        return part

    # ------------------------------------------------------------ logic
    def form_als(self, children: list[Parsed]) -> Expression:
        test, yes, no = self.boolean(children[0]), self.compile(children[1]), self.compile(children[2])
        return e.choose(self._common([yes, no], "als ... dan ... anders"), test, yes, no)

    def form_of(self, children: list[Parsed]) -> Expression:
        return e.disjunction([self.boolean(child) for child in children])

    def form_en(self, children: list[Parsed]) -> Expression:
        return e.conjunction([self.boolean(child) for child in children])

    def form_niet(self, children: list[Parsed]) -> Expression:
        return e.negation(self.boolean(children[0]))

    def form_bekend(self, children: list[Parsed]) -> Expression:
        if children[0].data not in ("naam", "parameter", "berekening"):
            raise ExpressionError("bekend(...) takes one name: a field, a $parameter or a #calculation.")
        return e.known(self.compile(children[0]))

    def form_vaststaand(self, children: list[Parsed]) -> Expression:
        return e.certain(self.boolean(children[0]))

    def form_volgens(self, children: list[Parsed]) -> Expression:
        branches = [(str(branch.children[0]), self.boolean(_tree(branch.children[1]))) for branch in children]
        for name, _ in branches:
            self.scope.field(name)
        return e.according_to(branches)

    # ------------------------------------------------------------ comparison
    def form_vergelijk(self, children: list[Any]) -> Expression:
        links = [
            self._comparison(children[at], str(children[at + 1]), children[at + 2])
            for at in range(0, len(children) - 2, 2)
        ]
        return links[0] if len(links) == 1 else e.conjunction(links)

    def _comparison(self, left: Parsed, sign: str, right: Parsed) -> Expression:
        first, second = self._pair(left, right)
        if not first.type.fits(second.type):
            raise ExpressionError(
                f"'{show(left)} {sign} {show(right)}' compares a {first.type} with a {second.type}."
            )
        if sign not in ("==", "!=") and not {first.type.kind, second.type.kind} <= ORDERED:
            raise ExpressionError(
                f"'{sign}' needs numbers or dates, '{show(left)}' is a {first.type}. Use == or !=."
            )
        return e.binary(BOOL, first, second, sign, COMPARISONS[sign])

    def _pair(self, left: Parsed, right: Parsed) -> tuple[Expression, Expression]:
        """Compile two sides; a bare name that is no field is a value of the choice on the other side."""
        if self._is_value_name(left) and not self._is_value_name(right):
            second = self.compile(right)
            return self._in_light_of(left, second.type), second
        first = self.compile(left)
        return first, self._in_light_of(right, first.type)

    def _is_value_name(self, tree: Parsed) -> bool:
        return tree.data == "naam" and not self.scope.has_field(str(tree.children[0]))

    def _in_light_of(self, tree: Parsed, other: Type) -> Expression:
        if other.kind is not Kind.CHOICE or tree.data != "naam":
            return self.compile(tree)
        name = str(tree.children[0])
        if name in other.values:
            return e.constant(other, name)
        if self.scope.has_field(name):
            return self.compile(tree)
        raise ExpressionError(
            f"'{name}' is not one of the allowed values: {', '.join(sorted(other.values))}."
        )

    def form_in_lijst(self, children: list[Parsed]) -> Expression:
        subject = self.compile(children[0])
        trees = [_tree(child) for child in children[1].children]
        items = [self._in_light_of(tree, subject.type) for tree in trees]
        for tree, item in zip(trees, items, strict=True):
            if not item.type.fits(subject.type):
                raise ExpressionError(
                    f"'{show(tree)}' is a {item.type}, but '{show(children[0])}' is a {subject.type}."
                )
        return e.member(subject, items)

    def form_niet_in_lijst(self, children: list[Parsed]) -> Expression:
        return e.negation(self.form_in_lijst(children))

    # ------------------------------------------------------------ arithmetic
    def form_plus(self, children: list[Parsed]) -> Expression:
        return self._sum(children, "+", operator.add)

    def form_min(self, children: list[Parsed]) -> Expression:
        return self._sum(children, "-", operator.sub)

    def _sum(self, children: list[Parsed], sign: str, apply: Callable[[Any, Any], Any]) -> Expression:
        left, right = self._number(children[0]), self._number(children[1])
        return e.binary(self._common([left, right], sign), left, right, sign, apply)

    def form_maal(self, children: list[Parsed]) -> Expression:
        left, right = self._number(children[0]), self._number(children[1])
        return e.binary(
            Type(Kind.NUMBER, multiply(left.type.unit, right.type.unit)), left, right, "*", operator.mul
        )

    def form_gedeeld(self, children: list[Parsed]) -> Expression:
        left, right = self._number(children[0]), self._number(children[1])
        unit = multiply(left.type.unit, right.type.unit, divide=True)
        return e.binary(Type(Kind.NUMBER, unit), left, right, "/", e.divide)

    def form_tegengestelde(self, children: list[Parsed]) -> Expression:
        part = self._number(children[0])
        return e.function(part.type, [part], "-", lambda values: -values[0])

    def form_functie(self, children: list[Any]) -> Expression:
        name = str(children[0])
        if name == UNDER:
            return self._under(children[1:])
        if name not in FUNCTIONS:
            known = ", ".join([*FUNCTIONS, UNDER, "bekend", "vaststaand", "volgens"])
            raise ExpressionError(f"the function '{name}' does not exist; there are: {known}.")
        apply, several = FUNCTIONS[name]
        parts = [self._number(child) for child in children[1:]]
        if not several and len(parts) != 1:
            raise ExpressionError(f"{name}(...) takes one number.")
        return e.function(self._common(parts, name), parts, name, apply)

    def _under(self, children: list[Parsed]) -> Expression:
        subject, *codes = (self.compile(child) for child in children)
        literals = [code for code in codes if code.constant and code.type.kind is Kind.TEXT]
        if subject.type.kind is not Kind.TEXT or not literals or len(literals) < len(codes):
            raise ExpressionError(f"{UNDER}(...) takes a text field and then codes in quotes.")
        return e.under(subject, tuple(str(code.detail) for code in literals))

    def _number(self, tree: Parsed) -> Expression:
        part = self.compile(tree)
        if not part.type.fits(NUMBER):
            raise ExpressionError(f"'{show(tree)}' is a {part.type}, but a number is needed.")
        return part

    def _common(self, parts: Sequence[Expression], where: str) -> Type:
        """The type that all parts share; a plain number takes the unit of its company."""
        common = ANY
        for part in parts:
            if not part.type.fits(common):
                raise ExpressionError(f"'{where}' mixes a {common} with a {part.type}.")
            if common.kind is Kind.ANY or common.unit is None:
                common = part.type if part.type.kind is not Kind.ANY else common
        return common

    # ------------------------------------------------------------ atoms
    def form_getal(self, children: list[Token]) -> Expression:
        return e.constant(NUMBER, Decimal(str(children[0])))

    def form_datum(self, children: list[Token]) -> Expression:
        try:
            return e.constant(DATE, date.fromisoformat(str(children[0])))
        except ValueError:
            raise ExpressionError(f"'{children[0]}' is not a date of the calendar.") from None

    def form_tekst(self, children: list[Token]) -> Expression:
        return e.constant(TEXT, str(children[0])[1:-1])

    def form_waar(self, _children: list[Token]) -> Expression:
        return e.constant(BOOL, True)

    def form_onwaar(self, _children: list[Token]) -> Expression:
        return e.constant(BOOL, False)

    def form_onbekend(self, _children: list[Token]) -> Expression:
        return e.constant(ANY, None)

    def form_peildatum(self, _children: list[Token]) -> Expression:
        return e.reference_date(DATE)

    def form_naam(self, children: list[Token]) -> Expression:
        return e.field(self.scope.field(str(children[0])), str(children[0]))

    def form_parameter(self, children: list[Token]) -> Expression:
        name = str(children[0])[1:]
        return e.parameter(self.scope.parameter(name), name)

    def form_berekening(self, children: list[Token]) -> Expression:
        return self.scope.calculation(str(children[0])[1:])


def _tree(child: Any) -> Parsed:
    tree: Parsed = child
    return tree


def show(tree: Any) -> str:
    """The words of a piece of the tree, for messages."""
    if isinstance(tree, Token):
        return str(tree)
    words = " ".join(show(child) for child in tree.children)
    return words or str(tree.data)
