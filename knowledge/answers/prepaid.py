"""Whether money that somebody paid for a course already still comes back, in Dutch."""

from __future__ import annotations

from datetime import date

from ..assessment import MeasureResult
from ..deadlines import Moments, deadlines
from ..facts import Facts
from ..knowledge import Knowledge

STARTED = "**Nee**, voor {naam} is het te laat: {regel}. Je opleiding is al gestart."
NOT_STARTED = "**Alleen als** je opleiding nog niet gestart is. Voor {naam} geldt: {regel}."
WHO_PAYS_BACK = "Of de school teruggeeft wat je al betaalde, weet ik niet. Vraag het eerst aan de school."
REFUSED = "**Nee**. {reden}"


def refund_of_prepaid(knowledge: Knowledge, result: MeasureResult, facts: Facts) -> str:
    """No, or only if the course has not begun; empty for what has no term that ends before the start."""
    told = facts.get("startdatum")
    start = told if isinstance(told, date) else None
    terms = deadlines(knowledge, result, facts, Moments(start=start))
    before = [item for item in terms if item.rule.startswith("voor ") and item.who == "jij"]
    before = before if result.measure.benefits else []  # what gives no money gives none back
    if not before:
        return ""
    rule = f"{before[0].what[0].lower()}{before[0].what[1:]} {before[0].rule}"
    if result.status in ("geen_recht", "buiten_periode"):
        failed = [reason.text for reason in result.reasons if reason.value is False]
        return REFUSED.format(reden=failed[0]) if failed else ""
    said = STARTED if start is not None and start <= result.on else NOT_STARTED
    return "\n".join([said.format(naam=result.measure.naam, regel=rule), WHO_PAYS_BACK])
