"""From text to a parse tree, with errors that say where."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from lark import Lark
from lark.exceptions import UnexpectedInput

from .quick import NotRead, Parsed, read

__all__ = ["ExpressionError", "Parsed", "parse", "parse_by_grammar"]


class ExpressionError(ValueError):
    """A rule that cannot be read; the message says what and how to mend it."""


@lru_cache(maxsize=1)
def _parser() -> Lark:
    grammar = Path(__file__).with_name("grammar.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", propagate_positions=False, maybe_placeholders=False)


@lru_cache(maxsize=8192)
def parse(text: str) -> Parsed:
    """The tree of one expression; equal texts are parsed once, the grammar is read when needed."""
    try:
        return read(text)
    except NotRead:
        return parse_by_grammar(text)


def parse_by_grammar(text: str) -> Parsed:
    """The tree by grammar.lark, which says where a text stops making sense."""
    try:
        return _parser().parse(text)
    except UnexpectedInput as error:
        raise ExpressionError(_explain(text, error)) from None


def _explain(text: str, error: UnexpectedInput) -> str:
    column = getattr(error, "column", -1)
    token = getattr(error, "token", None)
    if column < 1 or (token is not None and token.type == "$END"):
        return f"the expression '{text}' stops too early."
    line = text.splitlines()[getattr(error, "line", 1) - 1]
    return f"cannot read '{line[column - 1 :][:25]}' at column {column} of '{text}'."
