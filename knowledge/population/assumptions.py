"""Reading bevolking.yml: how the synthetic people are drawn. Assumptions, never statistics."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from ..errors import KnowledgeError, Problem, did_you_mean
from ..expressions import BOOL, Expression, ExpressionError, Kind, Value, compile_expression
from ..facts import Refused, parse_value
from ..loading import DATA
from ..reading import Reader, listed, optional
from ..scope import FieldScope
from ..sources import cited, read_sources
from ..vocabulary import Field, Vocabulary

FILE = "bevolking.yml"
UNKNOWN = "onbekend"


@dataclass(frozen=True)
class Chance:
    """One value, or the numbers from `low` to `high`, with its weight. A value None stays unknown."""

    weight: Decimal
    value: Value | None = None
    low: Decimal = Decimal(0)
    high: Decimal = Decimal(0)
    step: Decimal = Decimal(1)

    @property
    def options(self) -> int:
        """How many numbers there are to draw from."""
        return int((self.high - self.low) / self.step) + 1


@dataclass(frozen=True)
class Case:
    """How a field is drawn for whom the condition holds and no earlier case did."""

    condition: Expression | None
    chances: tuple[Chance, ...] = ()
    formula: Expression | None = None
    at_most: Expression | None = None


@dataclass(frozen=True)
class FieldAssumption:
    """How a field is drawn. For whom no case holds it stays unknown."""

    field: Field
    cases: tuple[Case, ...]
    note: str
    sources: tuple[str, ...]
    """Empty: nothing but an assumption."""


@dataclass(frozen=True)
class Grouping:
    """How people are grouped in a report: by the values of a field, or by classes of a number."""

    name: str
    field: Field
    classes: tuple[tuple[Decimal, Decimal], ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """The groups; the last is for whom the field is unknown or in no class."""
        named = [f"{low} tot {high}" for low, high in self.classes] or list(self.field.values.values())
        return (*named, UNKNOWN)


@dataclass(frozen=True)
class Assumptions:
    """The whole file."""

    note: str
    fields: tuple[FieldAssumption, ...]
    groupings: tuple[Grouping, ...]


def load_assumptions(vocabulary: Vocabulary, directory: Path | None = None) -> Assumptions:
    """Read and check bevolking.yml; raises KnowledgeError with every problem found."""
    problems: list[Problem] = []
    text = ((directory or DATA) / FILE).read_text(encoding="utf-8")
    found = read_assumptions(Reader.of_text(text, FILE, problems), vocabulary)
    if problems:
        raise KnowledgeError(problems)
    return found


def read_assumptions(reader: Reader, vocabulary: Vocabulary) -> Assumptions:
    """The assumptions; problems are filed with the reader."""
    top = reader.mapping(("toelichting", "groepen", "velden"), ("bronnen",))
    sources = read_sources(top.get("bronnen"))
    fields: dict[str, FieldAssumption] = {}
    for name, entry in (optional(top, "velden", Reader.mapping) or {}).items():
        if name not in vocabulary.fields:
            entry.fail(f"the field '{name}' does not exist.", did_you_mean(name, vocabulary.fields).strip())
            continue
        keys = entry.mapping(("gevallen", "toelichting"), ("aanname", "bronnen"))
        cites = cited(entry, keys, sources, needed=False)
        if bool(cites) == bool(optional(keys, "aanname", Reader.boolean)):
            entry.fail("say where this comes from.", "Write 'bronnen: [..]' or 'aanname: true', not both.")
        cases = _CaseReader(vocabulary.fields[name], {key: fields[key].field for key in fields})
        fields[name] = FieldAssumption(
            vocabulary.fields[name],
            tuple(cases.read(item) for item in listed(keys, "gevallen")),
            optional(keys, "toelichting", Reader.text) or "",
            cites,
        )
    groupings = tuple(_grouping(item, vocabulary) for item in listed(top, "groepen"))
    return Assumptions(optional(top, "toelichting", Reader.text) or "", tuple(fields.values()), groupings)


class _CaseReader:
    """The cases of one field; they may only look at fields that stand above it."""

    def __init__(self, field: Field, earlier: Mapping[str, Field]) -> None:
        self.field = field
        self.scope = FieldScope({key: other.expression_type for key, other in earlier.items()})

    def read(self, reader: Reader) -> Case:
        entry = reader.mapping((), ("als", "kansen", "bereiken", "formule", "hoogstens"))
        chances = [self._chance(value, weight) for value, weight in self._weights(entry)]
        chances += [self._range(item) for item in listed(entry, "bereiken")]
        formula = self._expression(entry, "formule", Kind.NUMBER)
        if bool(chances) == (formula is not None) or ("bereiken" in entry and not self.field.is_number):
            reader.fail(
                "a case needs something to draw from.", "Write 'kansen', 'bereiken' (numbers) or 'formule'."
            )
        if chances and not sum(chance.weight for chance in chances):
            reader.fail("the weights are all zero.", "Give at least one of them a weight.")
        return Case(
            self._expression(entry, "als", BOOL.kind),
            tuple(chances),
            formula,
            self._expression(entry, "hoogstens", Kind.NUMBER),
        )

    def _weights(self, entry: dict[str, Reader]) -> list[tuple[str, Reader]]:
        return list((optional(entry, "kansen", Reader.mapping) or {}).items())

    def _chance(self, value: str, weight: Reader) -> Chance:
        if value == UNKNOWN:
            return Chance(weight.number())
        try:
            found = parse_value(self.field, value)
        except Refused as error:
            weight.fail(f"'{value}' is no value of {self.field.name}: {error}")
            return Chance(weight.number())
        number = found if isinstance(found, Decimal) else Decimal(0)
        return Chance(weight.number(), found, number, number)

    def _range(self, reader: Reader) -> Chance:
        entry = reader.mapping(("van", "tot", "kans"), ("stap",))
        low, high, weight = (
            entry[key].number() if key in entry else Decimal(0) for key in ("van", "tot", "kans")
        )
        step = optional(entry, "stap", Reader.number) or Decimal(1)
        if high < low:
            reader.fail("the range ends before it begins.", "Swap 'van' and 'tot'.")
        return Chance(weight, low, low, high, step)

    def _expression(self, entry: dict[str, Reader], key: str, kind: Kind) -> Expression | None:
        if key not in entry:
            return None
        try:
            found = compile_expression(entry[key].text(), self.scope)
        except ExpressionError as error:
            entry[key].fail(str(error), "Use fields that stand above this one.")
            return None
        if found.type.kind is not kind:
            entry[key].fail(f"this is a {found.type}.", f"A {kind.value} is needed here.")
        return found


def _grouping(reader: Reader, vocabulary: Vocabulary) -> Grouping:
    entry = reader.mapping(("naam", "veld"), ("klassen",))
    name = entry["veld"].one_of(vocabulary.fields) if "veld" in entry else ""
    field = vocabulary.fields.get(name) or next(iter(vocabulary.fields.values()))
    classes = []
    for item in listed(entry, "klassen"):
        bounds = item.mapping(("van", "tot"), ())
        classes.append(tuple(bounds[key].number() for key in ("van", "tot") if key in bounds))
    if bool(classes) != field.is_number or not (classes or field.values):
        reader.fail(f"'{name}' cannot be grouped so.", "A number needs 'klassen', a choice has its values.")
    return Grouping(
        optional(entry, "naam", Reader.text) or name,
        field,
        tuple((low, high) for low, high in classes),
    )
