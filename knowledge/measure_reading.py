"""Reading one measure file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from .errors import did_you_mean
from .expressions import NUMBER, Expression, Kind, Type
from .facts import as_json
from .measures import (
    Application,
    Attention,
    Benefit,
    Change,
    Combination,
    Condition,
    Example,
    Measure,
    OpenPoint,
    Period,
)
from .parameters import ALWAYS, Span, read_parameters, read_span
from .reading import Reader, listed, optional, texts
from .scope import MeasureScope
from .sources import Source, best, cited, read_certainty, read_sources
from .vocabulary import Vocabulary
from .wording import Words

REQUIRED = ("id", "naam", "niveau", "wat", "voor_wie", "bronnen", "periode", "voorwaarden", "aanvragen")
OPTIONAL = (
    "afkorting", "ook_bekend_als", "parameters", "berekeningen", "voorwaarden_van", "voordeel",
    "aandachtspunten", "onzekerheden", "combineerbaar", "wijzigingen", "voorbeelden",
    "voorbeelden_niet_uitdrukbaar",
)  # fmt: skip
LEVELS = ("europees", "federaal", "vlaams", "brussels", "waals", "lokaal", "sectoraal", "buitenland")
BENEFITS = (
    "uren", "uren_max", "uren_over", "loonplafond", "forfait_werkgever", "chequewaarde", "tegemoetkoming",
    "eigen_bijdrage", "aantal_cheques", "uren_begeleiding", "bedrag_per_maand_bruto", "maanden_over",
    "percentage_steun", "plafond_per_jaar", "dagen_per_jaar", "jaarlijks_krediet", "plafond_rekening",
    "inschrijvingsgeld", "rva_uitkering",
)  # fmt: skip
"""The keys of `voordeel` in the HTTP contract."""
EXAMPLE_CHECKS = ("status", "zekerheid", "voordeel", "ontbrekend")


def inherits(reader: Reader) -> tuple[str, ...]:
    """The ids under `voorwaarden_van`."""
    return texts(reader.mapping(), "voorwaarden_van") if reader.is_mapping else ()


def read_measure(reader: Reader, vocabulary: Vocabulary, stem: str, bases: Sequence[Measure] = ()) -> Measure:
    """The measure; problems are filed with the reader.

    Args:
        reader: the file.
        vocabulary: the names that rules may use.
        stem: the name of the file, which must be the id.
        bases: the measures of `voorwaarden_van`.
    """
    top = reader.mapping(REQUIRED, OPTIONAL)
    found = _MeasureReader(top, vocabulary, bases)
    measure_id = _text(top, "id")
    if measure_id != stem and "id" in top:
        top["id"].fail(
            f"the id is '{measure_id}' but the file is called '{stem}'.", "Give both the same name."
        )
    if measure_id not in vocabulary.measure_ids and "id" in top:
        top["id"].fail(
            f"'{measure_id}' is not in the vocabulary.",
            did_you_mean(measure_id, vocabulary.measure_ids).strip(),
        )
    return Measure(
        id=measure_id,
        naam=_text(top, "naam"),
        afkorting=optional(top, "afkorting", Reader.text),
        ook_bekend_als=texts(top, "ook_bekend_als"),
        niveau=optional(top, "niveau", lambda entry: entry.one_of(LEVELS)) or "",
        wat=_text(top, "wat"),
        voor_wie=_text(top, "voor_wie"),
        sources=found.sources,
        period=found.period,
        parameters=found.parameters,
        calculations=found.calculations,
        conditions=tuple(found.condition(item) for item in listed(top, "voorwaarden")),
        inherits=tuple(found.other_measure(item) for item in listed(top, "voorwaarden_van")),
        benefits=tuple(found.benefit(key, entry) for key, entry in _entries(top, "voordeel").items()),
        attention=tuple(found.attention(item) for item in listed(top, "aandachtspunten")),
        open_points=tuple(found.open_point(item) for item in listed(top, "onzekerheden")),
        combinations={
            key: found.combination(key, entry) for key, entry in _entries(top, "combineerbaar").items()
        },
        applications=tuple(found.application(item) for item in listed(top, "aanvragen")),
        changes=tuple(found.change(item) for item in listed(top, "wijzigingen")),
        examples=tuple(_example(item) for item in listed(top, "voorbeelden")),
        not_expressible=tuple(_left_out(item) for item in listed(top, "voorbeelden_niet_uitdrukbaar")),
    )


class _MeasureReader:
    """What every part of the file needs: sources, period, parameters, and the words that texts may use."""

    def __init__(self, top: dict[str, Reader], vocabulary: Vocabulary, bases: Sequence[Measure]) -> None:
        self.vocabulary = vocabulary
        self.sources: dict[str, Source] = {
            name: source for base in bases for name, source in base.sources.items()
        }
        self.sources |= read_sources(top.get("bronnen"))
        self.period = self._period(top.get("periode"))
        self.parameters = {name: parameter for base in bases for name, parameter in base.parameters.items()}
        self.parameters |= read_parameters(top.get("parameters"), self.sources, self.period.span)
        self.calculations = {name: text for base in bases for name, text in base.calculations.items()}
        self.calculations |= {name: entry.text() for name, entry in _entries(top, "berekeningen").items()}
        self.scope = MeasureScope(
            {key: field.expression_type for key, field in vocabulary.fields.items()},
            {name: Type(Kind.NUMBER, parameter.unit) for name, parameter in self.parameters.items()},
            self.calculations,
        )
        money = frozenset(
            f"${name}" for name, p in self.parameters.items() if p.unit and ("EUR", 1) in p.unit
        )
        self.words = Words(vocabulary.fields, self.scope, money)
        self.condition_ids = {
            optional(item.mapping(), "id", Reader.text) for item in listed(top, "voorwaarden")
        }

    def _period(self, reader: Reader | None) -> Period:
        if reader is None:
            return Period(ALWAYS, "", ())
        entry = reader.mapping(("van", "bronnen"), ("tot", "toelichting"))
        return Period(
            read_span(entry), optional(entry, "toelichting", Reader.text) or "", self.cite(reader, entry)
        )

    def cite(self, reader: Reader, entry: dict[str, Reader], *, needed: bool = True) -> tuple[str, ...]:
        return cited(reader, entry, self.sources, needed=needed)

    def condition(self, reader: Reader) -> Condition:
        entry = reader.mapping(
            ("id", "eis", "voldaan", "niet_voldaan", "onbekend", "bronnen"), ("van", "tot", "zekerheid")
        )
        sources = self.cite(reader, entry)
        return Condition(
            id=_text(entry, "id"),
            span=self._within(reader, read_span(entry)),
            requirement=self._required(entry, "eis", Type(Kind.BOOL)),
            met=self.words.wording(entry.get("voldaan", reader)),
            failed=self.words.wording(entry.get("niet_voldaan", reader)),
            unknown=self.words.wording(entry.get("onbekend", reader)),
            sources=sources,
            certainty=read_certainty(entry) or best(sources, self.sources),
        )

    def _within(self, reader: Reader, span: Span) -> Span:
        """A condition outside the period of the measure can never matter."""
        whole = self.period.span
        if (
            span.until is not None
            and span.until < whole.since
            or whole.until is not None
            and span.since > whole.until
        ):
            reader.fail(
                "this condition lies outside the period of the measure.",
                "Mend 'van' and 'tot', or remove it.",
            )
        return span

    def _required(self, entry: dict[str, Reader], key: str, expected: Type) -> Expression:
        compiled = self.words.expression(entry[key]) if key in entry else None
        if compiled is not None and not compiled.type.fits(expected):
            entry[key].fail(
                f"this gives a {compiled.type}, but a {expected} is needed.", "Mend the expression."
            )
        return compiled or _NEVER

    def other_measure(self, reader: Reader) -> str:
        return reader.one_of(self.vocabulary.measure_ids)

    def benefit(self, key: str, reader: Reader) -> Benefit:
        if key not in BENEFITS:
            reader.fail(f"'{key}' is not a benefit of the contract.", did_you_mean(key, BENEFITS).strip())
        entry = reader.mapping((), ("formule", "status", "als", "omschrijving"))
        judged = "status" in entry
        if judged == ("formule" in entry):
            reader.fail("a benefit has either 'formule' or 'status'.", "Write one of the two.")
        formula = (
            self._required(entry, "status", Type(Kind.BOOL))
            if judged
            else self._required(entry, "formule", NUMBER)
        )
        condition = optional(entry, "als", self.words.expression)
        return Benefit(key, formula, judged, condition, optional(entry, "omschrijving", Reader.text) or "")

    def attention(self, reader: Reader) -> Attention:
        entry = reader.mapping(("tekst",), ("als", "van", "tot", "bronnen", "voorwaarde"))
        return Attention(
            self.words.template(entry.get("tekst", reader)),
            optional(entry, "als", self.words.expression),
            read_span(entry),
            self.cite(reader, entry, needed=False),
        )

    def open_point(self, reader: Reader) -> OpenPoint:
        entry = reader.mapping(("veld", "uitleg"), ("als", "van", "tot", "bij", "bronnen"))
        beside = optional(entry, "bij", Reader.text)
        if beside is not None and beside not in self.condition_ids:
            entry["bij"].fail(
                f"the condition '{beside}' does not exist.",
                did_you_mean(beside, map(str, self.condition_ids)).strip(),
            )
        return OpenPoint(
            _text(entry, "veld"),
            self.words.template(entry.get("uitleg", reader)),
            optional(entry, "als", self.words.expression),
            read_span(entry),
            beside,
            self.cite(reader, entry, needed=False),
        )

    def combination(self, key: str, reader: Reader) -> Combination:
        if key not in self.vocabulary.measure_ids:
            reader.fail(
                f"the measure '{key}' does not exist.", did_you_mean(key, self.vocabulary.measure_ids).strip()
            )
        entry = reader.mapping(("waarde",), ("toelichting", "bronnen"))
        answer = entry["waarde"].one_of(("ja", "nee", "onbekend")) if "waarde" in entry else "onbekend"
        note = optional(entry, "toelichting", Reader.text) or ""
        return Combination(answer, note, self.cite(reader, entry, needed=answer != "onbekend"))

    def application(self, reader: Reader) -> Application:
        entry = reader.mapping(("waar", "bronnen"), ("van", "tot", "tegen", "link", "stappen"))
        return Application(
            read_span(entry),
            _text(entry, "waar"),
            optional(entry, "tegen", Reader.text) or "",
            optional(entry, "link", Reader.text),
            texts(entry, "stappen"),
            self.cite(reader, entry),
        )

    def change(self, reader: Reader) -> Change:
        entry = reader.mapping(("datum", "tekst", "bronnen"), ("zekerheid",))
        sources = self.cite(reader, entry)
        day = optional(entry, "datum", Reader.day) or date.min
        return Change(
            day, _text(entry, "tekst"), sources, read_certainty(entry) or best(sources, self.sources)
        )


def _example(reader: Reader) -> Example:
    entry = reader.mapping(("naam", "peildatum", "verwacht"), ("dossier", "profiel", "opleiding"))
    if "verwacht" in entry:
        entry["verwacht"].mapping(("status",), EXAMPLE_CHECKS)
    return Example(
        _text(entry, "naam"),
        optional(entry, "dossier", Reader.text) or "",
        optional(entry, "peildatum", Reader.day) or date.min,
        _json(entry, "profiel"),
        _json(entry, "opleiding"),
        _json(entry, "verwacht"),
        reader.line,
    )


def _left_out(reader: Reader) -> tuple[str, str]:
    entry = reader.mapping(("dossier", "waarom"), ())
    return _text(entry, "dossier"), _text(entry, "waarom")


def _json(entry: Mapping[str, Reader], key: str) -> dict[str, Any]:
    """A mapping of plain JSON values, as a client of the contract would send it."""
    found = entry[key].plain() if key in entry and not entry[key].is_null else {}
    return _as_json(found) if isinstance(found, dict) else {}


def _as_json(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _as_json(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_as_json(inner) for inner in value]
    return as_json(value) if isinstance(value, (Decimal, date)) else value


def _entries(top: dict[str, Reader], key: str) -> dict[str, Reader]:
    return optional(top, key, Reader.mapping) or {}


def _text(entry: Mapping[str, Reader], key: str) -> str:
    return entry[key].text() if key in entry else ""


_NEVER = Expression(Type(Kind.ANY), lambda env: None, lambda env: ())
"""Stands in for an expression that did not compile; the load fails, so it is never used."""
