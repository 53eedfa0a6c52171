"""Reading one measure file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeVar

from .errors import did_you_mean
from .example_reading import read_example, read_left_out
from .expressions import BOOL, NUMBER, Expression, Kind, Type
from .measures import (
    ABROAD,
    TOPICS,
    TRAITS,
    Answer,
    Attention,
    Benefit,
    Change,
    Condition,
    Instruction,
    Lender,
    Measure,
    OpenPoint,
    Period,
)
from .parameters import ALWAYS, Span, check_apart, read_parameters, read_span
from .reading import Reader, listed, optional, text_of, texts
from .relations import RelationReader
from .scope import MeasureScope
from .sources import Source, best, cited, read_certainty, read_sources
from .term_reading import TermReader
from .texts import COUNTS_AS, BenefitWords
from .units import is_money
from .vocabulary import Vocabulary
from .wording import EMPTY, Template, Words

T = TypeVar("T")
REQUIRED = ("id", "naam", "niveau", "wat", "voor_wie", "bronnen", "periode", "voorwaarden", "aanvragen")
OPTIONAL = (
    "afkorting", "ook_bekend_als", "kenmerken", "gebruikt", "landwoorden", "parameters", "berekeningen",
    "voorwaarden_van", "voordeel", "hoeveel", "voor_werkgever", "alleen_als", "vragen", "aandachtspunten",
    "onzekerheden", "combineerbaar", "vervolg", "wijzigingen", "voorbeelden", "voorbeelden_niet_uitdrukbaar",
)  # fmt: skip
LEVELS = ("europees", "federaal", "vlaams", "brussels", "waals", "lokaal", "sectoraal", ABROAD)
ATTENTION = ("als", "van", "tot", "bronnen", "voorwaarde", "over", "geeft")
GENERAL = (*ATTENTION, "zegt_twijfel")
"""What a sentence for everybody may have: only there a warning would follow by itself."""


def inherits(reader: Reader) -> tuple[str, ...]:
    """The ids under `voorwaarden_van`."""
    return texts(reader.mapping(), "voorwaarden_van") if reader.is_mapping else ()


def read_measure(
    reader: Reader,
    vocabulary: Vocabulary,
    stem: str,
    benefit_words: Mapping[str, BenefitWords],
    bases: Sequence[Lender] = (),
) -> Measure:
    """The measure; problems are filed with the reader.

    Args:
        reader: the file.
        vocabulary: the names that rules may use.
        stem: the name of the file, which must be the id.
        benefit_words: how each benefit is said.
        bases: the measures of `voorwaarden_van`, and lists that lend this measure something.
    """
    top = reader.mapping(REQUIRED, OPTIONAL)
    found = _MeasureReader(top, vocabulary, benefit_words, bases)
    measure_id = text_of(top, "id")
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
        naam=text_of(top, "naam"),
        afkorting=optional(top, "afkorting", Reader.text),
        ook_bekend_als=texts(top, "ook_bekend_als"),
        traits=frozenset(item.one_of(TRAITS) for item in listed(top, "kenmerken")),
        used=optional(top, "gebruikt", lambda entry: entry.one_of(tuple(vocabulary.fields))),
        landwoorden=texts(top, "landwoorden"),
        niveau=optional(top, "niveau", lambda entry: entry.one_of(LEVELS)) or "",
        wat=text_of(top, "wat"),
        voor_wie=text_of(top, "voor_wie"),
        sources=found.sources,
        period=found.period,
        parameters=found.parameters,
        calculations=found.calculations,
        conditions=found.conditions(),
        inherits=tuple(found.other_measure(item) for item in listed(top, "voorwaarden_van")),
        benefits=tuple(found.benefit(key, entry) for key, entry in _entries(top, "voordeel").items()),
        amounts=tuple(found.amount(item) for item in listed(top, "hoeveel")),
        for_employers=tuple(found.amount(item) for item in listed(top, "voor_werkgever")),
        provisos=tuple(found.attention(item) for item in listed(top, "alleen_als")),
        answers=tuple(found.answer(item) for item in listed(top, "vragen")),
        attention=tuple(found.attention(item) for item in listed(top, "aandachtspunten")),
        open_points=tuple(found.open_point(item) for item in listed(top, "onzekerheden")),
        combinations=found.relations.combinations(_entries(top, "combineerbaar")),
        follow_ons=tuple(found.relations.follow_on(item) for item in listed(top, "vervolg")),
        instructions=found.instructions(),
        changes=tuple(found.change(item) for item in listed(top, "wijzigingen")),
        examples=tuple(read_example(item, vocabulary) for item in listed(top, "voorbeelden")),
        not_expressible=tuple(read_left_out(item) for item in listed(top, "voorbeelden_niet_uitdrukbaar")),
    )


class _MeasureReader:
    """What every part of the file needs: sources, period, parameters, and the words that texts may use."""

    def __init__(
        self,
        top: dict[str, Reader],
        vocabulary: Vocabulary,
        benefit_words: Mapping[str, BenefitWords],
        bases: Sequence[Lender],
    ) -> None:
        self.top, self.vocabulary, self.benefit_words = top, vocabulary, benefit_words
        self.sources: dict[str, Source] = _lent(top.get("bronnen"), {b.id: b.sources for b in bases})
        self.sources |= read_sources(top.get("bronnen"))
        self.period = self._period(top.get("periode"))
        self.parameters = _lent(top.get("parameters"), {b.id: b.parameters for b in bases})
        self.parameters |= read_parameters(top.get("parameters"), self.sources, self.period.span)
        self.calculations = _lent(top.get("berekeningen"), {b.id: b.calculations for b in bases})
        own = _entries(top, "berekeningen")
        self.calculations |= {name: entry.text() for name, entry in own.items()}
        self.scope = MeasureScope(
            {key: field.expression_type for key, field in vocabulary.fields.items()},
            {name: Type(Kind.NUMBER, parameter.unit) for name, parameter in self.parameters.items()},
            self.calculations,
        )
        money = frozenset(f"${name}" for name, p in self.parameters.items() if is_money(p.unit))
        self.words = Words(vocabulary.fields, self.scope, money)
        for entry in own.values():
            self.words.expression(entry)
        self.relations = RelationReader(vocabulary, self.words, self.sources, self.other_measure)
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

    def conditions(self) -> tuple[Condition, ...]:
        readers = list(listed(self.top, "voorwaarden"))
        found = tuple(self._condition(item) for item in readers)
        for name in {condition.id for condition in found}:
            same = [(item, c.span) for item, c in zip(readers, found, strict=True) if c.id == name]
            check_apart(same, f"the condition '{name}'")
        return found

    def _condition(self, reader: Reader) -> Condition:
        entry = reader.mapping(
            ("id", "eis", "voldaan", "niet_voldaan", "onbekend", "bronnen"), ("van", "tot", "zekerheid")
        )
        sources = self.cite(reader, entry)
        return Condition(
            id=text_of(entry, "id"),
            span=self._within(reader, read_span(entry)),
            requirement=self._required(entry, "eis", BOOL),
            met=self.words.wording(entry.get("voldaan", reader)),
            failed=self.words.wording(entry.get("niet_voldaan", reader)),
            unknown=self.words.wording(entry.get("onbekend", reader)),
            sources=sources,
            certainty=read_certainty(entry) or best(sources, self.sources),
            line=reader.line,
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
        return (self.words.expression(entry[key], expected) if key in entry else None) or _NEVER

    def other_measure(self, reader: Reader) -> str:
        return reader.one_of(self.vocabulary.measure_ids)

    def benefit(self, key: str, reader: Reader) -> Benefit:
        words = self.benefit_words.get(key)
        if words is None:
            hint = did_you_mean(key, self.benefit_words).strip()
            reader.fail(f"how '{key}' is said stands nowhere.", hint or "Add it to teksten/voordelen.yml.")
        entry = reader.mapping((), ("formule", "status", "als", "omschrijving", "telt_als", "telt_mee_als"))
        judged = "status" in entry
        if judged == ("formule" in entry):
            reader.fail("a benefit has either 'formule' or 'status'.", "Write one of the two.")
        if words is not None and judged != (words.judged is not None):
            reader.fail(
                f"teksten/voordelen.yml has no words for this form of '{key}'.",
                "A 'formule' is said with 'zin', a 'status' with 'recht', 'mogelijk' and 'geen_recht'.",
            )
        return Benefit(
            key,
            self._required(entry, *(("status", BOOL) if judged else ("formule", NUMBER))),
            judged,
            optional(entry, "als", self.words.test),
            optional(entry, "omschrijving", Reader.text) or "",
            words or BenefitWords(),
            self._counts_as(entry) or (words.counts_as if words else ""),
            optional(entry, "telt_mee_als", self.words.test),
            reader.line,
        )

    def _counts_as(self, entry: dict[str, Reader]) -> str | None:
        return optional(entry, "telt_als", lambda item: item.one_of(COUNTS_AS))

    def answer(self, reader: Reader) -> Answer:
        """The answer to one question; it may depend on the person."""
        entry = reader.mapping(("onderwerp", "tekst"), ATTENTION)
        return Answer(text_of(entry, "onderwerp"), self._said(reader, entry))

    def attention(self, reader: Reader) -> Attention:
        return self._said(reader, reader.mapping(("tekst",), ATTENTION))

    def _said(self, reader: Reader, entry: dict[str, Reader]) -> Attention:
        return Attention(
            self.words.template(entry.get("tekst", reader)),
            optional(entry, "als", self.words.test),
            read_span(entry),
            self.cite(reader, entry, needed=False),
            reader.line,
            gives=bool(optional(entry, "geeft", Reader.boolean)),
            about=optional(entry, "over", lambda item: item.one_of(TOPICS)),
            doubts=bool(optional(entry, "zegt_twijfel", Reader.boolean)),
        )

    def amount(self, reader: Reader) -> Attention:
        """A general sentence on what it gives; it cannot depend on a person."""
        found = self._said(reader, reader.mapping(("tekst",), GENERAL))
        used = {name for name in found.template.names if not name.startswith("$")}
        if used | (found.condition.fields if found.condition else frozenset()):
            reader.fail(
                "a sentence for everybody can only name parameters.",
                "Say what depends on the person under 'voordeel'.",
            )
        return found

    def open_point(self, reader: Reader) -> OpenPoint:
        entry = reader.mapping(("veld", "uitleg"), ("als", "van", "tot", "bij", "bronnen"))
        beside = optional(entry, "bij", Reader.text)
        if beside is not None and beside not in self.condition_ids:
            entry["bij"].fail(
                f"the condition '{beside}' does not exist.",
                did_you_mean(beside, map(str, self.condition_ids)).strip(),
            )
        return OpenPoint(
            text_of(entry, "veld"),
            self.words.template(entry.get("uitleg", reader)),
            optional(entry, "als", self.words.test),
            read_span(entry),
            beside,
            self.cite(reader, entry, needed=False),
            reader.line,
        )

    def instructions(self) -> tuple[Instruction, ...]:
        readers = list(listed(self.top, "aanvragen"))
        found = tuple(self._instruction(item) for item in readers)
        check_apart([(item, one.span) for item, one in zip(readers, found, strict=True)], "'aanvragen'")
        return found

    def _instruction(self, reader: Reader) -> Instruction:
        entry = reader.mapping(("waar", "bronnen"), ("van", "tot", "tegen", "link", "stappen", "termijnen"))
        span = read_span(entry)

        def text(item: Reader) -> Template:
            template = self.words.template(item)
            self._check_known(item, template, span)
            return template

        terms = TermReader(self.words, self.parameters)
        return Instruction(
            span,
            text(entry["waar"]) if "waar" in entry else EMPTY,
            optional(entry, "tegen", text),
            optional(entry, "link", Reader.text),
            tuple(text(item) for item in listed(entry, "stappen")),
            self.cite(reader, entry),
            tuple(terms.read(item, text) for item in listed(entry, "termijnen")),
        )

    def _check_known(self, reader: Reader, template: Template, span: Span) -> None:
        """An instruction holds for everybody, and is no help with 'onbekend' in it."""
        for name in template.names:
            parameter = self.parameters.get(name[1:]) if name.startswith("$") else None
            if not name.startswith("$"):
                reader.fail(f"{{{name}}} differs by person.", "Use only {$parameter} under 'aanvragen'.")
            elif parameter is not None and not parameter.known_during(span.overlap(self.period.span)):
                reader.fail(
                    f"{{{name}}} is not known in the whole period of this text.",
                    "Split the period with 'van' and 'tot', or leave the number out.",
                )

    def change(self, reader: Reader) -> Change:
        entry = reader.mapping(("datum", "tekst", "bronnen"), ("zekerheid",))
        sources = self.cite(reader, entry)
        day = optional(entry, "datum", Reader.day) or date.min
        return Change(
            day, text_of(entry, "tekst"), sources, read_certainty(entry) or best(sources, self.sources)
        )


def _lent(own: Reader | None, bases: Mapping[str, Mapping[str, T]]) -> dict[str, T]:
    """What other measures lend. Nothing of it may stand here again: each value exists once."""
    lent = {name: (base, value) for base, values in bases.items() for name, value in values.items()}
    for name, entry in (own.mapping() if own is not None and own.is_mapping else {}).items():
        if name in lent:
            entry.fail(
                f"'{name}' already comes from '{lent[name][0]}'.", "Remove it here, or give it another name."
            )
    return {name: value for name, (_, value) in lent.items()}


def _entries(top: dict[str, Reader], key: str) -> dict[str, Reader]:
    return optional(top, key, Reader.mapping) or {}


_NEVER = Expression(Type(Kind.ANY), lambda env: None, lambda env: ())
"""Stands in for an expression that did not compile; the load fails, so it is never used."""
