"""A measure of the staff, told to the employer: what it costs, what comes back, who asks for it."""

from __future__ import annotations

from decimal import Decimal

from ..assessment import MeasureResult
from ..facts import Facts
from ..formatting import dutch_number
from ..knowledge import Knowledge
from .benefits import amount

SITUATION, EMPLOYER, EMPLOYEE = "statuut", "werkgever", "werknemer"
SHARE = "tewerkstellingspercentage"
BACK = "terug_naar_werkgever"
FULL_TIME = 100


def is_for_staff(knowledge: Knowledge, result: MeasureResult) -> bool:
    """Whether an employer cannot have it themselves: their situation alone refuses it."""
    employer = knowledge.facts({SITUATION: EMPLOYER}, {})
    return knowledge.assess(employer, result.on, [result.measure.id]).results[0].status == "geen_recht"


def told_to_employer(knowledge: Knowledge, result: MeasureResult, facts: Facts) -> str:
    """What a measure for the staff means for their employer."""
    measure = result.measure
    lines = [*knowledge.on(measure.id, result.on).for_employers, *_comes_back(knowledge, result, facts)]
    if lines:
        heading = f"**{measure.naam}** is er voor je werknemers. Voor jou betekent dat:"
        return "\n".join([heading, *(f"- {line}" for line in lines)])
    where = f" Je werknemer vraagt het zelf aan. {result.application.waar}" if result.application else ""
    return f"**{measure.naam}** is er voor wie zelf leert, niet voor een werkgever.{where}"


def _comes_back(knowledge: Knowledge, result: MeasureResult, facts: Facts) -> list[str]:
    """What an employer gets back for the course that was told, for somebody who works full time."""
    supposed = facts.with_(SITUATION, EMPLOYEE)
    if facts.known.get(SHARE) is None:
        supposed = supposed.with_(SHARE, FULL_TIME)
    judged = knowledge.assess(supposed, result.on, [result.measure.id]).results[0]
    for benefit in judged.measure.benefits:
        per = judged.benefit.get(benefit.words.per)
        value = judged.benefit.get(benefit.key)
        if benefit.counts_as == BACK and isinstance(per, Decimal) and isinstance(value, Decimal):
            whole = (per * value).quantize(Decimal("0.01"))
            return [
                f"Voor {dutch_number(per)} uur is dat {amount(whole, 'EUR')}, als alle uren goedgekeurd zijn."
            ]
    return []
