"""What differs, said in Dutch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from .answers.benefits import amount
from .changes import ConditionChange, RuleChange, Side, ValueChange
from .expressions import Value
from .formatting import dutch_date, dutch_number
from .measures import Change, Measure
from .parameters import Parameter, Row
from .person_changes import BenefitChange, ResultChange, SituationChange
from .sources import Source
from .texts import UNITS
from .units import is_money
from .vocabulary import Vocabulary

STATUSES = {
    "recht": "je hebt recht",
    "mogelijk": "misschien heb je recht",
    "geen_recht": "je hebt geen recht",
    "buiten_periode": "deze maatregel bestaat dan niet",
}
NOTHING = "Er verandert niets."
UNKNOWN = "niet bekend"
CERTAINTIES = {"bevestigd": "Dit is nu zeker.", "onzeker": "Dit is niet helemaal zeker."}
_MANY = {"studiepunt": "studiepunten", "week": "weken", "kwartaal": "kwartalen", "persoon": "personen"}


# ---------------------------------------------------------------- for everybody
def rules_text(before: Side, after: Side, changes: Sequence[RuleChange]) -> str:
    """What differs in the rules, measure by measure, with the sources."""
    shown = [f"Wat verandert er? Eerst: {before.name}. Daarna: {after.name}."]
    for change in changes:
        shown += ["", _title(change.measure), *_bullets(_rule_lines(change, after.knowledge.vocabulary))]
    return "\n".join([*shown, *([] if changes else ["", NOTHING]), ""])


def _rule_lines(change: RuleChange, vocabulary: Vocabulary) -> Iterator[str]:
    measure = change.measure
    if change.before is None:
        yield f"Deze maatregel is er nu wel. {_sources(measure, measure.period.sources)}"
    elif change.after is None:
        yield f"Deze maatregel is er niet meer. {_sources(measure, measure.period.sources)}"
    for value in change.values:
        yield f"{value_text(value)} {_row_sources(measure, value.after or value.before)}"
    for condition in change.conditions:
        yield from _condition_lines(condition, measure, vocabulary)
    for benefit in change.benefits:
        one = benefit.after or benefit.before
        name = one.description or benefit.key if one else benefit.key
        how = (
            "valt weg"
            if benefit.after is None
            else "is nieuw"
            if benefit.before is None
            else "wordt anders berekend"
        )
        yield f"Het voordeel '{name}' {how}."
    if change.application is not None:
        yield from _application_lines(change)
    yield from _announcements(measure, change.announced)


def _condition_lines(change: ConditionChange, measure: Measure, vocabulary: Vocabulary) -> Iterator[str]:
    """Only what the values do not tell already."""
    due = change.after or change.before
    if due is None or not change.asks_other:
        return
    labels = ", ".join(vocabulary.fields[key].label for key in due.fields)
    limits = ", ".join(
        f"{use.description}: {_row_value(measure.parameters[use.name], use.row)}" for use in due.thresholds
    )
    what = (
        "valt weg" if change.after is None else "is nieuw" if change.before is None else "vraagt iets anders"
    )
    about = f" Ze kijkt naar: {labels}." if labels else ""
    told = f" Ze gebruikt: {limits}." if limits and change.after is not None else ""
    yield f"Voorwaarde {change.id} {what}.{about}{told} {_sources(measure, due.condition.sources)}"


def _application_lines(change: RuleChange) -> Iterator[str]:
    before, after = change.application or (None, None)
    if after is None:
        yield "Hoe je het aanvraagt, staat er niet meer."
        return
    yield f"Aanvragen gaat anders. {after.waar} {after.tegen}".rstrip()
    known = before.stappen if before else ()
    for step in after.stappen:
        if step not in known:
            yield f"Nieuwe stap: {step}"
    for step in known:
        if step not in after.stappen:
            yield f"Deze stap vervalt: {step}"


def _announcements(measure: Measure, announced: Iterable[Change]) -> Iterator[str]:
    for change in announced:
        yield f"{dutch_date(change.datum)}: {change.tekst} {_sources(measure, change.sources)}"


# ---------------------------------------------------------------- for one person
def person_text(before: Side, after: Side, changes: Sequence[ResultChange]) -> str:
    """What differs for one person, measure by measure, with the cause and its sources."""
    shown = [f"Wat verandert er voor jou? Eerst: {before.name}. Daarna: {after.name}."]
    for change in changes:
        shown += ["", _title(change.measure), *_bullets(_result_lines(change))]
    return "\n".join([*shown, *([] if changes else ["", NOTHING]), ""])


def _result_lines(change: ResultChange) -> Iterator[str]:
    old, new = change.statuses
    if old != new:
        yield f"Eerst: {STATUSES[old]}. Daarna: {STATUSES[new]}."
    elif change.differs:
        yield f"Hetzelfde blijft: {STATUSES[new]}."
    if change.before and change.after and change.before.certainty != change.after.certainty:
        yield CERTAINTIES[change.after.certainty]
    causes: dict[str, ValueChange] = {}
    for reason in change.reasons:
        if reason.after is not None:
            yield reason.after.text
        elif reason.before is not None:
            yield f"Dit telt niet meer: {reason.before.text}"
        causes.update({value.parameter.name: value for value in reason.values})
        held = reason.after or reason.before
        if held is not None and not reason.values:
            yield _sources(change.measure, held.condition.sources)
    for benefit in _worth_telling(change):
        yield _benefit_text(benefit)
        causes.update({value.parameter.name: value for value in benefit.values})
    for value in causes.values():
        sources = _row_sources(change.measure, value.after or value.before)
        yield f"Dat komt door een andere waarde. {value_text(value)} {sources}"
    yield from _announcements(change.measure, change.announced)


def _worth_telling(change: ResultChange) -> Iterator[BenefitChange]:
    """Who loses a right loses all of it; who gets one hears what stands in an overview."""
    for benefit in change.benefits:
        gets = benefit.after is not None and benefit.benefit.words.overview
        if benefit.has and (benefit.had or gets):
            yield benefit


def _benefit_text(change: BenefitChange) -> str:
    name = change.benefit.description or change.key
    unit = change.benefit.words.unit
    before, after = (_benefit_value(value, unit) for value in (change.before, change.after))
    if not change.had:
        return f"Je krijgt: {name} ({after})."
    return f"{_capital(name)}: van {before} naar {after}."


def _benefit_value(value: Value | None, unit: str) -> str:
    if isinstance(value, Decimal):
        return amount(value, unit)
    return UNKNOWN if value is None else STATUSES.get(str(value), str(value))


# ---------------------------------------------------------------- situations
def situations_text(before: Side, after: Side, changes: Iterable[SituationChange]) -> str:
    """Which stored situations get another answer."""
    shown = [f"Wie krijgt een ander antwoord? Eerst: {before.name}. Daarna: {after.name}."]
    count = 0
    for change in changes:
        count += 1
        shown += ["", f"Situatie {change.situation.id}"]
        shown += [f"- {error.veld}: {error.melding}" for error in change.refused]
        for result in change.results:
            old, new = result.statuses
            lines = [] if old != new else [_benefit_text(benefit) for benefit in result.benefits]
            told = f"{old} -> {new}" if old != new else " ".join(lines) or "de zekerheid verandert."
            shown.append(f"- {_title(result.measure)}: {told}")
    return "\n".join([*shown, "", f"{count} situaties krijgen een ander antwoord.", ""])


# ---------------------------------------------------------------- words
def value_text(change: ValueChange) -> str:
    """`Minimaal tewerkstellingspercentage: van 50 % naar 80 %.`"""
    name = _capital(change.parameter.description or change.parameter.name)
    before, after = (_row_value(change.parameter, row) for row in (change.before, change.after))
    if before == after:
        return f"{name}: {after}. De zekerheid verandert."
    return f"{name}: van {before} naar {after}."


def _row_value(parameter: Parameter, row: Row | None) -> str:
    if row is None or not isinstance(row.value, Decimal):
        return UNKNOWN
    number = dutch_number(row.value, money=is_money(parameter.unit))
    doubt = " (de bronnen spreken elkaar tegen)" if row.disputed else ""
    return f"{number} {_unit(parameter.unit_name, row.value)}".rstrip() + doubt


def _unit(name: str, value: Decimal) -> str:
    """`EUR_per_maand` -> `euro per maand`."""
    above, *below = name.split("_per_")
    one, many = UNITS.get(above, ("" if above == "aantal" else above, _MANY.get(above, above)))
    many = "" if above == "aantal" else many
    return " per ".join([one if value == 1 else many, *(UNITS.get(base, (base,))[0] for base in below)])


def _row_sources(measure: Measure, row: Row | None) -> str:
    return _sources(measure, row.sources) if row else ""


def _sources(measure: Measure, ids: Iterable[str]) -> str:
    """`(Bron: titel, adres.)`"""
    known: Mapping[str, Source] = measure.sources
    told = [
        f"{known[name].title}{f', {known[name].url}' if known[name].url else ''}"
        for name in ids
        if name in known
    ]
    return f"(Bron: {'; '.join(dict.fromkeys(told))}.)" if told else ""


def _title(measure: Measure) -> str:
    return f"{measure.naam} ({measure.afkorting})" if measure.afkorting else measure.naam


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _bullets(lines: Iterable[str]) -> list[str]:
    return [f"- {line.strip()}" for line in lines if line.strip()]
