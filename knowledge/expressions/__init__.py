"""The rule language: grammar, type check and three-valued evaluation."""

from .compiler import Scope, compile_expression
from .parsing import ExpressionError
from .types import ANY, BOOL, DATE, NUMBER, TEXT, Env, Expression, Kind, Type, Value

__all__ = [
    "ANY",
    "BOOL",
    "DATE",
    "NUMBER",
    "TEXT",
    "Env",
    "Expression",
    "ExpressionError",
    "Kind",
    "Scope",
    "Type",
    "Value",
    "compile_expression",
]
