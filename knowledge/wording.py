"""Texts of the data files with values in them: `Je werkt {uren_per_week} uur; nodig is {$min_uren} uur.`"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from .expressions import BOOL, Env, Expression, ExpressionError, Type, compile_expression
from .formatting import dutch_value
from .reading import Reader, optional
from .scope import MeasureScope
from .vocabulary import Field

_PLACE = re.compile(r"\{([^{}]*)\}")


LAST_SEEN = ":laatst"
"""`{$name:laatst}` is the newest value found up to the date; it must be named as such, never as current."""


@dataclass(frozen=True)
class Template:
    """A text in pieces: what stands between is a field key or a `$parameter`."""

    pieces: tuple[str, ...]
    names: tuple[str, ...]
    money: frozenset[str]
    labels: Mapping[str, Mapping[str, str]]

    def fill(self, env: Env) -> str:
        """The text with the values of `env`, in Dutch notation."""
        text = self.pieces[0]
        if not self.names:
            return text
        for name, piece in zip(self.names, self.pieces[1:], strict=True):
            text += self._said(name, env) + piece
        return text

    def _said(self, name: str, env: Env) -> str:
        money = name.removesuffix(LAST_SEEN) in self.money
        return dutch_value(env.get(name), self.labels.get(name, {}), money=money)

    def on(self, values: Env) -> Template:
        """The template with these values filled in; the other names stay open."""
        pieces, names = [self.pieces[0]], []
        for name, piece in zip(self.names, self.pieces[1:], strict=True):
            if name in values:
                pieces[-1] += self._said(name, values) + piece
            else:
                names.append(name)
                pieces.append(piece)
        return replace(self, pieces=tuple(pieces), names=tuple(names))


EMPTY = Template(("",), (), frozenset(), {})


@dataclass(frozen=True)
class Wording:
    """One text, or several of which the first with a true condition is used; the last has none."""

    variants: tuple[tuple[Expression | None, Template], ...]

    def on(self, values: Env) -> Wording:
        """The wording with these values filled in."""
        return Wording(tuple((condition, template.on(values)) for condition, template in self.variants))

    def fill(self, env: Env) -> str:
        """The text for these facts."""
        for test, text in self.variants:
            if test is None or test.evaluate(env) is True:
                return text.fill(env)
        raise ValueError("The last text must hold always.")


class Words:
    """Reads texts for one file: which fields and parameters there are."""

    def __init__(self, fields: Mapping[str, Field], scope: MeasureScope, money: frozenset[str]) -> None:
        self.fields, self.scope = fields, scope
        self.labels = {key: field.values for key, field in fields.items() if field.values}
        self.money = money | {key for key, field in fields.items() if field.is_money}

    def template(self, reader: Reader) -> Template:
        """A text with placeholders; an unknown name is a problem."""
        pieces = _PLACE.split(reader.text())
        names = tuple(pieces[1::2])
        if any(brace in piece for piece in pieces[0::2] for brace in "{}"):
            reader.fail("a '{' or '}' stands alone.", "Write placeholders as {field} or {$parameter}.")
        for name in names:
            try:
                self.scope.parameter(name[1:].removesuffix(LAST_SEEN)) if name.startswith(
                    "$"
                ) else self.scope.field(name)
            except ExpressionError as error:
                reader.fail(f"in {{{name}}}: {error}", "Use {field}, {$parameter} or {$parameter:laatst}.")
        return Template(tuple(pieces[0::2]), names, self.money, self.labels)

    def wording(self, reader: Reader) -> Wording:
        """A text, or a list of {als, tekst} that ends with one without `als`."""
        if reader.raw is not None:
            return Wording(((None, self.template(reader)),))
        variants = [self._variant(item) for item in reader.items()]
        if not variants or variants[-1][0] is not None:
            reader.fail("the last text must hold always.", "End the list with a text without 'als'.")
        return Wording(tuple(variants) or ((None, EMPTY),))

    def _variant(self, reader: Reader) -> tuple[Expression | None, Template]:
        entry = reader.mapping(("tekst",), ("als",))
        template = self.template(entry["tekst"]) if "tekst" in entry else EMPTY
        return optional(entry, "als", self.test), template

    def test(self, reader: Reader) -> Expression | None:
        """An expression that is true or not."""
        return self.expression(reader, BOOL)

    def expression(self, reader: Reader, expected: Type | None = None) -> Expression | None:
        """A compiled expression; what is wrong with it is a problem at its line."""
        try:
            return compile_expression(reader.text(), self.scope, expected)
        except ExpressionError as error:
            reader.fail(str(error), "Mend the expression; docs/regels.md explains the rule language.")
            return None
