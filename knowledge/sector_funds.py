"""The sector funds: which joint committees they serve, and what they give employees and employers.

The list stands beside the measures, for it grows by fund and not by rule. It lends the measure `sectorfonds`
a calculation that says whether somebody's committee is in the list, its sources, and what to tell about the
fund. A committee that is not in the list may have a fund all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from .dated import WARNING
from .expressions import Expression, ExpressionError, compile_expression
from .formatting import dutch_number
from .measures import Attention, Measure
from .parameters import ALWAYS, Parameter, Span, read_span
from .reading import Reader, listed, optional, texts
from .scope import FieldScope
from .sources import WEAK, Source, cited, read_certainty, read_sources
from .units import Unit, is_money, parse_unit
from .vocabulary import Vocabulary
from .wording import Template

FILE = "sectorfondsen.yml"
MEASURE = "sectorfonds"
IN_LIST = "fonds_in_lijst"
"""The lent calculation: whether the committee is in the list."""
FOR_STAFF = "niet vaststaand(statuut == werkgever)"
_COMMITTEE = re.compile(r"[1-9]\d\d(\.\d\d)?")
_PLACE = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Amount:
    """A number in a statement."""

    value: Decimal
    unit: Unit | None


@dataclass(frozen=True)
class Statement:
    """One thing that a fund gives."""

    text: str
    """With the amounts in Dutch notation."""
    amounts: Mapping[str, Amount]
    span: Span
    """From the beginning of time where the first day was not found."""
    certainty: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class SectorFund:
    """One fund."""

    id: str
    name: str
    committees: tuple[str, ...]
    website: str | None
    for_staff: tuple[Statement, ...]
    for_employers: tuple[Statement, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class SectorFunds:
    """The list, with what it lends the measure."""

    funds: tuple[SectorFund, ...]
    sources: Mapping[str, Source]
    calculations: Mapping[str, str]
    attention: tuple[Attention, ...]
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    id: str = FILE

    def added_to(self, measure: Measure) -> Measure:
        """The measure that also tells about the person's own fund, before all else."""
        return replace(measure, attention=(*self.attention, *measure.attention))


def read_sector_funds(reader: Reader, vocabulary: Vocabulary) -> SectorFunds:
    """The list of sectorfondsen.yml; problems are filed with the reader."""
    top = reader.mapping(("bronnen", "fondsen"), ())
    sources = read_sources(top.get("bronnen"))
    readers = list(listed(top, "fondsen"))
    funds = tuple(_fund(item, sources) for item in readers)
    _check_unique(list(zip(readers, funds, strict=True)))
    scope = FieldScope({key: item.expression_type for key, item in vocabulary.fields.items()})

    def test(text: str) -> Expression | None:
        try:
            return compile_expression(text, scope)
        except ExpressionError as error:
            reader.fail(f"the list cannot be used: {error}", "Mend the fields of vocabulary.yml.")
            return None

    every = [committee for fund in funds for committee in fund.committees]
    return SectorFunds(
        funds,
        sources,
        calculations={IN_LIST: _is_in(every)} if every else {},
        attention=tuple(
            Attention(Template((text,), (), frozenset(), {}), test(when), span, cites, gives=True)
            for fund in funds
            for text, when, span, cites in _told(fund)
        ),
    )


def _is_in(committees: list[str] | tuple[str, ...]) -> str:
    codes = ", ".join(f'"{committee}"' for committee in committees)
    return f"valt_onder(paritair_comite, {codes})"


def _told(fund: SectorFund) -> Iterator[tuple[str, str, Span, tuple[str, ...]]]:
    """What is told about a fund, to whom and when."""
    member = _is_in(fund.committees)
    found = f" Meer weten: {fund.website}" if fund.website else ""
    yield f"Je sectorfonds: {fund.name}.{found}", member, ALWAYS, fund.sources
    for statements, when in ((fund.for_staff, f"{member} en {FOR_STAFF}"), (fund.for_employers, member)):
        for statement in statements:
            doubt = f" {WARNING}" if statement.certainty == WEAK else ""
            yield f"{fund.name}: {statement.text}{doubt}", when, statement.span, statement.sources


def _check_unique(funds: list[tuple[Reader, SectorFund]]) -> None:
    ids: set[str] = set()
    committees: dict[str, str] = {}
    for reader, fund in funds:
        if fund.id in ids:
            reader.fail(f"the fund '{fund.id}' stands here twice.", "Keep one of the two.")
        ids.add(fund.id)
        for committee in fund.committees:
            if committee in committees:
                reader.fail(
                    f"the committee '{committee}' already belongs to '{committees[committee]}'.",
                    "Find out which fund serves it.",
                )
            committees[committee] = fund.id


def _fund(reader: Reader, sources: Mapping[str, Source]) -> SectorFund:
    entry = reader.mapping(
        ("id", "naam", "paritaire_comites", "werknemer", "werkgever", "bronnen"), ("website", "toelichting")
    )
    optional(entry, "toelichting", Reader.text)
    for item in listed(entry, "paritaire_comites"):
        if not _COMMITTEE.fullmatch(item.text()):
            item.fail(
                f"'{item.raw}' is not the number of a joint committee.", 'Write it in quotes, like "149.01".'
            )
    committees = texts(entry, "paritaire_comites")
    if not committees:
        reader.fail("a fund needs 'paritaire_comites'.", 'Add their numbers, like ["118", "220"].')
    return SectorFund(
        id=entry["id"].text() if "id" in entry else "",
        name=entry["naam"].text() if "naam" in entry else "",
        committees=committees,
        website=optional(entry, "website", Reader.text),
        for_staff=tuple(_statement(item, sources) for item in listed(entry, "werknemer")),
        for_employers=tuple(_statement(item, sources) for item in listed(entry, "werkgever")),
        sources=cited(reader, entry, sources),
    )


def _statement(reader: Reader, sources: Mapping[str, Source]) -> Statement:
    entry = reader.mapping(("tekst", "zekerheid", "bronnen"), ("waarden", "van", "tot", "toelichting"))
    optional(entry, "toelichting", Reader.text)
    amounts = {
        name: _amount(item) for name, item in (optional(entry, "waarden", Reader.mapping) or {}).items()
    }
    return Statement(
        text=_filled(entry["tekst"], amounts) if "tekst" in entry else "",
        amounts=amounts,
        span=read_span(entry),
        certainty=read_certainty(entry) or WEAK,
        sources=cited(reader, entry, sources),
    )


def _amount(reader: Reader) -> Amount:
    entry = reader.mapping(("waarde", "eenheid"), ())
    name = entry["eenheid"].text() if "eenheid" in entry else "aantal"
    unit = parse_unit(name)
    if unit is None:
        entry["eenheid"].fail(
            f"'{name}' is not a unit.", "Use words of knowledge/units.py, like EUR_per_uur."
        )
    return Amount(entry["waarde"].number() if "waarde" in entry else Decimal(0), unit)


def _filled(reader: Reader, amounts: Mapping[str, Amount]) -> str:
    """The text with its amounts; each is used, and every number comes from there."""
    text = reader.text()
    used = set(_PLACE.findall(text))
    for name in sorted(used ^ amounts.keys()):
        reader.fail(
            f"'{name}' stands in the text or under 'waarden', but not in both.",
            "Write {name} in the text and its value under 'waarden'.",
        )
    known = {name: dutch_number(item.value, money=is_money(item.unit)) for name, item in amounts.items()}
    return _PLACE.sub(lambda place: known.get(place.group(1), ""), text)
