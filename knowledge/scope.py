"""What names mean inside an expression: the fields everywhere, parameters and calculations per measure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .errors import did_you_mean
from .expressions import Expression, ExpressionError, Type, compile_expression


class FieldScope:
    """The fields of the vocabulary only."""

    def __init__(self, fields: Mapping[str, Type]) -> None:
        self.fields = fields

    def has_field(self, name: str) -> bool:
        """Whether the vocabulary has this field."""
        return name in self.fields

    def field(self, name: str) -> Type:
        """The type of a field."""
        if name not in self.fields:
            raise ExpressionError(_unknown("field", name, self.fields))
        return self.fields[name]

    def parameter(self, name: str) -> Type:
        """No parameters here."""
        raise ExpressionError(f"'${name}' cannot be used here: only fields of the vocabulary can.")

    def calculation(self, name: str) -> Expression:
        """No calculations here."""
        raise ExpressionError(f"'#{name}' cannot be used here: only fields of the vocabulary can.")


class MeasureScope(FieldScope):
    """The fields, and the parameters and calculations of one measure file."""

    def __init__(
        self, fields: Mapping[str, Type], parameters: Mapping[str, Type], calculations: Mapping[str, str]
    ) -> None:
        super().__init__(fields)
        self.parameters = parameters
        self.texts = calculations
        self.compiled: dict[str, Expression] = {}
        self._under_way: list[str] = []

    def parameter(self, name: str) -> Type:
        """The type of a parameter of the file."""
        if name not in self.parameters:
            raise ExpressionError(_unknown("parameter", name, self.parameters, "$"))
        return self.parameters[name]

    def calculation(self, name: str) -> Expression:
        """A calculation of the file, compiled on first use."""
        if name not in self.texts:
            raise ExpressionError(_unknown("calculation", name, self.texts, "#"))
        if name in self._under_way:
            circle = " -> ".join(f"#{step}" for step in [*self._under_way, name])
            raise ExpressionError(f"the calculations go round in a circle: {circle}.")
        if name not in self.compiled:
            self._under_way.append(name)
            try:
                self.compiled[name] = compile_expression(self.texts[name], self)
            finally:
                self._under_way.pop()
        return self.compiled[name]


def _unknown(what: str, name: str, known: Iterable[str], sign: str = "") -> str:
    names = list(known)
    with_prefix = f"opleiding.{name}"
    if with_prefix in names:
        return f"the {what} '{name}' is a training field: write '{with_prefix}'."
    return f"the {what} '{sign}{name}' does not exist.{did_you_mean(name, names)}"
