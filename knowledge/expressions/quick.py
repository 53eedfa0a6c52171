"""A quick way through the rule language, for loading: the trees of grammar.lark, by recursive descent.

grammar.lark defines the language and explains what cannot be read. Whatever this reader does not understand
goes there, so it can only be faster, never different; a test compares the trees.
"""

from __future__ import annotations

import re
from typing import Any

from lark import Token, Tree

Parsed = Tree[Token]
_TOKEN = re.compile(
    r"""(?P<DATUM>\d{4}-\d{2}-\d{2})
    | (?P<GETAL>\d+(?:\.\d+)?)
    | (?P<TEKST>"[^"]*")
    | (?P<NAAM>[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?)
    | (?P<PARAMETER>\$[a-z][a-z0-9_]*)
    | (?P<BEREKENING>\#[a-z][a-z0-9_]*)
    | (?P<VERGELIJKER>==|!=|>=|<=|>|<)
    | (?P<TEKEN>[-+*/()\[\],;:])
    | [\ \t\f\r\n]+
    """,
    re.VERBOSE,
)
_KEYWORDS = frozenset(
    {
        "als", "dan", "anders", "of", "en", "niet", "in", "waar", "onwaar", "onbekend", "peildatum",
        "bekend", "vaststaand", "volgens",
    }
)  # fmt: skip
_ATOMS = {"GETAL": "getal", "DATUM": "datum", "TEKST": "tekst", "PARAMETER": "parameter"}
_ATOMS |= {"BEREKENING": "berekening", "NAAM": "naam"}
_LITERALS = frozenset({"waar", "onwaar", "onbekend", "peildatum"})
_SUMS = {"+": "plus", "-": "min"}
_PRODUCTS = {"*": "maal", "/": "gedeeld"}
_WORD = "WOORD"
_END = ("", "")


class NotRead(Exception):
    """This text is for grammar.lark."""


def read(text: str) -> Parsed:
    """The tree of an expression; raises NotRead."""
    reader = _Quick(_tokens(text))
    tree = reader.expression()
    if reader.next != _END:
        raise NotRead
    return tree


def _tokens(text: str) -> list[tuple[str, str]]:
    found, at = [], 0
    for match in _TOKEN.finditer(text):
        if match.start() != at:
            raise NotRead
        at = match.end()
        kind = match.lastgroup
        if kind is not None:
            word = match.group()
            found.append((_WORD if word in _KEYWORDS or kind == "TEKEN" else kind, word))
    if at != len(text):
        raise NotRead
    found.append(_END)
    return found


class _Quick:
    """One method a rule of the grammar."""

    __slots__ = ("at", "next", "tokens")

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.tokens, self.at = tokens, 0
        self.next = tokens[0]

    def take(self) -> tuple[str, str]:
        taken = self.next
        if taken is not _END:
            self.at += 1
            self.next = self.tokens[self.at]
        return taken

    def has(self, word: str) -> bool:
        """Take this keyword or sign, if it comes now."""
        if self.next == (_WORD, word):
            self.take()
            return True
        return False

    def need(self, word: str) -> None:
        if not self.has(word):
            raise NotRead

    def expression(self) -> Parsed:
        if not self.has("als"):
            return self.joined("of")
        test = self.expression()
        self.need("dan")
        yes = self.expression()
        self.need("anders")
        return Tree("als", [test, yes, self.expression()])

    def joined(self, word: str) -> Parsed:
        """Parts with `of` between, or in one of those with `en` between."""
        parts = [self.joined("en") if word == "of" else self.negation()]
        while self.has(word):
            parts.append(self.joined("en") if word == "of" else self.negation())
        return parts[0] if len(parts) == 1 else _tree(word, parts)

    def negation(self) -> Parsed:
        return _tree("niet", [self.negation()]) if self.has("niet") else self.comparison()

    def comparison(self) -> Parsed:
        first = self.sum()
        if self.next[0] == "VERGELIJKER":
            parts: list[Any] = [first]
            while self.next[0] == "VERGELIJKER":
                parts += [Token(*self.take()), self.sum()]
            return _tree("vergelijk", parts)
        if self.has("in"):
            return _tree("in_lijst", [first, self.items()])
        if self.has("niet"):
            self.need("in")
            return _tree("niet_in_lijst", [first, self.items()])
        return first

    def items(self) -> Parsed:
        self.need("[")
        parts = [self.sum()]
        while self.has(","):
            parts.append(self.sum())
        self.need("]")
        return _tree("lijst", parts)

    def sum(self) -> Parsed:
        left = self.product()
        while self.next[1] in _SUMS and self.next[0] == _WORD:
            left = _tree(_SUMS[self.take()[1]], [left, self.product()])
        return left

    def product(self) -> Parsed:
        left = self.factor()
        while self.next[1] in _PRODUCTS and self.next[0] == _WORD:
            left = _tree(_PRODUCTS[self.take()[1]], [left, self.factor()])
        return left

    def factor(self) -> Parsed:
        return _tree("tegengestelde", [self.factor()]) if self.has("-") else self.atom()

    def atom(self) -> Parsed:
        kind, word = self.take()
        if kind == "NAAM" and self.has("("):
            return self.closed(_tree("functie", [Token(kind, word), *self.arguments()]))
        if kind in _ATOMS:
            return _tree(_ATOMS[kind], [Token(kind, word)])
        if word in _LITERALS:
            return _tree(word, [])
        if word == "(":
            return self.closed(self.expression())
        self.need("(")
        if word == "bekend":
            return self.closed(_tree(word, [self.atom()]))
        if word == "vaststaand":
            return self.closed(_tree(word, [self.expression()]))
        if word == "volgens":
            return self.closed(_tree(word, self.branches()))
        raise NotRead

    def closed(self, tree: Parsed) -> Parsed:
        self.need(")")
        return tree

    def arguments(self) -> list[Parsed]:
        parts = [self.expression()]
        while self.has(","):
            parts.append(self.expression())
        return parts

    def branches(self) -> list[Parsed]:
        parts = [self.branch()]
        while self.has(";"):
            parts.append(self.branch())
        return parts

    def branch(self) -> Parsed:
        kind, word = self.take()
        if kind != "NAAM":
            raise NotRead
        self.need(":")
        return _tree("tak", [Token(kind, word), self.expression()])


def _tree(name: str, children: list[Any]) -> Parsed:
    return Tree(name, children)
