"""Facts that can hardly be true together, read from tegenspraak.yml: the dialogue asks which is right."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from .expressions import Env, Expression, Kind, Type
from .facts import Facts
from .parameters import Parameter
from .reading import Reader, optional
from .scope import MeasureScope
from .vocabulary import Vocabulary
from .wording import EMPTY, Template, Words

FILE = "tegenspraak.yml"


class HasParameters(Protocol):
    """A measure, as far as its numbers go."""

    @property
    def parameters(self) -> Mapping[str, Parameter]:
        """Its legal numbers by name."""


@dataclass(frozen=True, eq=False)
class Clash:
    """Two or more facts that exclude each other."""

    condition: Expression
    field: str
    """Key of the field that is asked again."""
    text: Template
    parameters: Mapping[str, Parameter]
    """The legal numbers that the condition may use: those of the measure that is named."""

    def env(self, facts: Facts, day: date) -> Env:
        """The facts and the legal numbers of this day."""
        rows = {name: parameter.on(day) for name, parameter in self.parameters.items()}
        return {**facts.known, **{f"${name}": row.value if row else None for name, row in rows.items()}}

    @property
    def fields(self) -> frozenset[str]:
        """Every field that takes part."""
        return self.condition.fields


def read_clashes(
    reader: Reader, vocabulary: Vocabulary, words: Words, measures: Mapping[str, HasParameters]
) -> tuple[Clash, ...]:
    """The content of tegenspraak.yml."""
    found = (_clash(item, vocabulary, words, measures) for item in reader.items())
    return tuple(clash for clash in found if clash is not None)


def _clash(
    reader: Reader, vocabulary: Vocabulary, words: Words, measures: Mapping[str, HasParameters]
) -> Clash | None:
    entry = reader.mapping(("als", "veld", "tekst"), ("maatregel",))
    parameters: Mapping[str, Parameter] = {}
    if "maatregel" in entry:
        measure = entry["maatregel"].text()
        named = measures.get(measure)
        if named is None:
            entry["maatregel"].fail(f"the measure '{measure}' has no file.", "Add or remove it.")
            return None
        parameters = named.parameters
        words = _with_numbers(vocabulary, parameters)
    condition = optional(entry, "als", words.test)
    name = entry["veld"].text() if "veld" in entry else ""
    if name not in vocabulary.keys:
        entry.get("veld", reader).fail(f"the field '{name}' does not exist.", "Use a name of vocabulary.yml.")
        return None
    text = words.template(entry["tekst"]) if "tekst" in entry else EMPTY
    return None if condition is None else Clash(condition, vocabulary.locate(name), text, parameters)


def _with_numbers(vocabulary: Vocabulary, parameters: Mapping[str, Parameter]) -> Words:
    """The fields and the legal numbers of one measure."""
    types = {key: told.expression_type for key, told in vocabulary.fields.items()}
    numbers = {name: Type(Kind.NUMBER, parameter.unit) for name, parameter in parameters.items()}
    return Words(vocabulary.fields, MeasureScope(types, numbers, {}), frozenset())


def clash(clashes: Iterable[Clash], facts: Facts, told: Collection[str], day: date) -> Clash | None:
    """The first clash of these facts in which a fact that was told now (keys) takes part."""
    for found in clashes:
        if found.fields & set(told) and found.condition.evaluate(found.env(facts, day)) is True:
            return found
    return None
