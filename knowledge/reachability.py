"""What is written and can never matter: a condition that comes out the same for all, a text never used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from .errors import Problem
from .expressions import Expression
from .measures import Condition, Measure
from .parameters import FOREVER, Span
from .possible import NO, YES, Estimate, Possible, together
from .vocabulary import Field
from .wording import Wording

ALWAYS = "Remove the condition, or mend its rule; the texts for the other outcome are never used."
NEVER = "Nobody can meet it. Mend the rule, or give the measure a 'periode' that ends."
UNUSED = "Remove the text, or mend its 'als'."


def unreachable(
    measure: Measure, others: Mapping[str, Measure], fields: Mapping[str, Field]
) -> Iterator[Problem]:
    """Everything of one measure that can never matter. Sound, not complete: what it names is so."""
    file = f"maatregelen/{measure.id}.yml"
    for condition in measure.conditions:
        estimate = Estimate(fields, measure.parameters, condition.span.overlap(measure.period.span))
        if condition.requirement.constant and not condition.span.covers(measure.period.span):
            continue  # a literal for a time: then there is nothing for anybody, or nothing is asked
        for message, fix in _of_condition(condition, estimate, lent=bool(measure.inherits)):
            yield Problem(file, condition.line, f"{condition.id}: {message}", fix)
    for condition, message, fix in _conflicts(measure, others, fields):
        yield Problem(file, condition.line, f"{condition.id}: {message}", fix)
    whole = Estimate(fields, measure.parameters, measure.period.span)
    for what, line, test in _tests(measure):
        if whole.outcomes(test) == NO:
            yield Problem(file, line, f"the 'als' of {what} can never hold.", UNUSED)


def _of_condition(condition: Condition, estimate: Estimate, *, lent: bool) -> Iterator[tuple[str, str]]:
    rule = condition.requirement
    outcomes = estimate.outcomes(rule)
    if outcomes == YES or (outcomes & NO and estimate.facts_when(rule, False) is None):
        yield "this condition can never fail.", ALWAYS
    elif outcomes == NO or (outcomes & YES and estimate.facts_when(rule, True) is None):
        yield "this condition can never be met.", NEVER
    else:
        if not lent:  # a lent calculation may have a part that is only for the other measure
            yield from _branches(rule, estimate)
        for name, wording, outcome in (
            ("voldaan", condition.met, True),
            ("niet_voldaan", condition.failed, False),
        ):
            yield from _texts(name, wording, outcome, rule, estimate)
        yield from _texts("onbekend", condition.unknown, None, rule, estimate)


def _branches(expression: Expression, estimate: Estimate) -> Iterator[tuple[str, str]]:
    if expression.form == "choose":
        outcomes = estimate.outcomes(expression.parts[0])
        if outcomes in (YES, NO):
            part = "anders" if outcomes == YES else "dan"
            yield f"the part after '{part}' is never reached.", "Remove it, or mend the test after 'als'."
    for inner in expression.parts:
        yield from _branches(inner, estimate)


def _texts(
    name: str, wording: Wording, outcome: bool | None, requirement: Expression, estimate: Estimate
) -> Iterator[tuple[str, str]]:
    """Texts of a list that no facts lead to."""
    if len(wording.variants) < 2:
        return
    known = {} if outcome is None else estimate.facts_when(requirement, outcome)
    if known is None:  # the law leaves it open, so that this outcome waits for a value
        return
    always = False
    for place, (test, _) in enumerate(wording.variants, 1):
        never = always
        if test is not None and not never:
            never = together([known, estimate.facts_when(test, True)]) is None
            always = estimate.outcomes(test) == YES and test.total
        if never:
            yield f"text {place} of '{name}' is never used.", UNUSED


def _conflicts(
    measure: Measure, others: Mapping[str, Measure], fields: Mapping[str, Field]
) -> Iterator[tuple[Condition, str, str]]:
    """Pairs of conditions that nobody can meet together."""
    owned = [(measure, condition) for condition in measure.conditions]
    lent = [
        (others[base], item)
        for base in measure.inherits
        if base in others
        for item in others[base].conditions
    ]
    for place, (_, condition) in enumerate(owned):
        for owner, other in [*lent, *owned[:place]]:
            span = condition.span.overlap(other.span).overlap(measure.period.span)
            if not _has_days(span) or not condition.requirement.fields & other.requirement.fields:
                continue
            facts = _needed(condition, Estimate(fields, measure.parameters, span))
            if facts is None:  # it cannot be met on its own
                continue
            beside = _needed(other, Estimate(fields, owner.parameters, span))
            if beside is not None and together([facts, beside]) is None:
                yield (
                    condition,
                    f"nobody can meet this condition and {other.id} together.",
                    "Mend one of the two, or let one end before the other begins.",
                )


def _needed(condition: Condition, estimate: Estimate) -> dict[str, Possible] | None:
    return estimate.facts_when(condition.requirement, True)


def _has_days(span: Span) -> bool:
    return span.since <= (span.until or FOREVER)


def _tests(measure: Measure) -> Iterator[tuple[str, int, Expression]]:
    """Every `als` that stands on its own."""
    groups: Sequence[tuple[str, Sequence[object]]] = (
        ("an 'aandachtspunt'", measure.attention),
        ("an entry of 'alleen_als'", measure.provisos),
        ("an answer under 'vragen'", [answer.said for answer in measure.answers]),
        ("an 'onzekerheid'", measure.open_points),
        ("a benefit", measure.benefits),
    )
    for what, found in groups:
        for item in found:
            test = getattr(item, "condition", None)
            if test is not None:
                yield what, getattr(item, "line", 1), test
