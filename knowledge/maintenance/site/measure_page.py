"""The page of one measure."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from html import escape
from typing import Any

from ...formatting import dutch_date
from ...knowledge import Knowledge
from ...measures import Condition, Measure
from ...parameters import Parameter
from ...wording import Wording
from .. import words
from . import html
from .timeline import drawing

Raw = Mapping[str, Any]
"""The measure file as it is written, for the rules in their own words."""


def measure_page(knowledge: Knowledge, measure: Measure, raw: Raw, today: date) -> str:
    """The whole page."""
    parts = [
        html.text("h1", measure.naam),
        _about(measure),
        html.section("waarden", "Waarden door de tijd", *_parameters(knowledge, measure, today)),
        html.section("voorwaarden", "Voorwaarden", *_conditions(knowledge, measure, raw)),
        html.section("voordeel", "Wat het oplevert", _benefits(measure, raw), _amounts(knowledge, measure)),
        html.section("aanvragen", "Aanvragen", *_instructions(knowledge, measure)),
        html.section("aandacht", "Om op te letten", html.items(_attention(knowledge, measure))),
        html.section("onzeker", "Wat niet zeker is", html.items(_open_points(knowledge, measure))),
        html.section("samen", "Samen met andere maatregelen", _combinations(knowledge, measure)),
        html.section("wijzigingen", "Wijzigingen", html.items(_changes(measure))),
        html.section("voorbeelden", "Nagerekende voorbeelden", *_examples(measure)),
        html.section("bronnen", "Bronnen", _sources(measure)),
    ]
    navigation = html.link("index.html", "Alle maatregelen") + " › " + escape(measure.naam)
    return html.page(measure.naam, "\n".join(filter(None, parts)), navigation=navigation)


def _about(measure: Measure) -> str:
    names = [name for name in words.names_of(measure) if name != measure.naam]
    told = [
        ("Wat", escape(measure.wat)),
        ("Voor wie", escape(measure.voor_wie)),
        ("Ook bekend als", escape(", ".join(names))),
        ("Niveau", escape(measure.niveau)),
        ("Bestaat", escape(f"{words.period(measure.period.span)}. {measure.period.toelichting}")),
        ("Bouwt voort op", ", ".join(html.link(f"{name}.html", name) for name in measure.inherits)),
    ]
    return html.element(
        "dl",
        "".join(html.text("dt", name) + html.element("dd", content) for name, content in told if content),
    )


def _cited(names: Sequence[str]) -> str:
    return ", ".join(html.text("a", name, href=f"#bron-{name}") for name in names)


def _mark(content: str) -> str:
    return html.text("span", content, class_="merk")


# ---------------------------------------------------------------- values
def _parameters(knowledge: Knowledge, measure: Measure, today: date) -> Iterator[str]:
    lent = {name: base for base in measure.inherits for name in knowledge.measures[base].parameters}
    for name, parameter in measure.parameters.items():
        if name not in lent and parameter.rows:
            yield _parameter(parameter, today)
    if lent:
        shown = ", ".join(html.link(f"{base}.html", base) for base in dict.fromkeys(lent.values()))
        yield html.element("p", f"Andere waarden komen uit: {shown}.")


def _parameter(parameter: Parameter, today: date) -> str:
    head = html.element("h3", f"{escape(parameter.description)} {html.text('code', '$' + parameter.name)}")
    rows = [
        (
            escape(words.period(row.span)),
            escape(words.value_of(parameter, row)),
            escape(", ".join([f"zekerheid {row.certainty}", *words.doubts(row)])),
            escape(row.note),
            _cited(row.sources),
        )
        for row in parameter.rows
    ]
    columns = ("periode", "waarde", "zekerheid", "toelichting", "bronnen")
    return head + drawing(parameter, today) + html.table(parameter.description, columns, rows)


# ---------------------------------------------------------------- conditions
def _conditions(knowledge: Knowledge, measure: Measure, raw: Raw) -> Iterator[str]:
    for base in measure.inherits:
        yield html.element(
            "p", f"Ook de voorwaarden van {html.link(f'{base}.html#voorwaarden', base)} gelden."
        )
    written = raw.get("voorwaarden") or []
    for condition, entry in zip(measure.conditions, written, strict=False):
        yield html.element("div", _condition(knowledge, condition, str(entry.get("eis", ""))), class_="kaart")
    calculations = raw.get("berekeningen") or {}
    yield html.items(
        f"{html.text('code', '#' + name)} = {html.text('code', str(rule))}"
        for name, rule in calculations.items()
    )


def _condition(knowledge: Knowledge, condition: Condition, rule: str) -> str:
    labels = [knowledge.vocabulary.fields[key].label for key in sorted(condition.requirement.fields)]
    outcomes = (
        ("Voldaan", condition.met),
        ("Niet voldaan", condition.failed),
        ("Nog niet bekend", condition.unknown),
    )
    told = "".join(
        html.text("dt", outcome) + "".join(_variant(knowledge, wording)) for outcome, wording in outcomes
    )
    about = f"{words.period(condition.span)}; zekerheid {condition.certainty}; bronnen: {{}}"
    return "\n".join(
        [
            html.text("h3", condition.id, id=f"voorwaarde-{condition.id}-{condition.span.since}"),
            html.element("p", html.text("code", " ".join(rule.split()))),
            html.text("p", f"Kijkt naar: {', '.join(labels)}.") if labels else "",
            html.element("dl", told),
            html.element("p", escape(about).format(_cited(condition.sources))),
        ]
    )


def _variant(knowledge: Knowledge, wording: Wording) -> Iterator[str]:
    for content in words.open_wording(wording, {}, knowledge):
        yield html.text("dd", content)


# ---------------------------------------------------------------- what it gives, how to get it
def _benefits(measure: Measure, raw: Raw) -> str:
    written = raw.get("voordeel") or {}
    rows = []
    for benefit in measure.benefits:
        entry = written.get(benefit.key) or {}
        rule = str(entry.get("formule") or entry.get("status") or "")
        when = f" als {entry['als']}" if entry.get("als") else ""
        rows.append(
            (escape(benefit.description or benefit.key), html.text("code", " ".join((rule + when).split())))
        )
    return html.table("Voordelen en hun berekening", ("voordeel", "berekening"), rows) if rows else ""


def _amounts(knowledge: Knowledge, measure: Measure) -> str:
    return html.items(
        escape(words.open_text(item.template, {}, knowledge)) + " " + _mark(words.period(item.span))
        for item in measure.amounts
    )


def _instructions(knowledge: Knowledge, measure: Measure) -> Iterator[str]:
    for found in measure.instructions:
        shown = [html.text("h3", words.period(found.span).capitalize())]
        shown.append(html.text("p", words.open_text(found.waar, {}, knowledge)))
        if found.tegen:
            shown.append(html.text("p", "Tegen wanneer: " + words.open_text(found.tegen, {}, knowledge)))
        shown.append(
            html.items((escape(words.open_text(step, {}, knowledge)) for step in found.stappen), ordered=True)
        )
        if found.link:
            shown.append(html.element("p", html.link(found.link, found.link)))
        shown.append(html.element("p", "Bronnen: " + _cited(found.sources)))
        yield "\n".join(shown)


def _attention(knowledge: Knowledge, measure: Measure) -> Iterator[str]:
    for item in measure.attention:
        yield f"{escape(words.open_text(item.template, {}, knowledge))} {_cited(item.sources)}"


def _open_points(knowledge: Knowledge, measure: Measure) -> Iterator[str]:
    for point in measure.open_points:
        beside = f" (bij {point.beside})" if point.beside else ""
        when = f" {_mark(words.period(point.span))}"
        yield f"{escape(point.veld + beside + ': ' + words.open_text(point.template, {}, knowledge))}{when}"


def _combinations(knowledge: Knowledge, measure: Measure) -> str:
    rows = [
        (
            html.link(f"{other}.html", knowledge.measures[other].naam)
            if other in knowledge.measures
            else escape(other),
            escape(found.together),
            escape(found.toelichting),
        )
        for other, found in measure.combinations.items()
    ]
    return html.table("Mag dat samen?", ("maatregel", "samen", "waarom"), rows) if rows else ""


def _changes(measure: Measure) -> Iterator[str]:
    for change in sorted(measure.changes, key=lambda item: item.datum):
        day = html.text("strong", dutch_date(change.datum))
        yield f"{day}: {escape(change.tekst)} {_cited(change.sources)}"


# ---------------------------------------------------------------- examples and sources
def _examples(measure: Measure) -> Iterator[str]:
    rows = [
        (
            escape(example.name),
            escape(dutch_date(example.on)),
            html.text("code", _facts({**example.profiel, **example.opleiding})),
            html.text("code", _facts(example.expected)),
        )
        for example in measure.examples
    ]
    if rows:
        yield html.table("Voorbeelden", ("voorbeeld", "op", "feiten", "uitkomst"), rows)
    if measure.not_expressible:
        yield html.text("h3", "Niet uit te drukken")
        yield html.items(escape(f"{reference}: {why}") for reference, why in measure.not_expressible)


def _facts(values: Mapping[str, Any]) -> str:
    return ", ".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items())


def _sources(measure: Measure) -> str:
    rows = [
        (
            html.text("span", source.id, id=f"bron-{source.id}"),
            html.link(source.url, source.title) if source.url else escape(source.title),
            escape(f"{source.certainty}: {words.CERTAINTIES[source.certainty]}"),
            escape(source.dated or ""),
            escape(source.seen.isoformat()),
        )
        for source in measure.sources.values()
    ]
    return html.table("Bronnen", ("id", "titel", "zekerheid", "van", "gezien op"), rows)
