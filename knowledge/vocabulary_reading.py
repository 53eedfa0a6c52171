"""Reading vocabulary.yml."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from .errors import did_you_mean
from .expressions import ExpressionError, Type, Value, compile_expression
from .facts import Refused, parse_value
from .reading import Reader, listed, optional
from .scope import FieldScope
from .units import Unit, parse_unit
from .vocabulary import TRAINING, Derivation, Field, Vocabulary

SECTIONS = {"profiel": "", "opleiding": TRAINING}
_FIELD_KEYS = (
    "values",
    "unit",
    "eenheid",
    "min",
    "max",
    "note",
    "example",
    "patroon",
    "patroon_uitleg",
    "toegevoegd",
)
_TYPES = ("int", "number", "bool", "enum", "str", "date")


def read_vocabulary(reader: Reader) -> Vocabulary:
    """The vocabulary; problems are filed with the reader."""
    top = reader.mapping(
        ("version", "uitgave", "profiel", "opleiding", "maatregelen", "status", "zekerheid"),
        ("afleidingen", "intents", "entiteiten"),
    )
    fields = _fields(top)
    return Vocabulary(
        version=int(top["version"].number()) if "version" in top else 0,
        edition=top["uitgave"].text() if "uitgave" in top else "",
        fields=fields,
        measures=_groups(top),
        added_measures=frozenset(_added_measures(top)),
        intents=_words(top, "intents"),
        entities=tuple(item.text() for item in listed(top, "entiteiten")),
        statuses=_words(top, "status"),
        certainties=_words(top, "zekerheid"),
        derivations=tuple(_derivations(top, fields)),
        unknown=dict.fromkeys(fields),
        keys={**{field.name: key for key, field in fields.items()}, **{key: key for key in fields}},
    )


def _words(top: Mapping[str, Reader], key: str) -> dict[str, str]:
    entries = optional(dict(top), key, Reader.mapping) or {}
    return {name: entry.text() for name, entry in entries.items()}


def _groups(top: Mapping[str, Reader]) -> dict[str, tuple[str, ...]]:
    groups = optional(dict(top), "maatregelen", Reader.mapping) or {}
    return {name: tuple(map(_measure_id, entry.items())) for name, entry in groups.items()}


def _measure_id(reader: Reader) -> str:
    """An id, or `{id: .., toegevoegd: true}` for a measure that this project adds."""
    if not reader.is_mapping:
        return reader.text()
    entry = reader.mapping(("id", "toegevoegd"), ())
    return entry["id"].text() if "id" in entry else ""


def _added_measures(top: Mapping[str, Reader]) -> Iterator[str]:
    groups = optional(dict(top), "maatregelen", Reader.mapping) or {}
    for item in (item for entry in groups.values() for item in entry.items() if item.is_mapping):
        entry = item.mapping()
        if optional(entry, "toegevoegd", Reader.boolean):
            yield _measure_id(item)


def _fields(top: Mapping[str, Reader]) -> dict[str, Field]:
    fields: dict[str, Field] = {}
    names: set[str] = set()
    for section, prefix in SECTIONS.items():
        for name, entry in (optional(dict(top), section, Reader.mapping) or {}).items():
            if name in names:
                entry.fail(
                    f"the field '{name}' stands in both sections.", "Rename one: bare names are unique."
                )
            names.add(name)
            fields[prefix + name] = _field(prefix + name, name, section, entry)
    return fields


def _field(key: str, name: str, section: str, reader: Reader) -> Field:
    entry = reader.mapping(("type", "label"), _FIELD_KEYS)
    kind = entry["type"].one_of(_TYPES) if "type" in entry else "str"
    values = optional(entry, "values", Reader.mapping) or {}
    if (kind == "enum") != bool(values):
        reader.fail(
            f"'{name}': values belong to a field of type enum, and only there.", "Add or remove 'values:'."
        )
    pattern = optional(entry, "patroon", Reader.text)
    return Field(
        key=key,
        name=name,
        section=section,
        type=kind if kind in _TYPES else "str",
        label=optional(entry, "label", Reader.text) or name,
        values={value: label.text() for value, label in values.items()},
        unit=optional(entry, "unit", Reader.text),
        measure=_measure(entry, kind, reader),
        minimum=optional(entry, "min", Reader.number),
        maximum=optional(entry, "max", Reader.number),
        pattern=_pattern(entry["patroon"], pattern) if pattern else None,
        pattern_hint=optional(entry, "patroon_uitleg", Reader.text) or "",
        note=optional(entry, "note", Reader.text) or "",
        added=optional(entry, "toegevoegd", Reader.boolean) or False,
    )


def _pattern(reader: Reader, text: str) -> re.Pattern[str] | None:
    try:
        return re.compile(text)
    except re.error as error:
        reader.fail(f"'{text}' is no regular expression: {error}.", "Mend the pattern.")
        return None


def _measure(entry: dict[str, Reader], kind: str, reader: Reader) -> Unit | None:
    """The unit in which rules calculate; every number has one."""
    text = optional(entry, "eenheid", Reader.text)
    if text is None:
        if kind in ("int", "number"):
            reader.fail("a number needs an 'eenheid'.", "Add 'eenheid: aantal' for a count.")
        return None
    unit = parse_unit(text)
    if unit is None:
        entry["eenheid"].fail(
            f"the unit '{text}' is not known.", "See knowledge/units.py for the known ones."
        )
    return unit


def _derivations(top: Mapping[str, Reader], fields: Mapping[str, Field]) -> list[Derivation]:
    types = {key: field.expression_type for key, field in fields.items()}
    found = (_derivation(item, fields, types) for item in listed(dict(top), "afleidingen"))
    return [rule for rule in found if rule is not None]


def _derivation(reader: Reader, fields: Mapping[str, Field], types: Mapping[str, Type]) -> Derivation | None:
    entry = reader.mapping(("naar",), ("uit", "tabel", "bereiken", "woorden", "als", "waarde", "vervangt"))
    known = [_known_field(entry[key], fields) for key in ("naar", "uit") if key in entry]
    if "naar" not in entry or not all(known) or ("als" in entry) == ("uit" in entry):
        reader.fail("a derivation needs 'naar' and either 'uit' or 'als'.", "Name existing fields.")
        return None
    target = fields[entry["naar"].text()]
    shared: dict[str, Any] = {
        "target": target.key,
        "replaces": optional(entry, "vervangt", Reader.boolean) or False,
    }
    if "als" in entry:
        return _conditional(entry, target, types, shared)
    source = fields[entry["uit"].text()]
    table = optional(entry, "tabel", Reader.mapping) or {}
    return Derivation(
        sources=frozenset({source.key}),
        table={value: read_value(target, to) for value, to in table.items() if _legal(source, value, to)},
        ranges=tuple(_range(item, target) for item in listed(entry, "bereiken")),
        words=tuple(_beginnings(target, value, item) for value, item in _word_lists(entry)),
        **shared,
    )


def _conditional(
    entry: dict[str, Reader], target: Field, types: Mapping[str, Type], shared: dict[str, Any]
) -> Derivation | None:
    try:
        condition = compile_expression(entry["als"].text(), FieldScope(types))
    except ExpressionError as error:
        entry["als"].fail(str(error))
        return None
    value = read_value(target, entry["waarde"]) if "waarde" in entry else None
    return Derivation(sources=condition.fields, condition=condition, value=value, **shared)


def _word_lists(entry: dict[str, Reader]) -> Iterable[tuple[str, Reader]]:
    return entry["woorden"].mapping().items() if "woorden" in entry else ()


def _beginnings(target: Field, written: str, reader: Reader) -> tuple[re.Pattern[str], Value]:
    """The value that follows from any of these beginnings of a word."""
    value: Value = written
    if written not in target.values:
        reader.fail(
            f"'{written}' is not a value of {target.key}.", f"Choose from: {', '.join(target.values)}."
        )
    starts = "|".join(re.escape(item.text()) for item in reader.items())
    return re.compile(rf"(?<!\w)(?:{starts})", re.IGNORECASE), value


def _range(reader: Reader, target: Field) -> tuple[int, int, Value]:
    entry = reader.mapping(("van", "tot", "waarde"), ())
    if len(entry) < 3:
        return (0, -1, "")
    return int(entry["van"].number()), int(entry["tot"].number()), read_value(target, entry["waarde"])


def _known_field(reader: Reader, fields: Mapping[str, Field]) -> bool:
    name = reader.raw or ""
    if name not in fields:
        reader.fail(f"the field '{name}' does not exist.", did_you_mean(name, fields).strip())
    return name in fields


def _legal(source: Field, value: str, reader: Reader) -> bool:
    if source.values and value not in source.values:
        reader.fail(f"'{value}' is not a value of {source.name}.", did_you_mean(value, source.values).strip())
    return True


def read_value(field: Field, reader: Reader) -> Value:
    """A value of a field as it stands in a file: the text of a button, a chance, a derivation."""
    try:
        return parse_value(field, reader.raw or "")
    except Refused as error:
        reader.fail(f"'{reader.raw}' is no value of {field.name}: {error}")
        return ""
